package io.steward.server.sla;

import io.steward.server.journal.Journal;
import io.steward.server.journal.NewEntry;
import io.steward.server.platform.Context;
import io.steward.server.platform.Database;
import io.steward.server.platform.Ids;
import io.steward.server.platform.Problem;
import io.steward.server.platform.TenantId;
import io.steward.server.platform.Tx;
import io.steward.server.sla.rules.ClockState;
import io.steward.server.sla.rules.Phase;
import io.steward.server.sla.store.ClockStore;
import io.steward.server.sla.store.RecalculationStore;
import io.steward.server.ticket.Ticket;
import io.steward.server.ticket.TicketPast;
import io.steward.server.ticket.TicketReader;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/**
 * Counts a desk's clocks anew, some tickets at a time, each portion with its place in one transaction: whoever dies, another goes
 * on from there.
 */
@Component
public class Recalculations {
    private static final String SUBJECT = "sla_recalculation";
    private static final int AT_ONCE = 100;
    private static final int MOST_SHOWN = 20;
    private static final int MOST_EXAMPLES = 50;

    private final Database database;
    private final RecalculationStore store;
    private final ClockStore clocks;
    private final Books books;
    private final Policies policies;
    private final TicketClocks ticketClocks;
    private final TicketReader reader;
    private final TicketPast pasts;
    private final Journal journal;
    private final java.time.Clock clock;

    Recalculations(
            Database database,
            RecalculationStore store,
            ClockStore clocks,
            Books books,
            Policies policies,
            TicketClocks ticketClocks,
            TicketReader reader,
            TicketPast pasts,
            Journal journal,
            java.time.Clock clock) {
        this.database = database;
        this.store = store;
        this.clocks = clocks;
        this.books = books;
        this.policies = policies;
        this.ticketClocks = ticketClocks;
        this.reader = reader;
        this.pasts = pasts;
        this.journal = journal;
        this.clock = clock;
    }

    public List<Recalculation> latest(Context context, UUID desk) {
        policies.needDesk(context, desk);
        return database.read(context.tenant(), tx -> store.latest(tx, desk, MOST_SHOWN));
    }

    /** @param days tickets of so many days, also those that are over; null for open ones only */
    public Recalculation start(Context context, UUID desk, String kind, @Nullable Integer days, Consumer<Tx> also) {
        policies.needDesk(context, desk);
        if (!kind.equals(Recalculation.APPLY) && !kind.equals(Recalculation.CHECK)) {
            throw Problem.invalid("kind", "unknown", "apply or check");
        }
        if (days != null && (days < 1 || days > 36_500)) {
            throw Problem.invalid("days", "range", "From 1 to 36500");
        }
        Book book = books.current(context.tenant(), desk)
                .orElseThrow(() -> Problem.conflict("The desk promises nothing yet"));
        return database.write(context.tenant(), tx -> {
            also.accept(tx);
            if (store.runs(tx, desk)) {
                throw Problem.conflict("The desk's clocks are being counted just now");
            }
            Instant since = days == null ? null : context.at().minus(Duration.ofDays(days));
            var r = new Recalculation(
                    Ids.next(),
                    desk,
                    kind,
                    since,
                    book.number(),
                    "running",
                    Recalculation.placeBefore(since),
                    0,
                    0,
                    0,
                    0,
                    List.of(),
                    context.actor().id(),
                    context.at(),
                    null);
            store.insert(tx, r);
            journal.append(
                    tx, context, NewEntry.of(SUBJECT, r.id(), desk, "started", Map.of("kind", kind, "book", r.book())));
            return r;
        });
    }

    /** What was counted so far stays. */
    public Recalculation stop(Context context, UUID id) {
        return database.write(context.tenant(), tx -> {
            Recalculation r = store.lock(tx, id)
                    .filter(x -> context.rights().worksOn(x.deskId()))
                    .orElseThrow(() -> Problem.notFound("recalculation"));
            context.needManager(r.deskId());
            if (!r.state().equals("running")) {
                throw Problem.conflict("This is over already");
            }
            var stopped = r.ended("stopped", context.at());
            store.update(tx, stopped);
            journal.append(tx, context, NewEntry.of(SUBJECT, id, r.deskId(), "stopped", Map.of("kind", r.kind())));
            return stopped;
        });
    }

    /** Goes on by some tickets; answers whether there is more to do. */
    public boolean step(TenantId tenant) {
        return database.write(tenant, tx -> {
            var next = store.take(tx);
            next.ifPresent(r -> store.update(tx, portion(tx, r)));
            return next.isPresent();
        });
    }

    private Recalculation portion(Tx tx, Recalculation r) {
        Instant now = clock.instant();
        var which = new TicketReader.OfDesk(r.deskId(), r.since() == null, orEver(r.since()));
        var tickets = reader.heldOfDesk(tx, which, r.cursor(), AT_ONCE);
        if (tickets.isEmpty()) {
            Recalculation done = r.ended("done", now);
            var context = Context.system(tx.tenant(), now, null);
            var data = Map.of("kind", r.kind(), "tickets", r.tickets(), "clocks", r.clocks(), "changed", r.changed());
            journal.append(tx, context, NewEntry.of(SUBJECT, r.id(), r.deskId(), "done", data));
            return done;
        }
        var counted = new Counted(new ArrayList<>(r.examples()));
        var ids = tickets.stream().map(Ticket::id).toList();
        var kept = check(r) ? clocks.of(tx, ids, books) : clocks.lock(tx, ids, books);
        for (TicketPast.Past past : pasts.of(tx, tickets)) {
            Ticket t = past.ticket();
            one(tx, r, t, past.states(), kept.getOrDefault(t.id(), List.of()), now, counted);
        }
        if (!check(r)) {
            clocks.write(tx, counted.results);
        }
        return r.after(
                ids.getLast(), counted.tickets, counted.clocks, counted.changed, counted.missed, counted.examples);
    }

    private static boolean check(Recalculation r) {
        return r.kind().equals(Recalculation.CHECK);
    }

    private static Instant orEver(@Nullable Instant since) {
        return since == null ? Instant.EPOCH : since;
    }

    private static final class Counted {
        final List<Clock> results = new ArrayList<>();
        final List<Recalculation.Example> examples;
        int tickets;
        int clocks;
        int changed;
        int missed;

        Counted(List<Recalculation.Example> examples) {
            this.examples = examples;
        }
    }

    private void one(
            Tx tx,
            Recalculation r,
            Ticket t,
            List<TicketPast.State> past,
            List<Clock> kept,
            Instant now,
            Counted counted) {
        boolean check = check(r);
        if (check && kept.isEmpty()) {
            return;
        }
        Book book = books.get(tx, r.deskId(), check ? Clock.bookOf(kept) : r.book());
        var replayed = ticketClocks.replay(tx, book, past, check ? kept : List.of());
        counted.tickets++;
        var known = kept.stream().collect(Collectors.toMap(Clock::key, c -> c));
        var keys = new HashSet<>(known.keySet());
        keys.addAll(replayed.keySet());
        for (String key : keys) {
            var before = known.get(key);
            var after = replayed.get(key);
            if (before != null && after == null && (check ? before.book() != book.number() : isOver(before))) {
                continue;
            }
            var result = after == null ? gone(before, now) : fresh(t, key, before, after, book, now);
            counted.clocks++;
            counted.missed += result.state().missedAt() == null ? 0 : 1;
            String was = before == null ? "" : standing(before, now);
            String is = standing(result, now);
            boolean other = check ? drifted(before, after, now) : !was.equals(is);
            if (other) {
                counted.changed++;
                if (counted.examples.size() < MOST_EXAMPLES) {
                    counted.examples.add(new Recalculation.Example(t.id(), t.number(), key, was, is));
                }
            }
            counted.results.add(result);
        }
    }

    /** What ended under an earlier book that promised it stays as it ended. */
    private static boolean isOver(Clock clock) {
        return clock.state().phase() == Phase.DONE || clock.state().phase() == Phase.CANCELLED;
    }

    /** What was promised by an earlier book and is by none now. */
    private static Clock gone(@Nullable Clock before, Instant now) {
        var known = Objects.requireNonNull(before);
        var state = known.state().next(Readings.nothing(now));
        return known.with(state, Math.max(known.fired(), state.reached()), known.book());
    }

    /** Nobody is told of the past: what it came to by now is taken as done. A missed target stays missed. */
    static Clock fresh(Ticket t, String key, @Nullable Clock before, Replay.Replayed replayed, Book book, Instant now) {
        ClockState state = replayed.state().seen(now);
        if (before != null) {
            state = state.missed(before.state().missedAt());
        }
        var of = replayed.of();
        return new Clock(
                t.id(),
                key,
                t.deskId(),
                book.number(),
                of.promise().kind(),
                of.promise().name(),
                replayed.begun(),
                state,
                state.reached(),
                before != null && before.state().missedAt() != null
                        ? before.missedBook()
                        : state.missedAt() == null ? null : Integer.valueOf(book.number()),
                before == null ? null : before.excuse());
    }

    private static String standing(Clock c, Instant now) {
        ClockState s = c.state().passed(now);
        String due = s.due() == null ? "" : " " + s.due();
        return s.standing() + " " + s.elapsed().toSeconds() + "s" + due;
    }

    /** Whether a clock stands otherwise than its journal and its book say; what was missed under another book is left out. */
    private static boolean drifted(@Nullable Clock before, Replay.@Nullable Replayed after, Instant now) {
        if (before == null || after == null) {
            return true;
        }
        ClockState kept = before.state().passed(now);
        ClockState told = after.state().passed(now);
        boolean otherBook = before.missedBook() != null && before.missedBook() != before.book();
        return kept.phase() != told.phase()
                || !kept.elapsed().equals(told.elapsed())
                || !Objects.equals(kept.due(), told.due())
                || (!otherBook && !Objects.equals(kept.missedAt(), told.missedAt()));
    }
}
