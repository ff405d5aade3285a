package io.steward.server.task;

import io.steward.server.identity.Directory;
import io.steward.server.journal.Journal;
import io.steward.server.journal.NewEntry;
import io.steward.server.platform.Cause;
import io.steward.server.platform.Check;
import io.steward.server.platform.Context;
import io.steward.server.platform.Database;
import io.steward.server.platform.Ids;
import io.steward.server.platform.Problem;
import io.steward.server.platform.Sanitizer;
import io.steward.server.platform.TenantId;
import io.steward.server.platform.Tx;
import io.steward.server.task.rules.Recurrence;
import io.steward.server.task.rules.Schedule;
import io.steward.server.task.store.ScheduleStore;
import io.steward.server.ticket.Channel;
import io.steward.server.ticket.CreateTicket;
import io.steward.server.ticket.PlannedFields;
import io.steward.server.ticket.Ticket;
import io.steward.server.ticket.Tickets;
import io.steward.server.ticket.Types;
import java.time.Instant;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** Tickets that the calendar creates: defined by the desk's managers, each occurrence made exactly once. */
@Component
public class ScheduledTickets {
    private static final String SUBJECT = "scheduled_ticket";
    private static final int MOST_INTERVAL = 100;

    private final Database database;
    private final ScheduleStore store;
    private final Tickets tickets;
    private final Types types;
    private final Assignable assignable;
    private final Directory directory;
    private final PlannedFields fields;
    private final Journal journal;

    ScheduledTickets(
            Database database,
            ScheduleStore store,
            Tickets tickets,
            Types types,
            Assignable assignable,
            Directory directory,
            PlannedFields fields,
            Journal journal) {
        this.database = database;
        this.store = store;
        this.tickets = tickets;
        this.types = types;
        this.assignable = assignable;
        this.directory = directory;
        this.fields = fields;
        this.journal = journal;
    }

    /**
     * A definition as it is to be.
     *
     * @param whole whether an active one must have all that the form of its ticket needs: a person is asked for it, a
     *     file has what it can name
     */
    public record Given(
            UUID deskId,
            @Nullable String name,
            boolean active,
            ScheduledTicket.Wanted ticket,
            Schedule schedule,
            boolean whole) {}

    /** Of the desks the actor manages. */
    public List<ScheduledTicket> all(Tx tx, Context context, @Nullable UUID desk) {
        return store.all(tx).stream()
                .filter(s -> context.rights().manages(s.deskId())
                        && (desk == null || s.deskId().equals(desk)))
                .toList();
    }

    public ScheduledTicket create(Context context, Given given, Consumer<Tx> also) {
        context.needManager(given.deskId());
        return database.write(context.tenant(), tx -> {
            also.accept(tx);
            var made = checked(tx, context, given, Ids.next(), given.deskId(), null);
            Problem.unlessTaken(
                    "name", "The desk has one of this name already", () -> store.insert(tx, made, context.at()));
            record(tx, context, made, "created", Map.of());
            return made;
        });
    }

    /** The whole of it as it is to be; what was due before and not done is not done any more. */
    public ScheduledTicket change(Context context, UUID id, Given given, int version) {
        return database.write(context.tenant(), tx -> {
            ScheduledTicket before = managed(tx, context, id);
            if (before.version() != version) {
                throw Problem.stale(before);
            }
            var after = checked(tx, context, given, id, before.deskId(), before);
            Problem.unlessTaken("name", "The desk has one of this name already", () -> store.update(tx, after));
            record(tx, context, after, "changed", Map.of());
            return after;
        });
    }

    public void delete(Context context, UUID id) {
        database.run(context.tenant(), tx -> {
            ScheduledTicket before = managed(tx, context, id);
            store.delete(tx, id);
            record(tx, context, before, "deleted", Map.of());
        });
    }

    /** When it would happen next. @throws Problem when it never does */
    public List<Instant> preview(Context context, Schedule schedule, int count) {
        var check = new Check();
        check(check, schedule);
        check.done();
        return runs(schedule, context.at(), count);
    }

    /** The next instants after one. */
    public static List<Instant> runs(Schedule schedule, Instant after, int count) {
        return new Recurrence(schedule)
                .after(after, count).stream().map(Recurrence.Occurrence::at).toList();
    }

    /** Creates the ticket of one definition that is due; true when there was one. */
    public boolean runOne(TenantId tenant, Instant now) {
        var taken = new ScheduledTicket[1];
        try {
            return database.write(tenant, tx -> {
                Optional<ScheduledTicket> due = store.due(tx, now);
                due.ifPresent(s -> {
                    taken[0] = s;
                    run(tx, s, now);
                });
                return due.isPresent();
            });
        } catch (Problem | org.jooq.exception.IntegrityConstraintViolationException refused) {
            ScheduledTicket failed = taken[0];
            if (failed == null) {
                throw refused;
            }
            String why = refused instanceof Problem p ? p.text() : "It was created already";
            database.run(tenant, tx -> fail(tx, failed, now, why));
            return true;
        }
    }

    private void run(Tx tx, ScheduledTicket s, Instant now) {
        var recurrence = new Recurrence(s.schedule());
        Instant planned = s.nextRun();
        Instant next = recurrence.after(now).map(Recurrence.Occurrence::at).orElse(null);
        var due = planned == null ? Optional.<Recurrence.Due>empty() : recurrence.due(planned, now);
        if (due.isEmpty()) {
            store.ran(tx, s.ran(s.lastRun(), s.lastTicket(), s.lastMissed(), s.lastError(), next));
            return;
        }
        int missed = due.get().missed();
        String label = missed == 0 ? s.name() : s.name() + " (" + missed + " earlier missed)";
        var context = Context.system(tx.tenant(), now, new Cause("schedule", label));
        Ticket made = tickets.create(tx, context, command(context, s, due.get().occurrence()));
        store.ran(tx, s.ran(now, made.id(), missed, null, next));
        record(tx, context, s, "ran", Map.of("ticket", made.id(), "number", made.number(), "missed", missed));
    }

    private CreateTicket command(Context context, ScheduledTicket s, Recurrence.Occurrence occurrence) {
        ScheduledTicket.Wanted w = s.ticket();
        return new CreateTicket(
                w.typeId(),
                w.title(),
                w.description(),
                null,
                w.requesterId(),
                w.impact(),
                w.urgency(),
                w.categoryId(),
                w.teamId(),
                w.assigneeId(),
                w.tags(),
                List.of(),
                Channel.SCHEDULE,
                "schedule:" + s.id() + ":" + occurrence.day() + "T"
                        + s.schedule().time(),
                fields.left(context, s.planned()));
    }

    /** It is told to the managers and tried again at its next time. */
    private void fail(Tx tx, ScheduledTicket taken, Instant now, String why) {
        ScheduledTicket s = store.lock(tx, taken.id()).orElse(null);
        if (s == null || !java.util.Objects.equals(s.nextRun(), taken.nextRun())) {
            return;
        }
        Instant next = new Recurrence(s.schedule())
                .after(now)
                .map(Recurrence.Occurrence::at)
                .orElse(null);
        store.ran(tx, s.ran(now, null, 0, why, next));
        var context = Context.system(tx.tenant(), now, new Cause("schedule", s.name()));
        record(tx, context, s, "failed", Map.of("message", why));
    }

    private ScheduledTicket checked(
            Tx tx, Context context, Given g, UUID id, UUID desk, @Nullable ScheduledTicket before) {
        var check = new Check();
        String name = check.text("name", g.name(), 100);
        ScheduledTicket.Wanted w = g.ticket();
        boolean ofDesk = types.find(tx.tenant(), w.typeId())
                .filter(t -> t.deskId().equals(desk))
                .isPresent();
        check.that(ofDesk, "ticket.typeId", "unknown", "The desk has no such ticket type");
        String title = check.text("ticket.title", w.title().replaceAll("\\s+", " "), 250);
        check.that(
                w.description().length() <= Sanitizer.LONGEST,
                "ticket.description",
                "too-long",
                "At most " + Sanitizer.LONGEST + " characters");
        check.that(
                directory.ref(tx, w.requesterId()) != null, "ticket.requesterId", "unknown", "There is no such person");
        assignable.check(tx, check, "ticket.", desk, w.assigneeId(), w.teamId());
        boolean category = w.categoryId() == null
                || types.category(tx.tenant(), w.categoryId())
                        .filter(c -> c.deskId().equals(desk) && c.active())
                        .isPresent();
        check.that(category, "ticket.categoryId", "unknown", "The desk has no such category");
        level(check, "ticket.impact", w.impact());
        level(check, "ticket.urgency", w.urgency());
        boolean tags = w.tags().size() <= 20 && w.tags().stream().allMatch(t -> !t.isBlank() && t.length() <= 50);
        check.that(tags, "ticket.tags", "range", "At most 20, of at most 50 characters each");
        check(check, g.schedule());
        var values = ofDesk ? fields(tx, context, g, check) : Map.<String, JsonNode>of();
        check.done();
        Instant next = new Recurrence(g.schedule())
                .after(context.at())
                .map(Recurrence.Occurrence::at)
                .orElse(null);
        check.that(
                next != null || !g.active(), "schedule.start", "past", "By this it never happens again; choose later");
        check.done();
        var wanted = new ScheduledTicket.Wanted(
                w.typeId(),
                title,
                Sanitizer.html(w.description()),
                w.requesterId(),
                w.impact(),
                w.urgency(),
                w.categoryId(),
                w.teamId(),
                w.assigneeId(),
                w.tags(),
                values);
        return new ScheduledTicket(
                id,
                desk,
                name,
                g.active(),
                wanted,
                g.schedule(),
                g.active() ? next : null,
                before == null ? null : before.lastRun(),
                before == null ? null : before.lastTicket(),
                before == null ? 0 : before.lastMissed(),
                null,
                before == null ? 1 : before.version() + 1);
    }

    private Map<String, JsonNode> fields(Tx tx, Context context, Given g, Check check) {
        ScheduledTicket.Wanted w = g.ticket();
        var own = new Check();
        var values = fields.checked(
                tx,
                context,
                new PlannedFields.Planned(w.typeId(), w.fields()),
                builtIn(w),
                g.whole() && g.active(),
                own);
        try {
            own.done();
        } catch (Problem problem) {
            problem.errors().forEach(e -> check.error("ticket." + e.field(), e.code(), e.message()));
        }
        return values;
    }

    /** As a change of a ticket is written. */
    private static JsonNode builtIn(ScheduledTicket.Wanted w) {
        var all = JsonNodeFactory.instance.objectNode();
        all.put("title", w.title()).put("description", w.description());
        all.put("impact", w.impact() == null ? 3 : w.impact()).put("urgency", w.urgency() == null ? 3 : w.urgency());
        all.put("requesterId", w.requesterId().toString());
        put(all, "categoryId", w.categoryId());
        put(all, "teamId", w.teamId());
        put(all, "assigneeId", w.assigneeId());
        w.tags().forEach(all.withArrayProperty("tags")::add);
        return all;
    }

    private static void put(ObjectNode all, String name, @Nullable UUID id) {
        if (id != null) {
            all.put(name, id.toString());
        }
    }

    private static void level(Check check, String field, @Nullable Integer level) {
        check.that(level == null || (level >= 1 && level <= 3), field, "range", "From 1 (high) to 3 (low)");
    }

    private static void check(Check check, Schedule s) {
        check.that(
                s.interval() >= 1 && s.interval() <= MOST_INTERVAL,
                "schedule.interval",
                "range",
                "From 1 to " + MOST_INTERVAL);
        Integer day = s.dayOfMonth();
        check.that(
                day == null || day == Schedule.LAST_DAY || (day >= 1 && day <= 31),
                "schedule.dayOfMonth",
                "range",
                "From 1 to 31, or -1 for the last day");
        check.that(s.month() == null || (s.month() >= 1 && s.month() <= 12), "schedule.month", "range", "From 1 to 12");
        range(check, "schedule.start", s.start());
        LocalDate end = s.end();
        if (end != null) {
            range(check, "schedule.end", end);
            check.that(!end.isBefore(s.start()), "schedule.end", "before-start", "Not before the start");
        }
        check.that(
                s.time().getSecond() == 0 && s.time().getNano() == 0,
                "schedule.time",
                "unreadable",
                "Hours and minutes");
    }

    private static void range(Check check, String field, LocalDate day) {
        check.that(day.getYear() >= 2000 && day.getYear() <= 2200, field, "range", "From 2000 to 2200");
    }

    private ScheduledTicket managed(Tx tx, Context context, UUID id) {
        ScheduledTicket s = store.lock(tx, id)
                .filter(x -> context.rights().worksOn(x.deskId()))
                .orElseThrow(() -> Problem.notFound("scheduled ticket"));
        context.needManager(s.deskId());
        return s;
    }

    private void record(Tx tx, Context context, ScheduledTicket s, String kind, Map<String, ?> more) {
        var data = new HashMap<String, Object>(more);
        data.put("name", s.name());
        data.put("active", s.active());
        data.put("title", s.ticket().title());
        if (!s.ticket().fields().isEmpty()) {
            data.put("fields", s.ticket().fields());
        }
        if (s.nextRun() != null) {
            data.put("next", s.nextRun().toString());
        }
        journal.append(tx, context, NewEntry.of(SUBJECT, s.id(), s.deskId(), kind, data));
    }
}
