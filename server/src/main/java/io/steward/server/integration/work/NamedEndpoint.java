package io.steward.server.integration.work;

import io.steward.server.outgoing.Endpoint;
import io.steward.server.platform.Problem;
import java.util.List;
import java.util.UUID;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** Endpoints in actions, by their names in files. */
final class NamedEndpoint {
    private NamedEndpoint() {}

    /** With the name in place of the id, where it is known. */
    static JsonNode named(JsonNode action, String field, List<Endpoint> usable) {
        String id = action.path(field).asString("");
        return usable.stream()
                .filter(e -> e.id().toString().equals(id))
                .findFirst()
                .map(e -> with(action, field, e.name()))
                .orElse(action);
    }

    /** With the id in place of the name; an id stays. @throws Problem naming the field */
    static JsonNode identified(JsonNode written, String field, List<Endpoint> usable) {
        String name = written.path(field).asString("");
        if (name.isEmpty() || isId(name)) {
            return written;
        }
        return usable.stream()
                .filter(e -> e.name().equals(name))
                .findFirst()
                .map(e -> with(written, field, e.id().toString()))
                .orElseThrow(() -> Problem.invalid(field, "unknown", "There is no “" + name + "”"));
    }

    private static boolean isId(String text) {
        try {
            UUID.fromString(text);
            return text.length() == 36;
        } catch (IllegalArgumentException e) {
            return false;
        }
    }

    private static JsonNode with(JsonNode action, String field, String value) {
        return action instanceof ObjectNode object ? object.deepCopy().put(field, value) : action;
    }
}
