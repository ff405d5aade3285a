package io.steward.server.ticket.rules.fields;

import io.steward.server.platform.Check;
import io.steward.server.query.QueryType;
import io.steward.server.ticket.FieldDef;
import io.steward.server.ticket.RecordKind;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** What is worked out when it is read. It is never written. */
final class ComputedType implements FieldType {
    private final QueryType type;
    private final Set<String> settings;

    ComputedType(QueryType type, String... settings) {
        this.type = type;
        this.settings = Set.of(settings);
    }

    @Override
    public QueryType queryType(FieldDef field) {
        return type;
    }

    @Override
    public Set<String> settings() {
        return settings;
    }

    /** Who created or changed a ticket is a person. */
    @Override
    public @Nullable RecordKind records() {
        return type == QueryType.CHOICE ? RecordKind.PERSON : null;
    }

    @Override
    public List<UUID> ids(FieldDef field, JsonNode kept) {
        var id = type == QueryType.CHOICE ? Values.id(kept) : null;
        return id == null ? List.of() : List.of(id);
    }

    @Override
    public boolean computed() {
        return true;
    }

    @Override
    public @Nullable JsonNode read(FieldDef field, JsonNode given, Check check, String path) {
        return Values.bad(check, path, "derived", "This is worked out and cannot be set");
    }

    @Override
    public @Nullable Object compared(FieldDef field, JsonNode kept) {
        if (type == QueryType.TIME) {
            return DateType.Moment.instant(kept);
        }
        return kept.isNumber()
                ? (Object) kept.doubleValue()
                : kept.isBoolean() ? (Object) kept.booleanValue() : kept.asString("");
    }

    @Override
    public String label(FieldDef field, JsonNode kept, Names names) {
        var id = type == QueryType.CHOICE ? Values.id(kept) : null;
        if (id != null) {
            return names.of(RecordKind.PERSON, id);
        }
        return kept.isNumber() ? NumberType.shown(kept.doubleValue()) : kept.asString("");
    }
}
