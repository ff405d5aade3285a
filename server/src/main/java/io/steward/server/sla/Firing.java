package io.steward.server.sla;

import io.steward.server.journal.Journal;
import io.steward.server.journal.NewEntry;
import io.steward.server.platform.Cause;
import io.steward.server.platform.Context;
import io.steward.server.platform.Database;
import io.steward.server.platform.TenantId;
import io.steward.server.platform.Tx;
import io.steward.server.sla.rules.ClockState;
import io.steward.server.sla.rules.Terms;
import io.steward.server.sla.store.ClockStore;
import io.steward.server.sla.store.EscalationStore;
import io.steward.server.ticket.Tickets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/**
 * What happens when clocks come to a percentage of their target: it is written in the ticket's journal, and what is to be done is
 * put down, in the transaction that notes it as fired. So each happens once, whoever fires and whatever crashes.
 */
@Component
public class Firing {
    static final String WARNED = "sla_warned";
    static final String MISSED = "sla_missed";

    private final Database database;
    private final ClockStore store;
    private final EscalationStore escalations;
    private final Books books;
    private final Journal journal;

    Firing(Database database, ClockStore store, EscalationStore escalations, Books books, Journal journal) {
        this.database = database;
        this.store = store;
        this.escalations = escalations;
        this.books = books;
        this.journal = journal;
    }

    /** Fires what is due, at most so many clocks; answers how many. */
    public int fire(TenantId tenant, Instant now, int most) {
        return database.write(tenant, tx -> {
            var due = store.due(tx, now, most, books);
            if (due.isEmpty()) {
                return 0;
            }
            var entries = new ArrayList<NewEntry>();
            var orders = new ArrayList<EscalationStore.Escalation>();
            var changed = new ArrayList<Clock>(due.size());
            for (Clock clock : due) {
                ClockState state = clock.state().seen(now);
                tell(tx, clock, state, entries, orders);
                changed.add(clock.with(state, Math.max(clock.fired(), state.reached()), clock.book()));
            }
            store.write(tx, changed);
            var context = Context.system(tenant, now, new Cause("sla", "Service level"));
            if (!entries.isEmpty()) {
                journal.appendAll(tx, context, entries);
            }
            escalations.insert(tx, orders);
            return due.size();
        });
    }

    /** When something is to happen next; null if nothing is. */
    public @Nullable Instant next(TenantId tenant) {
        return database.read(tenant, store::next);
    }

    private void tell(
            Tx tx, Clock clock, ClockState state, List<NewEntry> entries, List<EscalationStore.Escalation> orders) {
        Terms terms = state.terms();
        if (terms == null) {
            return;
        }
        Policy policy = books.get(tx, clock.deskId(), clock.book())
                .policy(terms.policy())
                .orElse(null);
        Promise promise = policy == null
                ? null
                : policy.promises().stream()
                        .filter(p -> policy.clock(p).equals(clock.key()))
                        .findFirst()
                        .orElse(null);
        for (int percent : terms.percents()) {
            if (percent <= clock.fired() || percent > state.reached()) {
                continue;
            }
            var data = new LinkedHashMap<String, Object>();
            data.put("clock", clock.key());
            data.put("kind", clock.kind().key());
            data.put("name", clock.name());
            data.put("percent", percent);
            data.put("policy", policy == null ? "" : policy.name());
            data.put("due", state.due() == null ? state.missedAt() : state.due());
            String kind = percent == Terms.MISSED ? MISSED : WARNED;
            entries.add(NewEntry.of(Tickets.SUBJECT, clock.ticketId(), clock.deskId(), kind, data));
            Optional.ofNullable(promise).stream()
                    .flatMap(p -> p.thresholds().stream())
                    .filter(t -> t.percent() == percent && !t.actions().isEmpty())
                    .forEach(t -> orders.add(EscalationStore.Escalation.of(
                            clock, policy == null ? "" : policy.name(), percent, t.actions(), state)));
        }
    }
}
