package io.steward.server.journal.work;

import io.steward.server.journal.Entry;
import io.steward.server.journal.Journal;
import io.steward.server.platform.TenantId;
import io.steward.server.platform.Tx;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The next entries after a place, remembered for the next who asks for the same ones: all who follow the journal stand at the
 * same place nearly always, and what is below the horizon never changes. Used by one thread.
 */
final class Window {
    private static final int MOST = 1_000;

    private record Place(TenantId tenant, long after, long until) {}

    /** @param isFull whether there may be more after these */
    record Batch(List<Entry> entries, boolean isFull) {
        /** How far who took these has come. */
        long reached(long until) {
            return isFull ? entries.getLast().seq() : until;
        }
    }

    private final Journal journal;
    private @Nullable Place place;
    private Batch batch = new Batch(List.of(), false);

    Window(Journal journal) {
        this.journal = journal;
    }

    Batch after(Tx tx, long after, long until) {
        var wanted = new Place(tx.tenant(), after, until);
        if (!wanted.equals(place)) {
            batch = read(tx, after, until, MOST);
            place = wanted;
        }
        return batch;
    }

    /** The next entry alone. */
    Batch one(Tx tx, long after, long until) {
        return read(tx, after, until, 1);
    }

    private Batch read(Tx tx, long after, long until, int most) {
        List<Entry> entries = journal.after(tx, after, until, most);
        return new Batch(entries, entries.size() == most);
    }
}
