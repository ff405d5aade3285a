package io.steward.server.ticket;

import io.steward.server.platform.Check;
import io.steward.server.platform.Context;
import io.steward.server.platform.Tx;
import io.steward.server.ticket.spi.TicketChangeStep;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.stereotype.Component;

/** The steps that other rooms take with every creation and change. */
@Component
class Steps {
    private final ObjectProvider<TicketChangeStep> all;

    Steps(ObjectProvider<TicketChangeStep> all) {
        this.all = all;
    }

    /** @throws io.steward.server.platform.Problem when a step refuses the change */
    void before(Tx tx, Context context, Ticket before, Ticket after) {
        var check = new Check();
        all.orderedStream().forEach(step -> step.before(tx, context, before, after, check));
        check.done();
    }

    void after(Tx tx, Context context, Ticket before, Ticket after) {
        all.orderedStream().forEach(step -> step.after(tx, context, before, after));
    }

    void created(Tx tx, Context context, Ticket ticket) {
        all.orderedStream().forEach(step -> step.created(tx, context, ticket));
    }
}
