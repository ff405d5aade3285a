package io.steward.server.journal.work;

import io.steward.server.journal.Entry;
import io.steward.server.journal.Journal;
import io.steward.server.journal.JournalTail;
import io.steward.server.platform.Database;
import io.steward.server.platform.TenantId;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Feeds a {@link JournalTail}: from the moment this node started, kept in memory. */
final class TailFeeder implements Feeder {
    private static final int BATCH = 1_000;
    private final JournalTail tail;
    private final Database database;
    private final Journal journal;
    private final Map<TenantId, Long> known = new HashMap<>();

    TailFeeder(JournalTail tail, Database database, Journal journal) {
        this.tail = tail;
        this.database = database;
        this.journal = journal;
    }

    @Override
    public boolean feed(TenantId tenant, long until) {
        Long before = known.get(tenant);
        if (before == null) {
            known.put(tenant, tail.startsAt(tenant).orElse(until));
            return true;
        }
        if (before >= until) {
            return false;
        }
        List<Entry> entries = database.read(tenant, tx -> journal.after(tx, before, until, BATCH));
        boolean full = entries.size() == BATCH;
        if (!entries.isEmpty()) {
            tail.accept(tenant, entries);
        }
        known.put(tenant, full ? entries.getLast().seq() : until);
        return full;
    }
}
