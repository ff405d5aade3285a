package io.steward.server.ticket.rules.fields;

import io.steward.server.platform.Check;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;

/** Reads the simple forms that values have. */
final class Values {
    static final JsonNodeFactory JSON = JsonNodeFactory.instance;

    private Values() {}

    static <T> @Nullable T bad(Check check, String path, String code, String message) {
        check.error(path, code, message);
        return null;
    }

    /** A text without control characters, at most so long. */
    static @Nullable String text(JsonNode given, Check check, String path, int longest) {
        if (!given.isString()) {
            return bad(check, path, "unreadable", "A text");
        }
        return check.optional(path, given.stringValue(), longest);
    }

    static @Nullable UUID id(JsonNode given) {
        try {
            return given.isString() ? UUID.fromString(given.stringValue()) : null;
        } catch (IllegalArgumentException e) {
            return null;
        }
    }

    /** The texts of a list, each once; null and an error when it is no list of texts, or too long. */
    static @Nullable List<String> texts(JsonNode given, Check check, String path, int most) {
        if (!given.isArray()) {
            return bad(check, path, "unreadable", "A list");
        }
        if (given.size() > most) {
            return bad(check, path, "too-many", "At most " + most);
        }
        var all = new LinkedHashSet<String>();
        for (JsonNode one : given) {
            if (!one.isString()) {
                return bad(check, path, "unreadable", "A list of texts");
            }
            all.add(one.stringValue());
        }
        return List.copyOf(all);
    }

    /** The texts of a value that was kept as a list. */
    static List<String> kept(JsonNode kept) {
        var all = new ArrayList<String>();
        kept.forEach(one -> all.add(one.asString("")));
        return all;
    }

    static @Nullable JsonNode list(List<String> texts) {
        if (texts.isEmpty()) {
            return null;
        }
        var array = JSON.arrayNode();
        texts.forEach(array::add);
        return array;
    }
}
