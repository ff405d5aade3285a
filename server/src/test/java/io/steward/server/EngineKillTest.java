package io.steward.server;

import static org.assertj.core.api.Assertions.assertThat;

import io.steward.server.platform.Database;
import io.steward.server.platform.TenantId;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;
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
 * The program is killed at random while approvals are decided and clocks are counted anew: what was answered stands, and what
 * comes of a decision comes once. {@code -Dsteward.kill.approvals=10000} for many more of them.
 */
class EngineKillTest {
    private static final int APPROVALS = Integer.getInteger("steward.kill.approvals", 150);
    private static final int ROUNDS = 2;
    private static final int WRITERS = 3;

    private final Set<String> acknowledged = new ConcurrentSkipListSet<>();
    private final AtomicInteger next = new AtomicInteger();
    private final String[] approvals = new String[APPROVALS];
    private final String[] tickets = new String[APPROVALS];
    private String admin = "";
    private String desk = "";

    @Test
    void decisionsAndCountingSurviveEveryKill() throws Exception {
        Path data = SetUpFolder.copy();
        int port = TestProgram.freePort();
        prepare(data);
        long seed = System.nanoTime();
        var random = new Random(seed);
        for (int round = 0; round < ROUNDS; round++) {
            ChildProgram.killedAmid(data, port, WRITERS, stop -> decide(port, stop), acknowledged, random.nextInt(150));
        }
        try (var program = TestProgram.start(data)) {
            program.signInAdmin("ada@example.org", "correct horse");
            assertThat(acknowledged).as("seed %s", seed).hasSizeGreaterThanOrEqualTo(10 * ROUNDS);
            int approved = 0;
            for (int i = 0; i < APPROVALS; i++) {
                approved += isApproved(program, i, "seed " + seed) ? 1 : 0;
            }
            int decided = approved;
            program.await("/start", s -> notices(program).equals(List.of(decided, decided)), Duration.ofSeconds(30));
            counted(program, "seed " + seed);
        }
    }

    private void prepare(Path data) throws Exception {
        try (var program = TestProgram.start(data)) {
            program.signInAdmin("ada@example.org", "correct horse");
            admin = program.admin();
            JsonNode type = program.get("/types").get(0);
            desk = type.path("deskId").stringValue();
            var promise = Map.of("kind", "resolution", "targets", Map.of("3", 60, "4", 60));
            program.post("/sla/policies", Map.of("deskId", desk, "name", "All", "promises", List.of(promise)));
            String ada = program.get("/people?search=Ada")
                    .path("items")
                    .get(0)
                    .path("id")
                    .stringValue();
            String agent = program.signedIn(
                    "Agnes", "agnes@example.org", Map.of("roles", List.of(Map.of("deskId", desk, "role", "agent"))));
            var plan = Map.of(
                    "title",
                    "May we?",
                    "onApproved",
                    "resolved",
                    "steps",
                    List.of(Map.of(
                            "rule", "any", "needed", 1, "approvers", List.of(Map.of("kind", "person", "id", ada)))));
            for (int i = 0; i < APPROVALS; i++) {
                var wish = Map.of("typeId", type.path("id").stringValue(), "title", "Wish " + i);
                tickets[i] = posted(program, agent, "/tickets", wish);
                approvals[i] = posted(program, agent, "/tickets/" + tickets[i] + "/approvals", plan);
            }
        }
    }

    private static String posted(TestProgram program, String who, String path, Object body) throws Exception {
        return TestProgram.ok(program.call("POST", path, who, TestProgram.JSON.writeValueAsString(body)))
                .path("id")
                .stringValue();
    }

    /** Has the clocks counted, and decides until told to stop; a decision without an answer is tried again after the kill. */
    private void decide(int port, AtomicBoolean stop) {
        try (var http = HttpClient.newHttpClient()) {
            send(http, port, "/sla/recalculations", "{\"deskId\":\"" + desk + "\",\"kind\":\"apply\",\"days\":30}");
            while (!stop.get()) {
                String id = approvals[next.getAndIncrement() % APPROVALS];
                if (send(http, port, "/approvals/" + id + "/decision", "{\"decision\":\"approved\"}") == 200) {
                    acknowledged.add(id);
                }
            }
        } catch (IOException e) {
            // Killed. What it was about to say is seen afterwards.
            next.updateAndGet(n -> Math.max(0, n - WRITERS));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private int send(HttpClient http, int port, String path, String body) throws IOException, InterruptedException {
        var request = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + "/api/v1" + path))
                .timeout(Duration.ofSeconds(5))
                .header("X-Steward", "1")
                .header("Cookie", admin)
                .header("Content-Type", "application/json")
                .POST(HttpRequest.BodyPublishers.ofString(body))
                .build();
        return http.send(request, HttpResponse.BodyHandlers.discarding()).statusCode();
    }

    /** Whether it was decided: then its ticket was moved, once, and an approval that was answered was decided. */
    private boolean isApproved(TestProgram program, int i, String seed) throws Exception {
        JsonNode ticket = program.get("/tickets/" + tickets[i] + "?entries=50");
        int decided = 0;
        int moved = 0;
        for (JsonNode e : ticket.path("entries").path("items")) {
            decided += e.path("kind").stringValue().equals("approval_decided") ? 1 : 0;
            for (JsonNode c : e.path("changes")) {
                moved += c.path("field").stringValue().equals("status") ? 1 : 0;
            }
        }
        boolean is = ticket.path("status").stringValue().equals("resolved");
        assertThat(decided).as("%s: %s", seed, ticket).isEqualTo(is ? 1 : 0);
        assertThat(moved).as("%s: %s", seed, ticket).isEqualTo(is ? 1 : 0);
        assertThat(is || !acknowledged.contains(approvals[i]))
                .as("%s: answered, and not there: %s", seed, ticket)
                .isTrue();
        return is;
    }

    /** How many were told of a decision, and of how many tickets. */
    private static List<Integer> notices(TestProgram program) {
        return program.bean(Database.class).read(new TenantId(1), tx -> {
            var row = tx.sql()
                    .fetchSingle("select count(*)::int, count(distinct ticket_id)::int from notification.notice"
                            + " where kind = 'approval_decided'");
            return List.of(row.get(0, Integer.class), row.get(1, Integer.class));
        });
    }

    /** Each count that was begun came to its end, and looked at each ticket once. */
    private void counted(TestProgram program, String seed) throws Exception {
        JsonNode all = program.await(
                "/sla/recalculations?desk=" + desk,
                a -> a.valueStream()
                        .noneMatch(r -> r.path("state").stringValue().equals("running")));
        assertThat(all).as(seed).isNotEmpty();
        for (JsonNode r : all) {
            assertThat(r.path("state").stringValue()).as("%s: %s", seed, r).isEqualTo("done");
            assertThat(r.path("tickets").intValue()).as("%s: %s", seed, r).isEqualTo(APPROVALS);
        }
    }
}
