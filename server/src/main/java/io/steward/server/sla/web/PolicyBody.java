package io.steward.server.sla.web;

import io.steward.server.platform.Problem;
import io.steward.server.sla.Agreement;
import io.steward.server.sla.Policy;
import io.steward.server.sla.Promise;
import io.steward.server.sla.Promised;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** A policy as it is to be. */
record PolicyBody(
        @Nullable UUID id,
        @Nullable UUID deskId,
        @Nullable String name,
        @Nullable Boolean active,
        @Nullable String agreement,
        @Nullable UUID teamId,
        @Nullable String supplier,
        @Nullable String query,
        @Nullable List<@Nullable UUID> calendars,
        @Nullable List<@Nullable PromiseBody> promises) {

    record PromiseBody(
            @Nullable String key,
            @Nullable String kind,
            @Nullable String name,
            @Nullable Map<String, @Nullable Integer> targets,
            @Nullable String start,
            @Nullable String pause,
            @Nullable String stop,
            @Nullable List<@Nullable ThresholdBody> thresholds) {
        Promise promise(String at) {
            return new Promise(
                    Bodies.text(key),
                    Promised.find(Bodies.text(kind))
                            .orElseThrow(() -> Problem.invalid(
                                    at + ".kind",
                                    "unknown",
                                    "One of first_response, next_response, resolution, approval, custom")),
                    Bodies.text(name),
                    minutes(at),
                    Bodies.text(start),
                    Bodies.text(pause),
                    Bodies.text(stop),
                    Bodies.list(thresholds).stream()
                            .map(ThresholdBody::threshold)
                            .toList());
        }

        private Map<Integer, Integer> minutes(String at) {
            var all = new HashMap<Integer, Integer>();
            if (targets != null) {
                targets.forEach((priority, minutes) -> {
                    if (minutes != null) {
                        if (!priority.matches("[1-4]")) {
                            throw Problem.invalid(at + ".targets", "range", "For the priorities 1 to 4");
                        }
                        all.put(Integer.valueOf(priority), minutes);
                    }
                });
            }
            return all;
        }
    }

    record ThresholdBody(
            @Nullable Integer percent, @Nullable List<@Nullable ActionBody> actions) {
        Promise.Threshold threshold() {
            return new Promise.Threshold(
                    percent == null ? 0 : percent,
                    Bodies.list(actions).stream().map(ActionBody::action).toList());
        }
    }

    record ActionBody(
            @Nullable String kind,
            @Nullable UUID teamId,
            @Nullable UUID personId,
            @Nullable List<@Nullable UUID> people,
            @Nullable Boolean assignee,
            @Nullable Boolean team,
            @Nullable String text,
            @Nullable UUID ruleId,
            @Nullable UUID chain) {
        Promise.Action action() {
            return new Promise.Action(
                    Bodies.text(kind),
                    teamId,
                    personId,
                    Bodies.list(people),
                    Boolean.TRUE.equals(assignee),
                    Boolean.TRUE.equals(team),
                    text,
                    ruleId,
                    chain);
        }
    }

    Policy policy(UUID newId, UUID desk) {
        var promised = Bodies.list(promises);
        var all = new java.util.ArrayList<Promise>();
        for (int i = 0; i < promised.size(); i++) {
            all.add(promised.get(i).promise("promises[" + i + "]"));
        }
        return new Policy(
                newId,
                desk,
                0,
                Bodies.text(name),
                !Boolean.FALSE.equals(active),
                Agreement.of(agreement == null ? Agreement.SLA.key() : agreement),
                teamId,
                Bodies.text(supplier),
                Bodies.text(query),
                Bodies.list(calendars),
                all,
                1);
    }
}
