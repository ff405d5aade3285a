package io.steward.server.automation;

import io.steward.server.automation.spi.RuleAction.Done;
import io.steward.server.automation.spi.RuleAction.Words;
import io.steward.server.platform.FieldError;
import io.steward.server.platform.Problem;
import io.steward.server.ticket.TicketPatch;
import io.steward.server.ticket.TicketType;
import io.steward.server.ticket.Types;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.springframework.stereotype.Component;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** {@code set}: gives fields values. */
@Component
class SetAct implements Act {
    /** Of a value, where it is said what was set. */
    private static final int LONGEST = 200;

    private static final Set<String> BUILT_IN = Set.of(
            "title",
            "description",
            "status",
            "impact",
            "urgency",
            "categoryId",
            "teamId",
            "assigneeId",
            "requesterId",
            "parentId",
            "tags");

    private final Changing changing;
    private final Types types;

    SetAct(Changing changing, Types types) {
        this.changing = changing;
        this.types = types;
    }

    @Override
    public String kind() {
        return "set";
    }

    @Override
    public void define(Defining d, JsonNode action, String path) {
        JsonNode fields = action.path("fields");
        d.check()
                .that(
                        fields.isObject() && !fields.isEmpty() && fields.size() <= 50,
                        path + ".fields",
                        "required",
                        "One field at least, at most 50");
        if (!fields.isObject()) {
            return;
        }
        var of = types.all(d.context().tenant()).stream()
                .filter(t -> t.deskId().equals(d.desk()))
                .toList();
        JsonNode patch = patch(fields);
        patch.path("fields")
                .propertyNames()
                .forEach(key -> d.check()
                        .that(
                                of.stream().anyMatch(t -> t.field(key).isPresent()),
                                path + ".fields." + key,
                                "unknown",
                                "There is no such field"));
        String status = patch.path("status").asString("");
        d.check()
                .that(
                        !patch.has("status")
                                || status.contains("{{")
                                || of.stream().anyMatch(t -> t.status(status).isPresent()),
                        path + ".fields.status",
                        "unknown",
                        "There is no such status");
        try {
            TicketPatch.read(withoutVariables((ObjectNode) patch));
        } catch (Problem wrong) {
            for (FieldError e : wrong.errors()) {
                d.check().error(path + ".fields." + e.field(), e.code(), e.message());
            }
        }
    }

    /** What is filled later has no form yet. */
    private static ObjectNode withoutVariables(ObjectNode patch) {
        ObjectNode kept = patch.deepCopy();
        kept.retain(patch.properties().stream()
                .filter(e -> !e.getValue().toString().contains("{{"))
                .map(Map.Entry::getKey)
                .toList());
        return kept;
    }

    @Override
    public Done run(Doing d, JsonNode action) {
        JsonNode patch = patch(action.path("fields"));
        var set = new LinkedHashMap<String, String>();
        action.path("fields").properties().forEach(e -> set.put(e.getKey(), readable(d, e.getKey(), e.getValue())));
        String said = set.entrySet().stream()
                .map(e -> e.getKey() + " = " + (e.getValue().isEmpty() ? "nothing" : e.getValue()))
                .collect(Collectors.joining(", "));
        return changing.change(d, TicketPatch.read(patch), "Set " + said, new Words("set", Map.of("fields", set)));
    }

    /** Empty for nothing. */
    private String readable(Doing d, String key, JsonNode value) {
        if (key.equals("status")) {
            return types.find(d.context().tenant(), d.ticket().typeId())
                    .flatMap(t -> t.status(value.asString("")))
                    .map(TicketType.Status::name)
                    .orElse(value.asString(""));
        }
        String text = value.isNull() ? "" : value.isString() ? value.stringValue() : value.toString();
        return text.length() <= LONGEST ? text : text.substring(0, LONGEST) + "…";
    }

    /** As a change of a ticket is written: what is not built in is a field of the type. */
    static ObjectNode patch(JsonNode fields) {
        ObjectNode patch = JsonNodeFactory.instance.objectNode();
        ObjectNode custom = JsonNodeFactory.instance.objectNode();
        fields.properties().forEach(e -> {
            String name = TicketPatch.property(e.getKey());
            JsonNode value = e.getValue();
            if (e.getKey().equals("fields") && value.isObject()) {
                value.properties().forEach(c -> custom.set(c.getKey(), c.getValue()));
            } else if (BUILT_IN.contains(name)) {
                patch.set(name, number(name, value));
            } else {
                custom.set(e.getKey(), value);
            }
        });
        if (!custom.isEmpty()) {
            patch.set("fields", custom);
        }
        return patch;
    }

    private static JsonNode number(String name, JsonNode value) {
        boolean level = name.equals("impact") || name.equals("urgency");
        return level && value.isString() && value.stringValue().matches("[1-3]")
                ? JsonNodeFactory.instance.numberNode(Integer.parseInt(value.stringValue()))
                : value;
    }
}
