package io.steward.server.blueprint;

import io.steward.server.blueprint.rules.Shapes;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** Who decides in the plan of an approval: people and teams, which a file calls by name. */
@Component
class PlanNames {
    private final DeskNames names;

    PlanNames(DeskNames names) {
        this.names = names;
    }

    /** Whether a file can name all who decide: people only where it names people, and nobody who is gone. */
    boolean isNamed(Scope scope, JsonNode plan) {
        return plan.path("steps")
                .valueStream()
                .flatMap(step -> step.path("approvers").valueStream())
                .allMatch(one -> !one.path("id").isString() || name(scope, one) != null);
    }

    private @Nullable String name(Scope scope, JsonNode approver) {
        UUID id = Shapes.uuid(approver.path("id"));
        return isTeam(approver) ? names.team(scope, id) : names.email(scope, id);
    }

    /** With names for ids; who has none here is left without. */
    JsonNode named(Scope scope, JsonNode plan) {
        JsonNode named = plan.deepCopy();
        for (JsonNode step : named.path("steps")) {
            for (JsonNode approver : step.path("approvers")) {
                if (approver instanceof ObjectNode one && one.path("id").isString()) {
                    rename(one, "id", "name", name(scope, one));
                }
            }
        }
        return named;
    }

    /** With ids for names. */
    JsonNode identified(Scope scope, String path, JsonNode plan) {
        JsonNode identified = plan.deepCopy();
        for (JsonNode step : identified.path("steps")) {
            for (JsonNode approver : step.path("approvers")) {
                if (approver instanceof ObjectNode one && one.path("name").isString()) {
                    String name = one.path("name").stringValue();
                    UUID id = isTeam(one) ? names.team(scope, path, name) : names.person(scope, path, name);
                    rename(one, "name", "id", String.valueOf(id));
                }
            }
        }
        return identified;
    }

    private static boolean isTeam(JsonNode approver) {
        return approver.path("kind").asString("").equals("team");
    }

    private static void rename(ObjectNode one, String from, String to, @Nullable String value) {
        one.remove(from);
        if (value != null) {
            one.put(to, value);
        }
    }
}
