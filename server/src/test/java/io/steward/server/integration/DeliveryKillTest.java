package io.steward.server.integration;

import static io.steward.db.integration.Tables.RECEIVED_HOOK;
import static io.steward.db.outgoing.Tables.REQUEST;
import static io.steward.db.ticket.Tables.TICKET_;
import static org.assertj.core.api.Assertions.assertThat;

import io.steward.server.ChildProgram;
import io.steward.server.TestProgram;
import io.steward.server.identity.Tenants;
import io.steward.server.outgoing.Stub;
import io.steward.server.platform.Database;
import io.steward.server.platform.Tx;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentSkipListSet;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/**
 * The program is killed while payloads come and events go: each payload that was accepted is one ticket, and each ticket is told
 * of at least once, always with the same id. {@code -Dsteward.kill.deliveries=10000} goes on killing until so many were accepted.
 */
class DeliveryKillTest {
    private static final int WANTED = Integer.getInteger("steward.kill.deliveries", 1);
    /** Most of a round is the program's start, so that many take longer rounds. */
    private static final int LONGEST = WANTED > 1000 ? 4000 : 700;

    private static final HttpClient HTTP = HttpClient.newHttpClient();
    private static final String SETTING = "--steward.outgoing.private-networks=127.0.0.0/8";

    private final AtomicInteger next = new AtomicInteger();
    private final Set<String> accepted = new ConcurrentSkipListSet<>();

    @Test
    void nothingIsLostAndNothingDoubled() throws Exception {
        Path data = TestProgram.newFolder();
        int port = TestProgram.freePort();
        try (var stub = new Stub()) {
            String token = setUp(data, stub);
            // Slow enough that some are on the way whenever it is killed.
            stub.answers(r -> {
                try {
                    Thread.sleep(20);
                } catch (InterruptedException e) {
                    Thread.currentThread().interrupt();
                }
                return 200;
            });
            String url = "http://127.0.0.1:" + port + "/api/v1/hooks/" + token;
            do {
                int after = 800 + new Random().nextInt(LONGEST);
                ChildProgram.killedAmid(data, port, 2, stop -> send(url, stop), accepted, after, SETTING);
            } while (accepted.size() < WANTED);
            try (var program = TestProgram.start(data, SETTING)) {
                program.signInAdmin("ada@example.org", "correct horse");
                awaitWorked(program);
                itIsTime(program);
                program.await("/deliveries?state=waiting", l -> l.path("items").isEmpty(), Duration.ofMinutes(5));
                JsonNode webhook = program.get("/webhooks").get(0);
                Set<String> told = new TreeSet<>();
                stub.requests().forEach(r -> told.add(title(r.body())));
                assertThat(told).containsAll(accepted);
                Map<String, Set<String>> ids = new java.util.TreeMap<>();
                stub.requests()
                        .forEach(r -> ids.computeIfAbsent(title(r.body()), t -> new TreeSet<>())
                                .add(r.header("webhook-id")));
                assertThat(ids.values())
                        .as("one ticket each, told of with one id")
                        .allMatch(s -> s.size() == 1);
                assertThat(webhook.path("failing").isNull()).isTrue();
            }
        }
    }

    private static String setUp(Path data, Stub stub) throws Exception {
        try (var program = TestProgram.start(data, SETTING)) {
            program.setUp();
            JsonNode type = program.get("/types").get(0);
            String desk = type.path("deskId").stringValue();
            program.post(
                    "/webhooks", Map.of("name", "Kill", "url", stub.url("/"), "events", List.of("ticket.created")));
            String address = program.post(
                            "/inbound-sources",
                            Map.of(
                                    "deskId",
                                    desk,
                                    "typeId",
                                    type.path("id").stringValue(),
                                    "name",
                                    "Storm",
                                    "kind",
                                    "json",
                                    "perMinute",
                                    10_000))
                    .path("address")
                    .stringValue();
            return address.substring(address.lastIndexOf('/') + 1);
        }
    }

    private void send(String url, AtomicBoolean stop) {
        while (!stop.get()) {
            String title = "Alert number " + next.incrementAndGet() + " of the storm";
            var request = HttpRequest.newBuilder(URI.create(url))
                    .header("Content-Type", "application/json")
                    .POST(HttpRequest.BodyPublishers.ofString("{\"title\":\"" + title + "\"}"))
                    .build();
            try {
                if (HTTP.send(request, HttpResponse.BodyHandlers.discarding()).statusCode() == 202) {
                    accepted.add(title);
                }
            } catch (java.io.IOException e) {
                Thread.onSpinWait();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                return;
            }
        }
    }

    private static String title(String body) {
        return TestProgram.JSON
                .readTree(body)
                .path("data")
                .path("ticket")
                .path("title")
                .stringValue();
    }

    /** Until everything that came, also what was not acknowledged any more, is worked on and queued. */
    private static void awaitWorked(TestProgram program) throws Exception {
        var tenant = program.bean(Tenants.class).tenants().getFirst();
        for (int tries = 0; tries < 400 + WANTED; tries++) {
            if (program.bean(Database.class).read(tenant, DeliveryKillTest::worked)) {
                return;
            }
            Thread.sleep(50);
        }
        throw new AssertionError("Not all was worked on");
    }

    private static boolean worked(Tx tx) {
        int queued = tx.sql().fetchCount(REQUEST, REQUEST.EVENT.eq("ticket.created"));
        return !tx.sql().fetchExists(RECEIVED_HOOK, RECEIVED_HOOK.STATE.eq("waiting"))
                && queued == tx.sql().fetchCount(TICKET_);
    }

    /** Leases of the killed program are over. */
    private static void itIsTime(TestProgram program) {
        var tenant = program.bean(Tenants.class).tenants().getFirst();
        program.bean(Database.class)
                .run(
                        tenant,
                        tx -> tx.sql()
                                .update(REQUEST)
                                .set(REQUEST.NEXT_AT, Instant.now())
                                .where(REQUEST.STATE.eq("waiting"))
                                .execute());
    }
}
