package io.steward.server.task;

import io.steward.server.identity.Tenants;
import io.steward.server.journal.Journal;
import io.steward.server.journal.NewEntry;
import io.steward.server.platform.Check;
import io.steward.server.platform.Context;
import io.steward.server.platform.Database;
import io.steward.server.platform.Ids;
import io.steward.server.platform.Problem;
import io.steward.server.platform.Sanitizer;
import io.steward.server.platform.Tx;
import io.steward.server.task.rules.WorkingDays;
import io.steward.server.task.store.TaskStore;
import io.steward.server.task.store.TemplateStore;
import io.steward.server.ticket.Conditions;
import io.steward.server.ticket.Ticket;
import io.steward.server.ticket.TicketReader;
import io.steward.server.ticket.TicketType;
import io.steward.server.ticket.Tickets;
import io.steward.server.ticket.Types;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** The task templates of desks: tended by managers, applied by agents and to new tickets. */
@Component
public class TaskTemplates {
    private static final int MOST_STEPS = 50;
    private static final int LONGEST = 3_650;

    private final Database database;
    private final TemplateStore store;
    private final TaskStore tasks;
    private final Tasks lists;
    private final TicketReader tickets;
    private final Types types;
    private final Tenants tenants;
    private final Assignable assignable;
    private final Conditions conditions;
    private final Journal journal;

    TaskTemplates(
            Database database,
            TemplateStore store,
            TaskStore tasks,
            Tasks lists,
            TicketReader tickets,
            Types types,
            Tenants tenants,
            Assignable assignable,
            Conditions conditions,
            Journal journal) {
        this.database = database;
        this.store = store;
        this.tasks = tasks;
        this.lists = lists;
        this.tickets = tickets;
        this.types = types;
        this.tenants = tenants;
        this.assignable = assignable;
        this.conditions = conditions;
        this.journal = journal;
    }

    /** Of the desks the actor works on. */
    public List<TaskTemplate> all(Context context, @Nullable UUID desk) {
        return database.read(context.tenant(), store::all).stream()
                .filter(t -> context.rights().worksOn(t.deskId())
                        && (desk == null || t.deskId().equals(desk)))
                .toList();
    }

    public TaskTemplate create(Context context, TaskTemplate given, Consumer<Tx> also) {
        context.needManager(given.deskId());
        return database.write(context.tenant(), tx -> {
            also.accept(tx);
            var template = checked(tx, context, given, Ids.next(), given.deskId(), 1);
            Problem.unlessTaken(
                    "name", "The desk has one of this name already", () -> store.insert(tx, template, context.at()));
            record(tx, context, template, "created");
            return template;
        });
    }

    /** The whole of it as it is to be. */
    public TaskTemplate change(Context context, UUID id, TaskTemplate given, int version) {
        return database.write(context.tenant(), tx -> {
            TaskTemplate before = managed(tx, context, id);
            var after = checked(tx, context, given, id, before.deskId(), version + 1);
            Problem.unlessTaken("name", "The desk has one of this name already", () -> {
                if (!store.update(tx, after, version)) {
                    throw Problem.stale(before);
                }
            });
            record(tx, context, after, "changed");
            return after;
        });
    }

    public void delete(Context context, UUID id) {
        database.run(context.tenant(), tx -> {
            TaskTemplate template = managed(tx, context, id);
            store.delete(tx, id);
            record(tx, context, template, "deleted");
        });
    }

    /** Adds the template's tasks to a ticket of its desk. */
    public TicketTasks apply(Context context, UUID ticketId, UUID templateId, Consumer<Tx> also) {
        return database.write(context.tenant(), tx -> {
            also.accept(tx);
            Ticket ticket = tickets.worked(tx, context, ticketId.toString());
            TaskTemplate template = store.find(tx, templateId)
                    .filter(t -> t.deskId().equals(ticket.deskId()) && t.active())
                    .orElseThrow(
                            () -> Problem.invalid("templateId", "unknown", "The ticket's desk has no such template"));
            apply(tx, context, ticket, template);
            return lists.of(tx, context, ticketId.toString());
        });
    }

    /** In the transaction that creates the ticket, so exactly once. */
    void applyToNew(Tx tx, Context context, Ticket ticket) {
        store.forNew(tx, ticket.deskId(), ticket.typeId()).forEach(t -> apply(tx, context, ticket, t));
    }

    private void apply(Tx tx, Context context, Ticket ticket, TaskTemplate template) {
        tasks.lock(tx, ticket.id());
        List<Task> before = tasks.of(tx, ticket.id());
        List<Task> added = built(tx, context, ticket, template, before);
        if (added.isEmpty()) {
            return;
        }
        lists.addAll(tx, context, ticket.id(), before, added);
        journal.append(
                tx,
                context,
                NewEntry.of(
                        Tickets.SUBJECT,
                        ticket.id(),
                        ticket.deskId(),
                        "tasks_applied",
                        Map.of(
                                "template",
                                template.name(),
                                "count",
                                added.size(),
                                "tasks",
                                added.stream().map(Task::title).toList())));
    }

    private List<Task> built(Tx tx, Context context, Ticket ticket, TaskTemplate template, List<Task> before) {
        LocalDate today =
                LocalDate.ofInstant(context.at(), tenants.get(tx.tenant()).timeZone());
        int last = before.stream().mapToInt(Task::position).max().orElse(0);
        var agents = new HashMap<UUID, Boolean>();
        var among = among(tx, template.deskId(), template.typeIds());
        var built = new ArrayList<Task>();
        // Which tasks stand for each step: for one that is left out, those that it would have had to wait for.
        var standing = new ArrayList<List<UUID>>();
        for (TaskTemplate.Step s : template.steps()) {
            List<UUID> needs = s.needs().stream()
                    .flatMap(n -> standing.get(n).stream())
                    .distinct()
                    .toList();
            if (!conditions.hold(context, tx, ticket, s.condition(), among)) {
                standing.add(needs);
                continue;
            }
            // Somebody may have left the desk since: the task is then nobody's, which is seen, and not theirs, which is
            // not.
            UUID assignee = s.assigneeId();
            boolean good = assignee != null
                    && agents.computeIfAbsent(assignee, a -> assignable.isAgent(tx, ticket.deskId(), a));
            boolean team = s.teamId() != null && assignable.isTeam(tx, ticket.deskId(), s.teamId());
            built.add(new Task(
                    Ids.next(),
                    ticket.id(),
                    ticket.deskId(),
                    last + built.size() + 1,
                    s.title(),
                    s.description(),
                    good ? assignee : null,
                    team ? s.teamId() : null,
                    due(today, s),
                    TaskState.OPEN,
                    s.required(),
                    needs,
                    null,
                    null,
                    context.at(),
                    context.at(),
                    1));
            standing.add(List.of(built.getLast().id()));
        }
        return built;
    }

    /** The types of whose fields a template's conditions speak: those it is for, or all of the desk. */
    private List<TicketType> among(Tx tx, UUID desk, List<UUID> typeIds) {
        return types.all(tx.tenant()).stream()
                .filter(t -> typeIds.isEmpty() ? t.deskId().equals(desk) : typeIds.contains(t.id()))
                .toList();
    }

    private static @Nullable LocalDate due(LocalDate today, TaskTemplate.Step s) {
        Integer days = s.dueDays();
        if (days == null) {
            return null;
        }
        return s.workingDays() ? WorkingDays.plus(today, days) : today.plusDays(days);
    }

    private TaskTemplate checked(Tx tx, Context context, TaskTemplate given, UUID id, UUID desk, int version) {
        var check = new Check();
        String name = check.text("name", given.name(), 100);
        List<UUID> typeIds = List.copyOf(new LinkedHashSet<>(given.typeIds()));
        for (UUID type : typeIds) {
            boolean good = types.find(tx.tenant(), type)
                    .filter(t -> t.deskId().equals(desk))
                    .isPresent();
            check.that(good, "typeIds", "unknown", "The desk has no such ticket type");
        }
        check.that(
                !given.steps().isEmpty() && given.steps().size() <= MOST_STEPS,
                "steps",
                "range",
                "From 1 to " + MOST_STEPS + " tasks");
        var among = among(tx, desk, typeIds);
        var steps = new ArrayList<TaskTemplate.Step>();
        for (int i = 0; i < Math.min(given.steps().size(), MOST_STEPS); i++) {
            var step = step(tx, check, "steps[" + i + "].", desk, given.steps().get(i), i);
            conditions.check(check, "steps[" + i + "].condition", context, step.condition(), among);
            steps.add(step);
        }
        check.done();
        return new TaskTemplate(id, desk, name, typeIds, given.active(), steps, version);
    }

    private TaskTemplate.Step step(Tx tx, Check check, String at, UUID desk, TaskTemplate.Step s, int number) {
        String title = check.text(at + "title", s.title(), 250);
        check.that(s.description().length() <= 20_000, at + "description", "too-long", "At most 20,000 characters");
        assignable.check(tx, check, at, desk, s.assigneeId(), s.teamId());
        Integer days = s.dueDays();
        check.that(days == null || (days >= 0 && days <= LONGEST), at + "dueDays", "range", "From 0 to " + LONGEST);
        List<Integer> needs = List.copyOf(new LinkedHashSet<>(s.needs()));
        check.that(
                needs.stream().allMatch(n -> n >= 0 && n < number),
                at + "needs",
                "order",
                "Only tasks that stand before this one");
        return new TaskTemplate.Step(
                title,
                Sanitizer.html(s.description()),
                s.assigneeId(),
                s.teamId(),
                days,
                s.workingDays(),
                s.required(),
                needs,
                s.condition() == null || s.condition().isBlank()
                        ? null
                        : s.condition().strip());
    }

    private TaskTemplate managed(Tx tx, Context context, UUID id) {
        TaskTemplate template = store.find(tx, id)
                .filter(t -> context.rights().worksOn(t.deskId()))
                .orElseThrow(() -> Problem.notFound("task template"));
        context.needManager(template.deskId());
        return template;
    }

    private void record(Tx tx, Context context, TaskTemplate t, String kind) {
        journal.append(
                tx,
                context,
                NewEntry.of(
                        "task_template",
                        t.id(),
                        t.deskId(),
                        kind,
                        Map.of("name", t.name(), "active", t.active(), "types", t.typeIds(), "steps", t.steps())));
    }
}
