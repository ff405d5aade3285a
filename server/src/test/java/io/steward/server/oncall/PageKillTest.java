package io.steward.server.oncall;

import static org.assertj.core.api.Assertions.assertThat;

import io.steward.server.ChildProgram;
import io.steward.server.TestProgram;
import io.steward.server.platform.Database;
import io.steward.server.platform.TenantId;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.ConcurrentSkipListSet;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** Pages are triggered and escalated while the program is killed: each step happened as a whole, once, or not at all. */
class PageKillTest {
    private static final int CHAINS = 10;

    private final Set<String> acknowledged = new ConcurrentSkipListSet<>();
    private final AtomicInteger next = new AtomicInteger();
    private final List<String> chains = new ArrayList<>();
    private final List<String> tickets = new ArrayList<>();
    private String admin = "";

    @Test
    void everyStepIsTakenOnce() throws Exception {
        Path data = TestProgram.newFolder();
        int port = TestProgram.freePort();
        try (var program = TestProgram.start(data)) {
            prepare(program);
        }
        long seed = System.nanoTime();
        var random = new Random(seed);
        ChildProgram.killedAmid(data, port, 3, stop -> page(port, stop), acknowledged, random.nextInt(500));
        try (var program = TestProgram.start(data)) {
            program.signInAdmin("ada@example.org", "correct horse");
            for (String id : acknowledged) {
                // What was said to be triggered goes on by itself.
                program.await("/pages/" + id, p -> !p.path("told").isEmpty(), Duration.ofSeconds(10));
            }
            assertThat(count(program, WRONG)).as("seed %s", seed).isZero();
            assertThat(count(program, "select count(*)::int from oncall.told")).isPositive();
        }
    }

    /** Pages whose steps, those told, what they were told and the journal do not say the same. */
    private static final String WRONG = """
            select count(*)::int from oncall.page p
            where p.round * jsonb_array_length(p.steps) + p.step <>
                    (select count(*) from oncall.told t where t.page_id = p.id)
               or (select count(*) from oncall.told t where t.page_id = p.id) <>
                    (select count(*) from journal.entry e where e.kind = 'page_told' and e.subject_id = p.ticket_id
                        and e.data ->> 'pageId' = p.id::text)
               or (select count(*) from oncall.told t where t.page_id = p.id) <>
                    (select count(*) from notification.notice n join notification.delivery d on d.notice_id = n.id
                        where n.kind = 'paged' and d.channel = 'mail' and n.data ->> 'pageId' = p.id::text)
               or 1 <> (select count(*) from journal.entry e where e.kind = 'paged' and e.subject_id = p.ticket_id
                        and e.data ->> 'pageId' = p.id::text)
            """;

    private static int count(TestProgram program, String sql) {
        return program.bean(Database.class)
                .read(new TenantId(1), tx -> tx.sql().fetchSingle(sql).get(0, Integer.class));
    }

    private void prepare(TestProgram program) throws Exception {
        program.setUp();
        admin = program.admin();
        JsonNode type = program.get("/types").get(0);
        String desk = type.path("deskId").stringValue();
        var role = Map.of("roles", List.of(Map.of("deskId", desk, "role", "agent")));
        program.signedIn("Agnes", "agnes@example.org", role);
        String agnes = program.get("/people?search=Agnes")
                .path("items")
                .get(0)
                .path("id")
                .stringValue();
        var step = Map.of("waitMinutes", 30, "targets", List.of(Map.of("kind", "person", "id", agnes)));
        for (int i = 0; i < CHAINS; i++) {
            var body = Map.of("deskId", desk, "name", "Chain " + i, "repeats", 9, "steps", List.of(step, step, step));
            chains.add(program.post("/on-call-chains", body).path("id").stringValue());
        }
        for (int i = 0; i < 20; i++) {
            tickets.add(
                    program.post("/tickets", Map.of("typeId", type.path("id").stringValue(), "title", "Storm " + i))
                            .path("id")
                            .stringValue());
        }
    }

    private void page(int port, AtomicBoolean stop) {
        try (var http = HttpClient.newHttpClient()) {
            while (!stop.get()) {
                int n = next.getAndIncrement();
                String ticket = tickets.get(n / CHAINS % tickets.size());
                String body = "{\"chainId\":\"" + chains.get(n % CHAINS) + "\"}";
                var made = send(http, port, "/tickets/" + ticket + "/pages", body);
                if (made.statusCode() == 201) {
                    String id =
                            TestProgram.JSON.readTree(made.body()).path("id").stringValue();
                    acknowledged.add(id);
                    send(http, port, "/pages/" + id + "/escalate", "{}");
                }
            }
        } catch (IOException e) {
            Thread.onSpinWait();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private HttpResponse<String> send(HttpClient http, int port, String path, String body)
            throws IOException, InterruptedException {
        var request = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + "/api/v1" + path))
                .timeout(Duration.ofSeconds(5))
                .header("X-Steward", "1")
                .header("Cookie", admin)
                .header("Content-Type", "application/json")
                .POST(HttpRequest.BodyPublishers.ofString(body))
                .build();
        return http.send(request, HttpResponse.BodyHandlers.ofString());
    }
}
