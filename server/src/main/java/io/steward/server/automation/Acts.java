package io.steward.server.automation;

import io.steward.server.automation.spi.RuleAction;
import io.steward.server.automation.spi.RuleAction.Done;
import io.steward.server.macro.TextVariables;
import io.steward.server.platform.Problem;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.stereotype.Component;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** All kinds of actions there are: those built in, those that other rooms plug in, and those that lead through the others. */
@Component
class Acts {
    /** What leads through actions and does nothing itself. */
    static final Set<String> LEADING = Set.of("wait", "branch", "each");

    /** What some installations offer and others do not. */
    private static final List<String> PLUGGED = List.of("page", "http", "chat");

    private final Map<String, Act> builtIn = new HashMap<>();
    private final ObjectProvider<RuleAction> plugged;
    private final TextVariables texts;

    Acts(List<Act> builtIn, ObjectProvider<RuleAction> plugged, TextVariables texts) {
        builtIn.forEach(a -> this.builtIn.put(a.kind(), a));
        this.plugged = plugged;
        this.texts = texts;
    }

    /** A kind and whether this installation has it. */
    record Offered(String kind, boolean available) {}

    List<Offered> offered() {
        var all = new ArrayList<Offered>();
        builtIn.keySet().stream().sorted().forEach(k -> all.add(new Offered(k, true)));
        LEADING.stream().sorted().forEach(k -> all.add(new Offered(k, true)));
        PLUGGED.forEach(k -> all.add(new Offered(k, plugged(k).isPresent())));
        plugged.stream()
                .map(RuleAction::kind)
                .filter(k -> !PLUGGED.contains(k))
                .forEach(k -> all.add(new Offered(k, true)));
        return all;
    }

    /** The room that plugs in a kind, where one does. */
    Optional<RuleAction> plugged(String kind) {
        return plugged.stream().filter(a -> a.kind().equals(kind)).findFirst();
    }

    void define(Act.Defining d, JsonNode action, String path) {
        String kind = action.path("kind").asString("");
        Act act = builtIn.get(kind);
        if (act != null) {
            act.define(d, action, path);
        } else {
            plugged(kind)
                    .ifPresentOrElse(
                            p -> p.define(d.tx(), d.desk(), action, d.check(), path),
                            () -> d.check().error(path + ".kind", "unknown", unknown(kind)));
        }
        variables(d, action, path);
    }

    private static String unknown(String kind) {
        return PLUGGED.contains(kind)
                ? "This installation does not offer the action " + kind
                : "There is no such kind of action";
    }

    private void variables(Act.Defining d, JsonNode node, String path) {
        if (node.isString() && node.stringValue().contains("{{")) {
            texts.check(d.context(), d.check(), path, node.stringValue(), d.desk());
        } else if (node.isObject()) {
            node.properties().forEach(e -> variables(d, e.getValue(), path + "." + e.getKey()));
        } else if (node.isArray()) {
            for (int i = 0; i < node.size(); i++) {
                variables(d, node.get(i), path + "[" + i + "]");
            }
        }
    }

    /** Whether all that it does through other rooms has to join the step's transaction; of other rooms' actions it always has. */
    boolean joins(JsonNode action) {
        Act act = builtIn.get(action.path("kind").asString(""));
        return act == null || act.joins();
    }

    /** @throws Problem when it cannot be done now */
    Done run(Act.Doing d, JsonNode action) {
        String kind = action.path("kind").asString("");
        Act act = builtIn.get(kind);
        if (act != null) {
            return act.run(d, filled(d, action, act.html()));
        }
        RuleAction other = plugged(kind)
                .orElseThrow(() -> Problem.conflict("This installation does not offer the action " + kind));
        return other.run(d.tx(), d.context(), d.ticket(), filled(d, action, Set.of()), d.stepId());
    }

    private ObjectNode filled(Act.Doing d, JsonNode action, Set<String> html) {
        ObjectNode out = JsonNodeFactory.instance.objectNode();
        action.properties().forEach(e -> out.set(e.getKey(), filled(d, e.getValue(), html.contains(e.getKey()))));
        return out;
    }

    private JsonNode filled(Act.Doing d, JsonNode node, boolean html) {
        if (node.isString()) {
            String text = node.stringValue();
            if (!text.contains("{{")) {
                return node;
            }
            // Plain text becomes HTML before values are put in, or a value with a tag in it would decide that it is
            // HTML.
            return JsonNodeFactory.instance.stringNode(
                    html
                            ? texts.html(d.tx(), d.context(), d.ticket(), CommentAct.html(text))
                            : texts.plain(d.tx(), d.context(), d.ticket(), text));
        }
        if (node.isObject()) {
            ObjectNode out = JsonNodeFactory.instance.objectNode();
            node.properties().forEach(e -> out.set(e.getKey(), filled(d, e.getValue(), html)));
            return out;
        }
        if (node.isArray()) {
            ArrayNode out = JsonNodeFactory.instance.arrayNode();
            node.forEach(n -> out.add(filled(d, n, html)));
            return out;
        }
        return node;
    }
}
