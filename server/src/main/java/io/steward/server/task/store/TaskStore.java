package io.steward.server.task.store;

import static io.steward.db.task.Tables.DEPENDENCY;
import static io.steward.db.task.Tables.TASK_;
import static io.steward.db.task.Tables.TICKET_TASKS;

import io.steward.server.platform.Rights;
import io.steward.server.platform.Tx;
import io.steward.server.task.Task;
import io.steward.server.task.TaskState;
import java.time.LocalDate;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jooq.Condition;
import org.jooq.Field;
import org.jooq.impl.DSL;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Repository;

/** {@code task.task}, {@code task.dependency} and {@code task.ticket_tasks}. */
@Repository
public class TaskStore {
    /** Stands for "no day" in the order of what is due. */
    public static final LocalDate LAST = LocalDate.of(9999, 12, 31);
    /** As the indexes have it. */
    private static final Field<LocalDate> DUE = DSL.coalesce(TASK_.DUE, DSL.inline(LAST));

    /** The sums of a ticket's tasks. */
    public record Sums(int total, int settled, int openRequired) {}

    /** Takes the ticket's tasks for oneself until the transaction ends; answers the version of their order. */
    public int lock(Tx tx, UUID ticket) {
        return tx.sql()
                .insertInto(TICKET_TASKS, TICKET_TASKS.TENANT_ID, TICKET_TASKS.TICKET_ID)
                .values(tx.t(), ticket)
                .onConflict(TICKET_TASKS.TENANT_ID, TICKET_TASKS.TICKET_ID)
                .doUpdate()
                .set(TICKET_TASKS.VERSION, TICKET_TASKS.VERSION)
                .returning(TICKET_TASKS.VERSION)
                .fetchSingle()
                .getVersion();
    }

    public int orderVersion(Tx tx, UUID ticket) {
        Integer version = tx.sql()
                .select(TICKET_TASKS.VERSION)
                .from(TICKET_TASKS)
                .where(TICKET_TASKS.TENANT_ID.eq(tx.t()), TICKET_TASKS.TICKET_ID.eq(ticket))
                .fetchOne(TICKET_TASKS.VERSION);
        return version == null ? 1 : version;
    }

    /** How many required tasks are open, waiting for who changes one just now. */
    public int openRequired(Tx tx, UUID ticket) {
        Integer open = tx.sql()
                .select(TICKET_TASKS.OPEN_REQUIRED)
                .from(TICKET_TASKS)
                .where(TICKET_TASKS.TENANT_ID.eq(tx.t()), TICKET_TASKS.TICKET_ID.eq(ticket))
                .forShare()
                .fetchOne(TICKET_TASKS.OPEN_REQUIRED);
        return open == null ? 0 : open;
    }

    public void saveSums(Tx tx, UUID ticket, Sums sums, boolean reordered) {
        tx.sql()
                .update(TICKET_TASKS)
                .set(TICKET_TASKS.TOTAL, sums.total())
                .set(TICKET_TASKS.SETTLED, sums.settled())
                .set(TICKET_TASKS.OPEN_REQUIRED, sums.openRequired())
                .set(TICKET_TASKS.VERSION, TICKET_TASKS.VERSION.plus(reordered ? 1 : 0))
                .where(TICKET_TASKS.TENANT_ID.eq(tx.t()), TICKET_TASKS.TICKET_ID.eq(ticket))
                .execute();
    }

    /** The share of tasks that are settled, of each ticket that has tasks. */
    public Map<UUID, Double> shares(Tx tx, Collection<UUID> tickets) {
        return tx.sql()
                .select(TICKET_TASKS.TICKET_ID, TICKET_TASKS.SETTLED, TICKET_TASKS.TOTAL)
                .from(TICKET_TASKS)
                .where(
                        TICKET_TASKS.TENANT_ID.eq(tx.t()),
                        TICKET_TASKS.TICKET_ID.eq(DSL.any(tickets.toArray(UUID[]::new))),
                        TICKET_TASKS.TOTAL.gt(0))
                .fetchMap(TICKET_TASKS.TICKET_ID, r -> (double) r.value2() / r.value3());
    }

    public Optional<UUID> ticketOf(Tx tx, UUID task) {
        return tx.sql()
                .select(TASK_.TICKET_ID)
                .from(TASK_)
                .where(TASK_.TENANT_ID.eq(tx.t()), TASK_.ID.eq(task))
                .fetchOptional(TASK_.TICKET_ID);
    }

    public List<Task> of(Tx tx, UUID ticket) {
        return list(tx, TASK_.TICKET_ID.eq(ticket), List.of(TASK_.POSITION, TASK_.ID), 1_000);
    }

    /** Tasks by what is due first, after a place in that order. */
    public List<Task> page(Tx tx, Condition which, @Nullable LocalDate due, @Nullable UUID id, int limit) {
        Condition where = due == null || id == null
                ? which
                : which.and(DSL.row(DUE, TASK_.ID).gt(due, id));
        return list(tx, where, List.of(DUE, TASK_.ID), limit);
    }

    public static Condition onDesksOf(Rights rights) {
        return rights.all()
                ? DSL.trueCondition()
                : TASK_.DESK_ID.eq(DSL.any(rights.desks().keySet().toArray(UUID[]::new)));
    }

    public static Condition ofDesk(UUID desk) {
        return TASK_.DESK_ID.eq(desk);
    }

    public static Condition assignedTo(@Nullable UUID person) {
        return person == null ? TASK_.ASSIGNEE_ID.isNull() : TASK_.ASSIGNEE_ID.eq(person);
    }

    public static Condition ofTeam(UUID team) {
        return TASK_.TEAM_ID.eq(team);
    }

    public static Condition in(Collection<TaskState> states) {
        // Inlined, since a partial index is only found by what the planner can read.
        return TASK_.STATE.in(states.stream().map(s -> DSL.inline(s.key())).toList());
    }

    private static List<Task> list(Tx tx, Condition where, List<? extends org.jooq.OrderField<?>> order, int limit) {
        var found = tx.sql()
                .selectFrom(TASK_)
                .where(TASK_.TENANT_ID.eq(tx.t()), where)
                .orderBy(order)
                .limit(limit)
                .fetch();
        if (found.isEmpty()) {
            return List.of();
        }
        Map<UUID, List<UUID>> needs = tx.sql()
                .select(DEPENDENCY.TASK_ID, DEPENDENCY.NEEDS_ID)
                .from(DEPENDENCY)
                .where(
                        DEPENDENCY.TENANT_ID.eq(tx.t()),
                        DEPENDENCY.TASK_ID.eq(DSL.any(found.getValues(TASK_.ID).toArray(UUID[]::new))))
                .orderBy(DEPENDENCY.NEEDS_ID)
                .fetchGroups(DEPENDENCY.TASK_ID, DEPENDENCY.NEEDS_ID);
        return found.map(r -> new Task(
                r.getId(),
                r.getTicketId(),
                r.getDeskId(),
                r.getPosition(),
                r.getTitle(),
                r.getDescription(),
                r.getAssigneeId(),
                r.getTeamId(),
                r.getDue(),
                TaskState.of(r.getState()),
                r.getRequired(),
                needs.getOrDefault(r.getId(), List.of()),
                r.getSettled(),
                r.getSettledBy(),
                r.getCreated(),
                r.getUpdated(),
                r.getVersion()));
    }

    public void insert(Tx tx, List<Task> tasks) {
        var insert = tx.sql()
                .insertInto(
                        TASK_,
                        TASK_.TENANT_ID,
                        TASK_.ID,
                        TASK_.TICKET_ID,
                        TASK_.DESK_ID,
                        TASK_.POSITION,
                        TASK_.TITLE,
                        TASK_.DESCRIPTION,
                        TASK_.ASSIGNEE_ID,
                        TASK_.TEAM_ID,
                        TASK_.DUE,
                        TASK_.STATE,
                        TASK_.REQUIRED,
                        TASK_.CREATED,
                        TASK_.UPDATED);
        for (Task t : tasks) {
            insert = insert.values(
                    tx.t(),
                    t.id(),
                    t.ticketId(),
                    t.deskId(),
                    t.position(),
                    t.title(),
                    t.description(),
                    t.assigneeId(),
                    t.teamId(),
                    t.due(),
                    t.state().key(),
                    t.required(),
                    t.created(),
                    t.updated());
        }
        insert.execute();
        addNeeds(tx, tasks);
    }

    private static void addNeeds(Tx tx, List<Task> tasks) {
        if (tasks.stream().allMatch(t -> t.needs().isEmpty())) {
            return;
        }
        var insert = tx.sql()
                .insertInto(
                        DEPENDENCY,
                        DEPENDENCY.TENANT_ID,
                        DEPENDENCY.TICKET_ID,
                        DEPENDENCY.TASK_ID,
                        DEPENDENCY.NEEDS_ID);
        for (Task t : tasks) {
            for (UUID needed : t.needs()) {
                insert = insert.values(tx.t(), t.ticketId(), t.id(), needed);
            }
        }
        insert.execute();
    }

    public boolean update(Tx tx, Task t, int version, boolean needsToo) {
        int changed = tx.sql()
                .update(TASK_)
                .set(TASK_.TITLE, t.title())
                .set(TASK_.DESCRIPTION, t.description())
                .set(TASK_.ASSIGNEE_ID, t.assigneeId())
                .set(TASK_.TEAM_ID, t.teamId())
                .set(TASK_.DUE, t.due())
                .set(TASK_.STATE, t.state().key())
                .set(TASK_.REQUIRED, t.required())
                .set(TASK_.SETTLED, t.settled())
                .set(TASK_.SETTLED_BY, t.settledBy())
                .set(TASK_.UPDATED, t.updated())
                .set(TASK_.VERSION, version + 1)
                .where(TASK_.TENANT_ID.eq(tx.t()), TASK_.ID.eq(t.id()), TASK_.VERSION.eq(version))
                .execute();
        if (changed == 1 && needsToo) {
            tx.sql()
                    .deleteFrom(DEPENDENCY)
                    .where(DEPENDENCY.TENANT_ID.eq(tx.t()), DEPENDENCY.TASK_ID.eq(t.id()))
                    .execute();
            addNeeds(tx, List.of(t));
        }
        return changed == 1;
    }

    public void delete(Tx tx, UUID task) {
        tx.sql()
                .deleteFrom(TASK_)
                .where(TASK_.TENANT_ID.eq(tx.t()), TASK_.ID.eq(task))
                .execute();
    }

    /** Gives each task its place in the list. */
    public void order(Tx tx, List<UUID> ids) {
        var places = new HashMap<UUID, Field<Integer>>();
        for (int i = 0; i < ids.size(); i++) {
            places.put(ids.get(i), DSL.inline(i + 1));
        }
        tx.sql()
                .update(TASK_)
                .set(
                        TASK_.POSITION,
                        DSL.case_(TASK_.ID).mapFields(fields(places)).else_(TASK_.POSITION))
                .where(TASK_.TENANT_ID.eq(tx.t()), TASK_.ID.eq(DSL.any(ids.toArray(UUID[]::new))))
                .execute();
    }

    private static Map<Field<UUID>, Field<Integer>> fields(Map<UUID, Field<Integer>> places) {
        var fields = new HashMap<Field<UUID>, Field<Integer>>();
        places.forEach((id, place) -> fields.put(DSL.val(id), place));
        return fields;
    }
}
