package io.steward.server.journal.work;

import io.steward.server.journal.Journal;
import io.steward.server.journal.store.Horizon;
import io.steward.server.platform.Bell;
import io.steward.server.platform.TenantId;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Followers that go alone: each on a thread of its own until it has caught up, with growing pauses while it fails. */
final class Stragglers {
    private static final Logger LOG = LoggerFactory.getLogger(Stragglers.class);
    static final Duration FIRST_PAUSE = Duration.ofSeconds(1);
    private static final Duration LONGEST_PAUSE = Duration.ofMinutes(1);

    /** Each needs a connection to the database, which others want, too. */
    private static final int AT_ONCE = 4;

    private record Straggler(Feeder feeder, TenantId tenant) {}

    private final Horizon horizon;
    private final Journal journal;
    private final Bell done;
    private final Duration firstPause;
    private final Set<Straggler> all = ConcurrentHashMap.newKeySet();
    private final Semaphore turns = new Semaphore(AT_ONCE, true);
    private final CountDownLatch ended = new CountDownLatch(1);
    private final ExecutorService threads = Executors.newThreadPerTaskExecutor(
            Thread.ofVirtual().name("journal-straggler").factory());

    /**
     * @param done rung when one has caught up
     * @param firstPause after a failure; each next one is twice as long, up to a minute
     */
    Stragglers(Horizon horizon, Journal journal, Bell done, Duration firstPause) {
        this.horizon = horizon;
        this.journal = journal;
        this.done = done;
        this.firstPause = firstPause;
    }

    boolean has(Feeder feeder, TenantId tenant) {
        return all.contains(new Straggler(feeder, tenant));
    }

    /** @param why what it failed with, or null when it is only slow */
    void add(Feeder feeder, TenantId tenant, @Nullable RuntimeException why) {
        var straggler = new Straggler(feeder, tenant);
        if (ended.getCount() > 0 && all.add(straggler)) {
            threads.execute(() -> catchUp(straggler, why));
        }
    }

    private void catchUp(Straggler straggler, @Nullable RuntimeException why) {
        var window = new Window(journal);
        int failures = 0;
        RuntimeException failure = why;
        boolean more = true;
        try {
            while (more && !rested(failure, failures)) {
                failures = failure == null ? 0 : failures + 1;
                failure = null;
                turns.acquire();
                try {
                    more = straggler.feeder.feed(straggler.tenant, horizon.safe(), window);
                } catch (RuntimeException e) {
                    failure = e;
                } finally {
                    turns.release();
                }
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } finally {
            all.remove(straggler);
            done.ring();
        }
    }

    /** Waits after a failure; true when the program ends. */
    private boolean rested(@Nullable RuntimeException failure, int failures) throws InterruptedException {
        if (failure == null || ended.getCount() == 0) {
            return ended.getCount() == 0;
        }
        Duration pause = firstPause.multipliedBy(1L << Math.min(failures, 10));
        pause = pause.compareTo(LONGEST_PAUSE) < 0 ? pause : LONGEST_PAUSE;
        LOG.warn("A journal follower failed and will be given the same entries again in {}", pause, failure);
        return ended.await(pause.toMillis(), TimeUnit.MILLISECONDS);
    }

    /** Waits for what is at work. */
    void stop() {
        ended.countDown();
        threads.shutdown();
        try {
            threads.awaitTermination(10, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
