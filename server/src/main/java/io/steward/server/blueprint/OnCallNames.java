package io.steward.server.blueprint;

import io.steward.server.oncall.Schedule;
import io.steward.server.oncall.Schedules;
import io.steward.server.platform.Problem;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** On-call schedules, which a file calls by name. */
@Component
class OnCallNames {
    private final Schedules schedules;

    OnCallNames(Schedules schedules) {
        this.schedules = schedules;
    }

    List<Schedule> all(Scope scope) {
        return schedules.all(scope.tx(), scope.context(), scope.desk().id());
    }

    /** Null when it is gone. */
    @Nullable
    String scheduleName(Scope scope, @Nullable UUID id) {
        return id == null
                ? null
                : all(scope).stream()
                        .filter(s -> s.id().equals(id))
                        .map(Schedule::name)
                        .findFirst()
                        .orElse(null);
    }

    UUID schedule(Scope scope, String path, @Nullable String name) {
        return all(scope).stream()
                .filter(s -> s.name().equals(name))
                .map(Schedule::id)
                .findFirst()
                .orElseThrow(() -> Problem.invalid(path, "unknown", "The desk has no on-call schedule " + name));
    }
}
