package io.steward.server.journal.work;

import io.steward.server.journal.Entry;
import io.steward.server.journal.JournalConsumer;
import io.steward.server.journal.store.Cursors;
import io.steward.server.journal.store.SetAsides;
import io.steward.server.platform.Database;
import io.steward.server.platform.TenantId;
import io.steward.server.platform.Tx;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicReference;
import org.jooq.exception.DataAccessException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Feeds a {@link JournalConsumer}: effects and cursor in one transaction. After a batch that failed it is fed entry by entry until
 * it is past it, and an entry that fails again and again is set aside, where an administrator finds it.
 */
final class ConsumerFeeder implements Feeder {
    private static final Logger LOG = LoggerFactory.getLogger(ConsumerFeeder.class);

    /** With the pauses of {@link Stragglers} this is two minutes. */
    static final int MOST_TRIES = 8;

    /** What goes by itself is no fault of the entry: connection, resources, conflicts, operator. */
    private static final List<String> PASSING = List.of("08", "40", "53", "55", "57");

    /** @param end the last entry of the batch that failed */
    private record Care(long end, long failing, int tries) {}

    private final JournalConsumer consumer;
    private final Database database;
    private final Cursors cursors;
    private final SetAsides setAsides;
    private final Clock clock;
    private final Map<TenantId, Long> known = new ConcurrentHashMap<>();
    private final Map<TenantId, Care> careful = new ConcurrentHashMap<>();

    ConsumerFeeder(JournalConsumer consumer, Database database, Cursors cursors, SetAsides setAsides, Clock clock) {
        this.consumer = consumer;
        this.database = database;
        this.cursors = cursors;
        this.setAsides = setAsides;
        this.clock = clock;
    }

    @Override
    public boolean feed(TenantId tenant, long until, Window window) {
        Long before = known.get(tenant);
        if (before != null && before >= until) {
            return false;
        }
        Care care = careful.get(tenant);
        var given = new AtomicReference<@Nullable List<Entry>>();
        try {
            return database.write(tenant, tx -> step(tx, until, window, care != null, given));
        } catch (RuntimeException e) {
            List<Entry> entries = given.get();
            if (entries == null || isPassing(e)) {
                throw e;
            }
            failed(tenant, care, entries, e);
            return true;
        }
    }

    private boolean step(
            Tx tx, long until, Window window, boolean single, AtomicReference<@Nullable List<Entry>> given) {
        var cursor = cursors.lock(tx, consumer.name());
        if (cursor.isEmpty()) {
            cursors.begin(tx, consumer.name(), consumer.fromNow() ? until : 0);
            return false;
        }
        long from = cursor.getAsLong();
        var batch = single ? window.one(tx, from, until) : window.after(tx, from, until);
        long reached = Math.max(from, batch.reached(until));
        if (!batch.entries().isEmpty()) {
            given.set(batch.entries());
            consumer.accept(tx, batch.entries());
            cursors.move(tx, consumer.name(), reached);
        }
        tx.afterCommit(() -> arrived(tx.tenant(), reached));
        return batch.isFull();
    }

    private void arrived(TenantId tenant, long reached) {
        known.put(tenant, reached);
        careful.computeIfPresent(tenant, (t, care) -> reached >= care.end() ? null : care);
    }

    /** Remembers it and throws it on, or sets the entry aside when it has been tried often enough. */
    private void failed(TenantId tenant, @Nullable Care care, List<Entry> entries, RuntimeException e) {
        if (care == null) {
            careful.put(tenant, new Care(entries.getLast().seq(), 0, 0));
            throw e;
        }
        Entry entry = entries.getFirst();
        int tries = care.failing() == entry.seq() ? care.tries() + 1 : 1;
        careful.put(tenant, new Care(care.end(), entry.seq(), tries));
        if (tries < MOST_TRIES) {
            throw e;
        }
        LOG.error("{} could not take entry {} in {} attempts: set aside", consumer.name(), entry.seq(), tries, e);
        database.run(tenant, tx -> {
            var cursor = cursors.lock(tx, consumer.name());
            if (cursor.isPresent() && cursor.getAsLong() < entry.seq()) {
                setAsides.add(tx, consumer.name(), entry.seq(), clock.instant(), e);
                cursors.move(tx, consumer.name(), entry.seq());
            }
            tx.afterCommit(() -> arrived(tenant, entry.seq()));
        });
    }

    private static boolean isPassing(RuntimeException e) {
        for (Throwable at = e; at != null; at = at.getCause()) {
            if (at instanceof DataAccessException d && d.sqlState().length() > 2) {
                return PASSING.contains(d.sqlState().substring(0, 2));
            }
        }
        return false;
    }
}
