package io.steward.server.configuration;

import io.steward.server.configuration.store.CiStore;
import io.steward.server.platform.Context;
import io.steward.server.platform.Tx;
import io.steward.server.ticket.RecordKind;
import io.steward.server.ticket.RecordNames;
import io.steward.server.ticket.Ticket;
import io.steward.server.ticket.Types;
import io.steward.server.ticket.spi.TicketChangeStep;
import java.util.HashSet;
import java.util.Set;
import java.util.UUID;
import org.springframework.stereotype.Component;

/** Keeps which tickets name a CI, so that a CI's page lists them without reading all tickets. */
@Component
class CiStep implements TicketChangeStep {
    private final CiStore store;
    private final Types types;

    CiStep(CiStore store, Types types) {
        this.store = store;
        this.types = types;
    }

    @Override
    public void created(Tx tx, Context context, Ticket ticket) {
        store.name(tx, ticket.id(), named(tx, ticket));
    }

    @Override
    public void after(Tx tx, Context context, Ticket before, Ticket after) {
        if (before.fields().equals(after.fields())) {
            return;
        }
        var were = named(tx, before);
        var are = named(tx, after);
        store.unname(tx, after.id(), without(were, are));
        store.name(tx, after.id(), without(are, were));
    }

    private Set<UUID> named(Tx tx, Ticket ticket) {
        return ticket.fields().isEmpty()
                ? Set.of()
                : RecordNames.ids(types.get(tx.tenant(), ticket.typeId()), ticket, RecordKind.CI);
    }

    private static Set<UUID> without(Set<UUID> all, Set<UUID> some) {
        var rest = new HashSet<>(all);
        rest.removeAll(some);
        return rest;
    }
}
