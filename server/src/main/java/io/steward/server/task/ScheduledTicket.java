package io.steward.server.task;

import io.steward.server.task.rules.Schedule;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A ticket that the calendar creates.
 *
 * @param nextRun when it is created next; null when never again
 * @param lastMissed how many times were missed before the last one, when Steward was not running
 * @param lastError why the last one could not be created
 */
public record ScheduledTicket(
        UUID id,
        UUID deskId,
        String name,
        boolean active,
        Wanted ticket,
        Schedule schedule,
        @Nullable Instant nextRun,
        @Nullable Instant lastRun,
        @Nullable UUID lastTicket,
        int lastMissed,
        @Nullable String lastError,
        int version) {

    /** The ticket to create. */
    public record Wanted(
            UUID typeId,
            String title,
            String description,
            UUID requesterId,
            @Nullable Integer impact,
            @Nullable Integer urgency,
            @Nullable UUID categoryId,
            @Nullable UUID teamId,
            @Nullable UUID assigneeId,
            List<String> tags) {}

    /** What happened at the last run, and what comes next. */
    ScheduledTicket ran(
            @Nullable Instant at, @Nullable UUID made, int missed, @Nullable String error, @Nullable Instant next) {
        return new ScheduledTicket(
                id, deskId, name, active && next != null, ticket, schedule, next, at, made, missed, error, version);
    }
}
