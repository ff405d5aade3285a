package io.steward.server.ticket.spi;

import io.steward.server.platform.Check;
import io.steward.server.platform.Context;
import io.steward.server.platform.Tx;
import io.steward.server.ticket.Ticket;

/** Takes part in every creation and change of a ticket, in its transaction: may refuse it, and do more along with it. */
public interface TicketChangeStep {
    /** Before a change is written. An error added to the check refuses it. */
    default void before(Tx tx, Context context, Ticket before, Ticket after, Check check) {}

    /** After a change was written. */
    default void after(Tx tx, Context context, Ticket before, Ticket after) {}

    /** After a ticket was created and its journal begun. */
    default void created(Tx tx, Context context, Ticket ticket) {}
}
