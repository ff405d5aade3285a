package io.steward.server.journal.work;

import io.steward.server.journal.Journal;
import io.steward.server.journal.JournalConsumer;
import io.steward.server.journal.JournalTail;
import io.steward.server.journal.TenantList;
import io.steward.server.journal.Wake;
import io.steward.server.journal.store.Cursors;
import io.steward.server.journal.store.Horizon;
import io.steward.server.platform.Database;
import io.steward.server.platform.TenantId;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;
import org.springframework.stereotype.Component;

/** The loop: as the horizon rises, every consumer and tail is given what is new. */
@Component
class Tide implements SmartLifecycle {
    private static final Logger LOG = LoggerFactory.getLogger(Tide.class);
    private static final Duration POLL = Duration.ofMillis(500);

    private final Horizon horizon;
    private final Wake wake;
    private final TenantList tenants;
    private final List<Feeder> feeders;
    private volatile boolean running;
    private @Nullable Thread thread;

    Tide(
            Horizon horizon,
            Wake wake,
            TenantList tenants,
            Database database,
            Cursors cursors,
            Journal journal,
            List<JournalConsumer> consumers,
            List<JournalTail> tails) {
        this.horizon = horizon;
        this.wake = wake;
        this.tenants = tenants;
        var all = new ArrayList<Feeder>();
        consumers.forEach(c -> all.add(new ConsumerFeeder(c, database, cursors, journal)));
        tails.forEach(t -> all.add(new TailFeeder(t, database, journal)));
        this.feeders = List.copyOf(all);
    }

    @Override
    public void start() {
        running = true;
        thread = Thread.ofPlatform().name("journal-tide").daemon().start(this::loop);
    }

    private void loop() {
        while (running) {
            try {
                long until = horizon.safe();
                boolean more = false;
                for (TenantId tenant : tenants.tenants()) {
                    for (Feeder feeder : feeders) {
                        more |= feed(feeder, tenant, until);
                    }
                }
                if (!more) {
                    wake.await(POLL);
                }
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                return;
            } catch (RuntimeException e) {
                pause(e);
            }
        }
    }

    private static boolean feed(Feeder feeder, TenantId tenant, long until) {
        try {
            return feeder.feed(tenant, until);
        } catch (RuntimeException e) {
            LOG.warn("A journal follower failed and will be given the same entries again", e);
            return false;
        }
    }

    private void pause(RuntimeException e) {
        if (running) {
            LOG.warn("The journal cannot be followed just now: {}", e.toString());
            try {
                wake.await(Duration.ofSeconds(1));
            } catch (InterruptedException interrupted) {
                Thread.currentThread().interrupt();
                running = false;
            }
        }
    }

    @Override
    public void stop() {
        running = false;
        Thread current = thread;
        if (current != null) {
            // Rung, not interrupted: an interrupt in the middle of a write would close the search index's files.
            wake.ring();
            try {
                current.join(10_000);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        }
    }

    @Override
    public boolean isRunning() {
        return running;
    }
}
