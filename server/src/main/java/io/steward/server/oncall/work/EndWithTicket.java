package io.steward.server.oncall.work;

import io.steward.server.oncall.Calls;
import io.steward.server.platform.Context;
import io.steward.server.platform.Tx;
import io.steward.server.ticket.Ticket;
import io.steward.server.ticket.spi.TicketChangeStep;
import org.springframework.stereotype.Component;

/** A ticket that is not open any more ends its pages, in the transaction that changes it. */
@Component
class EndWithTicket implements TicketChangeStep {
    private final Calls calls;

    EndWithTicket(Calls calls) {
        this.calls = calls;
    }

    @Override
    public void after(Tx tx, Context context, Ticket before, Ticket after) {
        if (before.statusCategory().isOpen() && !after.statusCategory().isOpen()) {
            calls.resolveAll(tx, context, after.id());
        }
    }
}
