package io.steward.server;

import static io.steward.db.ticket.Tables.TICKET_;
import static org.assertj.core.api.Assertions.assertThat;

import io.steward.server.identity.Tenants;
import io.steward.server.platform.Database;
import java.lang.reflect.Method;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Jobs that run by the clock on every node do their work once. */
class AloneTest {
    @SuppressWarnings("NullAway.Init")
    private static TestProgram program;

    @BeforeAll
    static void start() throws Exception {
        program = TestProgram.startSetUp();
    }

    @AfterAll
    static void stop() {
        program.close();
    }

    @Test
    void whileOneNodeWorksAnotherDoesNotAndAfterwardsItMay() throws Exception {
        var database = program.bean(Database.class);
        var inside = new CountDownLatch(1);
        var end = new CountDownLatch(1);
        var first = Thread.ofPlatform()
                .start(() -> database.alone("job", () -> {
                    inside.countDown();
                    await(end);
                }));
        await(inside);
        assertThat(database.alone("job", () -> {
                    throw new AssertionError("worked at the same time");
                }))
                .isFalse();
        assertThat(database.alone("other-job", () -> {})).isTrue();
        end.countDown();
        first.join();
        assertThat(database.alone("job", () -> {})).isTrue();
    }

    @Test
    void whatFailsLeavesNoLock() {
        var database = program.bean(Database.class);
        org.assertj.core.api.Assertions.assertThatThrownBy(() -> database.alone("failing", () -> {
                    throw new IllegalStateException("failed");
                }))
                .hasMessage("failed");
        assertThat(database.alone("failing", () -> {})).isTrue();
    }

    @Test
    void ticketsAreClosedOnceAndNotWhenReopened() throws Exception {
        String type = program.get("/types").get(0).path("id").stringValue();
        var ids = new ArrayList<String>();
        for (int i = 0; i < 20; i++) {
            String id = program.post("/tickets", Map.of("typeId", type, "title", "Old " + i))
                    .path("id")
                    .stringValue();
            program.post("/tickets/" + id + "/replies", Map.of("body", "<p>Done</p>", "status", "resolved"));
            ids.add(id);
        }
        var tenant = program.bean(Tenants.class).tenants().getFirst();
        program.bean(Database.class)
                .run(
                        tenant,
                        tx -> tx.sql()
                                .update(TICKET_)
                                .set(TICKET_.RESOLVED, Instant.now().minus(Duration.ofDays(8)))
                                .where(TICKET_.TITLE.like("Old %"))
                                .execute());
        String again = ids.removeLast();
        program.post("/portal/requests/" + again + "/reopen", Map.of("body", "Not yet"));
        Object job = program.bean("autoClose");
        Method run = job.getClass().getDeclaredMethod("run");
        run.setAccessible(true);
        var threads = new ArrayList<Thread>();
        for (int i = 0; i < 4; i++) {
            threads.add(Thread.ofPlatform().start(() -> {
                try {
                    run.invoke(job);
                } catch (ReflectiveOperationException e) {
                    throw new IllegalStateException(e);
                }
            }));
        }
        for (Thread thread : threads) {
            thread.join();
        }
        for (String id : ids) {
            assertThat(program.get("/tickets/" + id).path("statusCategory").stringValue())
                    .isEqualTo("closed");
            String entries = program.get("/tickets/" + id + "/entries").toString();
            assertThat(entries.split("auto-close", -1)).as(entries).hasSize(2);
        }
        assertThat(program.get("/tickets/" + again).path("statusCategory").stringValue())
                .isEqualTo("open");
    }

    private static void await(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }
}
