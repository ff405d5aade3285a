package io.steward.server.journal.work;

import io.steward.server.journal.Journal;
import io.steward.server.journal.JournalConsumer;
import io.steward.server.journal.JournalTail;
import io.steward.server.journal.TenantList;
import io.steward.server.journal.Wake;
import io.steward.server.journal.store.Cursors;
import io.steward.server.journal.store.Horizon;
import io.steward.server.journal.store.SetAsides;
import io.steward.server.platform.Database;
import io.steward.server.platform.Loop;
import io.steward.server.platform.TenantId;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import org.springframework.stereotype.Component;

/**
 * The loop: as the horizon rises, every consumer and tail is given what is new. They go together, since together they read the
 * journal once; one that fails, or is slow and far behind, goes alone until it has caught up, so that the others need not wait.
 */
@Component
class Tide extends Loop {
    private static final Duration POLL = Duration.ofMillis(500);

    /** What happens meanwhile is taken together: followers cost by the turn, not by the entry. */
    private static final Duration PAUSE = Duration.ofMillis(50);

    /** Whoever takes longer for a batch and has more before it holds up the others. */
    private static final Duration SLOW = Duration.ofMillis(500);

    private final Horizon horizon;
    private final TenantList tenants;
    private final Window window;
    private final Stragglers stragglers;
    private final List<Feeder> feeders;
    private long reached;

    Tide(
            Horizon horizon,
            Wake wake,
            TenantList tenants,
            Database database,
            Cursors cursors,
            SetAsides setAsides,
            Journal journal,
            Clock clock,
            List<JournalConsumer> consumers,
            List<JournalTail> tails) {
        super("journal-tide", POLL, wake);
        this.horizon = horizon;
        this.tenants = tenants;
        this.window = new Window(journal);
        this.stragglers = new Stragglers(horizon, journal, wake, Stragglers.FIRST_PAUSE);
        this.feeders = Stream.<Feeder>concat(
                        consumers.stream().map(c -> new ConsumerFeeder(c, database, cursors, setAsides, clock)),
                        tails.stream().map(t -> new TailFeeder(t, database)))
                .toList();
    }

    @Override
    protected boolean turn() throws InterruptedException {
        long until = horizon.safe();
        boolean more = false;
        for (TenantId tenant : tenants.tenants()) {
            for (Feeder feeder : feeders) {
                more |= !stragglers.has(feeder, tenant) && feed(feeder, tenant, until);
            }
        }
        if (until > reached && !more) {
            reached = until;
            Thread.sleep(PAUSE);
        }
        return more;
    }

    private boolean feed(Feeder feeder, TenantId tenant, long until) {
        long begun = System.nanoTime();
        try {
            boolean more = feeder.feed(tenant, until, window);
            if (more && System.nanoTime() - begun > SLOW.toNanos()) {
                stragglers.add(feeder, tenant, null);
            }
            return more;
        } catch (RuntimeException e) {
            stragglers.add(feeder, tenant, e);
            return false;
        }
    }

    @Override
    public void stop() {
        stragglers.stop();
        super.stop();
    }
}
