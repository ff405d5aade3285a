package io.steward.server.sla;

import io.steward.server.platform.Context;
import io.steward.server.platform.Tx;
import io.steward.server.sla.rules.ClockState;
import io.steward.server.sla.rules.Phase;
import io.steward.server.sla.rules.Terms;
import io.steward.server.sla.store.ClockStore;
import io.steward.server.ticket.Ticket;
import io.steward.server.ticket.spi.ClockMet;
import io.steward.server.ticket.spi.TicketChangeStep;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.stereotype.Component;

/** Keeps the clocks of a ticket in its own transactions: one statement when it is created, two when it changes. */
@Component
class ClockKeeper implements TicketChangeStep {
    private final Books books;
    private final Readings readings;
    private final ClockStore store;
    private final ClockBell bell;
    private final ObjectProvider<ClockMet> told;

    ClockKeeper(Books books, Readings readings, ClockStore store, ClockBell bell, ObjectProvider<ClockMet> told) {
        this.told = told;
        this.books = books;
        this.readings = readings;
        this.store = store;
        this.bell = bell;
    }

    @Override
    public void created(Tx tx, Context context, Ticket ticket) {
        Book book = books.current(tx.tenant(), ticket.deskId()).orElse(null);
        if (book != null) {
            var clocks = begun(ticket, book, readings.of(tx.tenant(), book, ticket, ticket.created()), Set.of());
            write(tx, clocks);
        }
    }

    @Override
    public void after(Tx tx, Context context, Ticket before, Ticket after) {
        Book now = books.current(tx.tenant(), after.deskId()).orElse(null);
        if (now == null) {
            return;
        }
        var clocks = store.lock(tx, after.id(), books);
        // A ticket follows the book that it began with until its desk's clocks are counted anew.
        Book book = clocks.isEmpty() ? now : books.get(tx, after.deskId(), Clock.bookOf(clocks));
        Instant at = context.at();
        var read = readings.of(tx.tenant(), book, after, at);
        if (clocks.isEmpty()
                && (read.isEmpty()
                        || !readings.of(tx.tenant(), book, before, at).isEmpty())) {
            return;
        }
        var changed = new ArrayList<Clock>();
        var met = new ArrayList<Clock>();
        var known = new HashSet<String>();
        for (Clock clock : clocks) {
            known.add(clock.key());
            if (clock.book() != book.number()) {
                continue;
            }
            var of = read.get(clock.key());
            Clock next = next(clock, of, at);
            if (next != clock) {
                changed.add(next);
                if (isMet(clock, next)) {
                    met.add(next);
                }
            }
        }
        changed.addAll(begun(after, book, read, known));
        write(tx, changed);
        met.forEach(c ->
                told.forEach(t -> t.met(tx, context, after, c.key(), c.kind().key(), c.name())));
    }

    private static boolean isMet(Clock before, Clock after) {
        return before.state().phase() != Phase.DONE
                && after.state().phase() == Phase.DONE
                && after.standing().equals("met");
    }

    private static Clock next(Clock clock, Readings.@Nullable Of of, Instant at) {
        ClockState before = clock.state();
        ClockState state = before.next(of == null ? Readings.nothing(at) : of.reading());
        return state.isAs(before) ? clock : clock.with(state, fired(clock, state), clock.book());
    }

    /**
     * What is told of a clock that goes on: what a longer target has not come to yet is told again, a new round from the
     * beginning. What is done in time needs no warning any more.
     */
    static int fired(Clock clock, ClockState state) {
        ClockState before = clock.state();
        boolean round = state.started() != null
                && before.started() != null
                && !state.started().equals(before.started());
        boolean over = state.phase() == Phase.DONE || state.phase() == Phase.CANCELLED;
        int fired = round ? 0 : Math.min(clock.fired(), state.reached());
        return over && state.reached() < Terms.MISSED ? Math.max(fired, state.reached()) : fired;
    }

    /** Clocks that a ticket does not have yet. */
    private static List<Clock> begun(Ticket ticket, Book book, Map<String, Readings.Of> read, Set<String> known) {
        var all = new ArrayList<Clock>();
        read.forEach((key, of) -> {
            if (!known.contains(key)) {
                Instant at = of.reading().at();
                all.add(new Clock(
                        ticket.id(),
                        key,
                        ticket.deskId(),
                        book.number(),
                        of.promise().kind(),
                        of.promise().name(),
                        at,
                        ClockState.begin(at).next(of.reading()),
                        0,
                        null,
                        null));
            }
        });
        return all;
    }

    private void write(Tx tx, List<Clock> clocks) {
        if (clocks.isEmpty()) {
            return;
        }
        store.write(tx, clocks);
        clocks.stream()
                .map(c -> c.state().nextAt(c.fired()))
                .filter(Objects::nonNull)
                .min(Instant::compareTo)
                .ifPresent(next -> tx.afterCommit(() -> bell.at(next)));
    }
}
