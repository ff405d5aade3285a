package io.steward.server.macro.web;

import io.steward.server.platform.Problem;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** Reads requests of which only what is there counts. */
final class Body {
    private Body() {}

    static void object(JsonNode body) {
        if (!body.isObject()) {
            throw Problem.invalid("body", "unreadable", "An object of fields");
        }
    }

    static String text(JsonNode body, String name, String otherwise) {
        if (!body.has(name)) {
            return otherwise;
        }
        String text = textOrNull(body, name);
        return text == null ? "" : text;
    }

    static @Nullable String textOrNull(JsonNode body, String name) {
        JsonNode node = body.path(name);
        if (!node.isString() && !node.isNull()) {
            throw Problem.invalid(name, "unreadable", "A text");
        }
        return node.isNull() ? null : node.stringValue();
    }

    static int number(JsonNode body, String name, int otherwise) {
        if (!body.has(name)) {
            return otherwise;
        }
        if (!body.path(name).isInt()) {
            throw Problem.invalid(name, "unreadable", "A whole number");
        }
        return body.path(name).intValue();
    }

    static boolean flag(JsonNode body, String name, boolean otherwise) {
        if (!body.has(name)) {
            return otherwise;
        }
        if (!body.path(name).isBoolean()) {
            throw Problem.invalid(name, "unreadable", "true or false");
        }
        return body.path(name).booleanValue();
    }

    static @Nullable UUID id(JsonNode body, String name) {
        object(body);
        if (!body.has(name) || body.path(name).isNull()) {
            return null;
        }
        try {
            return UUID.fromString(body.path(name).asString(""));
        } catch (IllegalArgumentException e) {
            throw Problem.invalid(name, "unreadable", "An id");
        }
    }
}
