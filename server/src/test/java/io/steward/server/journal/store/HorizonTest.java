package io.steward.server.journal.store;

import static org.assertj.core.api.Assertions.assertThat;

import io.steward.server.TestProgram;
import io.steward.server.identity.Tenants;
import io.steward.server.journal.Journal;
import io.steward.server.journal.NewEntry;
import io.steward.server.platform.Context;
import io.steward.server.platform.Database;
import io.steward.server.platform.TenantId;
import java.time.Instant;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** A journal number that a running transaction has drawn is never taken for settled. */
class HorizonTest {
    @SuppressWarnings("NullAway.Init")
    private static TestProgram program;

    @SuppressWarnings("NullAway.Init")
    private static TenantId tenant;

    @BeforeAll
    static void start() throws Exception {
        program = TestProgram.startSetUp();
        tenant = program.bean(Tenants.class).tenants().getFirst();
    }

    @AfterAll
    static void stop() {
        program.close();
    }

    @Test
    void theOnlyTransactionThereIsHoldsTheHorizonBack() throws Exception {
        var horizon = new Horizon(program.bean(Database.class));
        var written = new CompletableFuture<Long>();
        var mayEnd = new CountDownLatch(1);
        Thread writer = write(written, mayEnd);
        long seq = written.get();
        for (int i = 0; i < 5; i++) {
            assertThat(horizon.safe()).isLessThan(seq);
        }
        mayEnd.countDown();
        writer.join();
        assertThat(await(horizon, seq)).isGreaterThanOrEqualTo(seq);
    }

    @Test
    void anOlderTransactionIsWaitedForThoughAYoungerOneEnded() throws Exception {
        var horizon = new Horizon(program.bean(Database.class));
        var older = new CompletableFuture<Long>();
        var olderMayEnd = new CountDownLatch(1);
        Thread first = write(older, olderMayEnd);
        long seq = older.get();
        var younger = new CompletableFuture<Long>();
        write(younger, new CountDownLatch(0)).join();
        assertThat(younger.get()).isGreaterThan(seq);
        for (int i = 0; i < 5; i++) {
            assertThat(horizon.safe()).isLessThan(seq);
        }
        olderMayEnd.countDown();
        first.join();
        assertThat(await(horizon, younger.get())).isGreaterThanOrEqualTo(younger.get());
    }

    private static long await(Horizon horizon, long seq) throws InterruptedException {
        for (int i = 0; i < 100 && horizon.safe() < seq; i++) {
            Thread.sleep(20);
        }
        return horizon.safe();
    }

    private static Thread write(CompletableFuture<Long> written, CountDownLatch mayEnd) {
        return Thread.startVirtualThread(() -> program.bean(Database.class).run(tenant, tx -> {
            var context = Context.system(tenant, Instant.now(), null);
            written.complete(program.bean(Journal.class)
                    .append(tx, context, NewEntry.of("test", UUID.randomUUID(), null, "held", Map.of())));
            try {
                mayEnd.await();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        }));
    }
}
