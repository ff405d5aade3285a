package io.steward.server.configuration;

import io.steward.server.configuration.store.CiStore;
import io.steward.server.platform.Context;
import io.steward.server.platform.Tx;
import io.steward.server.ticket.RecordKind;
import io.steward.server.ticket.spi.RecordSource;
import java.util.Collection;
import java.util.Map;
import java.util.UUID;
import org.springframework.stereotype.Component;

/** CIs in fields of tickets. Requesters know of services only. */
@Component
class CiNames implements RecordSource {
    private final CiStore store;

    CiNames(CiStore store) {
        this.store = store;
    }

    @Override
    public RecordKind kind() {
        return RecordKind.CI;
    }

    @Override
    public Map<UUID, String> names(Tx tx, Context context, Collection<UUID> ids) {
        return ids.isEmpty() ? Map.of() : store.names(tx, ids, !context.rights().works());
    }
}
