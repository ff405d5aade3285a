package io.steward.server.blueprint;

import io.steward.server.automation.Rule;
import io.steward.server.automation.Rules;
import io.steward.server.blueprint.rules.Shapes;
import io.steward.server.blueprint.rules.TypeFile;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/**
 * Between a rule and its file. A file has names for teams, types, macros, categories and rules, and addresses for people where it is to
 * have people at all; without them, people are left out of actions.
 */
@Component
class RuleForm {
    private static final JsonNodeFactory JSON = JsonNodeFactory.instance;
    private static final Set<String> LISTS = Set.of("actions", "otherwise");

    /** @param trigger and {@code actions} as in the API, with names instead of ids */
    record RuleFile(
            @Nullable String name,
            @Nullable String description,
            @Nullable Boolean active,
            @Nullable Boolean stop,
            @Nullable JsonNode trigger,
            @Nullable String condition,
            @Nullable JsonNode actions) {
        RuleFile {
            name = TypeFile.strip(name);
            description = TypeFile.strip(description);
            condition = TypeFile.strip(condition);
            active = Boolean.FALSE.equals(active) ? active : null;
            stop = Boolean.TRUE.equals(stop) ? stop : null;
            trigger = trigger == null ? null : Shapes.sorted(trigger);
            actions = actions == null ? null : Shapes.sorted(actions);
        }
    }

    private final Rules rules;
    private final ActionForm actions;

    RuleForm(Rules rules, ActionForm actions) {
        this.rules = rules;
        this.actions = actions;
    }

    RuleFile file(Scope scope, Rule r) {
        Rule.Content c = r.content();
        return new RuleFile(
                c.name(),
                c.description(),
                r.active(),
                c.stop(),
                c.trigger(),
                c.condition(),
                list(c.actions(), action -> actions.named(scope, action)));
    }

    /**
     * @param now the rule that the file is applied to, if it is there: people whom a file without people leaves out stay in actions
     *     that stand where they stood
     * @param path where its actions stand in the file
     */
    Rule.Content content(Scope scope, RuleFile w, @Nullable Rule now, String path) {
        JsonNode wanted = w.actions() == null
                ? JSON.arrayNode()
                : list(w.actions(), action -> actions.identified(scope, action, path));
        if (now != null && !scope.people()) {
            keepPeople(wanted, now.content().actions());
        }
        return new Rule.Content(
                Objects.requireNonNullElse(w.name(), ""),
                Objects.requireNonNullElse(w.description(), ""),
                Boolean.TRUE.equals(w.stop()),
                w.trigger() == null ? JSON.objectNode() : w.trigger(),
                Objects.requireNonNullElse(w.condition(), ""),
                wanted);
    }

    private static void keepPeople(JsonNode wanted, JsonNode before) {
        if (wanted.isArray() && before.isArray()) {
            for (int i = 0; i < Math.min(wanted.size(), before.size()); i++) {
                keepPeople(wanted.get(i), before.get(i));
            }
        }
        boolean same = wanted.path("kind").equals(before.path("kind"));
        if (!(wanted instanceof ObjectNode to) || !same) {
            return;
        }
        for (var p : before.properties()) {
            boolean person = p.getKey().equals("person") && !to.has("person") && !to.has("strategy");
            boolean people = p.getKey().equals("people") && to.path("people").isEmpty();
            if (person || people) {
                to.set(p.getKey(), p.getValue());
            } else if (to.path(p.getKey()).isContainer()) {
                keepPeople(to.path(p.getKey()), p.getValue());
            }
        }
    }

    /** The rules that are run by actions of this one, by their names. */
    static Set<String> runs(@Nullable JsonNode node) {
        var all = new LinkedHashSet<String>();
        if (node != null) {
            collect(node, all);
        }
        return all;
    }

    private static void collect(JsonNode node, Set<String> all) {
        if (node.path("kind").asString("").equals("rule") && node.path("rule").isString()) {
            all.add(node.path("rule").stringValue());
        }
        node.valueStream().forEach(n -> collect(n, all));
    }

    private interface Change {
        JsonNode of(JsonNode action);
    }

    private static ArrayNode list(JsonNode actions, Change change) {
        ArrayNode all = JSON.arrayNode();
        actions.forEach(action -> all.add(inner(change.of(action), change)));
        return all;
    }

    /** Lists of actions inside an action are changed, too. */
    private static JsonNode inner(JsonNode action, Change change) {
        if (!action.isObject()) {
            return action;
        }
        ObjectNode out = JSON.objectNode();
        for (var p : action.properties()) {
            JsonNode value = p.getValue();
            if (LISTS.contains(p.getKey()) && value.isArray()) {
                out.set(p.getKey(), list(value, change));
            } else if (p.getKey().equals("cases") && value.isArray()) {
                ArrayNode cases = JSON.arrayNode();
                value.forEach(c -> cases.add(inner(c, change)));
                out.set(p.getKey(), cases);
            } else {
                out.set(p.getKey(), value);
            }
        }
        return out;
    }

    List<Rule> there(Scope scope) {
        return rules.ofDesk(scope.context(), scope.desk().id()).stream()
                .map(Rules.Shown::rule)
                .toList();
    }
}
