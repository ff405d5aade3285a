package io.steward.server.task;

import io.steward.server.identity.Tenants;
import io.steward.server.journal.Journal;
import io.steward.server.journal.NewEntry;
import io.steward.server.platform.Check;
import io.steward.server.platform.Context;
import io.steward.server.platform.Database;
import io.steward.server.platform.Ids;
import io.steward.server.platform.Problem;
import io.steward.server.platform.Tx;
import io.steward.server.task.store.TimeStore;
import io.steward.server.ticket.Ticket;
import io.steward.server.ticket.TicketReader;
import io.steward.server.ticket.Tickets;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Time spent on tickets: entries by hand and by the clock, and their sums. Everybody changes only their own. */
@Component
public class TimeLog {
    private final Database database;
    private final TimeStore store;
    private final TicketReader tickets;
    private final Tenants tenants;
    private final Journal journal;

    TimeLog(Database database, TimeStore store, TicketReader tickets, Tenants tenants, Journal journal) {
        this.database = database;
        this.store = store;
        this.tickets = tickets;
        this.tenants = tenants;
        this.journal = journal;
    }

    /** What may be said of an entry; null leaves a thing as it is, or to its default. */
    public record Given(
            @Nullable Integer minutes,
            @Nullable LocalDate day,
            @Nullable String note,
            @Nullable Boolean billable) {}

    public TimeEntry add(Context context, UUID ticketId, Given given, Consumer<Tx> also) {
        return database.write(context.tenant(), tx -> {
            also.accept(tx);
            Ticket ticket = tickets.worked(tx, context, ticketId.toString());
            return add(tx, context, ticket, given);
        });
    }

    private TimeEntry add(Tx tx, Context context, Ticket ticket, Given given) {
        TimeEntry e = checked(
                context,
                given,
                new TimeEntry(
                        Ids.next(),
                        ticket.id(),
                        ticket.deskId(),
                        ticket.typeId(),
                        context.personId(),
                        0,
                        today(context),
                        "",
                        false,
                        context.at(),
                        1));
        store.insert(tx, e);
        store.add(tx, ticket.id(), e.minutes(), billable(e));
        record(tx, context, e, "time_added");
        return e;
    }

    public TimeEntry change(Context context, UUID id, Given given, int version) {
        return database.write(context.tenant(), tx -> {
            TimeEntry before = own(tx, context, id);
            TimeEntry after = checked(context, given, before);
            if (before.version() != version || !store.update(tx, after, version)) {
                throw Problem.stale(before);
            }
            store.add(tx, before.ticketId(), after.minutes() - before.minutes(), billable(after) - billable(before));
            record(tx, context, after, "time_changed");
            return store.find(tx, id).orElseThrow();
        });
    }

    public void delete(Context context, UUID id, int version) {
        database.run(context.tenant(), tx -> {
            TimeEntry before = own(tx, context, id);
            if (before.version() != version || !store.delete(tx, id, version)) {
                throw Problem.stale(before);
            }
            store.add(tx, before.ticketId(), -before.minutes(), -billable(before));
            record(tx, context, before, "time_removed");
        });
    }

    public Optional<Timer> timer(Tx tx, Context context) {
        return store.timer(tx, context.personId());
    }

    /** Starts the clock on a ticket; one that runs on another is stopped first, and what it counted is kept. */
    public Timer start(Context context, UUID ticketId) {
        return database.write(context.tenant(), tx -> {
            tickets.worked(tx, context, ticketId.toString());
            Optional<Timer> running = store.timer(tx, context.personId());
            if (running.isPresent() && running.get().ticketId().equals(ticketId)) {
                return running.get();
            }
            if (running.isPresent()) {
                stop(tx, context, new Given(null, null, null, null));
            }
            var timer = new Timer(context.personId(), ticketId, context.at());
            if (!store.start(tx, timer)) {
                throw Problem.conflict("Another clock of yours was started just now");
            }
            return timer;
        });
    }

    /** Stops the clock; what it counted becomes an entry. */
    public TimeEntry stop(Context context, Given given) {
        return database.write(context.tenant(), tx -> stop(tx, context, given));
    }

    private TimeEntry stop(Tx tx, Context context, Given given) {
        Timer timer =
                store.take(tx, context.personId()).orElseThrow(() -> Problem.conflict("No clock of yours is running"));
        Ticket ticket = tickets.byIds(tx, List.of(timer.ticketId())).getFirst();
        int minutes = given.minutes() == null ? timer.minutes(context.at()) : given.minutes();
        return add(tx, context, ticket, new Given(minutes, given.day(), given.note(), given.billable()));
    }

    /** Stops the clock and forgets what it counted. */
    public void discard(Context context) {
        database.run(context.tenant(), tx -> store.take(tx, context.personId()));
    }

    private LocalDate today(Context context) {
        return LocalDate.ofInstant(context.at(), tenants.get(context.tenant()).timeZone());
    }

    private TimeEntry checked(Context context, Given g, TimeEntry e) {
        var check = new Check();
        int minutes = g.minutes() == null ? e.minutes() : g.minutes();
        LocalDate day = g.day() == null ? e.day() : g.day();
        check.that(minutes >= 1 && minutes <= TimeEntry.MOST, "minutes", "range", "From 1 to " + TimeEntry.MOST);
        check.that(
                day.getYear() >= 2000 && !day.isAfter(today(context).plusDays(1)), "day", "range", "Not in the future");
        String note = g.note() == null ? e.note() : check.optional("note", g.note(), 1_000);
        check.done();
        return new TimeEntry(
                e.id(),
                e.ticketId(),
                e.deskId(),
                e.typeId(),
                e.personId(),
                minutes,
                day,
                note,
                g.billable() == null ? e.billable() : g.billable(),
                e.created(),
                e.version());
    }

    private TimeEntry own(Tx tx, Context context, UUID id) {
        TimeEntry entry = store.find(tx, id)
                .filter(e -> context.isActor(e.personId()) || context.rights().worksOn(e.deskId()))
                .orElseThrow(() -> Problem.notFound("time entry"));
        if (!context.isActor(entry.personId())) {
            throw Problem.forbidden("Only who spent the time may change this");
        }
        return entry;
    }

    private static int billable(TimeEntry e) {
        return e.billable() ? e.minutes() : 0;
    }

    private void record(Tx tx, Context context, TimeEntry e, String kind) {
        journal.append(
                tx,
                context,
                NewEntry.of(
                        Tickets.SUBJECT,
                        e.ticketId(),
                        e.deskId(),
                        kind,
                        Map.of(
                                "entry", e.id(),
                                "minutes", e.minutes(),
                                "day", e.day().toString(),
                                "note", e.note(),
                                "billable", e.billable())));
    }
}
