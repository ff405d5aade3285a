package io.steward.server.ticket.spi;

import io.steward.server.platform.Tx;
import java.util.Collection;
import java.util.Map;
import java.util.Set;
import java.util.UUID;

/** Fields of queries that a room above shows as columns: the values of a whole page at once, richer than what is sorted by. */
public interface TicketColumn {
    /** The names of the fields. */
    Set<String> keys();

    /** What is shown of each ticket that has something, in one statement. */
    Map<UUID, Object> of(Tx tx, String key, Collection<UUID> tickets);

    /** As people read it in a file. */
    Object readable(String key, Object shown);
}
