package io.steward.server.task;

import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * One step of a ticket's work.
 *
 * @param required the ticket cannot be resolved while this is open
 * @param needs the tasks of the same ticket that must be settled before this can be done
 * @param settled when it was done or skipped
 */
public record Task(
        UUID id,
        UUID ticketId,
        UUID deskId,
        int position,
        String title,
        String description,
        @Nullable UUID assigneeId,
        @Nullable UUID teamId,
        @Nullable LocalDate due,
        TaskState state,
        boolean required,
        List<UUID> needs,
        @Nullable Instant settled,
        @Nullable UUID settledBy,
        Instant created,
        Instant updated,
        int version) {

    /** What people may change of it. */
    public Draft draft() {
        return new Draft(title, description, assigneeId, teamId, due, state, required, needs);
    }

    /** A task as it is to be. */
    public record Draft(
            @Nullable String title,
            @Nullable String description,
            @Nullable UUID assigneeId,
            @Nullable UUID teamId,
            @Nullable LocalDate due,
            TaskState state,
            boolean required,
            List<UUID> needs) {}
}
