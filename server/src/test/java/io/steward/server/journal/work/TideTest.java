package io.steward.server.journal.work;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.steward.server.TestProgram;
import io.steward.server.identity.Tenants;
import io.steward.server.journal.Entry;
import io.steward.server.journal.Follower;
import io.steward.server.journal.Followers;
import io.steward.server.journal.Journal;
import io.steward.server.journal.JournalConsumer;
import io.steward.server.journal.Wake;
import io.steward.server.journal.store.Cursors;
import io.steward.server.journal.store.Horizon;
import io.steward.server.journal.store.SetAsides;
import io.steward.server.platform.Database;
import io.steward.server.platform.TenantId;
import io.steward.server.platform.Tx;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import org.jooq.exception.DataAccessException;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** A follower that fails, or is slow, holds up nobody else; an entry that it cannot take holds up no other entry. */
class TideTest {
    @SuppressWarnings("NullAway.Init")
    private static TestProgram program;

    @SuppressWarnings("NullAway.Init")
    private static TenantId tenant;

    @BeforeAll
    static void start() throws Exception {
        program = TestProgram.startSetUp();
        tenant = program.bean(Tenants.class).tenants().getFirst();
        String type = program.get("/types").get(0).path("id").stringValue();
        for (int i = 0; i < 5; i++) {
            program.post("/tickets", Map.of("typeId", type, "title", "Ticket " + i));
        }
    }

    @AfterAll
    static void stop() {
        program.close();
    }

    /** Takes all but one entry. */
    private static final class Picky implements JournalConsumer {
        final String name;
        final List<Long> taken = new ArrayList<>();
        final AtomicInteger tries = new AtomicInteger();
        volatile long poison;
        RuntimeException failure = new IllegalStateException("Not this one");

        Picky(String name) {
            this.name = name;
        }

        @Override
        public String name() {
            return name;
        }

        @Override
        public void accept(Tx tx, List<Entry> entries) {
            if (entries.stream().anyMatch(e -> e.seq() == poison)) {
                tries.incrementAndGet();
                throw failure;
            }
            tx.afterCommit(() -> entries.forEach(e -> taken.add(e.seq())));
        }
    }

    @Test
    void anEntryThatCannotBeTakenIsSetAsideAndAllOthersAreTakenOnce() {
        var picky = new Picky("test.picky");
        List<Long> all = seqs();
        picky.poison = all.get(2);
        feedUntilDone(picky, all.getLast());
        assertThat(picky.tries).hasValue(1 + ConsumerFeeder.MOST_TRIES);
        assertThat(picky.taken)
                .containsExactlyElementsOf(
                        all.stream().filter(s -> s != picky.poison).toList());

        Followers followers = followers(picky);
        Follower stands = followers.all(tenant).getFirst();
        assertThat(stands.behind()).isZero();
        assertThat(stands.first()).singleElement().satisfies(s -> {
            assertThat(s.seq()).isEqualTo(picky.poison);
            assertThat(s.error()).isEqualTo("IllegalStateException: Not this one");
        });
        assertThatThrownBy(() -> followers.again(tenant, "test.picky", picky.poison))
                .hasMessageContaining("Not this one");
        assertThat(followers.all(tenant).getFirst().setAside()).isOne();
        long mended = picky.poison;
        picky.poison = 0;
        followers.again(tenant, "test.picky", mended);
        assertThat(picky.taken).hasSameElementsAs(all);
        assertThat(followers.all(tenant).getFirst().setAside()).isZero();
        assertThatThrownBy(() -> followers.again(tenant, "test.picky", mended)).hasMessageContaining("no such entry");
        assertThat(picky.taken).hasSize(all.size());
    }

    @Test
    void whatIsTheDatabasesFaultIsTriedForEver() {
        var picky = new Picky("test.passing");
        List<Long> all = seqs();
        picky.poison = all.get(2);
        picky.failure = new DataAccessException("full", new java.sql.SQLException("disk full", "53100"));
        var feeder = feeder(picky);
        var window = new Window(program.bean(Journal.class));
        feeder.feed(tenant, all.getLast(), window);
        for (int i = 0; i < 3 * ConsumerFeeder.MOST_TRIES; i++) {
            assertThatThrownBy(() -> feeder.feed(tenant, all.getLast(), window)).isSameAs(picky.failure);
        }
        assertThat(followers(picky).all(tenant).getFirst().setAside()).isZero();
        picky.poison = 0;
        feedUntilDone(picky, all.getLast());
        assertThat(picky.taken).containsExactlyElementsOf(all);
    }

    @Test
    void whoFailsGoesAloneUntilItHasCaughtUp() throws Exception {
        var failures = new AtomicInteger(3);
        var caughtUp = new CountDownLatch(1);
        var seen = new CopyOnWriteArrayList<Integer>();
        Feeder failing = (t, until, window) -> {
            if (failures.getAndDecrement() > 0) {
                throw new IllegalStateException("Not yet");
            }
            seen.add(failures.get());
            caughtUp.countDown();
            return false;
        };
        var stragglers = new Stragglers(
                program.bean(Horizon.class),
                program.bean(Journal.class),
                program.bean(Wake.class),
                Duration.ofMillis(2));
        stragglers.add(failing, tenant, new IllegalStateException("At first"));
        assertThat(stragglers.has(failing, tenant)).isTrue();
        caughtUp.await();
        while (stragglers.has(failing, tenant)) {
            Thread.sleep(2);
        }
        assertThat(seen).hasSize(1);
        stragglers.stop();
    }

    @Test
    void administratorsSeeWhatFollows() throws Exception {
        assertThat(program.get("/followers").findValuesAsString("name")).contains("channel.outbox", "automation.rules");
        for (var call : List.of(
                List.of("POST", "/followers/channel.outbox/set-aside/1/retry"),
                List.of("DELETE", "/followers/nobody/set-aside/1"))) {
            assertThat(program.call(call.getFirst(), call.getLast(), program.admin(), null)
                            .statusCode())
                    .isEqualTo(404);
        }
    }

    private static List<Long> seqs() {
        return program.bean(Database.class)
                .read(
                        tenant,
                        tx -> program.bean(Journal.class).after(tx, 0, Long.MAX_VALUE, 1_000).stream()
                                .map(Entry::seq)
                                .toList());
    }

    private static ConsumerFeeder feeder(JournalConsumer consumer) {
        return new ConsumerFeeder(
                consumer,
                program.bean(Database.class),
                program.bean(Cursors.class),
                program.bean(SetAsides.class),
                Clock.systemUTC());
    }

    private static void feedUntilDone(Picky picky, long until) {
        var feeder = feeder(picky);
        var window = new Window(program.bean(Journal.class));
        // The first turn may only make the cursor.
        for (int done = 0, turns = 0; done < 2 && turns < 1_000; turns++) {
            try {
                done = feeder.feed(tenant, until, window) ? 0 : done + 1;
            } catch (IllegalStateException e) {
                done = 0;
            }
        }
    }

    private static Followers followers(JournalConsumer consumer) {
        return new Followers(
                program.bean(Database.class),
                program.bean(Cursors.class),
                program.bean(SetAsides.class),
                program.bean(Journal.class),
                List.of(consumer));
    }
}
