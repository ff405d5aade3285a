package io.steward.server.task;

import io.steward.server.platform.Context;
import io.steward.server.platform.Tx;
import io.steward.server.task.store.TaskStore;
import io.steward.server.ticket.Ticket;
import io.steward.server.ticket.TicketReader;
import java.time.LocalDate;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jooq.Condition;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Tasks of many tickets, by what is due first. */
@Component
public class TaskLists {
    private final TaskStore store;
    private final TicketReader tickets;

    TaskLists(TaskStore store, TicketReader tickets) {
        this.store = store;
        this.tickets = tickets;
    }

    /**
     * Which tasks.
     *
     * @param byAssignee whether {@code assignee} is asked for; null is then nobody
     */
    public record Asked(
            boolean byAssignee,
            @Nullable UUID assignee,
            @Nullable UUID team,
            @Nullable UUID desk,
            Collection<TaskState> states) {}

    /** A place in the list. */
    public record Place(@Nullable LocalDate due, @Nullable UUID id) {
        /** The place of a task, in the order of what is due. */
        public static Place of(Task t) {
            return new Place(t.due() == null ? TaskStore.LAST : t.due(), t.id());
        }
    }

    /** Tasks and the tickets of those whose ticket the actor sees. */
    public record Listed(List<Task> tasks, Map<UUID, Ticket> tickets) {}

    public Listed page(Tx tx, Context context, Asked asked, Place after, int limit) {
        Condition which = TaskStore.onDesksOf(context.rights()).and(TaskStore.in(asked.states()));
        if (asked.byAssignee()) {
            which = which.and(TaskStore.assignedTo(asked.assignee()));
        }
        if (asked.team() != null) {
            which = which.and(TaskStore.ofTeam(asked.team()));
        }
        if (asked.desk() != null) {
            which = which.and(TaskStore.ofDesk(asked.desk()));
        }
        List<Task> tasks = store.page(tx, which, after.due(), after.id(), limit);
        if (tasks.isEmpty()) {
            return new Listed(tasks, Map.of());
        }
        var ids = tasks.stream().map(Task::ticketId).collect(Collectors.toSet());
        return new Listed(
                tasks,
                tickets.worked(tx, context, ids).stream().collect(Collectors.toMap(Ticket::id, Function.identity())));
    }
}
