package io.steward.server.integration;

import static io.steward.db.outgoing.Tables.REQUEST;
import static org.assertj.core.api.Assertions.assertThat;

import io.steward.server.TestProgram;
import io.steward.server.automation.spi.RuleAction;
import io.steward.server.identity.Tenants;
import io.steward.server.outgoing.Stub;
import io.steward.server.platform.Check;
import io.steward.server.platform.Context;
import io.steward.server.platform.Database;
import io.steward.server.platform.TenantId;
import io.steward.server.platform.boot.Owner;
import io.steward.server.task.Desk;
import io.steward.server.ticket.TicketReader;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CountDownLatch;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** Webhooks out and in, chats, text messages and browsers, with the other systems on loopback. */
class ConnectionsTest {
    @SuppressWarnings("NullAway.Init")
    private static TestProgram program;

    @SuppressWarnings("NullAway.Init")
    private static Desk desk;

    @BeforeAll
    static void start() throws Exception {
        program = TestProgram.startSetUp("--steward.outgoing.private-networks=127.0.0.0/8");
        desk = Desk.of(program);
    }

    @AfterAll
    static void stop() {
        program.close();
    }

    @Test
    void aWebhookIsSignedTellsWhatIsWantedAndItsSecretIsSaidOnce() throws Exception {
        try (var stub = new Stub()) {
            JsonNode hook = webhook(
                    desk.manager(), stub.url("/hook"), List.of("ticket.created", "ticket.replied"), "title ~ wanted");
            String id = text(hook, "id");
            String secret = text(hook, "secret");
            assertThat(desk.did(desk.manager(), "GET", "/webhooks/" + id, null, null)
                            .toString())
                    .doesNotContain(secret.substring(6));
            String test = text(desk.did(desk.manager(), "POST", "/webhooks/" + id + "/test", null, null), "delivery");
            Stub.Request first = stub.await(r -> r.header("webhook-id").equals(test));
            assertThat(signatures(first)).containsExactly(signed(secret, first));
            assertThat(Math.abs(Long.parseLong(first.header("webhook-timestamp"))
                            - Instant.now().getEpochSecond()))
                    .isLessThan(60);
            awaitState(test, "sent");
            JsonNode whole = desk.did(desk.manager(), "GET", "/deliveries/" + test, null, null);
            assertThat(whole.path("answer").stringValue()).isEqualTo("thank you");
            assertThat(whole.path("tries").get(0).path("status").intValue()).isEqualTo(200);

            desk.ticket("Not this one");
            JsonNode ticket = desk.ticket("This one is wanted");
            Stub.Request told = stub.await(r -> r.body().contains("This one is wanted"));
            JsonNode body = TestProgram.JSON.readTree(told.body());
            assertThat(text(body, "type")).isEqualTo("ticket.created");
            assertThat(body.path("timestamp").isString()).isTrue();
            assertThat(body.path("data").path("ticket").path("number").stringValue())
                    .isEqualTo(text(ticket, "number"));
            assertThat(body.path("data")
                            .path("entry")
                            .path("actor")
                            .path("name")
                            .stringValue())
                    .isEqualTo("Ada");
            program.post("/tickets/" + text(ticket, "id") + "/replies", Map.of("body", "<p>A public word</p>"));
            Stub.Request reply = stub.await(r -> r.body().contains("ticket.replied"));
            assertThat(TestProgram.JSON
                            .readTree(reply.body())
                            .path("data")
                            .path("entry")
                            .path("text")
                            .stringValue())
                    .isEqualTo("A public word");
            assertThat(stub.requests()).noneMatch(r -> r.body().contains("Not this one"));

            String fresh = text(desk.did(desk.manager(), "POST", "/webhooks/" + id + "/secret", null, null), "secret");
            String again = text(desk.did(desk.manager(), "POST", "/webhooks/" + id + "/test", null, null), "delivery");
            Stub.Request both = stub.await(r -> r.header("webhook-id").equals(again));
            assertThat(signatures(both)).containsExactly(signed(fresh, both), signed(secret, both));
            desk.did(desk.manager(), "DELETE", "/webhooks/" + id, null, null);
        }
    }

    @Test
    void whatFailsIsTriedAgainGivenUpKeptAndSentAgainWithTheSameId() throws Exception {
        try (var stub = new Stub()) {
            stub.answers(r -> 500);
            String id = text(webhook(desk.manager(), stub.url("/down"), List.of("ticket.noted"), ""), "id");
            String delivery =
                    text(desk.did(desk.manager(), "POST", "/webhooks/" + id + "/test", null, null), "delivery");
            JsonNode waiting = program.await(
                    "/deliveries/" + delivery, d -> d.path("tries").size() == 1);
            assertThat(waiting.path("delivery").path("state").stringValue()).isEqualTo("waiting");
            assertThat(Instant.parse(waiting.path("delivery").path("nextAt").stringValue()))
                    .isAfter(Instant.now().plusSeconds(2));
            move(delivery, 9);
            awaitState(delivery, "dead");
            assertThat(program.get("/deliveries?state=dead").toString()).contains(delivery);
            assertThat(desk.did(desk.manager(), "GET", "/webhooks/" + id, null, null)
                            .path("failing")
                            .isString())
                    .isTrue();
            stub.answers(r -> 200);
            int count = desk.did(
                            desk.manager(),
                            "POST",
                            "/connections/" + id + "/replay",
                            Map.of("since", Instant.now().minusSeconds(600).toString()),
                            null)
                    .path("count")
                    .intValue();
            assertThat(count).isEqualTo(1);
            awaitState(delivery, "sent");
            assertThat(stub.requests()).allMatch(r -> r.header("webhook-id").equals(delivery));
            desk.did(desk.manager(), "POST", "/deliveries/" + delivery + "/replay", null, null);
            program.await("/deliveries/" + delivery, d -> d.path("tries").size() == 4);
            assertThat(desk.send(desk.manager(), "POST", "/deliveries/" + delivery + "/drop", null, null)
                            .statusCode())
                    .isEqualTo(409);
        }
    }

    @Test
    void privateAddressesAreNotReachedAndRedirectsNotFollowed() throws Exception {
        String id = text(webhook(desk.manager(), "http://10.255.255.1/", List.of("ticket.noted"), ""), "id");
        String delivery = text(desk.did(desk.manager(), "POST", "/webhooks/" + id + "/test", null, null), "delivery");
        JsonNode dead = awaitState(delivery, "dead");
        assertThat(dead.path("delivery").path("error").stringValue()).contains("private network");
        try (var stub = new Stub();
                var other = new Stub()) {
            stub.redirects(other.url("/inside"));
            stub.answers(r -> 307);
            String moved = text(webhook(desk.manager(), stub.url("/"), List.of("ticket.noted"), ""), "id");
            String test =
                    text(desk.did(desk.manager(), "POST", "/webhooks/" + moved + "/test", null, null), "delivery");
            program.await("/deliveries/" + test, d -> d.path("tries").size() == 1);
            assertThat(other.requests()).isEmpty();
            desk.did(desk.manager(), "POST", "/deliveries/" + test + "/drop", null, null);
        }
    }

    @Test
    void aDeadEndpointHoldsUpNoOther() throws Exception {
        try (var silent = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
                var stub = new Stub()) {
            String dead = text(
                    webhook(
                            desk.manager(),
                            "http://localhost:" + silent.getLocalPort() + "/",
                            List.of("ticket.noted"),
                            ""),
                    "id");
            String alive = text(webhook(desk.manager(), stub.url("/alive"), List.of("ticket.noted"), ""), "id");
            for (int i = 0; i < 40; i++) {
                desk.did(desk.manager(), "POST", "/webhooks/" + dead + "/test", null, null);
            }
            Instant begun = Instant.now();
            for (int i = 0; i < 10; i++) {
                String test =
                        text(desk.did(desk.manager(), "POST", "/webhooks/" + alive + "/test", null, null), "delivery");
                stub.await(r -> r.header("webhook-id").equals(test));
            }
            assertThat(Instant.now()).isBefore(begun.plusSeconds(10));
            desk.did(desk.manager(), "DELETE", "/webhooks/" + dead, null, null);
            desk.did(desk.manager(), "DELETE", "/webhooks/" + alive, null, null);
        }
    }

    @Test
    void whatIsGoneIsSwitchedOffAndItsOwnerTold() throws Exception {
        try (var stub = new Stub()) {
            stub.answers(r -> 410);
            String id = text(webhook(desk.manager(), stub.url("/gone"), List.of("ticket.noted"), ""), "id");
            desk.did(desk.manager(), "POST", "/webhooks/" + id + "/test", null, null);
            JsonNode off =
                    program.await("/webhooks/" + id, h -> !h.path("active").booleanValue());
            assertThat(off.path("offWhy").stringValue()).contains("gone");
            String notices = "";
            for (int tries = 0; tries < 200 && !notices.contains("connection_off"); tries++) {
                notices =
                        desk.did(desk.manager(), "GET", "/notices", null, null).toString();
                Thread.sleep(50);
            }
            assertThat(notices).contains("connection_off").contains("/admin/connections");
            assertThat(desk.send(desk.manager(), "POST", "/webhooks/" + id + "/test", null, null)
                            .statusCode())
                    .isEqualTo(409);
        }
    }

    @Test
    void managersTendTheirOwnDesksOnly() throws Exception {
        String id = text(webhook(desk.manager(), "https://example.org/", List.of("sla.missed"), ""), "id");
        assertThat(desk.send(desk.stranger(), "GET", "/webhooks/" + id, null, null)
                        .statusCode())
                .isEqualTo(404);
        assertThat(desk.send(desk.stranger(), "DELETE", "/webhooks/" + id, null, null)
                        .statusCode())
                .isEqualTo(404);
        assertThat(desk.send(desk.stranger(), "GET", "/deliveries?endpoint=" + id, null, null)
                        .statusCode())
                .isEqualTo(404);
        assertThat(desk.send(desk.manager(), "GET", "/deliveries", null, null).statusCode())
                .isEqualTo(403);
        var whole = new HashMap<String, Object>(form("https://example.org/", List.of("sla.missed"), ""));
        whole.remove("deskId");
        assertThat(desk.send(desk.manager(), "POST", "/webhooks", whole, null).statusCode())
                .isEqualTo(403);
        assertThat(desk.send(
                                desk.manager(),
                                "POST",
                                "/webhooks",
                                form("ftp://x/", List.of("nothing"), "priority >"),
                                null)
                        .body())
                .contains("\"url\"")
                .contains("\"events\"")
                .contains("\"query\"");
        assertThat(desk.send(desk.manager(), "GET", "/sms-gateway", null, null).statusCode())
                .isEqualTo(403);
    }

    @Test
    void anAlertBecomesOneTicketThatFollowsIt() throws Exception {
        JsonNode source = source("Prometheus", "alertmanager", Map.of());
        String token = token(source);
        assertThat(send(token, alert("firing", "disk", "Disk is full", "critical"))
                        .statusCode())
                .isEqualTo(202);
        JsonNode hook = awaitDone(source, 1).path("items").get(0);
        assertThat(did(hook)).containsExactly("opened");
        String id = text(hook.path("outcome").get(0), "ticket");
        JsonNode ticket = program.get("/tickets/" + id);
        assertThat(text(ticket, "title")).isEqualTo("Disk is full");
        assertThat(ticket.path("priority").intValue()).isEqualTo(1);
        assertThat(text(ticket, "channel")).isEqualTo("webhook");
        send(token, alert("firing", "disk", "Disk is full", "critical"));
        assertThat(did(awaitDone(source, 2).path("items").get(0))).containsExactly("repeated");
        send(token, alert("firing", "disk", "Disk is still full", "warning"));
        assertThat(did(awaitDone(source, 3).path("items").get(0))).containsExactly("updated");
        assertThat(program.get("/tickets/" + id).path("priority").intValue()).isEqualTo(3);
        send(token, alert("resolved", "disk", "Disk is fine", "warning"));
        assertThat(did(awaitDone(source, 4).path("items").get(0))).containsExactly("resolved");
        assertThat(program.get("/tickets/" + id).path("statusCategory").stringValue())
                .isEqualTo("resolved");
        send(token, alert("resolved", "disk", "Disk is fine", "warning"));
        assertThat(did(awaitDone(source, 5).path("items").get(0))).containsExactly("ignored");
        send(token, alert("firing", "disk", "Disk is full again", "critical"));
        assertThat(did(awaitDone(source, 6).path("items").get(0))).containsExactly("reopened");
        assertThat(program.get("/tickets/" + id).path("statusCategory").stringValue())
                .isEqualTo("open");
        JsonNode received = program.get("/tickets/" + id + "/entries?limit=100")
                .path("items")
                .valueStream()
                .filter(e -> e.path("kind").stringValue().equals("webhook_received"))
                .findFirst()
                .orElseThrow();
        assertThat(received.toString())
                .contains("Prometheus")
                .contains("\"key\":\"disk\"")
                .contains("opened");
        assertThat(desk.kinds(id).stream().filter("webhook_received"::equals)).hasSize(4);
    }

    @Test
    void theSameAlertAtTheSameMomentIsOneTicket() throws Exception {
        JsonNode source = source("Storm", "json", Map.of());
        String token = token(source);
        var go = new CountDownLatch(1);
        var threads = new ArrayList<Thread>();
        for (int i = 0; i < 20; i++) {
            String title = "Storm " + i;
            threads.add(Thread.startVirtualThread(() -> {
                try {
                    go.await();
                    send(token, "{\"key\":\"same\",\"title\":\"" + title + "\",\"status\":\"down\"}");
                } catch (Exception e) {
                    throw new IllegalStateException(e);
                }
            }));
        }
        go.countDown();
        for (Thread thread : threads) {
            thread.join();
        }
        JsonNode all = awaitDone(source, 20);
        var tickets = new HashSet<String>();
        all.path("items").forEach(h -> tickets.add(text(h.path("outcome").get(0), "ticket")));
        assertThat(tickets).hasSize(1);
        assertThat(all.path("items").valueStream().filter(h -> did(h).contains("opened")))
                .hasSize(1);
    }

    @Test
    void whoCannotProveThemselvesOrSendsTooMuchIsRefused() throws Exception {
        assertThat(send("in_1_nonsense", "{}").statusCode()).isEqualTo(404);
        assertThat(send("in_77_x", "{}").statusCode()).isEqualTo(404);
        JsonNode source = source(
                "Proof",
                "json",
                Map.of(
                        "bearer",
                        "a secret token",
                        "hmacSecret",
                        "a signing key",
                        "hmacHeader",
                        "X-Signature",
                        "perMinute",
                        4));
        assertThat(program.get("/inbound-sources").toString())
                .doesNotContain("a secret token")
                .doesNotContain("a signing key");
        String token = token(source);
        String body = "{\"title\":\"Proven\"}";
        assertThat(send(token, body).statusCode()).isEqualTo(401);
        assertThat(send(token, body, "Authorization", "Bearer a secret token").statusCode())
                .isEqualTo(401);
        String mac = hmac("a signing key".getBytes(StandardCharsets.UTF_8), body);
        assertThat(send(token, body, "Authorization", "Bearer a secret token", "X-Signature", "sha256=" + mac)
                        .statusCode())
                .isEqualTo(202);
        assertThat(send(token, "x".repeat(Hooks.LARGEST + 1)).statusCode()).isEqualTo(413);
        assertThat(send(token, body).statusCode()).isEqualTo(429);
        String moved = address(
                desk.did(desk.manager(), "POST", "/inbound-sources/" + text(source, "id") + "/address", null, null));
        assertThat(send(token, body).statusCode()).isEqualTo(404);
        assertThat(send(moved, body).statusCode()).isEqualTo(429);
    }

    @Test
    void whatCannotBeReadIsKeptAndARepeatIsKnown() throws Exception {
        JsonNode source = source("Odd", "json", Map.of("mapping", Map.of("title", "{{/what}}", "key", "{{/what}}")));
        String token = token(source);
        assertThat(send(token, "not json").statusCode()).isEqualTo(202);
        JsonNode failed = awaitDone(source, 1).path("items").get(0);
        assertThat(text(failed, "state")).isEqualTo("failed");
        assertThat(text(failed, "error")).contains("JSON");
        assertThat(text(program.get("/received-hooks/" + text(failed, "id")), "payload"))
                .isEqualTo("not json");
        send(token, "{\"what\":\"A\"}", "webhook-id", "msg_1");
        send(token, "{\"what\":\"A\"}", "webhook-id", "msg_1");
        assertThat(awaitDone(source, 2).path("items")).hasSize(2);
        var preview = Map.of("kind", "json", "mapping", Map.of("title", "{{/a|/b}}"), "payload", "{\"b\":\"Seen\"}");
        assertThat(desk.did(desk.manager(), "POST", "/inbound-sources/preview", preview, null)
                        .path("signals")
                        .get(0)
                        .path("title")
                        .stringValue())
                .isEqualTo("Seen");
        var bad = Map.of("kind", "json", "mapping", Map.of("title", "{{a}}"), "payload", "{}");
        assertThat(desk.send(desk.manager(), "POST", "/inbound-sources/preview", bad, null)
                        .body())
                .contains("mapping.title");
    }

    @Test
    void chatsAreToldAndRulesWriteToThem() throws Exception {
        try (var stub = new Stub()) {
            JsonNode channel = desk.did(
                    desk.manager(),
                    "POST",
                    "/chat-channels",
                    Map.of(
                            "deskId",
                            desk.id(),
                            "name",
                            "#it",
                            "flavour",
                            "slack",
                            "url",
                            stub.url("/slack/SECRET"),
                            "events",
                            List.of("ticket.created")),
                    null);
            assertThat(desk.did(desk.manager(), "GET", "/chat-channels", null, null)
                            .toString())
                    .doesNotContain("SECRET");
            assertThat(desk.did(desk.agent(), "GET", "/desks/" + desk.id() + "/chat-channels", null, null)
                            .toString())
                    .contains("#it");
            assertThat(desk.send(desk.stranger(), "GET", "/desks/" + desk.id() + "/chat-channels", null, null)
                            .statusCode())
                    .isEqualTo(404);
            JsonNode ticket = desk.ticket("A <b> & a *star*");
            Stub.Request told = stub.await(r -> r.body().contains("star"));
            assertThat(told.body()).contains("A &lt;b&gt; &amp; a");
            var action = TestProgram.JSON.valueToTree(
                    Map.of("kind", "chat", "channel", text(channel, "id"), "text", "By <!channel> rule"));
            inTransaction(tx -> {
                UUID deskId = UUID.fromString(desk.id());
                JsonNode named = rule("chatAction").named(tx, deskId, action);
                assertThat(text(named, "channel")).isEqualTo("#it");
                assertThat(rule("chatAction").identified(tx, deskId, named)).isEqualTo(action);
            });
            UUID step = UUID.randomUUID();
            run("chatAction", ticket, action, step);
            run("chatAction", ticket, action, step);
            assertThat(stub.await(r -> r.body().contains("rule")).body()).doesNotContain("<!channel>");
            awaitState(step.toString(), "sent");
            assertThat(stub.requests().stream().filter(r -> r.body().contains("rule")))
                    .hasSize(1);
            var check = new Check();
            var unknown = TestProgram.JSON.valueToTree(
                    Map.of("channel", UUID.randomUUID().toString(), "text", ""));
            inTransaction(
                    tx -> rule("chatAction").define(tx, UUID.fromString(desk.id()), unknown, check, "actions[0]"));
            assertThat(check.isGood()).isFalse();
        }
    }

    @Test
    void rulesCallOtherSystemsWithSecretsThatAreNeverShown() throws Exception {
        try (var stub = new Stub()) {
            var form = Map.of(
                    "deskId",
                    desk.id(),
                    "name",
                    "Jira",
                    "url",
                    stub.url("/api"),
                    "headers",
                    Map.of("Authorization", "Bearer hidden-1"));
            JsonNode connection = desk.did(desk.manager(), "POST", "/http-connections", form, null);
            assertThat(desk.did(desk.manager(), "GET", "/http-connections", null, null)
                            .toString())
                    .contains("Authorization")
                    .doesNotContain("hidden-1");
            var elsewhere = new HashMap<String, Object>(form);
            elsewhere.put("url", "https://evil.example/");
            elsewhere.put("headers", java.util.Collections.singletonMap("Authorization", null));
            assertThat(desk.send(desk.manager(), "PUT", "/http-connections/" + text(connection, "id"), elsewhere, 1)
                            .statusCode())
                    .isEqualTo(422);
            JsonNode ticket = desk.ticket("Called");
            UUID step = UUID.randomUUID();
            run(
                    "httpAction",
                    ticket,
                    TestProgram.JSON.valueToTree(Map.of(
                            "endpoint",
                            text(connection, "id"),
                            "method",
                            "PUT",
                            "url",
                            "/issue/a b",
                            "body",
                            "{\"x\":1}",
                            "headers",
                            Map.of("X-A", "1"))),
                    step);
            Stub.Request call = stub.await(r -> r.path().equals("/api/issue/a%20b"));
            assertThat(call.method()).isEqualTo("PUT");
            assertThat(call.header("authorization")).isEqualTo("Bearer hidden-1");
            assertThat(call.header("idempotency-key")).isEqualTo(step.toString());
            UUID direct = UUID.randomUUID();
            run(
                    "httpAction",
                    ticket,
                    TestProgram.JSON.valueToTree(Map.of("url", stub.url("/direct"), "headers", Map.of("X-A", "2"))),
                    direct);
            assertThat(stub.await(r -> r.path().equals("/direct")).header("x-a"))
                    .isEqualTo("2");
            assertThat(program.get("/deliveries").toString())
                    .contains(direct.toString())
                    .doesNotContain("hidden");
            assertThat(program.get("/deliveries/" + step).toString()).doesNotContain("hidden");
            var calling = Map.of("kind", "http", "endpoint", text(connection, "id"), "url", "/issue");
            var rule = Map.of("name", "Calls Jira", "trigger", Map.of("kind", "called"), "actions", List.of(calling));
            String made = text(desk.did(desk.manager(), "POST", "/desks/" + desk.id() + "/rules", rule, null), "id");
            String path = "/http-connections/" + text(connection, "id");
            var kept = desk.send(desk.manager(), "DELETE", path, null, null);
            assertThat(kept.statusCode()).isEqualTo(409);
            assertThat(kept.body()).contains("the rule “Calls Jira”");
            desk.did(desk.manager(), "DELETE", "/rules/" + made, null, 1);
            assertThat(desk.send(desk.manager(), "DELETE", path, null, null).statusCode())
                    .isEqualTo(204);
            for (var bad : List.of(
                    Map.of("url", "http://{{ticket.title}}/"),
                    Map.of("url", "file:///etc/passwd"),
                    Map.of("url", "https://x.example/", "headers", Map.of("Host", "y")),
                    Map.of("url", "https://x.example/", "method", "TRACE"),
                    Map.of("endpoint", "nobody"))) {
                var check = new Check();
                JsonNode action = TestProgram.JSON.valueToTree(bad);
                inTransaction(
                        tx -> rule("httpAction").define(tx, UUID.fromString(desk.id()), action, check, "actions[0]"));
                assertThat(check.isGood()).as(bad.toString()).isFalse();
            }
        }
    }

    @Test
    void noSecretStandsInARuleWhereverOneLooksForIt() throws Exception {
        String rules = "/desks/" + desk.id() + "/rules";
        var secrets = new HashMap<String, Map<String, Object>>();
        secrets.put("secretHeaders", Map.of("secretHeaders", Map.of("X-Any", "hidden-9")));
        for (String name : List.of(
                "authorization",
                "Proxy-Authorization",
                "Cookie",
                "X-Auth-Token",
                "My-Secret",
                "PASSWORD",
                "apikey",
                "Api-Key",
                "X-Key")) {
            secrets.put("headers." + name, Map.of("headers", Map.of(name, "hidden-9")));
        }
        secrets.put("url", Map.of("url", "https://x.example/?a=1&access_token=hidden-9"));
        secrets.put("url ", Map.of("url", "https://ada:hidden-9@x.example/"));
        for (var e : secrets.entrySet()) {
            var http = new HashMap<String, Object>(Map.of("kind", "http", "url", "https://x.example/"));
            http.putAll(e.getValue());
            var each = Map.of("kind", "each", "link", "children", "actions", List.of(http));
            var rule = Map.of("name", "Leaks", "trigger", Map.of("kind", "called"), "actions", List.of(each));
            var answer = desk.send(desk.manager(), "POST", rules, rule, null);
            assertThat(answer.statusCode()).as(e.getKey()).isEqualTo(422);
            assertThat(answer.body())
                    .contains("actions[0].actions[0]." + e.getKey().strip())
                    .contains("connection")
                    .doesNotContain("hidden");
        }
        var plain = Map.of("X-Trace", "1", "Idempotency-Key", "{{ticket.number}}", "Accept", "text/plain");
        var http = Map.of("kind", "http", "url", "https://x.example/?q={{ticket.number}}", "headers", plain);
        var each = Map.of("kind", "each", "link", "children", "actions", List.of(http));
        var body = Map.of("name", "Kept", "trigger", Map.of("kind", "called"), "actions", List.of(http, each));
        String id = text(desk.did(desk.manager(), "POST", rules, body, null), "id");
        // As it was when rules still held secrets.
        String held = "\"secretHeaders\": {\"X-Any\": \"hidden-9\"}, \"method\"";
        try (var owner = Owner.of(program);
                var sql = owner.createStatement()) {
            for (String change : List.of(
                    "automation.rule set actions = replace(actions::text, '\"headers\"', '%s: \"PUT\", \"headers\"')::jsonb where id = '%s'",
                    "automation.version set content = replace(content::text, '\"headers\"', '%s: \"PUT\", \"headers\"')::jsonb where rule_id = '%s'",
                    "journal.entry set data = replace(data::text, '\"headers\"', '%s: \"PUT\", \"headers\"')::jsonb where subject_id = '%s'")) {
                assertThat(sql.executeUpdate("update " + change.formatted(held, id)))
                        .isPositive();
            }
            String before =
                    "rules:\n  - name: x\n    actions:\n      - kind: http\n        secretHeaders:\n          X-Any: hidden-9\n        url: kept\n";
            sql.execute(
                    "insert into blueprint.change select tenant_id, gen_random_uuid(), id, now(), null, false, false, '"
                            + before + "', '', '[{\"path\": \"x\", \"op\": \"add\", \"after\": {" + held
                            + ": \"PUT\"}}]', null, null from identity.desk where id = '" + desk.id() + "'");
            assertThat(desk.did(desk.agent(), "GET", "/rules/" + id, null, null).toString())
                    .contains("hidden-9");
            try (var migration =
                    getClass().getResourceAsStream("/db/migration/V202612010100__automation_no_secrets.sql")) {
                sql.execute(
                        new String(java.util.Objects.requireNonNull(migration).readAllBytes(), StandardCharsets.UTF_8));
            }
        }
        for (String path : List.of("/rules/" + id, "/rules/" + id + "/versions", rules)) {
            assertThat(desk.did(desk.agent(), "GET", path, null, null).toString())
                    .contains("X-Trace", "children", "PUT")
                    .doesNotContain("hidden", "secretHeaders");
        }
        assertThat(desk.send(desk.manager(), "GET", "/desks/" + desk.id() + "/configuration", null, null)
                        .body())
                .contains("X-Trace")
                .doesNotContain("hidden", "secretHeaders");
        JsonNode changes = desk.did(desk.manager(), "GET", "/configurations/changes?desk=" + desk.id(), null, null);
        assertThat(changes.toString()).contains("PUT").doesNotContain("hidden");
        assertThat(desk.send(
                                desk.manager(),
                                "GET",
                                "/configurations/changes/" + text(changes.get(0), "id") + "/before",
                                null,
                                null)
                        .body())
                .contains("kept")
                .doesNotContain("hidden", "secretHeaders");
        inTransaction(tx -> assertThat(tx.sql()
                        .fetch("select data::text from journal.entry where subject_id = ?::uuid", id)
                        .getValues(0, String.class))
                .anyMatch(data -> data.contains("X-Trace"))
                .noneMatch(data -> data.contains("hidden")));
        desk.did(desk.manager(), "PUT", "/rules/" + id + "/active", Map.of("active", false), null);
        desk.did(desk.manager(), "POST", "/rules/" + id + "/restore", Map.of("version", 1), null);
    }

    @Test
    void peopleAreToldByTextMessageAndInTheirBrowsers() throws Exception {
        try (var stub = new Stub()) {
            var gateway = Map.of(
                    "url",
                    stub.url("/send?n={{to}}"),
                    "method",
                    "POST",
                    "body",
                    "{\"text\":\"{{text}}\",\"id\":\"{{id}}\"}",
                    "headers",
                    Map.of("X-Key", "hidden-3"));
            desk.did(program.admin(), "PUT", "/sms-gateway", gateway, 0);
            assertThat(program.get("/sms-gateway").toString()).doesNotContain("hidden-3");
            assertThat(desk.send(desk.agent(), "PATCH", "/me", Map.of("phone", "0660 1234567"), null)
                            .body())
                    .contains("phone");
            assertThat(text(
                            desk.did(desk.agent(), "PATCH", "/me", Map.of("phone", "+43 (660) 123-4567"), null),
                            "phone"))
                    .isEqualTo("+436601234567");
            JsonNode push = desk.did(desk.agent(), "GET", "/me/push", null, null);
            String key = text(push, "publicKey");
            assertThat(Base64.getUrlDecoder().decode(key)).hasSize(65);
            var browser = Map.of(
                    "endpoint",
                    "https://127.0.0.1:" + stub.port() + "/push",
                    "device",
                    "Test",
                    "keys",
                    Map.of("p256dh", key, "auth", "BTBZMqHH6r4Tts7J_aSIgg"));
            String mine = text(desk.did(desk.agent(), "PUT", "/me/push", browser, null), "id");
            assertThat(text(desk.did(desk.agent(), "PUT", "/me/push", browser, null), "id"))
                    .isNotEqualTo(mine);
            JsonNode now = desk.did(desk.agent(), "GET", "/me/push", null, null);
            assertThat(now.path("browsers")).hasSize(1);
            assertThat(text(now, "publicKey")).isEqualTo(key);
            desk.did(
                    desk.agent(),
                    "PUT",
                    "/me/notifications",
                    Map.of(
                            "kinds",
                            Map.of("assigned", Map.of("inbox", true, "mail", false, "push", true, "sms", true))),
                    0);
            program.post(
                    "/tickets",
                    Map.of("typeId", desk.type(), "title", "For \"Agnes\"", "assigneeId", desk.personId("Agnes")));
            Stub.Request sms = stub.await(r -> r.path().startsWith("/send"));
            assertThat(sms.path()).isEqualTo("/send?n=%2B436601234567");
            assertThat(sms.header("x-key")).isEqualTo("hidden-3");
            assertThat(text(TestProgram.JSON.readTree(sms.body()), "text"))
                    .contains("For \"Agnes\"")
                    .contains("/work/t/");
            // The stub speaks no TLS, so the push waits; nobody but the browser may read it.
            JsonNode waiting =
                    program.await("/deliveries?state=waiting", l -> l.toString().contains("\"push\""));
            String delivery = waiting.path("items")
                    .valueStream()
                    .filter(d -> d.path("kind").stringValue().equals("push"))
                    .map(d -> text(d, "id"))
                    .findFirst()
                    .orElseThrow();
            assertThat(program.get("/deliveries/" + delivery).path("body").isNull())
                    .isTrue();
            String browserId = text(now.path("browsers").get(0), "id");
            assertThat(desk.send(desk.requester(), "DELETE", "/me/push/" + browserId, null, null)
                            .statusCode())
                    .isEqualTo(404);
            desk.did(desk.agent(), "DELETE", "/me/push/" + browserId, null, null);
            awaitState(delivery, "dropped");
        }
    }

    @Test
    void peopleAreToldInTheirChatWhereTheOrganisationHasOneForIt() throws Exception {
        try (var stub = new Stub()) {
            String wishes = "/me/notifications";
            String mia = desk.manager();
            assertThat(missing(mia)).isEqualTo("connection");
            var form = new HashMap<String, Object>(Map.of(
                    "deskId",
                    desk.id(),
                    "name",
                    "People",
                    "flavour",
                    "mattermost",
                    "url",
                    stub.url("/people"),
                    "directMessages",
                    true));
            assertThat(desk.send(desk.manager(), "POST", "/chat-channels", form, null)
                            .body())
                    .contains("\"directMessages\"");
            form.remove("deskId");
            assertThat(desk.send(desk.manager(), "POST", "/chat-channels", form, null)
                            .statusCode())
                    .isEqualTo(403);
            JsonNode people = desk.did(program.admin(), "POST", "/chat-channels", form, null);
            assertThat(missing(mia)).isEqualTo("address");
            assertThat(desk.send(mia, "PATCH", "/me", Map.of("chatName", "@a b"), null)
                            .body())
                    .contains("\"chatName\"");
            assertThat(text(desk.did(mia, "PATCH", "/me", Map.of("chatName", "mia.h"), null), "chatName"))
                    .isEqualTo("@mia.h");
            assertThat(missing(mia)).isEmpty();
            int version =
                    desk.did(mia, "GET", wishes, null, null).path("version").intValue();
            var kinds = Map.of("assigned", Map.of("inbox", true, "mail", false, "chat", true));
            desk.did(mia, "PUT", wishes, Map.of("kinds", kinds), version);
            program.post(
                    "/tickets", Map.of("typeId", desk.type(), "title", "For @all", "assigneeId", desk.personId("Mia")));
            Stub.Request told = stub.await(r -> r.path().equals("/people"));
            JsonNode message = TestProgram.JSON.readTree(told.body());
            assertThat(text(message, "channel")).isEqualTo("@mia.h");
            assertThat(text(message, "text"))
                    .contains("was assigned to you", "/work/t/")
                    .doesNotContain("@all");
            // What one person is told is not for those who look after the connection.
            JsonNode sent = program.await(
                    "/deliveries?state=sent&endpoint=" + text(people, "id"),
                    l -> !l.path("items").isEmpty());
            String delivery = text(sent.path("items").get(0), "id");
            assertThat(program.get("/deliveries/" + delivery).path("body").isNull())
                    .isTrue();
            desk.did(mia, "PATCH", "/me", Map.of("chatName", ""), null);
            assertThat(missing(mia)).isEqualTo("address");
            desk.did(program.admin(), "DELETE", "/chat-channels/" + text(people, "id"), null, null);
        }
    }

    private static String missing(String who) throws Exception {
        return desk.did(who, "GET", "/me/notifications", null, null)
                .path("missing")
                .path("chat")
                .asString("");
    }

    private static Map<String, ?> form(String url, List<String> events, String query) {
        return Map.of("deskId", desk.id(), "name", "Hook", "url", url, "events", events, "query", query);
    }

    private static JsonNode webhook(String who, String url, List<String> events, String query) throws Exception {
        return desk.did(who, "POST", "/webhooks", form(url, events, query), null);
    }

    private static JsonNode source(String name, String kind, Map<String, ?> more) throws Exception {
        var body = new HashMap<String, Object>(more);
        body.putAll(Map.of("deskId", desk.id(), "typeId", desk.type(), "name", name, "kind", kind));
        return desk.did(desk.manager(), "POST", "/inbound-sources", body, null);
    }

    private static String address(JsonNode source) {
        String address = text(source, "address");
        return address.substring(address.lastIndexOf('/') + 1);
    }

    private static String token(JsonNode source) {
        return address(source);
    }

    private static HttpResponse<String> send(String token, String body, String... headers) throws Exception {
        return program.call("POST", "/hooks/" + token, "", body, headers);
    }

    private static String alert(String status, String key, String title, String severity) {
        return """
                {"version":"4","status":"%s","alerts":[{"status":"%s","fingerprint":"%s",
                 "labels":{"alertname":"A","severity":"%s"},"annotations":{"summary":"%s"}}]}""".formatted(status, status, key, severity, title);
    }

    private static List<String> did(JsonNode hook) {
        return hook.path("outcome").valueStream().map(o -> text(o, "did")).toList();
    }

    private static JsonNode awaitDone(JsonNode source, int count) throws Exception {
        return program.await(
                "/inbound-sources/" + text(source, "id") + "/received",
                l -> l.path("items").size() == count && !l.toString().contains("\"waiting\""));
    }

    private static JsonNode awaitState(String delivery, String state) throws Exception {
        return program.await(
                "/deliveries/" + delivery,
                d -> d.path("delivery").path("state").stringValue().equals(state));
    }

    private static RuleAction rule(String name) {
        return (RuleAction) program.bean(name);
    }

    private static TenantId tenant() {
        return program.bean(Tenants.class).tenants().getFirst();
    }

    private static void inTransaction(java.util.function.Consumer<io.steward.server.platform.Tx> work) {
        program.bean(Database.class).run(tenant(), work);
    }

    private static void run(String action, JsonNode ticket, JsonNode written, UUID step) {
        inTransaction(tx -> rule(action)
                .run(
                        tx,
                        Context.system(tenant(), Instant.now(), null),
                        program.bean(TicketReader.class)
                                .byIds(tx, List.of(UUID.fromString(text(ticket, "id"))))
                                .getFirst(),
                        written,
                        step));
    }

    /** So many attempts were made, and the next is due. */
    private static void move(String delivery, int attempts) {
        inTransaction(tx -> tx.sql()
                .update(REQUEST)
                .set(REQUEST.ATTEMPTS, attempts)
                .set(REQUEST.NEXT_AT, Instant.now())
                .where(REQUEST.ID.eq(UUID.fromString(delivery)))
                .execute());
    }

    private static List<String> signatures(Stub.Request r) {
        return Arrays.asList(r.header("webhook-signature").split(" "));
    }

    /** As a receiver would do it, by the specification alone. */
    private static String signed(String secret, Stub.Request r) throws Exception {
        var mac = Mac.getInstance("HmacSHA256");
        mac.init(new SecretKeySpec(Base64.getDecoder().decode(secret.substring("whsec_".length())), "HmacSHA256"));
        mac.update(
                (r.header("webhook-id") + "." + r.header("webhook-timestamp") + ".").getBytes(StandardCharsets.UTF_8));
        return "v1," + Base64.getEncoder().encodeToString(mac.doFinal(r.bytes()));
    }

    private static String hmac(byte[] key, String body) throws Exception {
        var mac = Mac.getInstance("HmacSHA256");
        mac.init(new SecretKeySpec(key, "HmacSHA256"));
        return java.util.HexFormat.of().formatHex(mac.doFinal(body.getBytes(StandardCharsets.UTF_8)));
    }

    private static String text(JsonNode node, String field) {
        return node.path(field).asString("");
    }
}
