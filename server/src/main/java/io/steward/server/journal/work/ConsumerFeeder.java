package io.steward.server.journal.work;

import io.steward.server.journal.JournalConsumer;
import io.steward.server.journal.store.Cursors;
import io.steward.server.platform.Database;
import io.steward.server.platform.TenantId;
import io.steward.server.platform.Tx;
import java.util.HashMap;
import java.util.Map;

/** Feeds a {@link JournalConsumer}: effects and cursor in one transaction. */
final class ConsumerFeeder implements Feeder {
    private final JournalConsumer consumer;
    private final Database database;
    private final Cursors cursors;
    private final Window window;
    private final Map<TenantId, Long> known = new HashMap<>();

    ConsumerFeeder(JournalConsumer consumer, Database database, Cursors cursors, Window window) {
        this.consumer = consumer;
        this.database = database;
        this.cursors = cursors;
        this.window = window;
    }

    @Override
    public boolean feed(TenantId tenant, long until) {
        Long before = known.get(tenant);
        if (before != null && before >= until) {
            return false;
        }
        return database.write(tenant, tx -> step(tx, until));
    }

    private boolean step(Tx tx, long until) {
        var cursor = cursors.lock(tx, consumer.name());
        if (cursor.isEmpty()) {
            cursors.begin(tx, consumer.name(), consumer.fromNow() ? until : 0);
            return false;
        }
        long from = cursor.getAsLong();
        var batch = window.after(tx, from, until);
        long reached = Math.max(from, batch.reached(until));
        if (!batch.entries().isEmpty()) {
            consumer.accept(tx, batch.entries());
            cursors.move(tx, consumer.name(), reached);
        }
        tx.afterCommit(() -> known.put(tx.tenant(), reached));
        return batch.isFull();
    }
}
