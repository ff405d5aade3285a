package io.steward.server.journal;

import io.steward.server.platform.Tx;
import java.util.List;

/**
 * Turns entries into effects in the database, each exactly once: its cursor moves in the transaction of the effects, so a
 * crash repeats nothing and loses nothing. One node at a time works for a consumer and tenant.
 */
public interface JournalConsumer {
    /** The stable name its cursor is kept under. */
    String name();

    /** A batch, in order, of one tenant. Must not do anything that cannot be rolled back. */
    void accept(Tx tx, List<Entry> entries);

    /** True to begin with what happens from now on, false to begin with the first entry ever. */
    default boolean fromNow() {
        return false;
    }
}
