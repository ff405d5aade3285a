package io.steward.server.ticket.spi;

import io.steward.server.platform.Context;
import io.steward.server.platform.Tx;
import java.util.List;
import java.util.UUID;

/** Gives a new desk what of its template belongs to another room, in the transaction that makes the desk. */
public interface DeskContents {
    void fill(Tx tx, Context context, UUID desk, List<QueueData> queues);

    /** A queue of the template. */
    record QueueData(String name, String query, String order) {}
}
