package io.steward.server.task;

import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A named list of tasks of a desk.
 *
 * @param typeIds tickets of these types get its tasks when they are created
 * @param active whether it is offered and applied
 */
public record TaskTemplate(
        UUID id, UUID deskId, String name, List<UUID> typeIds, boolean active, List<Step> steps, int version) {

    /**
     * A task to be.
     *
     * @param dueDays how many days after it was applied it is due; null for no day
     * @param workingDays whether only Monday to Friday count
     * @param needs the numbers of earlier steps, from 0
     * @param condition a query that the ticket must meet for this to be added; null for every ticket
     */
    public record Step(
            String title,
            String description,
            @Nullable UUID assigneeId,
            @Nullable UUID teamId,
            @Nullable Integer dueDays,
            boolean workingDays,
            boolean required,
            List<Integer> needs,
            @Nullable String condition) {}
}
