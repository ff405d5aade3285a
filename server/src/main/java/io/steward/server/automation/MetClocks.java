package io.steward.server.automation;

import io.steward.server.automation.rules.Event;
import io.steward.server.automation.store.RunStore;
import io.steward.server.platform.Context;
import io.steward.server.platform.Tx;
import io.steward.server.ticket.Ticket;
import io.steward.server.ticket.spi.ClockMet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.springframework.stereotype.Component;

/** Starts rules when a service level is kept, of which the journal has no entry: in the transaction of the change that kept it. */
@Component
class MetClocks implements ClockMet {
    private final Matching matching;
    private final RunStore runs;

    MetClocks(Matching matching, RunStore runs) {
        this.matching = matching;
        this.runs = runs;
    }

    @Override
    public void met(Tx tx, Context context, Ticket ticket, String key, String kind, String name) {
        if (!matching.waitsFor(tx, ticket.deskId(), "sla")) {
            return;
        }
        var event = new Event(
                "sla",
                null,
                context.at(),
                "system",
                false,
                false,
                List.of(),
                Map.of("event", "met", "clock", kind, "key", key, "name", name),
                Set.of());
        UUID caused = context.cause() == null ? null : context.cause().run();
        int depth = caused == null ? 0 : runs.depths(tx, List.of(caused)).getOrDefault(caused, 0) + 1;
        var batch = matching.batch(tx, context.at());
        batch.consider(
                event,
                ticket,
                Integer.MIN_VALUE,
                depth,
                "c" + key + "@" + context.at().toEpochMilli());
        batch.start();
    }
}
