package io.steward.server.journal;

import io.steward.server.journal.store.Cursors;
import io.steward.server.journal.store.SetAsides;
import io.steward.server.platform.Database;
import io.steward.server.platform.Problem;
import io.steward.server.platform.TenantId;
import io.steward.server.platform.Tx;
import java.util.List;
import org.springframework.stereotype.Component;

/** Those who turn entries into effects: how late they are, and what they could not take. */
@Component
public class Followers {
    private static final int MOST_SHOWN = 100;
    private static final int MOST_COUNTED = 10_000;

    private final Database database;
    private final Cursors cursors;
    private final SetAsides setAsides;
    private final Journal journal;
    private final List<JournalConsumer> consumers;

    public Followers(
            Database database, Cursors cursors, SetAsides setAsides, Journal journal, List<JournalConsumer> consumers) {
        this.database = database;
        this.cursors = cursors;
        this.setAsides = setAsides;
        this.journal = journal;
        this.consumers = consumers;
    }

    public List<Follower> all(TenantId tenant) {
        return database.read(
                tenant,
                tx -> consumers.stream()
                        .map(c -> new Follower(
                                c.name(),
                                cursors.behind(tx, c.name(), MOST_COUNTED),
                                setAsides.count(tx, c.name()),
                                setAsides.first(tx, c.name(), MOST_SHOWN)))
                        .toList());
    }

    /** Gives an entry to its follower again; when that fails once more, it stays as it is and the error is told. */
    public void again(TenantId tenant, String follower, long seq) {
        JournalConsumer consumer = consumer(follower);
        database.run(tenant, tx -> {
            take(tx, follower, seq);
            try {
                consumer.accept(tx, journal.after(tx, seq - 1, seq, 1));
            } catch (RuntimeException e) {
                throw Problem.conflict("It failed again: " + SetAsides.said(e));
            }
        });
    }

    /** What the follower would have made of the entry will not be made. */
    public void letGo(TenantId tenant, String follower, long seq) {
        consumer(follower);
        database.run(tenant, tx -> take(tx, follower, seq));
    }

    private void take(Tx tx, String follower, long seq) {
        if (!setAsides.remove(tx, follower, seq)) {
            throw Problem.notFound("entry");
        }
    }

    private JournalConsumer consumer(String name) {
        return consumers.stream()
                .filter(c -> c.name().equals(name))
                .findFirst()
                .orElseThrow(() -> Problem.notFound("follower"));
    }
}
