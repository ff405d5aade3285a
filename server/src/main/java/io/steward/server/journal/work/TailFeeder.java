package io.steward.server.journal.work;

import io.steward.server.journal.JournalTail;
import io.steward.server.platform.Database;
import io.steward.server.platform.TenantId;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** Feeds a {@link JournalTail}: from the moment this node started, kept in memory. */
final class TailFeeder implements Feeder {
    private final JournalTail tail;
    private final Database database;
    private final Map<TenantId, Long> known = new ConcurrentHashMap<>();

    TailFeeder(JournalTail tail, Database database) {
        this.tail = tail;
        this.database = database;
    }

    @Override
    public boolean feed(TenantId tenant, long until, Window window) {
        Long before = known.get(tenant);
        if (before == null) {
            known.put(tenant, tail.startsAt(tenant, until));
            return true;
        }
        if (before >= until) {
            return false;
        }
        var batch = database.read(tenant, tx -> window.after(tx, before, until));
        if (!batch.entries().isEmpty()) {
            tail.accept(tenant, batch.entries());
        }
        known.put(tenant, batch.reached(until));
        return batch.isFull();
    }
}
