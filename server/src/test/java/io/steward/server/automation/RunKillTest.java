package io.steward.server.automation;

import static org.assertj.core.api.Assertions.assertThat;

import io.steward.server.ChildProgram;
import io.steward.server.TestProgram;
import io.steward.server.identity.Tenants;
import io.steward.server.platform.Database;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.ConcurrentSkipListSet;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/**
 * The program is killed at random while rules are at work, and then two nodes share what is left: every effect is there, and there
 * once. {@code -Dsteward.kill.runs=10000} goes on until so many runs were made.
 */
class RunKillTest {
    private static final int WRITERS = 2;
    private static final int RULES_PER_TICKET = 3;

    private final Set<String> acknowledged = new ConcurrentSkipListSet<>();
    private final AtomicInteger next = new AtomicInteger();
    private String admin = "";
    private String type = "";

    @Test
    void everyEffectOfARunHappensOnceWhateverIsKilledAndWhoeverWorks() throws Exception {
        int wanted = Integer.getInteger("steward.kill.runs", 300);
        Path data = TestProgram.newFolder();
        int port = TestProgram.freePort();
        String most = "--steward.rules.most-per-minute=1000000";
        prepare(data);
        long seed = System.nanoTime();
        var random = new Random(seed);
        for (int round = 0; round < 2 || next.get() * RULES_PER_TICKET < wanted * 2 / 3; round++) {
            ChildProgram.killedAmid(
                    data, port, WRITERS, stop -> write(port, stop), acknowledged, random.nextInt(1_500), most);
        }
        try (var program = TestProgram.start(data, most);
                var second = TestProgram.start(TestProgram.newFolder(), second(program, most))) {
            program.signInAdmin("ada@example.org", "correct horse");
            int before = next.get();
            do {
                for (int i = 0; i < 20; i++) {
                    program.post("/tickets", Map.of("typeId", type, "title", "Both nodes " + next.incrementAndGet()));
                }
            } while (next.get() * RULES_PER_TICKET < wanted);
            assertThat(second.get("/start")).isNotNull();
            assertThat(next.get()).isGreaterThan(before);
            int tickets = count(program, "select count(*) from ticket.ticket");
            await(program, tickets * RULES_PER_TICKET);
            assertThat(tickets).as("seed %s", seed).isGreaterThanOrEqualTo(acknowledged.size());
            assertThat(count(program, "select count(*) from automation.run where state = 'done'"))
                    .as("seed %s", seed)
                    .isEqualTo(tickets * RULES_PER_TICKET);
            // On every ticket each rule ran once, and each of its effects is there once.
            assertThat(
                            rows(
                                    program,
                                    "select t.number from ticket.ticket t where (select count(*) from journal.entry e where e.subject_id = t.id and e.kind = 'note') <> 2"
                                            + " or (select count(*) from journal.entry e where e.subject_id = t.id and e.kind = 'reply') <> 1"
                                            + " or (select count(*) from task.task k where k.ticket_id = t.id) <> 1"
                                            + " or (select count(*) from notification.notice n where n.ticket_id = t.id and n.kind = 'rule') <> 1"
                                            + " or t.impact <> 1 or t.tags <> array['seen']"
                                            + " or (select count(distinct rule_id) from automation.run r where r.ticket_id = t.id) <> 3"))
                    .as("seed %s", seed)
                    .isEmpty();
            assertThat(count(program, "select count(*) from automation.step where state <> 'done'"))
                    .as("seed %s", seed)
                    .isZero();
        }
    }

    /** The settings of a node that works on the database of another. */
    private static String[] second(TestProgram first, String more) throws Exception {
        Object boot = first.bean("bootDatabase");
        var method = boot.getClass().getDeclaredMethod("connections");
        method.setAccessible(true);
        Object connections = method.invoke(boot);
        var values = new HashMap<String, String>();
        for (var part : connections.getClass().getRecordComponents()) {
            part.getAccessor().setAccessible(true);
            values.put(part.getName(), (String) part.getAccessor().invoke(connections));
        }
        return new String[] {
            "--steward.database.url=" + values.get("url"),
            "--steward.database.user=" + values.get("owner"),
            "--steward.database.password=" + values.get("ownerPassword"),
            "--steward.database.app-password=" + values.get("appPassword"),
            more
        };
    }

    private static void await(TestProgram program, int runs) throws Exception {
        long until = System.nanoTime() + Duration.ofMinutes(2).toNanos();
        while (count(program, "select count(*) from automation.run where state = 'done'") < runs
                && System.nanoTime() < until) {
            Thread.sleep(200);
        }
        // What would be done twice would be done now.
        Thread.sleep(1_000);
    }

    private static int count(TestProgram program, String sql) {
        return program.bean(Database.class)
                .read(
                        program.bean(Tenants.class).tenants().getFirst(),
                        tx -> tx.sql().fetchSingle(sql).get(0, Integer.class));
    }

    private static List<?> rows(TestProgram program, String sql) {
        return program.bean(Database.class)
                .read(
                        program.bean(Tenants.class).tenants().getFirst(),
                        tx -> tx.sql().fetch(sql).getValues(0));
    }

    private void prepare(Path data) throws Exception {
        try (var program = TestProgram.start(data)) {
            program.setUp();
            admin = program.admin();
            JsonNode first = program.get("/types").get(0);
            type = first.path("id").stringValue();
            String desk = first.path("deskId").stringValue();
            String me = program.get("/session").path("person").path("id").stringValue();
            String called = rule(
                    program,
                    desk,
                    "Called",
                    Map.of("kind", "called"),
                    Map.of("kind", "comment", "text", "called", "public", true));
            rule(
                    program,
                    desk,
                    "First",
                    Map.of("kind", "created"),
                    Map.of("kind", "comment", "text", "one", "public", false),
                    Map.of("kind", "set", "fields", Map.of("impact", 1)),
                    Map.of(
                            "kind",
                            "branch",
                            "cases",
                            List.of(Map.of(
                                    "condition",
                                    "impact = 1",
                                    "actions",
                                    List.of(Map.of("kind", "task", "title", "A task")))),
                            "otherwise",
                            List.of()),
                    Map.of("kind", "rule", "ruleId", called));
            rule(
                    program,
                    desk,
                    "Second",
                    Map.of("kind", "created"),
                    Map.of("kind", "set", "fields", Map.of("tags", List.of("seen"))),
                    Map.of("kind", "notify", "people", List.of(me), "text", "new"),
                    Map.of("kind", "comment", "text", "two", "public", false));
        }
    }

    private static String rule(TestProgram program, String desk, String name, Object trigger, Object... actions)
            throws Exception {
        return program.post(
                        "/desks/" + desk + "/rules",
                        Map.of("name", name, "active", true, "trigger", trigger, "actions", List.of(actions)))
                .path("id")
                .stringValue();
    }

    /** Makes tickets until told to stop. */
    private void write(int port, AtomicBoolean stop) {
        try (var http = HttpClient.newHttpClient()) {
            while (!stop.get()) {
                String title = "Ticket " + next.incrementAndGet();
                var request = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + "/api/v1/tickets"))
                        .timeout(Duration.ofSeconds(5))
                        .header("X-Steward", "1")
                        .header("Cookie", admin)
                        .header("Content-Type", "application/json")
                        .POST(HttpRequest.BodyPublishers.ofString(
                                "{\"typeId\":\"" + type + "\",\"title\":\"" + title + "\"}"))
                        .build();
                if (http.send(request, HttpResponse.BodyHandlers.discarding()).statusCode() == 201) {
                    acknowledged.add(title);
                }
            }
        } catch (IOException e) {
            Thread.onSpinWait();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
