package io.steward.server.task;

import io.steward.server.task.rules.Schedule;
import io.steward.server.ticket.PlannedFields;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

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

    /**
     * The ticket to create.
     *
     * @param fields values of custom fields; null takes away what a field would begin with
     */
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
            List<String> tags,
            Map<String, JsonNode> fields) {
        public Wanted {
            // What an earlier version kept has none.
            fields = fields == null ? Map.of() : fields;
        }
    }

    /** The values of its ticket's custom fields. */
    public PlannedFields.Planned planned() {
        return new PlannedFields.Planned(ticket.typeId(), ticket.fields());
    }

    /** What happened at the last run, and what comes next. */
    ScheduledTicket ran(
            @Nullable Instant at, @Nullable UUID made, int missed, @Nullable String error, @Nullable Instant next) {
        return new ScheduledTicket(
                id, deskId, name, active && next != null, ticket, schedule, next, at, made, missed, error, version);
    }
}
