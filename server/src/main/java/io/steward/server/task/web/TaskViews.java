package io.steward.server.task.web;

import io.steward.server.identity.Desks;
import io.steward.server.identity.Directory;
import io.steward.server.identity.PersonRef;
import io.steward.server.identity.Team;
import io.steward.server.platform.TenantId;
import io.steward.server.platform.Tx;
import io.steward.server.task.Task;
import io.steward.server.task.TicketTasks;
import io.steward.server.ticket.Ticket;
import java.time.Instant;
import java.time.LocalDate;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Turns tasks into answers; the names of all people come in one statement at most. */
@Component
class TaskViews {
    private final Directory directory;
    private final Desks desks;

    TaskViews(Directory directory, Desks desks) {
        this.directory = directory;
        this.desks = desks;
    }

    record Named(UUID id, String name) {}

    /** The ticket that something belongs to, as lists show it. */
    record TicketRef(UUID id, String number, String title, UUID typeId, UUID deskId, String statusCategory) {
        static TicketRef of(Ticket t) {
            return new TicketRef(
                    t.id(),
                    t.number(),
                    t.title(),
                    t.typeId(),
                    t.deskId(),
                    t.statusCategory().key());
        }
    }

    record TaskView(
            UUID id,
            UUID ticketId,
            String title,
            String description,
            @Nullable PersonRef assignee,
            @Nullable Named team,
            @Nullable LocalDate due,
            String state,
            boolean required,
            List<UUID> needs,
            @Nullable Instant settledAt,
            @Nullable PersonRef settledBy,
            Instant created,
            Instant updated,
            int version,
            @Nullable TicketRef ticket) {}

    record TicketTasksView(List<TaskView> tasks, int version) {}

    TicketTasksView all(Tx tx, TicketTasks all) {
        return new TicketTasksView(tasks(tx, all.tasks(), Map.of()), all.version());
    }

    TaskView one(Tx tx, Task task) {
        return tasks(tx, List.of(task), Map.of()).getFirst();
    }

    List<TaskView> tasks(Tx tx, List<Task> tasks, Map<UUID, Ticket> tickets) {
        var ids = new HashSet<UUID>();
        for (Task t : tasks) {
            if (t.assigneeId() != null) {
                ids.add(t.assigneeId());
            }
            if (t.settledBy() != null) {
                ids.add(t.settledBy());
            }
        }
        Map<UUID, PersonRef> people = directory.refs(tx, ids);
        return tasks.stream()
                .map(t -> view(tx.tenant(), t, people, tickets.get(t.ticketId())))
                .toList();
    }

    private TaskView view(TenantId tenant, Task t, Map<UUID, PersonRef> people, @Nullable Ticket ticket) {
        return new TaskView(
                t.id(),
                t.ticketId(),
                t.title(),
                t.description(),
                person(people, t.assigneeId()),
                team(tenant, t.teamId()),
                t.due(),
                t.state().key(),
                t.required(),
                t.needs(),
                t.settled(),
                person(people, t.settledBy()),
                t.created(),
                t.updated(),
                t.version(),
                ticket == null ? null : TicketRef.of(ticket));
    }

    static @Nullable PersonRef person(Map<UUID, PersonRef> people, @Nullable UUID id) {
        return id == null ? null : people.getOrDefault(id, new PersonRef(id, "?", ""));
    }

    @Nullable
    Named team(TenantId tenant, @Nullable UUID id) {
        return id == null
                ? null
                : new Named(id, desks.team(tenant, id).map(Team::name).orElse("?"));
    }
}
