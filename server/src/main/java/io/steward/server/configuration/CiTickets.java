package io.steward.server.configuration;

import io.steward.server.configuration.store.CiStore;
import io.steward.server.configuration.store.ClassStore;
import io.steward.server.platform.Tx;
import io.steward.server.ticket.RecordKind;
import io.steward.server.ticket.spi.RecordTickets;
import java.util.List;
import java.util.UUID;
import org.springframework.stereotype.Component;

/** The tickets that name a CI. */
@Component
class CiTickets implements RecordTickets {
    private final CiStore store;
    private final ClassStore classes;

    CiTickets(CiStore store, ClassStore classes) {
        this.store = store;
        this.classes = classes;
    }

    @Override
    public RecordKind kind() {
        return RecordKind.CI;
    }

    @Override
    public List<UUID> tickets(Tx tx, UUID record, int most) {
        return store.tickets(tx, record, null, most);
    }

    @Override
    public String group(Tx tx, UUID group) {
        return classes.all(tx).stream()
                .filter(c -> c.id().equals(group))
                .map(CiClass::key)
                .findFirst()
                .orElse("");
    }
}
