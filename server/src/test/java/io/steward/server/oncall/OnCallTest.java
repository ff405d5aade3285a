package io.steward.server.oncall;

import static io.steward.db.notification.Tables.DELIVERY;
import static io.steward.db.notification.Tables.NOTICE;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.steward.server.TestProgram;
import io.steward.server.automation.spi.RuleAction;
import io.steward.server.identity.Tenants;
import io.steward.server.journal.Journal;
import io.steward.server.journal.NewEntry;
import io.steward.server.notification.NoticeKind;
import io.steward.server.notification.store.NoticeStore;
import io.steward.server.oncall.work.CallRunner;
import io.steward.server.oncall.work.ShiftRunner;
import io.steward.server.outgoing.Stub;
import io.steward.server.platform.Cause;
import io.steward.server.platform.Check;
import io.steward.server.platform.Context;
import io.steward.server.platform.Database;
import io.steward.server.platform.TenantId;
import io.steward.server.task.Desk;
import io.steward.server.ticket.TicketQueries;
import io.steward.server.ticket.TicketReader;
import io.steward.server.ticket.Tickets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.function.Predicate;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** On call through the API and over PostgreSQL: who is, who is called, and what becomes of it. */
class OnCallTest {
    private static final Duration HOUR = Duration.ofHours(1);

    @SuppressWarnings("NullAway.Init")
    private static TestProgram program;

    @SuppressWarnings("NullAway.Init")
    private static Desk desk;

    @SuppressWarnings("NullAway.Init")
    private static TenantId tenant;

    private static String agnes = "";
    private static String mia = "";

    @BeforeAll
    static void start() throws Exception {
        program = TestProgram.startSetUp("--steward.outgoing.private-networks=127.0.0.0/8");
        desk = Desk.of(program);
        tenant = program.bean(Tenants.class).tenants().getFirst();
        agnes = desk.personId("Agnes");
        mia = desk.personId("Mia");
    }

    @AfterAll
    static void stop() {
        program.close();
    }

    private static Map<String, Object> layer(String... people) {
        return new HashMap<>(Map.of(
                "name",
                "All day",
                "people",
                List.of(people),
                "turn",
                "days",
                "every",
                1,
                "start",
                "2026-01-01",
                "handOver",
                "08:00"));
    }

    private static String schedule(String name, Map<?, ?>... layers) throws Exception {
        return text(
                desk.did(
                        desk.manager(),
                        "POST",
                        "/on-call-schedules",
                        Map.of("deskId", desk.id(), "name", name, "zone", "Europe/Vienna", "layers", List.of(layers)),
                        null),
                "id");
    }

    private static Map<String, Object> step(int wait, String kind, String id) {
        return Map.of("waitMinutes", wait, "targets", List.of(Map.of("kind", kind, "id", id)));
    }

    private static String chain(String name, int repeats, Map<?, ?>... steps) throws Exception {
        return text(
                desk.did(
                        desk.manager(),
                        "POST",
                        "/on-call-chains",
                        Map.of("deskId", desk.id(), "name", name, "repeats", repeats, "steps", List.of(steps)),
                        null),
                "id");
    }

    private static String ticket(String title) throws Exception {
        return text(desk.ticket(title), "id");
    }

    private static JsonNode page(String ticket, String chain) throws Exception {
        return desk.did(
                desk.agent(),
                "POST",
                "/tickets/" + ticket + "/pages",
                Map.of("chainId", chain, "text", "The shop is down"),
                null);
    }

    private static String text(JsonNode node, String name) {
        return node.path(name).stringValue();
    }

    private static String id(JsonNode page) {
        return text(page, "id");
    }

    private static JsonNode await(JsonNode page, Predicate<JsonNode> wanted) throws Exception {
        return program.await("/pages/" + id(page), wanted);
    }

    private static Predicate<JsonNode> told(int most) {
        // The step is counted in the same moment, and read a moment before.
        return p -> p.path("told").size() >= most && p.path("step").intValue() > 0;
    }

    private static void run(Instant now) {
        program.bean(CallRunner.class).run(tenant, now);
    }

    private static int status(String who, String method, String path, @Nullable Object body) throws Exception {
        return desk.send(who, method, path, body, null).statusCode();
    }

    @Test
    void layersOverridesAndGapsMakeATimeline() throws Exception {
        Map<String, Object> office = layer(mia);
        office.put("name", "Office");
        office.put("hours", List.of(Map.of("days", List.of("monday", "tuesday"), "from", "09:00", "until", "17:00")));
        String id = schedule("Layers", layer(agnes), office);
        String span = "/timeline?from=2027-01-04T00:00:00Z&until=2027-01-05T00:00:00Z";
        JsonNode monday = desk.did(desk.agent(), "GET", "/on-call-schedules/" + id + span, null, null);
        assertThat(names(monday)).containsExactly("Agnes", "Mia", "Agnes");
        assertThat(text(monday.path("shifts").get(1), "from")).isEqualTo("2027-01-04T08:00:00Z");
        assertThat(monday.path("layers").get(0).path("shifts")).hasSize(1);
        assertThat(monday.path("gaps")).isEmpty();
        assertThat(text(monday.path("people").path(mia), "zone")).isNotEmpty();

        var body = Map.of("personId", mia, "from", "2027-01-04T20:00:00Z", "until", "2027-01-04T22:00:00Z");
        // It is Agnes' own shift; what is Mia's she does not hand over, and nobody of another desk does.
        JsonNode own = desk.did(desk.agent(), "POST", "/on-call-schedules/" + id + "/overrides", body, null);
        var others = Map.of("personId", agnes, "from", "2027-01-04T10:00:00Z", "until", "2027-01-04T21:00:00Z");
        assertThat(status(desk.agent(), "POST", "/on-call-schedules/" + id + "/overrides", others))
                .isEqualTo(403);
        assertThat(status(desk.stranger(), "POST", "/on-call-schedules/" + id + "/overrides", body))
                .isEqualTo(404);
        assertThat(status(desk.requester(), "GET", "/on-call-schedules/" + id, null))
                .isEqualTo(403);
        JsonNode managers = desk.did(desk.manager(), "POST", "/on-call-schedules/" + id + "/overrides", others, null);
        JsonNode then = desk.did(desk.agent(), "GET", "/on-call-schedules/" + id + span, null, null);
        assertThat(names(then)).containsExactly("Agnes", "Mia", "Agnes", "Mia", "Agnes");
        assertThat(then.path("overrides")).hasSize(2);
        assertThat(status(desk.agent(), "DELETE", "/on-call-overrides/" + id(managers), null))
                .isEqualTo(403);
        desk.did(desk.agent(), "DELETE", "/on-call-overrides/" + id(own), null, null);
        desk.did(desk.manager(), "DELETE", "/on-call-overrides/" + id(managers), null, null);
        assertThat(names(desk.did(desk.agent(), "GET", "/on-call-schedules/" + id + span, null, null)))
                .containsExactly("Agnes", "Mia", "Agnes");
        assertThat(status(
                        desk.agent(),
                        "GET",
                        "/on-call-schedules/" + id + "/timeline?from=2027-01-01T00:00:00Z&until=2027-06-01T00:00:00Z",
                        null))
                .isEqualTo(422);
    }

    private static List<String> names(JsonNode timeline) {
        return timeline.path("shifts")
                .valueStream()
                .map(s -> text(timeline.path("people").path(text(s, "personId")), "name"))
                .toList();
    }

    @Test
    void anOverrideOfNowIsInForceAtOnceAndWhatPassedStays() throws Exception {
        String id = schedule("Now", layer(agnes));
        assertThat(now("Now").path("person").path("name").stringValue()).isEqualTo("Agnes");
        assertThat(now("Now").path("until").isNull()).isTrue();
        Instant until = Instant.now().plus(HOUR);
        JsonNode made = desk.did(
                desk.manager(),
                "POST",
                "/on-call-schedules/" + id + "/overrides",
                Map.of("personId", mia, "from", "2020-01-01T00:00:00Z", "until", until.toString()),
                null);
        assertThat(Instant.parse(text(made, "from"))).isAfter(Instant.now().minusSeconds(60));
        JsonNode now = now("Now");
        assertThat(now.path("person").path("name").stringValue()).isEqualTo("Mia");
        assertThat(now.path("next").path("name").stringValue()).isEqualTo("Agnes");
        desk.did(desk.manager(), "DELETE", "/on-call-overrides/" + id(made), null, null);
        assertThat(now("Now").path("person").path("name").stringValue()).isEqualTo("Agnes");
    }

    private static JsonNode now(String name) throws Exception {
        return desk.did(desk.agent(), "GET", "/on-call", null, null)
                .valueStream()
                .filter(n -> text(n.path("schedule"), "name").equals(name))
                .findFirst()
                .orElseThrow();
    }

    @Test
    void managersTendAndMistakesAreNamed() throws Exception {
        var body = Map.of("deskId", desk.id(), "name", "Tended", "zone", "Mars/Olympus", "layers", List.of());
        assertThat(status(desk.agent(), "POST", "/on-call-schedules", body)).isEqualTo(403);
        assertThat(desk.send(desk.manager(), "POST", "/on-call-schedules", body, null)
                        .body())
                .contains("\"zone\"");
        Map<String, Object> wrong = layer(desk.personId("Rob"));
        wrong.put("turn", "years");
        wrong.put("handOver", "25:00");
        wrong.put("hours", List.of(Map.of("days", List.of(), "from", "09:00", "until", "x")));
        String refused = desk.send(
                        desk.manager(),
                        "POST",
                        "/on-call-schedules",
                        Map.of("deskId", desk.id(), "name", "", "zone", "UTC", "layers", List.of(wrong)),
                        null)
                .body();
        assertThat(refused)
                .contains("\"name\"", "layers[0].turn", "layers[0].handOver", "layers[0].hours[0].days")
                .contains("layers[0].hours[0].until");
        Map<String, Object> robs = layer(desk.personId("Rob"));
        assertThat(desk.send(
                                desk.manager(),
                                "POST",
                                "/on-call-schedules",
                                Map.of("deskId", desk.id(), "name", "Robs", "zone", "UTC", "layers", List.of(robs)),
                                null)
                        .body())
                .contains("layers[0].people");

        String id = schedule("Tended", layer(agnes));
        assertThat(desk.send(
                                desk.manager(),
                                "POST",
                                "/on-call-schedules",
                                Map.of("deskId", desk.id(), "name", "Tended", "zone", "UTC"),
                                null)
                        .body())
                .contains("taken");
        var renamed = Map.of("name", "Tended well", "zone", "UTC", "layers", List.of(layer(mia)));
        JsonNode changed = desk.did(desk.manager(), "PUT", "/on-call-schedules/" + id, renamed, 1);
        assertThat(changed.path("version").intValue()).isEqualTo(2);
        assertThat(desk.send(desk.manager(), "PUT", "/on-call-schedules/" + id, renamed, 1)
                        .statusCode())
                .isEqualTo(412);
        String calls = chain("Calls Tended", 0, step(5, "schedule", id));
        assertThat(desk.send(desk.manager(), "DELETE", "/on-call-schedules/" + id, null, null)
                        .body())
                .contains("Calls Tended");
        assertThat(desk.send(
                                desk.manager(),
                                "POST",
                                "/on-call-chains",
                                Map.of(
                                        "deskId",
                                        desk.id(),
                                        "name",
                                        "Bad",
                                        "repeats",
                                        10,
                                        "steps",
                                        List.of(step(5, "person", desk.personId("Rob")))),
                                null)
                        .body())
                .contains("repeats");
        assertThat(desk.send(
                                desk.manager(),
                                "POST",
                                "/on-call-chains",
                                Map.of(
                                        "deskId",
                                        desk.id(),
                                        "name",
                                        "Bad",
                                        "steps",
                                        List.of(step(5, "person", desk.personId("Rob")), step(0, "group", id))),
                                null)
                        .body())
                .contains("steps[1].waitMinutes", "steps[1].targets[0].kind");
        desk.did(desk.manager(), "DELETE", "/on-call-chains/" + calls, null, null);
        desk.did(desk.manager(), "DELETE", "/on-call-schedules/" + id, null, null);
        assertThat(status(desk.manager(), "GET", "/on-call-schedules/" + id, null))
                .isEqualTo(404);
    }

    @Test
    void aChainGoesOnUntilItIsExhaustedAndTheManagersAreTold() throws Exception {
        String on = schedule("First line", layer(agnes));
        String nobody = schedule("Nobody");
        String chain =
                chain("Goes on", 1, step(5, "schedule", on), step(1, "schedule", nobody), step(10, "person", mia));
        String ticket = ticket("Exhausting");
        JsonNode page = page(ticket, chain);
        JsonNode first = await(page, told(1));
        assertThat(text(first, "state")).isEqualTo("triggered");
        assertThat(text(first.path("told").get(0).path("person"), "name")).isEqualTo("Agnes");
        assertThat(Duration.between(Instant.parse(text(first, "triggered")), Instant.parse(text(first, "nextAt"))))
                .isBetween(Duration.ofMinutes(5), Duration.ofMinutes(6));
        // A second call of the same chain is the first one.
        assertThat(id(page(ticket, chain))).isEqualTo(id(page));
        Instant then = Instant.now();
        run(then.plus(Duration.ofMinutes(4)));
        assertThat(await(page, told(1)).path("told")).hasSize(1);
        // Nobody is on call by the second: the third step is taken at once.
        run(then.plus(Duration.ofMinutes(7)));
        JsonNode second = await(page, told(2));
        assertThat(text(second.path("told").get(1).path("person"), "name")).isEqualTo("Mia");
        run(then.plus(Duration.ofMinutes(20)));
        assertThat(await(page, told(3)).path("round").intValue()).isEqualTo(2);
        run(then.plus(Duration.ofHours(1)));
        run(then.plus(Duration.ofHours(2)));
        run(then.plus(Duration.ofHours(3)));
        JsonNode over = await(page, p -> text(p, "state").equals("exhausted"));
        assertThat(over.path("told")).hasSize(4);
        assertThat(desk.kinds(ticket))
                .containsExactly(
                        "created",
                        "paged",
                        "page_told",
                        "page_told",
                        "page_told",
                        "page_told",
                        "page_told",
                        "page_told",
                        "page_exhausted");
        // Who was called, and by which chain, stands in the ticket's history.
        String history =
                program.get("/tickets/" + ticket + "/entries?limit=100").toString();
        assertThat(history).contains("\"chain\":\"Goes on\"", "\"told\":\"Agnes\"", "The shop is down");
        assertThat(notices(mia, "page_exhausted", ticket)).isEqualTo(1);
        assertThat(notices(agnes, "page_exhausted", ticket)).isZero();
        assertThat(notices(agnes, "paged", ticket)).isEqualTo(2);
        assertThat(status(desk.agent(), "POST", "/pages/" + id(page) + "/acknowledge", null))
                .isEqualTo(409);
        // It may be called again now.
        assertThat(id(page(ticket, chain))).isNotEqualTo(id(page));
    }

    private static int notices(String person, String kind, String ticket) {
        return program.bean(Database.class)
                .read(
                        tenant,
                        tx -> tx.sql()
                                .fetchCount(
                                        NOTICE,
                                        NOTICE.TENANT_ID.eq(tx.t()),
                                        NOTICE.PERSON_ID.eq(UUID.fromString(person)),
                                        NOTICE.TICKET_ID.eq(UUID.fromString(ticket)),
                                        NOTICE.KIND.eq(kind)));
    }

    @Test
    void acknowledgedInTheAppNobodyElseIsCalled() throws Exception {
        String chain = chain("App", 9, step(1, "person", agnes), step(1, "person", mia));
        String ticket = ticket("Taken on");
        JsonNode page = page(ticket, chain);
        await(page, told(1));
        assertThat(status(desk.stranger(), "POST", "/pages/" + id(page) + "/acknowledge", null))
                .isEqualTo(404);
        JsonNode taken = desk.did(desk.agent(), "POST", "/pages/" + id(page) + "/acknowledge", null, null);
        assertThat(text(taken, "state")).isEqualTo("acknowledged");
        assertThat(text(taken.path("acknowledgedBy"), "name")).isEqualTo("Agnes");
        desk.did(desk.manager(), "POST", "/pages/" + id(page) + "/acknowledge", null, null);
        run(Instant.now().plus(HOUR));
        JsonNode still = program.get("/pages/" + id(page));
        assertThat(still.path("told")).hasSize(1);
        assertThat(text(still.path("acknowledgedBy"), "name")).isEqualTo("Agnes");
        // Agnes cannot go on with it: the next is called.
        desk.did(desk.agent(), "POST", "/pages/" + id(page) + "/escalate", null, null);
        JsonNode on = await(page, told(2));
        assertThat(text(on, "state")).isEqualTo("triggered");
        assertThat(program.get("/pages").toString()).contains(id(page));
        desk.did(desk.manager(), "POST", "/pages/" + id(page) + "/resolve", null, null);
        assertThat(program.get("/pages").toString()).doesNotContain(id(page));
        assertThat(program.get("/pages?show=over&limit=100").toString()).contains(id(page));
        assertThat(desk.kinds(ticket))
                .containsExactly(
                        "created",
                        "paged",
                        "page_told",
                        "page_acknowledged",
                        "page_escalated",
                        "page_told",
                        "page_resolved");
    }

    @Test
    void theLinkInTheMailAcknowledges() throws Exception {
        String chain = chain("Link", 0, step(30, "person", agnes));
        String ticket = ticket("By link");
        JsonNode page = page(ticket, chain);
        await(page, told(1));
        String token = token(agnes, ticket).substring("/page/".length());
        JsonNode looked = TestProgram.ok(program.call("GET", "/page-links/" + token, "", null));
        assertThat(looked.toString()).contains("\"told\":[{\"person\":{").doesNotContain("@example.org");
        assertThat(looked.path("open").booleanValue()).isTrue();
        assertThat(text(looked, "person")).isEqualTo("Agnes");
        assertThat(text(program.get("/pages/" + id(page)), "state")).isEqualTo("triggered");
        int at = token.length() / 3;
        String forged = token.substring(0, at) + (token.charAt(at) == 'a' ? 'b' : 'a') + token.substring(at + 1);
        assertThat(program.call("POST", "/page-links/" + forged, "", null).statusCode())
                .isEqualTo(404);
        JsonNode taken = TestProgram.ok(program.call("POST", "/page-links/" + token, "", null));
        assertThat(taken.path("open").booleanValue()).isFalse();
        assertThat(text(taken.path("page"), "state")).isEqualTo("acknowledged");
        JsonNode known = program.get("/pages/" + id(page));
        assertThat(text(known.path("acknowledgedBy"), "name")).isEqualTo("Agnes");
        assertThat(text(known, "acknowledgedVia")).isEqualTo("link");
        desk.did(desk.agent(), "POST", "/pages/" + id(page) + "/resolve", null, null);
        assertThat(program.call("POST", "/page-links/" + token, "", null).statusCode())
                .isEqualTo(409);
    }

    @Test
    void aChatIsToldWhomAStepCallsAndItsLinkAcknowledgesAsThatPersonAlone() throws Exception {
        try (var stub = new Stub()) {
            JsonNode channel = desk.did(
                    desk.manager(),
                    "POST",
                    "/chat-channels",
                    Map.of("deskId", desk.id(), "name", "#on-call", "flavour", "mattermost", "url", stub.url("/hook")),
                    null);
            var chat = Map.of("kind", "chat", "id", id(channel));
            var alone = Map.of("waitMinutes", 5, "targets", List.of(chat));
            var body = Map.of("deskId", desk.id(), "name", "Chat", "steps", List.of(alone));
            assertThat(desk.send(desk.manager(), "POST", "/on-call-chains", body, null)
                            .body())
                    .contains("steps[0].targets", "nobody");
            var both = Map.of("waitMinutes", 5, "targets", List.of(chat, Map.of("kind", "person", "id", agnes)));
            String chain = chain("Chat", 0, both);
            String ticket = ticket("Told in a chat");
            JsonNode page = page(ticket, chain);
            String said = text(
                    TestProgram.JSON.readTree(
                            stub.await(r -> r.body().contains("/page/")).body()),
                    "text");
            assertThat(said).contains("Told in a chat", "is being called", "The shop is down");
            String token = said.replaceAll("(?s).*/page/([^)]+)\\).*", "$1");
            assertThat(said).contains("[Acknowledge as Agnes](");
            // Not the link of the mail: it is told apart, and good for a shorter time.
            assertThat(token).isNotEqualTo(token(agnes, ticket).substring("/page/".length()));
            assertThat(text(TestProgram.ok(program.call("GET", "/page-links/" + token, "", null)), "person"))
                    .isEqualTo("Agnes");
            JsonNode taken = TestProgram.ok(program.call("POST", "/page-links/" + token, "", null));
            assertThat(text(taken.path("page").path("acknowledgedBy"), "name")).isEqualTo("Agnes");
            assertThat(text(program.get("/pages/" + id(page)), "acknowledgedVia"))
                    .isEqualTo("chat");
            String history =
                    program.get("/tickets/" + ticket + "/entries?limit=100").toString();
            assertThat(history).contains("\"told\":\"Agnes, #on-call\"").doesNotContain(token);
            var kept = desk.send(desk.manager(), "DELETE", "/chat-channels/" + id(channel), null, null);
            assertThat(kept.statusCode()).isEqualTo(409);
            assertThat(kept.body()).contains("the chain “Chat”");
            desk.did(desk.manager(), "DELETE", "/on-call-chains/" + chain, null, null);
            desk.did(desk.manager(), "DELETE", "/chat-channels/" + id(channel), null, null);
        }
    }

    @Test
    void whoComesOnCallIsToldBeforeAndWhenItBeginsOnce() throws Exception {
        String id = schedule("Handed over", layer(agnes, mia));
        desk.did(desk.agent(), "PATCH", "/me", Map.of("timeZone", "America/New_York"), null);
        // Every second morning at eight in Vienna; in winter that is seven by UTC, and two in New York.
        Instant begins = IntStream.range(0, 2)
                .mapToObj(day -> Instant.parse("2027-01-11T07:00:00Z").plus(Duration.ofDays(day)))
                .filter(at -> program.bean(Database.class)
                        .read(tenant, tx -> program.bean(OnCall.class).at(tx, List.of(UUID.fromString(id)), at))
                        .containsValue(UUID.fromString(agnes)))
                .findFirst()
                .orElseThrow();
        look(begins.minus(Duration.ofMinutes(31)));
        assertThat(shifts("Handed over")).isEmpty();
        look(begins.minus(Duration.ofMinutes(20)));
        look(begins.minus(Duration.ofMinutes(10)));
        assertThat(shifts("Handed over")).containsExactly("soon");
        assertThat(program.get("/people/" + agnes).path("timeZone").stringValue())
                .isEqualTo("America/New_York");
        assertThat(desk.did(desk.agent(), "GET", "/notices?noticeKind=shift", null, null)
                        .toString())
                .contains("02:00 (America/New_York)", "/work/on-call");
        // Two nodes at the same moment, and one that was down when it began.
        look(begins.plus(Duration.ofHours(2)));
        look(begins.plus(Duration.ofHours(2)));
        assertThat(shifts("Handed over")).containsExactly("begun", "soon");
        look(begins.plus(Duration.ofHours(13)));
        assertThat(shifts("Handed over")).hasSize(2);
        // What fails in the transaction takes the mark with it.
        Instant next = begins.plus(Duration.ofDays(2));
        assertThatThrownBy(() -> program.bean(Database.class).run(tenant, tx -> {
                    program.bean(HandOvers.class).tell(tx, next);
                    throw new IllegalStateException("crash");
                }))
                .hasMessage("crash");
        look(next);
        assertThat(shifts("Handed over")).containsExactly("begun", "begun", "soon");
        desk.did(desk.agent(), "PATCH", "/me", Map.of("timeZone", "Europe/Vienna"), null);
        desk.did(desk.manager(), "DELETE", "/on-call-schedules/" + id, null, null);
    }

    private static void look(Instant now) {
        program.bean(ShiftRunner.class).run(tenant, now);
    }

    /** What Agnes was told of her shifts by a schedule, the newest first. */
    private static List<String> shifts(String schedule) throws Exception {
        return desk.did(desk.agent(), "GET", "/notices?noticeKind=shift&limit=100", null, null)
                .path("items")
                .valueStream()
                .map(n -> n.path("data"))
                .filter(d -> text(d, "schedule").equals(schedule))
                .map(d -> text(d, "outcome"))
                .toList();
    }

    @Test
    void queriesAskHowPagesStand() throws Exception {
        String chain = chain("Asked", 0, step(30, "person", agnes));
        String ticket = ticket("Asked for");
        for (String q : List.of("page is empty", "page != triggered", "page not in (triggered, acknowledged)")) {
            assertThat(found(ticket, q)).as(q).isTrue();
        }
        JsonNode page = page(ticket, chain);
        await(page, told(1));
        for (String q : List.of("page = triggered", "page is not empty", "page in (triggered, acknowledged)")) {
            assertThat(found(ticket, q)).as(q).isTrue();
        }
        desk.did(desk.agent(), "POST", "/pages/" + id(page) + "/acknowledge", null, null);
        assertThat(found(ticket, "page = triggered")).isFalse();
        assertThat(found(ticket, "page = acknowledged")).isTrue();
        desk.did(desk.agent(), "POST", "/pages/" + id(page) + "/resolve", null, null);
        page(ticket, chain);
        // Of several, each counts.
        assertThat(found(ticket, "page = resolved and page = triggered")).isTrue();
        assertThat(found(ticket, "page = exhausted")).isFalse();
    }

    /** In the database and in memory, which agree. */
    private static boolean found(String ticket, String q) throws Exception {
        String url = "/tickets?q="
                + java.net.URLEncoder.encode(q + " and title ~ \"Asked for\"", java.nio.charset.StandardCharsets.UTF_8);
        boolean inDatabase = program.get(url).toString().contains(ticket);
        assertThat(holds(ticket, q)).as(q).isEqualTo(inDatabase);
        return inDatabase;
    }

    private static String token(String person, String ticket) {
        return program.bean(Database.class).read(tenant, tx -> {
            var item = program
                    .bean(NoticeStore.class)
                    .page(tx, UUID.fromString(person), false, NoticeKind.PAGED, null, 50)
                    .stream()
                    .filter(i -> UUID.fromString(ticket).equals(i.ticketId()))
                    .findFirst()
                    .orElseThrow();
            return program.bean(AckLinks.class).path(tx, item).orElseThrow();
        });
    }

    @Test
    void quietHoursAndWishesDoNotKeepACallBack() throws Exception {
        String olga = program.signedIn(
                "Olga", "olga@example.org", Map.of("roles", List.of(Map.of("deskId", desk.id(), "role", "agent"))));
        desk.did(
                olga,
                "PUT",
                "/me/notifications",
                Map.of(
                        "kinds",
                        Map.of("paged", Map.of("inbox", false, "mail", false)),
                        "quietFrom",
                        "00:00",
                        "quietUntil",
                        "23:59",
                        "digest",
                        "day"),
                0);
        String chain = chain("Quiet", 0, step(5, "person", desk.personId("Olga")));
        String ticket = ticket("At night");
        await(page(ticket, chain), told(1));
        int queued = program.bean(Database.class)
                .read(
                        tenant,
                        tx -> tx.sql()
                                .fetchCount(tx.sql()
                                        .selectOne()
                                        .from(DELIVERY)
                                        .join(NOTICE)
                                        .on(NOTICE.TENANT_ID.eq(DELIVERY.TENANT_ID), NOTICE.ID.eq(DELIVERY.NOTICE_ID))
                                        .where(
                                                NOTICE.TICKET_ID.eq(UUID.fromString(ticket)),
                                                NOTICE.SHOWN.isTrue(),
                                                DELIVERY.CHANNEL.eq("mail"),
                                                DELIVERY.DUE.isNull().or(DELIVERY.DUE.le(Instant.now())))));
        assertThat(queued).isEqualTo(1);
    }

    @Test
    void aTicketThatIsNotOpenAnyMoreEndsItsPages() throws Exception {
        String one = chain("Ends one", 9, step(5, "person", agnes));
        String two = chain("Ends two", 9, step(5, "person", mia));
        String ticket = ticket("Solved");
        JsonNode first = page(ticket, one);
        JsonNode second = page(ticket, two);
        await(first, told(1));
        await(second, told(1));
        desk.did(desk.agent(), "POST", "/pages/" + id(second) + "/acknowledge", null, null);
        JsonNode there = program.get("/tickets/" + ticket);
        String resolved = there.path("transitions")
                .valueStream()
                .map(x -> text(x, "to"))
                .filter(s -> s.equals("resolved"))
                .findFirst()
                .orElse("resolved");
        desk.did(
                desk.agent(),
                "PATCH",
                "/tickets/" + ticket,
                Map.of("status", resolved),
                there.path("version").intValue());
        assertThat(text(program.get("/pages/" + id(first)), "state")).isEqualTo("resolved");
        assertThat(text(program.get("/pages/" + id(second)), "state")).isEqualTo("resolved");
        assertThat(status(desk.agent(), "POST", "/tickets/" + ticket + "/pages", Map.of("chainId", one)))
                .isEqualTo(409);
        assertThat(program.get("/tickets/" + ticket + "/pages")).hasSize(2);
    }

    @Test
    void ofManyWhoRunAStepEachIsTakenOnce() throws Exception {
        String chain = chain("Once", 0, step(5, "person", agnes), step(5, "person", mia));
        var tickets = new ArrayList<String>();
        for (int i = 0; i < 8; i++) {
            tickets.add(ticket("Once " + i));
            await(page(tickets.get(i), chain), told(1));
        }
        Instant later = Instant.now().plus(Duration.ofMinutes(6));
        var threads = IntStream.range(0, 4)
                .mapToObj(i -> Thread.startVirtualThread(() -> run(later)))
                .toList();
        for (Thread thread : threads) {
            thread.join();
        }
        run(later);
        for (String ticket : tickets) {
            assertThat(desk.kinds(ticket)).containsExactly("created", "paged", "page_told", "page_told");
            assertThat(notices(mia, "paged", ticket)).isEqualTo(1);
        }
    }

    @Test
    void queriesKnowWhoIsOnCall() throws Exception {
        schedule("Queried", layer(agnes));
        String hers = ticket("Hers who is on call");
        String other = ticket("Of another");
        give(hers, agnes);
        give(other, mia);
        for (String q : List.of("assignee = onCall(\"Queried\")", "assignee in onCall(queried)")) {
            String found = program.get(
                            "/tickets?q=" + java.net.URLEncoder.encode(q, java.nio.charset.StandardCharsets.UTF_8))
                    .toString();
            assertThat(found).as(q).contains("Hers who is on call").doesNotContain("Of another");
            assertThat(holds(hers, q)).isTrue();
            assertThat(holds(other, q)).isFalse();
        }
        assertThat(holds(hers, "assignee = onCall(\"No such\")")).isFalse();
        assertThat(program.get("/query/complete?q=assignee%20%3D%20on&at=13").toString())
                .contains("onCall()");
    }

    private static void give(String ticket, String person) throws Exception {
        desk.did(
                desk.manager(),
                "PATCH",
                "/tickets/" + ticket,
                Map.of("assigneeId", person),
                program.get("/tickets/" + ticket).path("version").intValue());
    }

    private static boolean holds(String ticket, String q) {
        var context = Context.system(tenant, Instant.now(), null);
        return program.bean(Database.class)
                .read(
                        tenant,
                        tx -> program.bean(TicketQueries.class)
                                .predicate(context, tx, q)
                                .test(program.bean(TicketReader.class)
                                        .byIds(tx, Set.of(UUID.fromString(ticket)))
                                        .getFirst()));
    }

    @Test
    void assignmentRulesGiveToWhoIsOnCall() throws Exception {
        String on = schedule("Assigned", layer(agnes));
        var rule = new HashMap<String, Object>(
                Map.of("deskId", desk.id(), "name", "On call", "query", "title ~ urgent", "strategy", "on_call"));
        assertThat(desk.send(desk.manager(), "POST", "/assignment/rules", rule, null)
                        .body())
                .contains("scheduleId");
        rule.put("scheduleId", on);
        JsonNode made = desk.did(desk.manager(), "POST", "/assignment/rules", rule, null);
        assertThat(text(made, "scheduleId")).isEqualTo(on);
        JsonNode ticket = desk.ticket("Something urgent");
        assertThat(text(ticket.path("assignee"), "id")).isEqualTo(agnes);
        desk.did(desk.manager(), "DELETE", "/assignment/rules/" + id(made), null, null);
    }

    @Test
    void rulesGiveToWhoIsOnCall() throws Exception {
        String on = schedule("By a rule", layer(mia));
        String nobody = schedule("Nobody by a rule");
        String ticket = ticket("Given");
        var action = TestProgram.JSON.readTree("{\"kind\":\"assign_on_call\",\"schedule\":\"" + on + "\"}");
        var empty = TestProgram.JSON.readTree("{\"kind\":\"assign_on_call\",\"schedule\":\"" + nobody + "\"}");
        RuleAction assign = (RuleAction) program.bean("assignOnCall");
        UUID deskId = UUID.fromString(desk.id());
        var context = Context.system(tenant, Instant.now(), new Cause("rule", "Night"));
        program.bean(Database.class).run(tenant, tx -> {
            var check = new Check();
            assign.define(tx, deskId, action, check, "actions[0]");
            assertThat(check.isGood()).isTrue();
            assign.define(tx, UUID.randomUUID(), action, check, "actions[0]");
            assertThat(check.isGood()).isFalse();
            var named = assign.named(tx, deskId, action);
            assertThat(text(named, "schedule")).isEqualTo("By a rule");
            assertThat(assign.identified(tx, deskId, named)).isEqualTo(action);
            var t = program.bean(TicketReader.class)
                    .byIds(tx, Set.of(UUID.fromString(ticket)))
                    .getFirst();
            assertThatThrownBy(() -> assign.run(tx, context, t, empty, UUID.randomUUID()))
                    .hasMessageContaining("Nobody is on call");
            var done = assign.run(tx, context, t, action, UUID.randomUUID());
            assertThat(done.said()).contains("Mia", "By a rule");
            // By these a run is taken back.
            assertThat(done.data()).containsKeys("before", "after");
        });
        assertThat(text(program.get("/tickets/" + ticket).path("assignee"), "id"))
                .isEqualTo(mia);
    }

    @Test
    void rulesPage() throws Exception {
        String chain = chain("By rule", 0, step(5, "person", agnes));
        String ticket = ticket("Ruled");
        var action = TestProgram.JSON.readTree(
                "{\"kind\":\"page\",\"chain\":\"" + chain + "\",\"text\":\"INC is burning\"}");
        RuleAction page = (RuleAction) program.bean("pageAction");
        assertThat(page.kind()).isEqualTo("page");
        var context = Context.system(tenant, Instant.now(), new Cause("rule", "Burning"));
        program.bean(Database.class).run(tenant, tx -> {
            var check = new Check();
            page.define(tx, UUID.fromString(desk.id()), action, check, "actions[0]");
            assertThat(check.isGood()).isTrue();
            page.define(tx, UUID.randomUUID(), action, check, "actions[0]");
            assertThat(check.isGood()).isFalse();
            var named = page.named(tx, UUID.fromString(desk.id()), action);
            assertThat(text(named, "chain")).isEqualTo("By rule");
            assertThat(page.identified(tx, UUID.fromString(desk.id()), named)).isEqualTo(action);
            var t = program.bean(TicketReader.class)
                    .byIds(tx, Set.of(UUID.fromString(ticket)))
                    .getFirst();
            var done = page.run(tx, context, t, action, UUID.randomUUID());
            assertThat(done.said()).contains("By rule");
            assertThat(done.data().get("fresh")).isEqualTo(true);
        });
        JsonNode pages = program.await("/tickets/" + ticket + "/pages", p -> told(1).test(p.get(0)));
        assertThat(text(pages.get(0), "source")).isEqualTo("rule");
        assertThat(text(pages.get(0), "text")).isEqualTo("INC is burning");
    }

    @Test
    void serviceLevelsPage() throws Exception {
        String chain = chain("By promise", 0, step(5, "person", agnes));
        String ticket = ticket("Late");
        var context = Context.system(tenant, Instant.now(), new Cause("sla", "Gold"));
        program.bean(Database.class)
                .run(
                        tenant,
                        tx -> program.bean(Journal.class)
                                .append(
                                        tx,
                                        context,
                                        NewEntry.of(
                                                Tickets.SUBJECT,
                                                UUID.fromString(ticket),
                                                UUID.fromString(desk.id()),
                                                "sla_escalated",
                                                Map.of(
                                                        "pages",
                                                        List.of(
                                                                Map.of("chain", chain, "text", "Almost late"),
                                                                Map.of("chain", UUID.randomUUID(), "text", "")),
                                                        "tell",
                                                        List.of()))));
        JsonNode pages = program.await("/tickets/" + ticket + "/pages", p -> p.size() == 1 && told(1).test(p.get(0)));
        assertThat(text(pages.get(0), "source")).isEqualTo("sla");
        assertThat(desk.kinds(ticket)).contains("page_refused");
    }

    @Test
    void aCalendarIsReadByWhoKnowsItsAddressUntilItIsTakenBack() throws Exception {
        schedule("Calendar; of, all", layer(agnes, mia));
        assertThat(desk.did(desk.agent(), "GET", "/on-call/mine", null, null)
                        .path("feed")
                        .isNull())
                .isTrue();
        String address = text(desk.did(desk.agent(), "POST", "/on-call/feed", null, null), "feed");
        String path = address.substring(address.indexOf("/on-call/feeds/"));
        var answer = program.call("GET", path, "", null);
        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(answer.headers().firstValue("Content-Type").orElse("")).startsWith("text/calendar");
        assertThat(answer.body().replace("\r\n ", ""))
                .contains("SUMMARY:On call: Calendar\\; of\\, all", "DTSTART:2")
                .contains("BEGIN:VEVENT");
        JsonNode mine = desk.did(desk.agent(), "GET", "/on-call/mine", null, null);
        assertThat(text(mine, "feed")).isEqualTo(address);
        assertThat(mine.path("shifts").toString()).contains("Calendar; of, all");
        String next = text(desk.did(desk.agent(), "POST", "/on-call/feed", null, null), "feed");
        assertThat(next).isNotEqualTo(address);
        assertThat(program.call("GET", path, "", null).statusCode()).isEqualTo(404);
        desk.did(desk.agent(), "DELETE", "/on-call/feed", null, null);
        assertThat(program.call("GET", next.substring(next.indexOf("/on-call/feeds/")), "", null)
                        .statusCode())
                .isEqualTo(404);
        assertThat(status(desk.requester(), "POST", "/on-call/feed", null)).isEqualTo(403);
    }

    @Test
    void previewsSayWhatIsNotSavedYet() throws Exception {
        var body = Map.of(
                "deskId",
                desk.id(),
                "name",
                "Draft",
                "zone",
                "Europe/Vienna",
                "layers",
                List.of(layer(agnes, mia)),
                "from",
                "2027-03-01T07:00:00Z",
                "until",
                "2027-03-03T07:00:00Z");
        JsonNode draft = desk.did(desk.manager(), "POST", "/on-call-schedules/preview", body, null);
        assertThat(draft.path("shifts")).hasSize(2);
        assertThat(status(desk.agent(), "POST", "/on-call-schedules/preview", body))
                .isEqualTo(403);
        assertThat(program.get("/on-call-schedules").toString()).doesNotContain("Draft");
    }
}
