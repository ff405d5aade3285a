package io.steward.server.blueprint;

import io.steward.server.automation.PluggedActions;
import io.steward.server.automation.Rule;
import io.steward.server.automation.Rules;
import io.steward.server.blueprint.rules.TypeFile;
import io.steward.server.macro.Macro;
import io.steward.server.macro.Macros;
import io.steward.server.platform.Problem;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
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
    /** Whoever did what started the rule: nobody's address. */
    private static final String ACTOR = "actor";

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
            trigger = trigger == null ? null : sorted(trigger);
            actions = actions == null ? null : sorted(actions);
        }
    }

    private final DeskNames names;
    private final Macros macros;
    private final Rules rules;
    private final PluggedActions plugged;

    RuleForm(DeskNames names, Macros macros, Rules rules, PluggedActions plugged) {
        this.names = names;
        this.macros = macros;
        this.rules = rules;
        this.plugged = plugged;
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
                list(c.actions(), action -> named(scope, action)));
    }

    /**
     * @param now the rule that the file is applied to, if it is there: people whom a file without people leaves out stay in actions
     *     that stand where they stood
     * @param path where its actions stand in the file
     */
    Rule.Content content(Scope scope, RuleFile w, @Nullable Rule now, String path) {
        JsonNode actions =
                w.actions() == null ? JSON.arrayNode() : list(w.actions(), action -> identified(scope, action, path));
        if (now != null && !scope.people()) {
            keepPeople(actions, now.content().actions());
        }
        return new Rule.Content(
                Objects.requireNonNullElse(w.name(), ""),
                Objects.requireNonNullElse(w.description(), ""),
                Boolean.TRUE.equals(w.stop()),
                w.trigger() == null ? JSON.objectNode() : w.trigger(),
                Objects.requireNonNullElse(w.condition(), ""),
                actions);
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

    private JsonNode named(Scope scope, JsonNode action) {
        if (!(action instanceof ObjectNode given)) {
            return action;
        }
        ObjectNode a = given.deepCopy();
        switch (a.path("kind").asString("")) {
            case "assign", "task", "notify" -> people(scope, a);
            case "set" -> fields(scope, a);
            case "create" -> {
                rename(a, "typeId", "type", names.type(scope, uuid(a.path("typeId"))));
                fields(scope, a);
            }
            case "macro" -> rename(a, "macroId", "macro", macro(scope, uuid(a.path("macroId"))));
            case "rule" -> rename(a, "ruleId", "rule", rule(scope, uuid(a.path("ruleId"))));
            case "approval" -> approvers(scope, a, null);
            default -> {
                return plugged.named(scope.tx(), scope.desk().id(), a);
            }
        }
        return a;
    }

    private void people(Scope scope, ObjectNode a) {
        if (a.path("team").isString()) {
            rename(a, "team", "team", names.team(scope, uuid(a.path("team"))));
        }
        if (a.path("person").isString() && !a.path("person").stringValue().equals(ACTOR)) {
            rename(a, "person", "person", names.email(scope, uuid(a.path("person"))));
        }
        if (a.path("people").isArray()) {
            ArrayNode all = JSON.arrayNode();
            a.path("people").forEach(p -> {
                String email = names.email(scope, uuid(p));
                if (email != null) {
                    all.add(email);
                }
            });
            a.set("people", all);
        }
    }

    /** Null where nothing is called so: it is left out. */
    private static void rename(ObjectNode a, String from, String to, @Nullable String value) {
        a.remove(from);
        if (value != null) {
            a.put(to, value);
        }
    }

    private @Nullable String macro(Scope scope, UUID id) {
        return macros.ofDesk(scope.tx(), scope.desk().id(), id).map(Macro::name).orElse(null);
    }

    private @Nullable String rule(Scope scope, UUID id) {
        return there(scope).stream()
                .filter(r -> r.id().equals(id))
                .map(Rule::name)
                .findFirst()
                .orElse(null);
    }

    List<Rule> there(Scope scope) {
        return rules.ofDesk(scope.context(), scope.desk().id()).stream()
                .map(Rules.Shown::rule)
                .toList();
    }

    private void fields(Scope scope, ObjectNode a) {
        if (!a.path("fields").isObject()) {
            return;
        }
        ObjectNode changed = JSON.objectNode();
        for (var p : a.path("fields").properties()) {
            JsonNode value = p.getValue();
            String key = p.getKey();
            boolean set = value.isString() && !value.stringValue().contains("{{");
            switch (key) {
                case "teamId" -> put(changed, "team", value, set ? names.team(scope, uuid(value)) : null);
                case "assigneeId", "requesterId" ->
                    put(
                            changed,
                            key.substring(0, key.length() - 2),
                            value,
                            set ? names.email(scope, uuid(value)) : null);
                case "categoryId" -> {
                    var way = set ? names.category(scope, uuid(value)) : null;
                    if (way != null) {
                        ArrayNode all = JSON.arrayNode();
                        way.forEach(all::add);
                        changed.set("category", all);
                    } else if (!set) {
                        changed.set("category", value);
                    }
                }
                default -> changed.set(key, value);
            }
        }
        a.set("fields", changed);
    }

    /** A value that is no id is kept; an id that nothing is called by is left out. */
    private static void put(ObjectNode to, String name, JsonNode value, @Nullable String found) {
        if (found != null) {
            to.put(name, found);
        } else if (!value.isString() || value.stringValue().contains("{{")) {
            to.set(name, value);
        }
    }

    private JsonNode identified(Scope scope, JsonNode action, String path) {
        if (!(action instanceof ObjectNode given)) {
            return action;
        }
        ObjectNode a = given.deepCopy();
        switch (a.path("kind").asString("")) {
            case "assign", "task", "notify" -> peopleIds(scope, a, path);
            case "set" -> fieldIds(scope, a, path);
            case "create" -> {
                if (a.has("type")) {
                    UUID id = names.type(scope, path + ".type", a.path("type").asString(""));
                    rename(a, "type", "typeId", id.toString());
                }
                fieldIds(scope, a, path);
            }
            case "macro" -> {
                if (a.has("macro")) {
                    rename(
                            a,
                            "macro",
                            "macroId",
                            macroId(scope, path, a.path("macro").asString("")));
                }
            }
            case "rule" -> {
                if (a.has("rule")) {
                    rename(
                            a,
                            "rule",
                            "ruleId",
                            ruleId(scope, path, a.path("rule").asString("")));
                }
            }
            case "approval" -> approvers(scope, a, path);
            default -> {
                return plugged.identified(scope.tx(), scope.desk().id(), a);
            }
        }
        return a;
    }

    private void peopleIds(Scope scope, ObjectNode a, String path) {
        if (a.path("team").isString()) {
            a.put("team", text(names.team(scope, path + ".team", a.path("team").stringValue())));
        }
        if (a.path("person").isString() && !a.path("person").stringValue().equals(ACTOR)) {
            a.put(
                    "person",
                    text(names.person(scope, path + ".person", a.path("person").stringValue())));
        }
        if (a.path("people").isArray()) {
            ArrayNode all = JSON.arrayNode();
            a.path("people").forEach(p -> all.add(text(names.person(scope, path + ".people", p.asString("")))));
            a.set("people", all);
        }
    }

    private static String text(@Nullable UUID id) {
        return id == null ? "" : id.toString();
    }

    private String macroId(Scope scope, String path, String name) {
        return macros.all(scope.context(), scope.desk().id()).stream()
                .filter(m -> scope.desk().id().equals(m.deskId()) && m.name().equals(name))
                .map(m -> m.id().toString())
                .findFirst()
                .orElseThrow(() -> Problem.invalid(path + ".macro", "unknown", "The desk has no macro " + name));
    }

    private String ruleId(Scope scope, String path, String name) {
        return there(scope).stream()
                .filter(r -> r.name().equals(name))
                .map(r -> r.id().toString())
                .findFirst()
                .orElseThrow(() -> Problem.invalid(path + ".rule", "unknown", "The desk has no rule " + name));
    }

    private void fieldIds(Scope scope, ObjectNode a, String path) {
        if (!a.path("fields").isObject()) {
            return;
        }
        ObjectNode changed = JSON.objectNode();
        for (var p : a.path("fields").properties()) {
            JsonNode value = p.getValue();
            String key = p.getKey();
            String at = path + ".fields." + key;
            boolean set = !value.isNull() && !value.asString("").contains("{{");
            switch (key) {
                case "team" ->
                    changed.set(
                            "teamId", set ? JSON.stringNode(text(names.team(scope, at, value.asString("")))) : value);
                case "assignee", "requester" ->
                    changed.set(
                            key + "Id",
                            set ? JSON.stringNode(text(names.person(scope, at, value.asString("")))) : value);
                case "category" -> {
                    List<String> way = value.isArray()
                            ? value.valueStream().map(n -> n.asString("")).toList()
                            : List.of(value.asString(""));
                    changed.set("categoryId", set ? JSON.stringNode(text(names.category(scope, at, way))) : value);
                }
                default -> changed.set(key, value);
            }
        }
        a.set("fields", changed);
    }

    /** @param path null: names for ids, else ids for names */
    private void approvers(Scope scope, ObjectNode a, @Nullable String path) {
        for (JsonNode step : a.path("plan").path("steps")) {
            for (JsonNode approver : step.path("approvers")) {
                if (!(approver instanceof ObjectNode one)
                        || !one.path(path == null ? "id" : "name").isString()) {
                    continue;
                }
                boolean team = one.path("kind").asString("").equals("team");
                if (path == null) {
                    UUID id = uuid(one.path("id"));
                    rename(one, "id", "name", team ? names.team(scope, id) : names.email(scope, id));
                } else {
                    String name = one.path("name").stringValue();
                    rename(
                            one,
                            "name",
                            "id",
                            text(
                                    team
                                            ? names.team(scope, path + ".plan", name)
                                            : names.person(scope, path + ".plan", name)));
                }
            }
        }
    }

    private static UUID uuid(JsonNode id) {
        return Objects.requireNonNullElse(TypeForm.uuid(id), new UUID(0, 0));
    }

    /** What it is first, the rest in the order of names, which is that of no database. */
    private static JsonNode sorted(JsonNode node) {
        if (node.isArray()) {
            ArrayNode all = JSON.arrayNode();
            node.forEach(n -> all.add(sorted(n)));
            return all;
        }
        if (!node.isObject()) {
            return node;
        }
        ObjectNode all = JSON.objectNode();
        if (node.has("kind")) {
            all.set("kind", node.path("kind"));
        }
        node.properties().stream()
                .filter(p -> !p.getKey().equals("kind"))
                .sorted(Map.Entry.comparingByKey())
                .forEach(p -> all.set(p.getKey(), sorted(Objects.requireNonNull(p.getValue()))));
        return all;
    }
}
