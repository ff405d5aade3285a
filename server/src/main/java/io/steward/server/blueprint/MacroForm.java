package io.steward.server.blueprint;

import io.steward.server.blueprint.rules.Shapes;
import io.steward.server.blueprint.rules.TypeFile;
import io.steward.server.macro.Macro;
import io.steward.server.macro.Macros;
import io.steward.server.platform.Problem;
import io.steward.server.platform.Sanitizer;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/**
 * Between a macro and its file. What its change says with an id that a file cannot name is left out of it, and stays as it is
 * when the file is applied to the macro it came from.
 */
@Component
class MacroForm {
    private static final JsonNodeFactory JSON = JsonNodeFactory.instance;
    private static final String FIELDS = "fields";

    /** What a file calls otherwise than a change of a ticket does. */
    private static final Map<String, String> NAMED =
            Map.of("teamId", "team", "categoryId", "category", "assigneeId", "assignee");

    private static final Set<String> PLAIN = Set.of("title", "description", "status", "impact", "urgency", "tags");

    /** @param change as a change of a ticket, with names instead of ids; {@code assignee: me} is who runs it */
    record MacroFile(
            @Nullable String name,
            @Nullable String description,
            @Nullable Boolean active,
            @Nullable Map<String, JsonNode> change,
            @Nullable String say,
            @Nullable String text) {
        MacroFile {
            name = TypeFile.strip(name);
            description = TypeFile.strip(description);
            active = Boolean.FALSE.equals(active) ? active : null;
            change = change == null ? null : sorted(change);
            text = text == null ? null : Sanitizer.mentioning(Sanitizer.html(text), Set.of());
        }

        boolean doesNothing() {
            return say == null && (change == null || change.isEmpty());
        }
    }

    private final DeskNames names;
    private final FieldNames fields;

    MacroForm(DeskNames names, FieldNames fields) {
        this.names = names;
        this.fields = fields;
    }

    MacroFile file(Scope scope, Macro m) {
        var change = new TreeMap<String, JsonNode>();
        for (var p : m.change().properties()) {
            JsonNode value =
                    p.getKey().equals(FIELDS) ? fields.named(scope, names.types(scope), p.getValue()) : named(scope, p);
            if (value != null) {
                change.put(NAMED.getOrDefault(p.getKey(), p.getKey()), value);
            }
        }
        return new MacroFile(m.name(), m.description(), m.active(), change, m.say(), m.text());
    }

    /** Null: a file cannot say it. */
    private @Nullable JsonNode named(Scope scope, Map.Entry<String, JsonNode> p) {
        JsonNode value = p.getValue();
        if (value.isNull()) {
            return value;
        }
        return switch (p.getKey()) {
            case "teamId" -> text(names.team(scope, Shapes.uuid(value)));
            case "categoryId" -> way(names.category(scope, Shapes.uuid(value)));
            case "assigneeId" -> isMe(value) ? value : text(names.email(scope, Shapes.uuid(value)));
            default -> value;
        };
    }

    /** @param now the macro that the file is applied to, if it is there */
    ObjectNode change(Scope scope, MacroFile w, @Nullable Macro now) {
        var change = JSON.objectNode();
        if (now != null) {
            kept(scope, now.change(), change);
        }
        for (var p : (w.change() == null ? Map.<String, JsonNode>of() : w.change()).entrySet()) {
            JsonNode value = p.getValue();
            switch (p.getKey()) {
                case "team" -> change.set("teamId", id(value, v -> names.team(scope, "change.team", v)));
                case "category" ->
                    change.set("categoryId", id(names.category(scope, "change.category", list(value)), value));
                case "assignee" ->
                    change.set(
                            "assigneeId",
                            isMe(value) ? value : id(value, v -> names.person(scope, "change.assignee", v)));
                case FIELDS ->
                    change.withObjectProperty(FIELDS)
                            .setAll(fields.values(scope, names.types(scope), "change.fields", value));
                default -> {
                    if (!PLAIN.contains(p.getKey())) {
                        throw Problem.invalid(
                                "change." + p.getKey(), "unknown", "There is nothing called “" + p.getKey() + "” here");
                    }
                    change.set(p.getKey(), value);
                }
            }
        }
        return change;
    }

    private void kept(Scope scope, JsonNode before, ObjectNode change) {
        JsonNode assignee = before.path("assigneeId");
        if (assignee.isString() && !isMe(assignee) && !scope.people()) {
            change.set("assigneeId", assignee);
        }
        ObjectNode values = FieldNames.kept(names.types(scope), before.path(FIELDS));
        if (!values.isEmpty()) {
            change.set(FIELDS, values);
        }
    }

    private static boolean isMe(JsonNode value) {
        return value.asString("").equals(Macros.ME);
    }

    private interface Found {
        @Nullable
        UUID of(String name);
    }

    private static JsonNode id(JsonNode name, Found found) {
        return name.isNull() ? name : id(found.of(name.asString("")), name);
    }

    private static JsonNode id(@Nullable UUID id, JsonNode name) {
        return name.isNull() || id == null ? JSON.nullNode() : JSON.stringNode(id.toString());
    }

    private static List<String> list(JsonNode way) {
        return way.isArray()
                ? way.valueStream().map(n -> n.asString("")).toList()
                : way.isNull() ? List.of() : List.of(way.asString(""));
    }

    private static @Nullable JsonNode text(@Nullable String text) {
        return text == null ? null : JSON.stringNode(text);
    }

    private static @Nullable JsonNode way(@Nullable List<String> way) {
        if (way == null) {
            return null;
        }
        var array = JSON.arrayNode();
        way.forEach(array::add);
        return array;
    }

    private static Map<String, JsonNode> sorted(Map<String, JsonNode> change) {
        var sorted = new TreeMap<>(change);
        sorted.computeIfPresent(FIELDS, (name, fields) -> FieldNames.sorted(fields));
        return sorted;
    }
}
