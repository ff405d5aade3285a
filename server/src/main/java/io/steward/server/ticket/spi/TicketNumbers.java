package io.steward.server.ticket.spi;

import io.steward.server.platform.Tx;
import java.util.Collection;
import java.util.Map;
import java.util.UUID;

/** A number that a room above keeps of tickets, for fields that show it. */
public interface TicketNumbers {
    /** The number's stable name, such as {@code time_spent}. */
    String key();

    /** The number of each ticket that has one, in one statement. */
    Map<UUID, Double> of(Tx tx, Collection<UUID> tickets);
}
