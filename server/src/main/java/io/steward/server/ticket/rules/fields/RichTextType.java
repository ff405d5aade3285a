package io.steward.server.ticket.rules.fields;

import io.steward.server.platform.Check;
import io.steward.server.platform.Sanitizer;
import io.steward.server.query.QueryType;
import io.steward.server.ticket.FieldDef;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** Formatted text, cleaned as replies are. */
final class RichTextType implements FieldType {
    @Override
    public QueryType queryType(FieldDef field) {
        return QueryType.TEXT;
    }

    @Override
    public @Nullable JsonNode read(FieldDef field, JsonNode given, Check check, String path) {
        if (!given.isString()) {
            return Values.bad(check, path, "unreadable", "A text");
        }
        if (given.stringValue().length() > Sanitizer.LONGEST) {
            return Values.bad(check, path, "too-long", "At most " + Sanitizer.LONGEST + " characters");
        }
        String html = Sanitizer.html(given.stringValue());
        return html.isBlank() ? null : Values.JSON.stringNode(html);
    }

    @Override
    public Object compared(FieldDef field, JsonNode kept) {
        return Sanitizer.text(kept.asString(""));
    }

    @Override
    public String label(FieldDef field, JsonNode kept, Names names) {
        String text = Sanitizer.text(kept.asString(""));
        return text.length() <= 200 ? text : text.substring(0, 200) + "…";
    }
}
