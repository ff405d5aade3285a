package io.steward.server.ticket;

import io.steward.server.identity.Unit;
import io.steward.server.identity.UnitUse;
import io.steward.server.identity.Units;
import io.steward.server.platform.Context;
import io.steward.server.platform.Tx;
import io.steward.server.ticket.spi.RecordSource;
import io.steward.server.ticket.store.TicketStore;
import java.util.Collection;
import java.util.Map;
import java.util.UUID;
import org.springframework.stereotype.Component;

/** Organisation units and locations in fields of tickets: identity, which has them, is below and knows no tickets. */
@Component
class UnitNames implements RecordSource, UnitUse {
    private final Units units;
    private final Types types;
    private final TicketStore tickets;

    UnitNames(Units units, Types types, TicketStore tickets) {
        this.units = units;
        this.types = types;
        this.tickets = tickets;
    }

    @Override
    public RecordKind kind() {
        return RecordKind.UNIT;
    }

    @Override
    public Map<UUID, String> names(Tx tx, Context context, Collection<UUID> ids) {
        return units.names(tx, ids);
    }

    /** Looks through the tickets of those types that have such a field: slow, and asked only before one is deleted. */
    @Override
    public boolean uses(Tx tx, Unit unit) {
        return types.all(tx.tenant()).stream()
                .anyMatch(type -> type.definition().fields().stream()
                        .filter(f -> f.kind().key().equals(unit.kind().key()))
                        .anyMatch(f -> tickets.hasValue(
                                tx, type.id(), f.key(), unit.id().toString())));
    }
}
