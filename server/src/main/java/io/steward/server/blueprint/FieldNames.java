package io.steward.server.blueprint;

import io.steward.server.blueprint.rules.Shapes;
import io.steward.server.platform.Problem;
import io.steward.server.ticket.FieldKind;
import io.steward.server.ticket.TicketType;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/**
 * Values of custom fields in files. A team is named; other ids a file does not have: such a value is left out of it, and stays
 * where it is when the file is applied there. What a key stands for is said by the types that are meant.
 */
@Component
class FieldNames {
    private static final JsonNodeFactory JSON = JsonNodeFactory.instance;

    private final DeskNames names;

    FieldNames(DeskNames names) {
        this.names = names;
    }

    /** Null when nothing is left. */
    @Nullable
    ObjectNode named(Scope scope, List<TicketType> types, JsonNode values) {
        var named = JSON.objectNode();
        for (var p : values.properties()) {
            JsonNode value = p.getValue();
            if (!value.isNull() && isKind(types, p.getKey(), FieldKind.TEAM)) {
                String team = names.team(scope, Shapes.uuid(value));
                value = team == null ? null : JSON.stringNode(team);
            } else if (!value.isNull() && isUnnamed(types, p.getKey())) {
                value = null;
            }
            if (value != null) {
                named.set(p.getKey(), value);
            }
        }
        return named.isEmpty() ? null : named;
    }

    /** Whether a file cannot name what is in a field of this key. */
    static boolean isUnnamed(List<TicketType> types, String key) {
        return TypeForm.REFERRING.stream().anyMatch(kind -> isKind(types, key, kind));
    }

    private static boolean isKind(List<TicketType> types, String key, FieldKind kind) {
        return types.stream()
                .flatMap(t -> t.fields().stream())
                .anyMatch(f -> f.key().equals(key) && f.kind() == kind);
    }

    /** @param path where the values stand in the file */
    ObjectNode values(Scope scope, List<TicketType> types, String path, JsonNode given) {
        if (!given.isObject()) {
            throw Problem.invalid(path, "unreadable", "Names with values are expected here");
        }
        var values = JSON.objectNode();
        for (var p : given.properties()) {
            String at = path + "." + p.getKey();
            JsonNode value = p.getValue();
            if (!value.isNull() && isUnnamed(types, p.getKey())) {
                throw Problem.invalid(at, "unnamed", "A file cannot name this; set it in the program");
            }
            boolean team = !value.isNull() && isKind(types, p.getKey(), FieldKind.TEAM);
            values.set(
                    p.getKey(),
                    team ? JSON.stringNode(String.valueOf(names.team(scope, at, value.asString("")))) : value);
        }
        return values;
    }

    /** Of the values there were, those that a file cannot name. */
    static ObjectNode kept(List<TicketType> types, JsonNode before) {
        var kept = JSON.objectNode();
        for (var p : before.properties()) {
            if (!p.getValue().isNull() && isUnnamed(types, p.getKey())) {
                kept.set(p.getKey(), p.getValue());
            }
        }
        return kept;
    }

    /** In the order of keys, which is that of no database. */
    static JsonNode sorted(JsonNode fields) {
        if (!fields.isObject()) {
            return fields;
        }
        var all = JSON.objectNode();
        fields.properties().stream()
                .sorted(Map.Entry.comparingByKey())
                .forEach(p -> all.set(p.getKey(), Objects.requireNonNull(p.getValue())));
        return all;
    }
}
