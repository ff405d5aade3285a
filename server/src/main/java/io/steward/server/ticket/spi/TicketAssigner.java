package io.steward.server.ticket.spi;

import io.steward.server.platform.Cause;
import io.steward.server.platform.Context;
import io.steward.server.platform.Tx;
import io.steward.server.ticket.Ticket;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Decides who gets a new ticket for which nobody was named, in the transaction that creates it. One room at most does. */
public interface TicketAssigner {
    /** Null when nothing applies to the ticket. */
    @Nullable
    Choice choose(Tx tx, Context context, Ticket ticket);

    /**
     * What was decided.
     *
     * @param teamId the team that the ticket belongs to now
     * @param assigneeId who works on it; null leaves it in the team's queue
     * @param data why, for the journal: of kind {@code assigned}
     */
    record Choice(@Nullable UUID teamId, @Nullable UUID assigneeId, Cause cause, Map<String, ?> data) {}
}
