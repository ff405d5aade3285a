package io.steward.server.approval.rules;

import io.steward.server.approval.Plan;
import io.steward.server.platform.Check;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** Reads what is asked for, as a person or a workflow writes it, and says what is wrong with it. */
public final class PlanForm {
    private static final int MOST_STEPS = 10;
    private static final int MOST_APPROVERS = 20;
    private static final int LONGEST_LINE = 5;
    private static final int MOST_HOURS = 24 * 365;
    private static final Set<String> KNOWN = Set.of(
            "title",
            "reason",
            "steps",
            "onApproved",
            "onRejected",
            "onExpired",
            "watched",
            "expiresHours",
            "remindHours");

    private final Check check;
    private final String path;

    private PlanForm(Check check, String path) {
        this.check = check;
        this.path = path;
    }

    /** @param path before the names of the fields; empty or ending with a dot */
    public static Plan read(@Nullable JsonNode json, Check check, String path) {
        return new PlanForm(check, path).plan(json);
    }

    private Plan plan(@Nullable JsonNode json) {
        if (json == null || !json.isObject()) {
            check.error(path + "steps", "required", "Please say who is to decide");
            return new Plan("", "", List.of(), null, null, null, List.of(), null, null);
        }
        json.propertyNames().stream()
                .filter(name -> !KNOWN.contains(name))
                .forEach(name -> check.error(path + name, "unknown", "There is no such field"));
        Integer expires = hours(json, "expiresHours");
        Integer remind = hours(json, "remindHours");
        return new Plan(
                check.text(path + "title", text(json, "title"), 200).replaceAll("\\s+", " "),
                check.optional(path + "reason", text(json, "reason"), 4_000),
                steps(json.path("steps")),
                key(json, "onApproved"),
                key(json, "onRejected"),
                key(json, "onExpired"),
                watched(json.path("watched")),
                expires,
                remind);
    }

    private List<Plan.Step> steps(JsonNode json) {
        check.that(
                json.isArray() && json.size() >= 1 && json.size() <= MOST_STEPS,
                path + "steps",
                "range",
                "From 1 to " + MOST_STEPS + " steps");
        var steps = new ArrayList<Plan.Step>();
        for (int i = 0; json.isArray() && i < Math.min(json.size(), MOST_STEPS); i++) {
            steps.add(step(json.get(i), path + "steps[" + i + "]."));
        }
        return steps;
    }

    private Plan.Step step(JsonNode json, String at) {
        var rule = one(Plan.Rule.values(), json, "rule", at, Plan.Rule.ANY);
        JsonNode number = json.path("needed");
        int needed = number.isInt() ? number.intValue() : 1;
        check.that(
                rule != Plan.Rule.QUORUM || (number.isInt() && needed >= 1 && needed <= 100),
                at + "needed",
                "range",
                "How many have to agree, from 1 on");
        JsonNode all = json.path("approvers");
        check.that(
                all.isArray() && all.size() >= 1 && all.size() <= MOST_APPROVERS,
                at + "approvers",
                "range",
                "From 1 to " + MOST_APPROVERS + " who decide");
        var approvers = new ArrayList<Plan.Approver>();
        for (int i = 0; all.isArray() && i < Math.min(all.size(), MOST_APPROVERS); i++) {
            approvers.add(approver(all.get(i), at + "approvers[" + i + "]."));
        }
        return new Plan.Step(check.optional(at + "name", text(json, "name"), 100), rule, needed, approvers);
    }

    private Plan.Approver approver(JsonNode json, String at) {
        var kind = one(Plan.By.values(), json, "kind", at, Plan.By.PERSON);
        return switch (kind) {
            case PERSON, TEAM -> new Plan.Approver(kind, id(json, at), null, null);
            case ROLE -> {
                String role = text(json, "role");
                check.that("agent".equals(role) || "manager".equals(role), at + "role", "unknown", "agent or manager");
                yield new Plan.Approver(kind, null, role, null);
            }
            case MANAGER -> {
                JsonNode level = json.path("level");
                int up = level.isMissingNode() || level.isNull() ? 1 : level.asInt(0);
                check.that(
                        up >= 1 && up <= LONGEST_LINE, at + "level", "range", "From 1 to " + LONGEST_LINE + " levels");
                yield new Plan.Approver(kind, null, null, up);
            }
        };
    }

    private @Nullable UUID id(JsonNode json, String at) {
        try {
            return UUID.fromString(String.valueOf(text(json, "id")));
        } catch (IllegalArgumentException e) {
            check.error(at + "id", "required", "Please choose one");
            return null;
        }
    }

    private <E extends Enum<E>> E one(E[] all, JsonNode json, String name, String at, E otherwise) {
        String given = text(json, name);
        for (E each : all) {
            if (each.name().toLowerCase(Locale.ROOT).equals(given)) {
                return each;
            }
        }
        check.error(at + name, "unknown", "This is not one of the choices");
        return otherwise;
    }

    private List<String> watched(JsonNode json) {
        if (json.isMissingNode() || json.isNull()) {
            return List.of("title", "description");
        }
        check.that(json.isArray() && json.size() <= 100, path + "watched", "range", "At most 100 fields");
        var keys = json.valueStream().map(k -> k.asString("")).distinct().toList();
        check.that(
                keys.stream().allMatch(k -> k.matches("[a-z][a-z0-9_]{0,39}")),
                path + "watched",
                "unknown",
                "Keys of fields");
        return keys;
    }

    private @Nullable Integer hours(JsonNode json, String name) {
        JsonNode given = json.path(name);
        if (given.isMissingNode() || given.isNull()) {
            return null;
        }
        check.that(
                given.isInt() && given.intValue() >= 1 && given.intValue() <= MOST_HOURS,
                path + name,
                "range",
                "Whole hours, from 1 to " + MOST_HOURS);
        return given.asInt(1);
    }

    private @Nullable String key(JsonNode json, String name) {
        String key = check.optional(path + name, text(json, name), 50);
        return key.isEmpty() ? null : key;
    }

    private static @Nullable String text(JsonNode json, String name) {
        return json.path(name).isString() ? json.path(name).stringValue() : null;
    }
}
