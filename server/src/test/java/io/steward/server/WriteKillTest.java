package io.steward.server;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentSkipListSet;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** The program is killed at random while people reply and a file is imported: what was answered is there, and there once. */
class WriteKillTest {
    private static final int ROUNDS = 3;
    private static final int WRITERS = 3;
    private static final int ROWS = 20_000;

    private final Set<String> acknowledged = new ConcurrentSkipListSet<>();
    private final AtomicInteger next = new AtomicInteger();
    private String admin = "";
    private String ticket = "";
    private String job = "";

    @Test
    void repliesAndAnImportSurviveEveryKill() throws Exception {
        Path data = TestProgram.newFolder();
        int port = TestProgram.freePort();
        prepare(data);
        long seed = System.nanoTime();
        var random = new Random(seed);
        for (int round = 0; round < ROUNDS; round++) {
            ChildProgram.killedAmid(data, port, WRITERS, stop -> write(port, stop), acknowledged, random.nextInt(700));
        }
        try (var program = TestProgram.start(data)) {
            program.signInAdmin("ada@example.org", "correct horse");
            JsonNode done =
                    program.await(job, j -> !j.path("state").stringValue().equals("running"), Duration.ofMinutes(2));
            assertThat(done.path("state").stringValue())
                    .as("seed %s: %s", seed, done)
                    .isEqualTo("done");
            assertThat(done.path("tickets").intValue()).as("seed %s", seed).isEqualTo(ROWS);
            assertThat(imported(program)).as("seed %s", seed).isEqualTo(ROWS);
            Map<String, Integer> replies = replies(program);
            assertThat(replies.keySet()).as("seed %s", seed).containsAll(acknowledged);
            assertThat(replies.values()).as("seed %s", seed).allMatch(n -> n == 1);
        }
    }

    private void prepare(Path data) throws Exception {
        try (var program = TestProgram.start(data)) {
            program.setUp();
            admin = program.admin();
            JsonNode type = program.get("/types").get(0);
            ticket = program.post("/tickets", Map.of("typeId", type.path("id").stringValue(), "title", "Talk"))
                    .path("id")
                    .stringValue();
            var rows = new ArrayList<>(List.of("number,title,status"));
            IntStream.range(0, ROWS).forEach(i -> rows.add("K" + i + ",Imported row " + i + ",closed"));
            JsonNode uploaded =
                    program.upload("/imports", Files.write(data.resolveSibling(data.getFileName() + ".csv"), rows));
            job = "/imports/" + uploaded.path("id").stringValue();
            var mapping = (ObjectNode) uploaded.path("preview").path("suggested");
            mapping.set("typeId", type.path("id"));
            mapping.set("deskId", type.path("deskId"));
            mapping.put("mode", "tickets");
            TestProgram.ok(program.call("PUT", job + "/mapping", admin, mapping.toString()));
            program.post(job + "/check", "");
            JsonNode checked =
                    program.await(job, j -> !j.path("state").stringValue().equals("checking"));
            assertThat(checked.path("errorCount").intValue())
                    .as(checked.toString())
                    .isZero();
            program.post(job + "/run", "");
            program.await(job, j -> j.path("tickets").intValue() > 0);
        }
    }

    /** Replies until told to stop; a reply without an answer is sent again with its key, as our own pages do. */
    private void write(int port, AtomicBoolean stop) {
        try (var http = HttpClient.newHttpClient()) {
            while (!stop.get()) {
                String text = "reply number " + next.incrementAndGet() + " of the storm";
                var request = HttpRequest.newBuilder(
                                URI.create("http://127.0.0.1:" + port + "/api/v1/tickets/" + ticket + "/replies"))
                        .timeout(Duration.ofSeconds(5))
                        .header("X-Steward", "1")
                        .header("Cookie", admin)
                        .header("Content-Type", "application/json")
                        .header("Idempotency-Key", text)
                        .POST(HttpRequest.BodyPublishers.ofString("{\"body\":\"<p>" + text + "</p>\"}"))
                        .build();
                for (int copies = 0; copies < 2; copies++) {
                    int status = http.send(request, HttpResponse.BodyHandlers.discarding())
                            .statusCode();
                    if (status == 201) {
                        acknowledged.add(text);
                    }
                }
            }
        } catch (IOException e) {
            Thread.onSpinWait();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private static int imported(TestProgram program) {
        return program.bean(io.steward.server.platform.Database.class)
                        .read(
                                new io.steward.server.platform.TenantId(1),
                                tx -> tx.sql()
                                        .fetchSingle("select count(distinct external_id)::int + count(*)::int"
                                                + " from ticket.ticket where external_id is not null")
                                        .get(0, Integer.class))
                / 2;
    }

    private Map<String, Integer> replies(TestProgram program) throws Exception {
        var counts = new TreeMap<String, Integer>();
        String after = "";
        while (true) {
            JsonNode page = program.get("/tickets/" + ticket + "/entries?limit=100" + after);
            for (JsonNode entry : page.path("items")) {
                if (entry.path("kind").stringValue().equals("reply")) {
                    counts.merge(entry.path("body").stringValue().replaceAll("<[^>]*>", ""), 1, Integer::sum);
                }
            }
            if (!page.path("next").isString()) {
                return counts;
            }
            after = "&after=" + page.path("next").stringValue();
        }
    }
}
