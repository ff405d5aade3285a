package io.steward.server.ticket.spi;

import io.steward.server.platform.Context;
import io.steward.server.platform.Tx;
import io.steward.server.ticket.Ticket;

/** Told when a service level of a ticket is kept, in the transaction of the change that kept it. */
public interface ClockMet {
    /**
     * @param key of the clock
     * @param kind such as {@code first_response}
     * @param name as people read it
     */
    void met(Tx tx, Context context, Ticket ticket, String key, String kind, String name);
}
