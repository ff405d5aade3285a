package io.steward.server.automation;

import io.steward.server.platform.Check;
import io.steward.server.platform.Problem;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** Reads the parts of actions. */
final class ActJson {
    private ActJson() {}

    static String text(JsonNode action, String name) {
        JsonNode value = action.path(name);
        return value.isNumber() ? value.toString() : value.asString("").strip();
    }

    /** Null where there is none. @throws Problem when it is no id */
    static @Nullable UUID id(JsonNode action, String name) {
        String text = text(action, name);
        if (text.isEmpty()) {
            return null;
        }
        try {
            return UUID.fromString(text);
        } catch (IllegalArgumentException e) {
            throw Problem.invalid(name, "unreadable", "An id");
        }
    }

    static @Nullable UUID id(JsonNode action, String name, Check check, String path) {
        try {
            return id(action, name);
        } catch (Problem e) {
            check.error(path + "." + name, "unreadable", "An id");
            return null;
        }
    }

    static List<UUID> ids(JsonNode action, String name) {
        var all = new ArrayList<UUID>();
        for (JsonNode id : action.path(name)) {
            try {
                all.add(UUID.fromString(id.asString("")));
            } catch (IllegalArgumentException e) {
                throw Problem.invalid(name, "unreadable", "A list of ids");
            }
        }
        return all;
    }

    static boolean flag(JsonNode action, String name) {
        return action.path(name).asBoolean(false);
    }

    /** A text that is needed. */
    static void needed(Check check, JsonNode action, String name, String path, int longest) {
        JsonNode value = action.path(name);
        check.that(
                value.isString()
                        && !value.stringValue().isBlank()
                        && value.stringValue().length() <= longest,
                path + "." + name,
                "required",
                "A text of at most " + longest + " characters");
    }
}
