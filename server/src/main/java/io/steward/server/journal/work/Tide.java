package io.steward.server.journal.work;

import io.steward.server.journal.Journal;
import io.steward.server.journal.JournalConsumer;
import io.steward.server.journal.JournalTail;
import io.steward.server.journal.TenantList;
import io.steward.server.journal.Wake;
import io.steward.server.journal.store.Cursors;
import io.steward.server.journal.store.Horizon;
import io.steward.server.platform.Database;
import io.steward.server.platform.Loop;
import io.steward.server.platform.TenantId;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/** The loop: as the horizon rises, every consumer and tail is given what is new. */
@Component
class Tide extends Loop {
    private static final Logger LOG = LoggerFactory.getLogger(Tide.class);
    private static final Duration POLL = Duration.ofMillis(500);

    /** What happens meanwhile is taken together: followers cost by the turn, not by the entry. */
    private static final Duration PAUSE = Duration.ofMillis(50);

    private final Horizon horizon;
    private final TenantList tenants;
    private final List<Feeder> feeders;
    private long reached;

    Tide(
            Horizon horizon,
            Wake wake,
            TenantList tenants,
            Database database,
            Cursors cursors,
            Journal journal,
            List<JournalConsumer> consumers,
            List<JournalTail> tails) {
        super("journal-tide", POLL, wake);
        this.horizon = horizon;
        this.tenants = tenants;
        var window = new Window(journal);
        var all = new ArrayList<Feeder>();
        consumers.forEach(c -> all.add(new ConsumerFeeder(c, database, cursors, window)));
        tails.forEach(t -> all.add(new TailFeeder(t, database, window)));
        this.feeders = List.copyOf(all);
    }

    @Override
    protected boolean turn() throws InterruptedException {
        long until = horizon.safe();
        boolean more = false;
        for (TenantId tenant : tenants.tenants()) {
            for (Feeder feeder : feeders) {
                more |= feed(feeder, tenant, until);
            }
        }
        if (until > reached && !more) {
            reached = until;
            Thread.sleep(PAUSE);
        }
        return more;
    }

    private static boolean feed(Feeder feeder, TenantId tenant, long until) {
        try {
            return feeder.feed(tenant, until);
        } catch (RuntimeException e) {
            LOG.warn("A journal follower failed and will be given the same entries again", e);
            return false;
        }
    }
}
