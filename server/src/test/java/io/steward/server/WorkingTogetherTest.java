package io.steward.server;

import static org.assertj.core.api.Assertions.assertThat;

import io.steward.server.task.Desk;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** Two agents at eight keyboards, on the same few tickets at once: no change is lost, and none happens twice. */
class WorkingTogetherTest {
    private static final int THREADS = 8;
    private static final int ROUNDS = 25;
    private static final int TICKETS = 4;

    /** What the answers said was done, by ticket and kind. */
    private record Done(Map<String, AtomicInteger> counts, List<String> unexpected) {
        void count(String ticket, String kind) {
            counts.computeIfAbsent(ticket + " " + kind, k -> new AtomicInteger())
                    .incrementAndGet();
        }

        int of(String ticket, String kind) {
            var count = counts.get(ticket + " " + kind);
            return count == null ? 0 : count.get();
        }
    }

    @Test
    void noChangeIsLostAndNoneHappensTwice() throws Exception {
        try (TestProgram program = TestProgram.startSetUp()) {
            Desk desk = Desk.of(program);
            var tickets = new ArrayList<JsonNode>();
            for (int i = 0; i < TICKETS; i++) {
                tickets.add(desk.ticket("Shared " + i));
            }
            var done = new Done(new ConcurrentHashMap<>(), java.util.Collections.synchronizedList(new ArrayList<>()));
            try (var pool = Executors.newFixedThreadPool(THREADS)) {
                List<Callable<Boolean>> work = IntStream.range(0, THREADS)
                        .<Callable<Boolean>>mapToObj(n -> () -> {
                            String who = n % 2 == 0 ? desk.agent() : desk.manager();
                            for (int round = 0; round < ROUNDS; round++) {
                                act(desk, who, tickets, done, n + "-" + round);
                            }
                            return true;
                        })
                        .toList();
                for (var one : pool.invokeAll(work)) {
                    assertThat(one.get()).isTrue();
                }
            }
            assertThat(done.unexpected()).isEmpty();
            for (JsonNode ticket : tickets) {
                verify(program, ticket.path("id").stringValue(), done);
            }
            assertThat(done.counts().keySet().stream().anyMatch(k -> k.endsWith(" merged")))
                    .isTrue();
        }
    }

    private static void act(Desk desk, String who, List<JsonNode> tickets, Done done, String mark) throws Exception {
        var random = ThreadLocalRandom.current();
        JsonNode ticket = tickets.get(random.nextInt(tickets.size()));
        JsonNode other = tickets.get(random.nextInt(tickets.size()));
        String id = ticket.path("id").stringValue();
        int dice = random.nextInt(10);
        JsonNode now = desk.did(who, "GET", "/tickets/" + id, null, null);
        int version = now.path("version").intValue();
        if (dice < 4) {
            var answer = desk.send(who, "PATCH", "/tickets/" + id, Map.of("title", "Title " + mark), version);
            tell(done, id, "title", answer.statusCode(), answer.body(), 412);
        } else if (dice < 6) {
            var ways = now.path("transitions");
            if (!ways.isEmpty()) {
                String to = ways.get(random.nextInt(ways.size())).path("to").stringValue();
                if (!to.equals("closed")) {
                    var answer = desk.send(who, "PATCH", "/tickets/" + id, Map.of("status", to), version);
                    tell(done, id, "status", answer.statusCode(), answer.body(), 412);
                }
            }
        } else if (dice < 8) {
            var answer = desk.send(
                    who, "POST", "/tickets/" + id + "/replies", Map.of("body", "<p>Reply " + mark + "</p>"), null);
            tell(done, id, "reply", answer.statusCode(), answer.body(), 0);
        } else if (dice == 8) {
            var body = Map.of("into", other.path("number").stringValue());
            var answer = desk.send(who, "POST", "/tickets/" + id + "/merge", body, null);
            tell(done, id, "merged", answer.statusCode(), answer.body(), 409, 422);
        } else {
            var answer = desk.send(who, "POST", "/tickets/" + id + "/unmerge", null, null);
            tell(done, id, "unmerged", answer.statusCode(), answer.body(), 409);
        }
    }

    /** An effect is counted when the answer says so; a refusal must be one of those that are expected. */
    private static void tell(Done done, String id, String kind, int status, String body, int... refusals) {
        if (status < 300) {
            done.count(id, kind);
        } else if (IntStream.of(refusals).noneMatch(r -> r == status)) {
            done.unexpected().add(kind + " " + status + " " + body);
        }
    }

    private static void verify(TestProgram program, String id, Done done) throws Exception {
        var entries = new ArrayList<JsonNode>();
        long after = 0;
        while (true) {
            JsonNode page = program.get("/tickets/" + id + "/entries?limit=100&after=" + after);
            page.path("items").forEach(entries::add);
            if (page.path("next").isNull()) {
                break;
            }
            after = entries.getLast().path("seq").longValue();
        }
        for (String kind : List.of("reply", "merged", "unmerged")) {
            assertThat(entries.stream().filter(e -> e.path("kind").stringValue().equals(kind)))
                    .as("%s of %s", kind, id)
                    .hasSize(done.of(id, kind));
        }
        List<JsonNode> titles = changes(entries, "title");
        assertThat(titles).hasSize(done.of(id, "title"));
        String title = "";
        for (JsonNode change : titles) {
            String from = change.path("from").path("label").stringValue();
            assertThat(title.isEmpty() || title.equals(from))
                    .as("the change after “%s” began from “%s”", title, from)
                    .isTrue();
            title = change.path("to").path("label").stringValue();
        }
        JsonNode ticket = program.get("/tickets/" + id);
        if (!titles.isEmpty()) {
            assertThat(ticket.path("title").stringValue()).isEqualTo(title);
        }
        String status = "new";
        for (JsonNode change : changes(entries, "status")) {
            assertThat(change.path("from").path("key").stringValue()).isEqualTo(status);
            status = change.path("to").path("key").stringValue();
        }
        assertThat(ticket.path("status").stringValue()).isEqualTo(status);
        int merged = done.of(id, "merged") - done.of(id, "unmerged");
        assertThat(merged).isBetween(0, 1);
        assertThat(program.get("/tickets/" + id + "/standing")
                        .path("mergedInto")
                        .isNull())
                .isEqualTo(merged == 0);
    }

    private static List<JsonNode> changes(List<JsonNode> entries, String field) {
        return entries.stream()
                .flatMap(e -> e.path("changes").valueStream())
                .filter(c -> c.path("field").stringValue().equals(field))
                .toList();
    }
}
