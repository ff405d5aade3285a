package io.steward.server.task;

import io.steward.server.journal.Journal;
import io.steward.server.journal.NewEntry;
import io.steward.server.platform.Check;
import io.steward.server.platform.Context;
import io.steward.server.platform.Database;
import io.steward.server.platform.Ids;
import io.steward.server.platform.Problem;
import io.steward.server.platform.Sanitizer;
import io.steward.server.platform.Tx;
import io.steward.server.task.rules.TaskRules;
import io.steward.server.task.store.TaskStore;
import io.steward.server.ticket.Labels;
import io.steward.server.ticket.Ticket;
import io.steward.server.ticket.TicketReader;
import io.steward.server.ticket.Tickets;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** The tasks of tickets. Who changes one holds all of its ticket, so that what holds between them stays true. */
@Component
public class Tasks {
    private final Database database;
    private final TaskStore store;
    private final TicketReader tickets;
    private final Assignable assignable;
    private final TaskChanges changes;
    private final Journal journal;

    Tasks(
            Database database,
            TaskStore store,
            TicketReader tickets,
            Assignable assignable,
            TaskChanges changes,
            Journal journal) {
        this.database = database;
        this.store = store;
        this.tickets = tickets;
        this.assignable = assignable;
        this.changes = changes;
        this.journal = journal;
    }

    public TicketTasks of(Tx tx, Context context, String idOrNumber) {
        Ticket ticket = tickets.worked(tx, context, idOrNumber);
        return of(tx, ticket.id());
    }

    private TicketTasks of(Tx tx, UUID ticket) {
        return new TicketTasks(store.of(tx, ticket), store.orderVersion(tx, ticket));
    }

    /** Adds a task after another, or at the end. */
    public Task add(Context context, UUID ticketId, Task.Draft draft, @Nullable UUID after, Consumer<Tx> also) {
        return database.write(context.tenant(), tx -> {
            also.accept(tx);
            Ticket ticket = tickets.worked(tx, context, ticketId.toString());
            store.lock(tx, ticketId);
            List<Task> all = store.of(tx, ticketId);
            var check = new Check();
            check.that(all.size() < TaskRules.MOST, "title", "too-many", "A ticket has at most 100 tasks");
            int place = after == null ? all.size() : place(check, all, after) + 1;
            Task task = checked(tx, context, check, blank(context, ticket, all), draft, all);
            assignable.check(tx, check, "", ticket.deskId(), task.assigneeId(), task.teamId());
            check.done();
            store.insert(tx, List.of(task));
            var ids = new ArrayList<>(all.stream().map(Task::id).toList());
            ids.add(place, task.id());
            if (place < all.size()) {
                store.order(tx, ids);
            }
            var now = new ArrayList<>(all);
            now.add(task);
            store.saveSums(tx, ticketId, sums(now), true);
            record(tx, context, task, "task_added", List.of());
            return task;
        });
    }

    private static Task blank(Context context, Ticket ticket, List<Task> all) {
        int last = all.stream().mapToInt(Task::position).max().orElse(0);
        return new Task(
                Ids.next(),
                ticket.id(),
                ticket.deskId(),
                last + 1,
                "",
                "",
                null,
                null,
                null,
                TaskState.OPEN,
                false,
                List.of(),
                null,
                null,
                context.at(),
                context.at(),
                1);
    }

    private static int place(Check check, List<Task> all, UUID after) {
        for (int i = 0; i < all.size(); i++) {
            if (all.get(i).id().equals(after)) {
                return i;
            }
        }
        check.error("after", "unknown", "The ticket has no such task");
        return all.size() - 1;
    }

    /** Adds several that were decided elsewhere, such as by a template; the caller holds the list. */
    void addAll(Tx tx, Context context, UUID ticketId, List<Task> before, List<Task> added) {
        if (before.size() + added.size() > TaskRules.MOST) {
            throw Problem.conflict("A ticket has at most 100 tasks");
        }
        store.insert(tx, added);
        var now = new ArrayList<>(before);
        now.addAll(added);
        store.saveSums(tx, ticketId, sums(now), true);
    }

    /** Changes a task; {@code version} is the one the change is based on. */
    public Task change(Context context, UUID id, UnaryOperator<Task.Draft> how, int version) {
        return database.write(context.tenant(), tx -> {
            UUID ticketId = locked(tx, context, id);
            List<Task> all = store.of(tx, ticketId);
            Task before = find(all, id);
            if (before.version() != version) {
                throw Problem.stale(before);
            }
            List<Task> others = all.stream().filter(t -> !t.id().equals(id)).toList();
            var check = new Check();
            Task after = checked(tx, context, check, before, how.apply(before.draft()), others);
            assignable.check(
                    tx,
                    check,
                    "",
                    before.deskId(),
                    Objects.equals(before.assigneeId(), after.assigneeId()) ? null : after.assigneeId(),
                    Objects.equals(before.teamId(), after.teamId()) ? null : after.teamId());
            check.done();
            return save(tx, context, all, before, after);
        });
    }

    private Task save(Tx tx, Context context, List<Task> all, Task before, Task after) {
        Map<UUID, String> titles = all.stream().collect(Collectors.toMap(Task::id, Task::title));
        List<Labels.Change> changed = changes.between(tx, before, after, titles);
        if (changed.isEmpty()) {
            return before;
        }
        boolean needsToo = !new HashSet<>(before.needs()).equals(new HashSet<>(after.needs()));
        if (!store.update(tx, after, before.version(), needsToo)) {
            throw Problem.stale(before);
        }
        List<Task> now =
                all.stream().map(t -> t.id().equals(after.id()) ? after : t).toList();
        if (before.state() != after.state() || before.required() != after.required()) {
            store.saveSums(tx, after.ticketId(), sums(now), false);
        }
        record(tx, context, after, kind(before, after), changed);
        return after;
    }

    private static String kind(Task before, Task after) {
        if (before.state() == after.state()) {
            return "task_changed";
        }
        return switch (after.state()) {
            case DONE -> "task_done";
            case SKIPPED -> "task_skipped";
            case IN_PROGRESS -> "task_started";
            case OPEN -> "task_reopened";
        };
    }

    /** Takes a task away that no other needs. */
    public void remove(Context context, UUID id, int version) {
        database.run(context.tenant(), tx -> {
            UUID ticketId = locked(tx, context, id);
            List<Task> all = store.of(tx, ticketId);
            Task task = find(all, id);
            if (task.version() != version) {
                throw Problem.stale(task);
            }
            if (all.stream().anyMatch(t -> t.needs().contains(id))) {
                throw Problem.conflict("Another task needs this one; skip it instead, or end that first");
            }
            store.delete(tx, id);
            List<Task> left = all.stream().filter(t -> !t.id().equals(id)).toList();
            store.saveSums(tx, ticketId, sums(left), true);
            record(tx, context, task, "task_removed", List.of());
        });
    }

    /** Puts the tasks of a ticket in order; {@code version} is the order's that one saw. */
    public TicketTasks order(Context context, UUID ticketId, List<UUID> ids, int version) {
        return database.write(context.tenant(), tx -> {
            Ticket ticket = tickets.worked(tx, context, ticketId.toString());
            int now = store.lock(tx, ticketId);
            var before = store.of(tx, ticketId);
            if (now != version) {
                throw Problem.stale(new TicketTasks(before, now));
            }
            var known = before.stream().map(Task::id).toList();
            Check.eachOnce("ids", ids, known, "tasks of the ticket");
            if (known.equals(ids)) {
                return new TicketTasks(before, now);
            }
            store.order(tx, ids);
            store.saveSums(tx, ticketId, sums(before), true);
            journal.append(
                    tx,
                    context,
                    NewEntry.of(Tickets.SUBJECT, ticketId, ticket.deskId(), "tasks_ordered", Map.of("tasks", ids)));
            return of(tx, ticketId);
        });
    }

    /** What is left open when its ticket ends is skipped. */
    void skipOpen(Tx tx, Context context, Ticket ticket) {
        if (store.of(tx, ticket.id()).stream().allMatch(t -> t.state().isSettled())) {
            return;
        }
        store.lock(tx, ticket.id());
        var all = new ArrayList<>(store.of(tx, ticket.id()));
        for (int i = 0; i < all.size(); i++) {
            Task before = all.get(i);
            if (!before.state().isSettled()) {
                all.set(i, save(tx, context, List.copyOf(all), before, built(context, before, skipped(before))));
            }
        }
    }

    private static Task.Draft skipped(Task t) {
        return new Task.Draft(
                t.title(),
                t.description(),
                t.assigneeId(),
                t.teamId(),
                t.due(),
                TaskState.SKIPPED,
                t.required(),
                t.needs());
    }

    private UUID locked(Tx tx, Context context, UUID task) {
        UUID ticketId = store.ticketOf(tx, task).orElseThrow(() -> Problem.notFound("task"));
        try {
            tickets.worked(tx, context, ticketId.toString());
        } catch (Problem notTheirs) {
            throw Problem.notFound("task");
        }
        store.lock(tx, ticketId);
        return ticketId;
    }

    private static Task find(List<Task> all, UUID id) {
        return all.stream().filter(t -> t.id().equals(id)).findFirst().orElseThrow(() -> Problem.notFound("task"));
    }

    private Task checked(Tx tx, Context context, Check check, Task before, Task.Draft d, List<Task> others) {
        String title = d.title();
        var clean = new Task.Draft(
                check.text("title", title == null ? null : title.replaceAll("\\s+", " "), 250),
                html(check, d.description()),
                d.assigneeId(),
                d.teamId(),
                d.due(),
                d.state(),
                d.required(),
                List.copyOf(new LinkedHashSet<>(d.needs())));
        check.that(
                d.due() == null || (d.due().getYear() >= 1970 && d.due().getYear() < 9999),
                "due",
                "range",
                "A day from 1970 on");
        Task after = built(context, before, clean);
        TaskRules.check(check, after, others);
        return after;
    }

    private static String html(Check check, @Nullable String description) {
        check.that(
                description == null || description.length() <= 20_000,
                "description",
                "too-long",
                "At most 20,000 characters");
        return Sanitizer.html(description);
    }

    private static Task built(Context context, Task before, Task.Draft d) {
        boolean settled = d.state().isSettled();
        boolean same = before.state() == d.state();
        return new Task(
                before.id(),
                before.ticketId(),
                before.deskId(),
                before.position(),
                d.title() == null ? "" : d.title(),
                d.description() == null ? "" : d.description(),
                d.assigneeId(),
                d.teamId(),
                d.due(),
                d.state(),
                d.required(),
                d.needs(),
                same ? before.settled() : settled ? context.at() : null,
                same ? before.settledBy() : settled ? context.actor().id() : null,
                before.created(),
                context.at(),
                before.version() + (before.title().isEmpty() ? 0 : 1));
    }

    private static TaskStore.Sums sums(List<Task> all) {
        int settled = (int) all.stream().filter(t -> t.state().isSettled()).count();
        int open = (int)
                all.stream().filter(t -> t.required() && !t.state().isSettled()).count();
        return new TaskStore.Sums(all.size(), settled, open);
    }

    private void record(Tx tx, Context context, Task task, String kind, List<Labels.Change> changed) {
        var data = new LinkedHashMap<String, Object>();
        data.put("task", task.id());
        data.put("title", task.title());
        if (!changed.isEmpty()) {
            data.put("changes", changed);
        }
        journal.append(tx, context, NewEntry.of(Tickets.SUBJECT, task.ticketId(), task.deskId(), kind, data));
    }
}
