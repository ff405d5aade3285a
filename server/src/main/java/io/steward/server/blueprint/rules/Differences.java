package io.steward.server.blueprint.rules;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** What is different between two configurations in the same form, by paths that name things and do not count them. */
public final class Differences {
    private static final List<String> NAMES = List.of("key", "name", "field", "title");
    private static final Set<String> NAMED_TEXTS = Set.of("categories", "children", "members");
    private static final Set<String> IN_ORDER = Set.of(
            "statuses",
            "transitions",
            "fields",
            "options",
            "requester",
            "agent",
            "steps",
            "columns",
            "assignmentRules",
            "queues",
            "views",
            "macros",
            "rules",
            "actions");

    private final List<Difference> found = new ArrayList<>();

    private Differences() {}

    /** A section that the second does not have stays as it is. */
    public static List<Difference> of(ObjectNode before, ObjectNode after) {
        var differences = new Differences();
        for (var section : after.properties()) {
            differences.compare(section.getKey(), section.getKey(), before.get(section.getKey()), section.getValue());
        }
        return differences.found;
    }

    private void compare(String path, String name, @Nullable JsonNode before, @Nullable JsonNode after) {
        if (before == null || after == null) {
            one(path, before, after);
        } else if (before.isObject() && after.isObject()) {
            objects(path, before, after);
        } else if (before.isArray() && after.isArray() && named(name, before) != null && named(name, after) != null) {
            lists(path, name, before, after);
        } else if (!before.toString().equals(after.toString())) {
            one(path, before, after);
        }
    }

    private void one(String path, @Nullable JsonNode before, @Nullable JsonNode after) {
        if (after != null || !isOff(before)) {
            found.add(
                    new Difference(path, before == null ? "add" : after == null ? "remove" : "change", before, after));
        }
    }

    private void objects(String path, JsonNode before, JsonNode after) {
        for (var p : after.properties()) {
            compare(path + "." + p.getKey(), p.getKey(), before.get(p.getKey()), p.getValue());
        }
        for (var p : before.properties()) {
            if (!after.has(p.getKey())) {
                compare(path + "." + p.getKey(), p.getKey(), p.getValue(), null);
            }
        }
    }

    private void lists(String path, String name, JsonNode before, JsonNode after) {
        Map<String, JsonNode> old = java.util.Objects.requireNonNull(named(name, before));
        Map<String, JsonNode> now = java.util.Objects.requireNonNull(named(name, after));
        now.forEach((id, node) -> {
            JsonNode was = old.get(id);
            if (was != null && was.isObject() != node.isObject()) {
                compare(path + "." + id, id, object(was, node), object(node, was));
            } else {
                compare(path + "." + id, id, was, node);
            }
        });
        old.forEach((id, node) -> {
            if (!now.containsKey(id)) {
                compare(path + "." + id, id, node, null);
            }
        });
        if (IN_ORDER.contains(name)) {
            order(path, old, now);
        }
    }

    private void order(String path, Map<String, JsonNode> old, Map<String, JsonNode> now) {
        var was = old.keySet().stream().filter(now::containsKey).toList();
        var is = now.keySet().stream().filter(old::containsKey).toList();
        if (!was.equals(is)) {
            found.add(new Difference(path, "change", texts(was), texts(is)));
        }
    }

    private static JsonNode texts(List<String> all) {
        var array = JsonNodeFactory.instance.arrayNode();
        all.forEach(array::add);
        return array;
    }

    /** A short form beside a long one: a text is an object with nothing but its name. */
    private static JsonNode object(JsonNode node, JsonNode like) {
        if (node.isObject()) {
            return node;
        }
        String property = NAMES.stream().filter(like::has).findFirst().orElse("name");
        return JsonNodeFactory.instance.objectNode().set(property, node);
    }

    /** What has been taken away already, and is only kept for old tickets, is no difference when a file has it not. */
    private static boolean isOff(@Nullable JsonNode node) {
        return node != null
                && (node.path("retired").asBoolean(false)
                        || (node.has("active") && !node.path("active").asBoolean(true)));
    }

    /** The elements by their names; null when they have none, or not one each. */
    private static @Nullable Map<String, JsonNode> named(String list, JsonNode array) {
        var all = new LinkedHashMap<String, JsonNode>();
        boolean texts = NAMED_TEXTS.contains(list) || array.valueStream().anyMatch(JsonNode::isObject);
        for (JsonNode element : array) {
            String name = element.isString() && texts ? element.stringValue() : name(element);
            if (name == null || all.put(name, element) != null) {
                return null;
            }
        }
        return all;
    }

    private static @Nullable String name(JsonNode element) {
        return NAMES.stream()
                .map(element::get)
                .filter(n -> n != null && n.isString())
                .map(JsonNode::stringValue)
                .findFirst()
                .orElse(null);
    }
}
