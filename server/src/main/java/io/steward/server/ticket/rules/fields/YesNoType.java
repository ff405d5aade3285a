package io.steward.server.ticket.rules.fields;

import io.steward.server.platform.Check;
import io.steward.server.query.QueryType;
import io.steward.server.ticket.FieldDef;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** Yes or no. */
final class YesNoType implements FieldType {
    @Override
    public QueryType queryType(FieldDef field) {
        return QueryType.BOOLEAN;
    }

    @Override
    public @Nullable JsonNode read(FieldDef field, JsonNode given, Check check, String path) {
        return given.isBoolean() ? given : Values.bad(check, path, "unreadable", "true or false");
    }

    @Override
    public Object compared(FieldDef field, JsonNode kept) {
        return kept.asBoolean(false);
    }

    @Override
    public String label(FieldDef field, JsonNode kept, Names names) {
        return kept.asBoolean(false) ? "Yes" : "No";
    }
}
