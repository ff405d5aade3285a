package io.steward.server.ticket;

import io.steward.server.platform.Check;
import io.steward.server.platform.Context;
import io.steward.server.platform.Tx;
import io.steward.server.ticket.spi.TicketAssigner;
import io.steward.server.ticket.spi.TicketChangeStep;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.stereotype.Component;

/** The steps that other rooms take with every creation and change. */
@Component
class Steps {
    private final ObjectProvider<TicketChangeStep> all;
    private final ObjectProvider<TicketAssigner> assigner;

    Steps(ObjectProvider<TicketChangeStep> all, ObjectProvider<TicketAssigner> assigner) {
        this.all = all;
        this.assigner = assigner;
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

    /** Who gets a new ticket for which nobody was named. */
    TicketAssigner.@Nullable Choice choose(Tx tx, Context context, Ticket ticket) {
        var one = assigner.getIfAvailable();
        return one == null || ticket.assigneeId() != null ? null : one.choose(tx, context, ticket);
    }

    void created(Tx tx, Context context, Ticket ticket) {
        all.orderedStream().forEach(step -> step.created(tx, context, ticket));
    }
}
