package io.steward.server.ticket;

import io.steward.server.TestProgram;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** Gives ticket types custom fields, as a manager does. */
public final class TypeFields {
    private TypeFields() {}

    public static ObjectNode field(String key, String name, String kind) {
        var field = TestProgram.JSON.createObjectNode();
        field.put("id", UUID.randomUUID().toString());
        field.put("key", key).put("name", name).put("kind", kind);
        return field;
    }

    /** Publishes the type with these fields in place of its own. */
    public static void publish(TestProgram program, String type, ObjectNode... fields) throws Exception {
        JsonNode now = program.get("/types/" + type + "/definition").path("type");
        ObjectNode definition = TestProgram.JSON.createObjectNode();
        for (String part : List.of("statuses", "transitions", "initial", "priorityMatrix", "forms", "confidential")) {
            definition.set(part, now.path(part));
        }
        ArrayNode all = definition.putArray("fields");
        for (ObjectNode field : fields) {
            all.add(field);
        }
        var body = new LinkedHashMap<String, Object>(Map.of("definition", definition));
        TestProgram.ok(program.call(
                "PUT", "/types/" + type + "/draft", program.admin(), TestProgram.JSON.writeValueAsString(body)));
        TestProgram.ok(program.call(
                "POST",
                "/types/" + type + "/publish",
                program.admin(),
                "{\"statusMap\":{}}",
                "If-Match",
                "\"" + now.path("version").intValue() + "\""));
    }
}
