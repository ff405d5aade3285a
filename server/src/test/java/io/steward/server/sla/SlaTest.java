package io.steward.server.sla;

import static org.assertj.core.api.Assertions.assertThat;

import io.steward.server.TestProgram;
import io.steward.server.platform.Context;
import io.steward.server.platform.Loop;
import io.steward.server.platform.TenantId;
import io.steward.server.ticket.AddReply;
import io.steward.server.ticket.ChangeTicket;
import io.steward.server.ticket.Channel;
import io.steward.server.ticket.CreateTicket;
import io.steward.server.ticket.Ticket;
import io.steward.server.ticket.TicketField;
import io.steward.server.ticket.Tickets;
import io.steward.server.ticket.TypeFields;
import java.net.URLEncoder;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;

/** Policies, clocks and what happens when they run out, through the API and over PostgreSQL. */
class SlaTest {
    private static final JsonNodeFactory JSON = JsonNodeFactory.instance;
    private static final TenantId TENANT = new TenantId(1);
    private static final Map<String, Integer> HOUR = Map.of("1", 60, "2", 60, "3", 60, "4", 60);

    @SuppressWarnings("NullAway.Init")
    private static TestProgram program;

    @SuppressWarnings("NullAway.Init")
    private static String desk;

    @SuppressWarnings("NullAway.Init")
    private static String type;

    @SuppressWarnings("NullAway.Init")
    private static String agent;

    @SuppressWarnings("NullAway.Init")
    private static UUID requester;

    @SuppressWarnings("NullAway.Init")
    private static String team;

    @BeforeAll
    static void start() throws Exception {
        program = TestProgram.startSetUp();
        // Things happen in the past here: nobody may look at the clocks before all of them did.
        ((Loop) program.bean("clockWorker")).stop();
        JsonNode first = program.get("/types").get(0);
        type = first.path("id").stringValue();
        desk = first.path("deskId").stringValue();
        var tones = TypeFields.field("tones", "Tones", "choices");
        tones.putArray("options")
                .add(TestProgram.JSON.createObjectNode().put("key", "red").put("name", "Red"))
                .add(TestProgram.JSON.createObjectNode().put("key", "blue").put("name", "Blue"));
        TypeFields.publish(
                program,
                type,
                TypeFields.field("cost", "Cost", "number"),
                TypeFields.field("urgent", "Urgent", "yes_no"),
                tones,
                TypeFields.field("wanted", "Wanted", "date"));
        agent = program.signedIn(
                "Agnes", "agnes@example.org", Map.of("roles", List.of(Map.of("deskId", desk, "role", "agent"))));
        program.signedIn("Rob", "rob@example.org", Map.of());
        requester = UUID.fromString(program.get("/people?search=Rob")
                .path("items")
                .get(0)
                .path("id")
                .stringValue());
        team = program.post("/teams", Map.of("deskId", desk, "name", "Second line"))
                .path("id")
                .stringValue();
    }

    @AfterAll
    static void stop() {
        program.close();
    }

    @AfterEach
    void clear() throws Exception {
        for (JsonNode policy : program.get("/sla/policies?desk=" + desk)) {
            program.call("DELETE", "/sla/policies/" + policy.path("id").stringValue(), program.admin(), null);
        }
        for (JsonNode calendar : program.get("/sla/calendars?desk=" + desk)) {
            program.call("DELETE", "/sla/calendars/" + calendar.path("id").stringValue(), program.admin(), null);
        }
    }

    private static JsonNode policy(String name, Map<String, ?> more) throws Exception {
        var body = new HashMap<String, Object>(Map.of("deskId", desk, "name", name));
        body.putAll(more);
        return program.post("/sla/policies", body);
    }

    private static Map<String, Object> promise(String kind, Map<String, Integer> targets, Object... more) {
        var all = new HashMap<String, Object>(Map.of("kind", kind, "targets", targets, "pause", "state = pending"));
        for (int i = 0; i < more.length; i += 2) {
            all.put((String) more[i], more[i + 1]);
        }
        return all;
    }

    /** A ticket of some time ago. */
    private static Ticket created(Instant at) {
        var context = Context.system(TENANT, at, null);
        return program.bean(Tickets.class)
                .create(
                        context,
                        CreateTicket.simple(UUID.fromString(type), "It hangs", "", requester, Channel.AGENT),
                        tx -> {});
    }

    private static Ticket change(Ticket ticket, Instant at, TicketField field, @Nullable Object value) {
        return program.bean(Tickets.class)
                .change(Context.system(TENANT, at, null), ticket.id(), (tx, t) -> ChangeTicket.of(field, value));
    }

    private static Ticket custom(Ticket ticket, Instant at, String field, JsonNode value) {
        return program.bean(Tickets.class)
                .change(
                        Context.system(TENANT, at, null),
                        ticket.id(),
                        (tx, t) -> new ChangeTicket(Map.of(), Map.of(field, value), null, null));
    }

    private static JsonNode clocks(UUID ticket) throws Exception {
        var all = TestProgram.JSON.createObjectNode();
        program.get("/tickets/" + ticket + "/clocks")
                .forEach(c -> all.set(c.path("key").stringValue(), c));
        return all;
    }

    private static List<JsonNode> entries(UUID ticket, String kind) throws Exception {
        var all = new ArrayList<JsonNode>();
        program.get("/tickets/" + ticket + "/entries?limit=100").path("items").forEach(e -> {
            if (e.path("kind").stringValue().equals(kind)) {
                all.add(e);
            }
        });
        return all;
    }

    private static List<String> found(String q) throws Exception {
        var all = new ArrayList<String>();
        program.get("/tickets?limit=100&q=" + URLEncoder.encode(q, StandardCharsets.UTF_8))
                .path("items")
                .forEach(t -> all.add(t.path("id").stringValue()));
        return all;
    }

    private static Instant now() {
        return Instant.now().truncatedTo(ChronoUnit.MICROS);
    }

    /** What the program does by itself, all the time. */
    private static void fire() {
        while (program.bean(Firing.class).fire(TENANT, now(), 1_000) > 0) {
            // There may be more.
        }
        while (program.bean(Escalations.class).runOne(TENANT, now())) {
            // There may be more.
        }
    }

    private static JsonNode run(String kind, @Nullable Integer days) throws Exception {
        var body = new HashMap<String, Object>(Map.of("deskId", desk, "kind", kind));
        body.put("days", days);
        program.post("/sla/recalculations", body);
        return program.await(
                        "/sla/recalculations?desk=" + desk,
                        r -> r.get(0).path("state").stringValue().equals("done"))
                .get(0);
    }

    @Test
    void clocksRunPauseAndEndWithTheirTicket() throws Exception {
        policy("All", Map.of("promises", List.of(promise("first_response", HOUR), promise("resolution", HOUR))));
        Instant begin = now().minus(Duration.ofMinutes(50));
        Ticket ticket = created(begin);
        assertThat(Instant.parse(
                        clocks(ticket.id()).path("resolution").path("due").stringValue()))
                .isEqualTo(begin.plus(Duration.ofMinutes(60)));
        Tickets tickets = program.bean(Tickets.class);
        var at = Context.system(TENANT, begin.plus(Duration.ofMinutes(10)), null);
        tickets.reply(at, ticket.id(), AddReply.of("<p>We look</p>", Channel.AGENT), tx -> {});
        change(ticket, begin.plus(Duration.ofMinutes(20)), TicketField.STATUS, "pending");
        var paused = clocks(ticket.id());
        assertThat(paused.path("first_response").path("standing").stringValue()).isEqualTo("met");
        assertThat(paused.path("resolution").path("standing").stringValue()).isEqualTo("paused");
        assertThat(paused.path("resolution").path("due").isNull()).isTrue();
        assertThat(paused.path("resolution").path("elapsed").longValue()).isEqualTo(20 * 60);
        change(ticket, begin.plus(Duration.ofMinutes(45)), TicketField.STATUS, "open");
        JsonNode on = clocks(ticket.id()).path("resolution");
        assertThat(Instant.parse(on.path("due").stringValue())).isEqualTo(begin.plus(Duration.ofMinutes(85)));
        var story = new ArrayList<String>();
        on.path("story").forEach(s -> story.add(s.path("what").stringValue()));
        assertThat(story).containsExactly("ran", "paused", "ran");
        assertThat(on.path("story").get(1).path("text").stringValue()).isEqualTo("state = pending");
        change(ticket, begin.plus(Duration.ofMinutes(49)), TicketField.STATUS, "resolved");
        JsonNode met = clocks(ticket.id()).path("resolution");
        assertThat(met.path("standing").stringValue()).isEqualTo("met");
        assertThat(met.path("elapsed").longValue()).isEqualTo(24 * 60);
    }

    @Test
    void eachAnswerIsPromisedAnew() throws Exception {
        policy("All", Map.of("promises", List.of(promise("next_response", HOUR))));
        Instant begin = now().minus(Duration.ofMinutes(50));
        Ticket ticket = created(begin);
        Tickets tickets = program.bean(Tickets.class);
        var reply = AddReply.of("<p>Text</p>", Channel.PORTAL);
        tickets.reply(
                Context.system(TENANT, begin.plusSeconds(60), null),
                ticket.id(),
                AddReply.of("<p>Answer</p>", Channel.AGENT),
                tx -> {});
        assertThat(clocks(ticket.id()).path("next_response").path("phase").stringValue())
                .isEqualTo("waiting");
        var asks = new Context(
                TENANT,
                io.steward.server.platform.Actor.person(requester, "Rob"),
                io.steward.server.platform.Rights.NONE,
                null,
                begin.plusSeconds(600),
                null);
        tickets.reply(asks, ticket.id(), reply, tx -> {});
        JsonNode asked = clocks(ticket.id()).path("next_response");
        assertThat(Instant.parse(asked.path("due").stringValue())).isEqualTo(begin.plusSeconds(600 + 3_600));
        tickets.reply(
                Context.system(TENANT, begin.plusSeconds(900), null),
                ticket.id(),
                AddReply.of("<p>Answer</p>", Channel.AGENT),
                tx -> {});
        assertThat(clocks(ticket.id()).path("next_response").path("standing").stringValue())
                .isEqualTo("met");
        tickets.reply(asks.at(begin.plusSeconds(1_200)), ticket.id(), reply, tx -> {});
        assertThat(clocks(ticket.id()).path("next_response").path("elapsed").longValue())
                .isBetween(
                        Duration.between(begin.plusSeconds(1_200), now()).toSeconds() - 5,
                        Duration.between(begin.plusSeconds(1_200), now()).toSeconds() + 5);
        assertThat(run("check", 30).path("changed").intValue()).isZero();
    }

    @Test
    void whatRunsOutIsToldOnceAndEscalated() throws Exception {
        var actions = List.of(
                Map.of("kind", "notify", "assignee", true, "people", List.of(requester)),
                Map.of("kind", "raise_priority"),
                Map.of("kind", "reassign", "teamId", team),
                Map.of("kind", "note", "text", "Too late <b>"));
        policy(
                "All",
                Map.of(
                        "promises",
                        List.of(promise(
                                "resolution",
                                HOUR,
                                "thresholds",
                                List.of(
                                        Map.of("percent", 50),
                                        Map.of("percent", 100, "actions", actions),
                                        Map.of("percent", 150))))));
        Ticket ticket = created(now().minus(Duration.ofMinutes(80)));
        var work = new ArrayList<Callable<Integer>>();
        for (int i = 0; i < 4; i++) {
            work.add(() -> {
                fire();
                return 0;
            });
        }
        try (var pool = Executors.newFixedThreadPool(4)) {
            for (var done : pool.invokeAll(work)) {
                done.get();
            }
        }
        assertThat(entries(ticket.id(), "sla_warned")).hasSize(1);
        assertThat(entries(ticket.id(), "sla_missed")).hasSize(1);
        var escalated = entries(ticket.id(), "sla_escalated");
        assertThat(escalated).hasSize(1);
        assertThat(escalated.getFirst().path("detail").path("tell").toString()).contains(requester.toString());
        assertThat(entries(ticket.id(), "note").getFirst().path("body").stringValue())
                .contains("Too late &lt;b&gt;");
        JsonNode now = program.get("/tickets/" + ticket.id());
        assertThat(now.path("priority").intValue()).isLessThan(ticket.priority());
        assertThat(clocks(ticket.id()).path("resolution").path("standing").stringValue())
                .isEqualTo("missed");
        change(ticket, now(), TicketField.STATUS, "resolved");
        assertThat(clocks(ticket.id()).path("resolution").path("standing").stringValue())
                .isEqualTo("missed");
        assertThat(run("check", 30).path("changed").intValue()).isZero();
    }

    @Test
    void aMissedTargetIsExcusedByAManagerWhoSaysWhy() throws Exception {
        policy("All", Map.of("promises", List.of(promise("resolution", HOUR))));
        Ticket ticket = created(now().minus(Duration.ofMinutes(90)));
        fire();
        String path = "/tickets/" + ticket.id() + "/clocks/resolution/excuse";
        assertThat(program.call("POST", path, agent, "{\"reason\":\"x\"}").statusCode())
                .isEqualTo(403);
        assertThat(program.call("POST", path, program.admin(), "{\"reason\":\" \"}")
                        .statusCode())
                .isEqualTo(422);
        program.post(path, Map.of("reason", "The supplier was closed"));
        assertThat(clocks(ticket.id()).path("resolution").path("standing").stringValue())
                .isEqualTo("excused");
        assertThat(found("sla.state = excused")).contains(ticket.id().toString());
        assertThat(found("sla.missed = true")).doesNotContain(ticket.id().toString());
        assertThat(entries(ticket.id(), "sla_excused")).hasSize(1);
        assertThat(program.call("DELETE", path, program.admin(), null).statusCode())
                .isEqualTo(204);
        assertThat(found("sla.missed = true")).contains(ticket.id().toString());
        assertThat(program.call("DELETE", path, program.admin(), null).statusCode())
                .isEqualTo(409);
    }

    @Test
    void listsSortByTheNextTargetAndShowIt() throws Exception {
        policy(
                "All",
                Map.of("promises", List.of(promise("resolution", Map.of("1", 30, "2", 60, "3", 600, "4", 1_200)))));
        Ticket late = created(now().minus(Duration.ofMinutes(2)));
        Ticket soon = created(now().minus(Duration.ofMinutes(20)));
        String q = "/tickets?limit=100&columns=sla,sla.state&q="
                + URLEncoder.encode("sla is not empty order by sla", StandardCharsets.UTF_8);
        var ids = new ArrayList<String>();
        JsonNode items = program.get(q).path("items");
        items.forEach(t -> ids.add(t.path("id").stringValue()));
        assertThat(ids.indexOf(soon.id().toString()))
                .isBetween(0, ids.indexOf(late.id().toString()) - 1);
        JsonNode bar = items.get(ids.indexOf(soon.id().toString())).path("fields");
        assertThat(bar.path("sla").path("standing").stringValue()).isEqualTo("running");
        assertThat(bar.path("sla.state").get(0).stringValue()).isEqualTo("running");
        JsonNode hours = program.get("/sla/forecast?desk=" + desk + "&hours=48");
        int sum = 0;
        for (JsonNode hour : hours) {
            sum += hour.path("tickets").intValue();
            if (hour.path("tickets").intValue() > 0) {
                assertThat(found(hour.path("query").stringValue()))
                        .hasSize(hour.path("tickets").intValue());
            }
        }
        assertThat(sum).isGreaterThanOrEqualTo(2);
        JsonNode rows = program.get("/sla/compliance?desk=" + desk + "&by=priority&from=2020-01-01&to=2100-01-01");
        for (JsonNode row : rows) {
            assertThat(found(row.path("missedQuery").stringValue()))
                    .hasSize(row.path("missed").intValue());
        }
    }

    @Test
    void anotherPriorityAndAnotherPolicyDoNotForgetTheTime() throws Exception {
        policy(
                "Few",
                Map.of(
                        "query",
                        "tags = vip",
                        "promises",
                        List.of(promise("resolution", Map.of("1", 30, "2", 30, "3", 30, "4", 30)))));
        policy("All", Map.of("promises", List.of(promise("resolution", Map.of("1", 45, "2", 60, "3", 120, "4", 240)))));
        Instant begin = now().minus(Duration.ofMinutes(15));
        Ticket ticket = created(begin);
        change(ticket, begin.plus(Duration.ofMinutes(5)), TicketField.URGENCY, 1);
        change(ticket, begin.plus(Duration.ofMinutes(6)), TicketField.IMPACT, 1);
        assertThat(Instant.parse(
                        clocks(ticket.id()).path("resolution").path("due").stringValue()))
                .isEqualTo(begin.plus(Duration.ofMinutes(45)));
        change(ticket, begin.plus(Duration.ofMinutes(10)), TicketField.TAGS, List.of("vip"));
        JsonNode few = clocks(ticket.id()).path("resolution");
        assertThat(Instant.parse(few.path("due").stringValue())).isEqualTo(begin.plus(Duration.ofMinutes(30)));
        assertThat(few.path("policy").stringValue()).isEqualTo("Few");
        assertThat(run("check", 30).path("changed").intValue()).isZero();
    }

    @Test
    void aChangeIsShownBeforeAndAppliedToWhatIsOpen() throws Exception {
        JsonNode made = policy("All", Map.of("promises", List.of(promise("resolution", HOUR))));
        Instant begin = now().minus(Duration.ofMinutes(20));
        Ticket ticket = created(begin);
        var shorter = Map.of(
                "id",
                made.path("id").stringValue(),
                "deskId",
                desk,
                "name",
                "All",
                "promises",
                List.of(promise("resolution", Map.of("1", 10, "2", 10, "3", 10, "4", 10))));
        JsonNode shown = program.post("/sla/preview", Map.of("deskId", desk, "policy", shorter));
        assertThat(shown.path("after").intValue())
                .isGreaterThan(shown.path("before").intValue());
        assertThat(shown.path("examples").toString()).contains(ticket.id().toString());
        var answer = program.call(
                "PUT",
                "/sla/policies/" + made.path("id").stringValue(),
                program.admin(),
                TestProgram.JSON.writeValueAsString(shorter),
                "If-Match",
                "\"1\"");
        TestProgram.ok(answer);
        assertThat(clocks(ticket.id()).path("resolution").path("standing").stringValue())
                .isEqualTo("running");
        run("apply", null);
        JsonNode after = clocks(ticket.id()).path("resolution");
        assertThat(Instant.parse(after.path("missedAt").stringValue())).isEqualTo(begin.plus(Duration.ofMinutes(10)));
        assertThat(entries(ticket.id(), "sla_missed")).isEmpty();
        assertThat(run("check", 30).path("changed").intValue()).isZero();
    }

    @Test
    void importedTicketsHaveTheClocksTheyWouldHaveHad() throws Exception {
        policy("All", Map.of("promises", List.of(promise("resolution", HOUR))));
        Instant begin = now().minus(Duration.ofHours(3)).truncatedTo(ChronoUnit.MINUTES);
        var written =
                java.time.format.DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm").withZone(java.time.ZoneOffset.UTC);
        var file = TestProgram.newFolder().resolveSibling("clocks-" + System.nanoTime() + ".csv");
        java.nio.file.Files.write(
                file,
                List.of(
                        "number,title,status,created,updated",
                        "C1,Late one,open," + written.format(begin) + "," + written.format(begin),
                        "C2,Quick one,open," + written.format(begin) + "," + written.format(begin),
                        "C2,Quick one,resolved," + written.format(begin) + ","
                                + written.format(begin.plus(Duration.ofMinutes(30)))));
        JsonNode uploaded = program.upload("/imports", file);
        String job = "/imports/" + uploaded.path("id").stringValue();
        var mapping = (tools.jackson.databind.node.ObjectNode)
                uploaded.path("preview").path("suggested");
        mapping.put("typeId", type);
        mapping.put("deskId", desk);
        mapping.put("mode", "history");
        TestProgram.ok(program.call("PUT", job + "/mapping", program.admin(), mapping.toString()));
        program.post(job + "/check", "");
        program.await(job, j -> j.path("state").stringValue().equals("checked"));
        program.post(job + "/run", "");
        program.await(job, j -> j.path("state").stringValue().equals("done"));
        program.await(
                "/tickets?limit=100&q="
                        + URLEncoder.encode("channel = import and sla.state = missed", StandardCharsets.UTF_8),
                found -> found.path("items").size() == 1);
        UUID late = UUID.fromString(found("channel = import and state = open").getFirst());
        UUID quick =
                UUID.fromString(found("channel = import and state = resolved").getFirst());
        JsonNode missed = clocks(late).path("resolution");
        assertThat(Instant.parse(missed.path("missedAt").stringValue())).isEqualTo(begin.plus(Duration.ofHours(1)));
        JsonNode met = clocks(quick).path("resolution");
        assertThat(met.path("standing").stringValue()).isEqualTo("met");
        assertThat(met.path("elapsed").longValue()).isEqualTo(30 * 60);
        fire();
        assertThat(entries(late, "sla_missed")).isEmpty();
        assertThat(run("check", 30).path("changed").intValue()).isZero();
    }

    @Test
    void clocksFollowFromTheJournalWhateverHappens() throws Exception {
        JsonNode calendar = program.post(
                "/sla/calendars",
                Map.of(
                        "deskId",
                        desk,
                        "name",
                        "Office",
                        "zone",
                        "America/New_York",
                        "shifts",
                        List.of("MONDAY", "TUESDAY", "THURSDAY", "FRIDAY", "SUNDAY").stream()
                                .map(d -> Map.of("day", d, "from", 480, "to", 960))
                                .toList(),
                        "holidays",
                        List.of(Map.of("first", "2020-07-04", "name", "Day", "yearly", true))));
        var hours = List.of(calendar.path("id").stringValue());
        policy(
                "Vip",
                Map.of(
                        "query",
                        "tags = vip",
                        "calendars",
                        hours,
                        "promises",
                        List.of(
                                promise("first_response", Map.of("1", 30, "2", 60, "3", 90)),
                                promise("resolution", HOUR))));
        policy(
                "Costly",
                Map.of(
                        "query",
                        "cost > 50 and (urgent = yes or tones = red)",
                        "promises",
                        List.of(promise("resolution", HOUR, "pause", "tones = blue"))));
        policy(
                "All",
                Map.of(
                        "calendars",
                        hours,
                        "promises",
                        List.of(
                                promise("first_response", Map.of("1", 60, "4", 600)),
                                promise("next_response", HOUR),
                                promise("resolution", Map.of("1", 240, "2", 480, "3", 960, "4", 2_000)))));
        policy(
                "Second line",
                Map.of(
                        "agreement",
                        "ola",
                        "teamId",
                        team,
                        "promises",
                        List.of(Map.of(
                                "kind",
                                "custom",
                                "name",
                                "With the second line",
                                "targets",
                                HOUR,
                                "start",
                                "team = \"Second line\"",
                                "pause",
                                "team != \"Second line\"",
                                "stop",
                                "state in (resolved, closed)"))));
        long seed = System.nanoTime();
        var random = new Random(seed);
        for (int i = 0; i < 25; i++) {
            live(random, now().minus(Duration.ofDays(10)));
        }
        JsonNode checked = run("check", 30);
        assertThat(checked.path("clocks").intValue()).isGreaterThan(50);
        assertThat(checked.path("changed").intValue())
                .as("seed %s: %s", seed, checked.path("examples"))
                .isZero();
    }

    private static void live(Random random, Instant begin) {
        Ticket ticket = created(begin);
        Tickets tickets = program.bean(Tickets.class);
        Instant at = begin;
        for (int i = 0; i < 12; i++) {
            at = at.plusSeconds(1 + random.nextInt(60_000)).plusNanos(1_000L * random.nextInt(1_000_000));
            try {
                switch (random.nextInt(13)) {
                    case 8 -> custom(ticket, at, "cost", JSON.numberNode(random.nextInt(100)));
                    case 9 -> custom(ticket, at, "urgent", JSON.booleanNode(random.nextBoolean()));
                    case 10 -> {
                        var tones = JSON.arrayNode();
                        List.of("red", "blue").stream()
                                .filter(c -> random.nextBoolean())
                                .forEach(tones::add);
                        custom(ticket, at, "tones", tones);
                    }
                    case 0 -> change(ticket, at, TicketField.URGENCY, 1 + random.nextInt(3));
                    case 1 -> change(ticket, at, TicketField.IMPACT, 1 + random.nextInt(3));
                    case 2 -> change(ticket, at, TicketField.TEAM, random.nextBoolean() ? UUID.fromString(team) : null);
                    case 3 -> change(ticket, at, TicketField.TAGS, random.nextBoolean() ? List.of("vip") : List.of());
                    case 4 ->
                        tickets.reply(
                                Context.system(TENANT, at, null),
                                ticket.id(),
                                AddReply.of("<p>Answer</p>", Channel.AGENT),
                                tx -> {});
                    case 5 ->
                        tickets.reply(
                                new Context(
                                        TENANT,
                                        io.steward.server.platform.Actor.person(requester, "Rob"),
                                        io.steward.server.platform.Rights.NONE,
                                        null,
                                        at,
                                        null),
                                ticket.id(),
                                AddReply.of("<p>And?</p>", Channel.PORTAL),
                                tx -> {});
                    default ->
                        change(
                                ticket,
                                at,
                                TicketField.STATUS,
                                List.of("open", "pending", "resolved", "cancelled")
                                        .get(random.nextInt(4)));
                }
            } catch (io.steward.server.platform.Problem notFromHere) {
                // The workflow has no such way: nothing happened.
                assertThat(notFromHere.text()).isNotBlank();
            }
        }
    }

    @Test
    void whatIsWrongIsSaidWhereItIs() throws Exception {
        assertThat(refused(Map.of("promises", List.of()))).contains("promises");
        assertThat(refused(Map.of("query", "assignee = me()", "promises", List.of(promise("resolution", HOUR)))))
                .contains("\"query\"");
        assertThat(refused(Map.of("query", "created > -7d", "promises", List.of(promise("resolution", HOUR)))))
                .contains("past is not kept");
        assertThat(refused(Map.of("query", "wanted < +7d", "promises", List.of(promise("resolution", HOUR)))))
                .contains("depends on when");
        assertThat(refused(Map.of("promises", List.of(promise("resolution", HOUR, "pause", "nonsense = 1")))))
                .contains("promises[0].pause");
        assertThat(refused(Map.of("promises", List.of(promise("resolution", Map.of("1", 0))))))
                .contains("promises[0].targets.1");
        assertThat(refused(Map.of("promises", List.of(promise("custom", HOUR, "name", "x")))))
                .contains("promises[0].stop");
        assertThat(refused(Map.of("agreement", "ola", "promises", List.of(promise("resolution", HOUR)))))
                .contains("teamId");
        HttpResponse<String> zone = program.call(
                "POST",
                "/sla/calendars",
                program.admin(),
                "{\"deskId\":\"" + desk + "\",\"name\":\"x\",\"zone\":\"Mars/Base\",\"shifts\":[]}");
        assertThat(zone.statusCode()).isEqualTo(422);
        assertThat(zone.body()).contains("\"zone\"").contains("\"shifts\"");
        assertThat(program.call("GET", "/sla/policies?desk=" + desk, agent, null)
                        .statusCode())
                .isEqualTo(403);
    }

    private static String refused(Map<String, ?> more) throws Exception {
        var body = new HashMap<String, Object>(Map.of("deskId", desk, "name", "Wrong"));
        body.putAll(more);
        var answer = program.call("POST", "/sla/policies", program.admin(), TestProgram.JSON.writeValueAsString(body));
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(422);
        return answer.body();
    }
}
