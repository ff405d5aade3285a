package io.steward.server.analytics.work;

import io.steward.server.analytics.store.Fact;
import io.steward.server.analytics.store.RollupStore;
import io.steward.server.identity.Tenants;
import io.steward.server.journal.Entry;
import io.steward.server.journal.JournalConsumer;
import io.steward.server.platform.Tx;
import io.steward.server.ticket.TicketReader;
import io.steward.server.ticket.Tickets;
import java.time.ZoneId;
import java.util.List;
import java.util.Objects;
import java.util.stream.Collectors;
import org.springframework.stereotype.Component;

/** Puts every ticket that changed into the roll-ups anew. Repeating it changes nothing. */
@Component
class Rollup implements JournalConsumer {
    private final TicketReader tickets;
    private final RollupStore store;
    private final Tenants tenants;

    Rollup(TicketReader tickets, RollupStore store, Tenants tenants) {
        this.tickets = tickets;
        this.store = store;
        this.tenants = tenants;
    }

    @Override
    public String name() {
        return "analytics.rollup";
    }

    @Override
    public void accept(Tx tx, List<Entry> entries) {
        var ids = entries.stream()
                .filter(e -> e.subjectKind().equals(Tickets.SUBJECT))
                .map(Entry::subjectId)
                .collect(Collectors.toSet());
        if (ids.isEmpty()) {
            return;
        }
        ZoneId zone = tenants.get(tx.tenant()).timeZone();
        var after = tickets.byIds(tx, ids).stream().map(t -> Fact.of(t, zone)).toList();
        var before = store.facts(tx, ids);
        var changed =
                after.stream().filter(f -> !f.equals(before.get(f.ticketId()))).toList();
        var old = changed.stream()
                .map(f -> before.get(f.ticketId()))
                .filter(Objects::nonNull)
                .toList();
        store.replace(tx, old, changed);
    }
}
