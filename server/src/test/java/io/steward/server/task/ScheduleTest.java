package io.steward.server.task;

import static org.assertj.core.api.Assertions.assertThat;

import io.steward.server.TestProgram;
import io.steward.server.platform.Database;
import io.steward.server.platform.TenantId;
import io.steward.server.ticket.TypeFields;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** Tickets made by the calendar, over PostgreSQL. */
class ScheduleTest {
    private static final TenantId TENANT = new TenantId(1);

    @SuppressWarnings("NullAway.Init")
    private static TestProgram program;

    @SuppressWarnings("NullAway.Init")
    private static Desk desk;

    @BeforeAll
    static void start() throws Exception {
        program = TestProgram.startSetUp();
        desk = Desk.of(program);
    }

    @AfterAll
    static void stop() {
        program.close();
    }

    private static String id(JsonNode node) {
        return node.path("id").stringValue();
    }

    private static Map<String, Object> daily() {
        return new HashMap<>(Map.of("kind", "daily", "time", "09:00", "zone", "UTC", "start", "2026-01-01"));
    }

    private static Map<String, Object> body(String name, Map<String, ?> schedule) {
        return new HashMap<>(Map.of(
                "deskId",
                desk.id(),
                "name",
                name,
                "ticket",
                Map.of("typeId", desk.type(), "title", name, "tags", List.of("routine")),
                "schedule",
                schedule));
    }

    private static JsonNode made(String name) throws Exception {
        return desk.did(desk.manager(), "POST", "/scheduled-tickets", body(name, daily()), null);
    }

    /** As if it had been planned for this instant, and Steward had not run since. */
    private static void plan(String id, Instant at) {
        program.bean(Database.class)
                .run(
                        TENANT,
                        tx -> tx.sql()
                                .execute("update task.scheduled_ticket set next_run = timestamptz '" + at
                                        + "' where id = '" + id + "'"));
    }

    /** The newest time by the daily schedule that is over: what the loop of the program itself finds, too. */
    private static Instant lastNine(Instant now) {
        Instant nine = LocalDate.ofInstant(now, ZoneOffset.UTC).atTime(9, 0).toInstant(ZoneOffset.UTC);
        return nine.isAfter(now) ? nine.minusSeconds(86_400) : nine;
    }

    private static JsonNode tickets(String title) throws Exception {
        return program.get("/tickets?q=" + java.net.URLEncoder.encode("title ~ \"" + title + "\"", "UTF-8"))
                .path("items");
    }

    private static JsonNode shown(String id) throws Exception {
        return desk.did(desk.manager(), "GET", "/scheduled-tickets", null, null)
                .valueStream()
                .filter(s -> id(s).equals(id))
                .findFirst()
                .orElseThrow();
    }

    @Test
    void severalNodesMakeEachOccurrenceOnce() throws Exception {
        var scheduled = program.bean(ScheduledTickets.class);
        String id = id(made("Check the backups"));
        Instant now = Instant.now();
        Instant last = lastNine(now);
        plan(id, last);
        Callable<Boolean> run = () -> scheduled.runOne(TENANT, now);
        try (var pool = Executors.newFixedThreadPool(4)) {
            var all = pool.invokeAll(List.of(run, run, run, run));
            int ran = 0;
            for (var each : all) {
                ran += each.get() ? 1 : 0;
            }
            assertThat(ran).isLessThanOrEqualTo(1);
        }
        scheduled.runOne(TENANT, now);
        JsonNode found = tickets("Check the backups");
        assertThat(found.size()).isEqualTo(1);
        assertThat(found.get(0).path("channel").stringValue()).isEqualTo("schedule");
        assertThat(found.get(0).path("tags").get(0).stringValue()).isEqualTo("routine");
        // Planned for the same time once more, by a clock that is behind: the occurrence's own key refuses it.
        plan(id, last);
        scheduled.runOne(TENANT, now);
        assertThat(tickets("Check the backups").size()).isEqualTo(1);
        assertThat(shown(id).path("last").path("error").stringValue()).contains("already");
    }

    @Test
    void whatWasMissedIsMadeOnceAndNoted() throws Exception {
        var scheduled = program.bean(ScheduledTickets.class);
        String id = id(made("Water the plants"));
        Instant now = Instant.now();
        plan(id, lastNine(now).minusSeconds(4 * 86_400));
        while (scheduled.runOne(TENANT, now)) {}
        JsonNode found = tickets("Water the plants");
        assertThat(found.size()).isEqualTo(1);
        JsonNode shown = shown(id);
        assertThat(shown.path("last").path("missed").intValue()).isEqualTo(4);
        assertThat(shown.path("last").path("ticket").path("number").stringValue())
                .isEqualTo(found.get(0).path("number").stringValue());
        assertThat(program.get("/tickets/" + id(found.get(0)) + "/entries").toString())
                .contains("Water the plants (4 earlier missed)");
        assertThat(shown.path("next").size()).isEqualTo(5);
    }

    @Test
    void theLoopDoesItByItself() throws Exception {
        String id = id(made("By itself"));
        plan(id, Instant.now().minusSeconds(86_400));
        program.await(
                "/tickets?q=title%20~%20%22By%20itself%22", a -> a.path("items").size() == 1);
    }

    @Test
    void whatCannotBeMadeIsToldAndTriedAtItsNextTime() throws Exception {
        var scheduled = program.bean(ScheduledTickets.class);
        String person = id(program.post(
                "/people",
                Map.of(
                        "name",
                        "Leo Leaver",
                        "email",
                        "leo@example.org",
                        "roles",
                        List.of(Map.of("deskId", desk.id(), "role", "agent")))));
        var body = body("Cannot be", daily());
        body.put("ticket", Map.of("typeId", desk.type(), "title", "Cannot be", "assigneeId", person));
        String id = id(desk.did(desk.manager(), "POST", "/scheduled-tickets", body, null));
        desk.did(program.admin(), "PATCH", "/people/" + person, Map.of("active", false), 1);
        Instant now = Instant.now();
        plan(id, lastNine(now));
        while (scheduled.runOne(TENANT, now)) {}
        JsonNode shown = shown(id);
        assertThat(shown.path("last").path("error").stringValue()).contains("agents");
        assertThat(shown.path("active").booleanValue()).isTrue();
        assertThat(tickets("Cannot be").size()).isZero();
    }

    @Test
    void oneThatHappensOnceEndsAfterIt() throws Exception {
        var once = daily();
        once.put("kind", "once");
        once.put("start", "2190-01-01");
        String id = id(desk.did(desk.manager(), "POST", "/scheduled-tickets", body("Just once", once), null));
        assertThat(shown(id).path("next").size()).isEqualTo(1);
        Instant now = Instant.now();
        LocalDate day = lastNine(now).atZone(ZoneOffset.UTC).toLocalDate();
        program.bean(Database.class)
                .run(
                        TENANT,
                        tx -> tx.sql()
                                .execute("update task.scheduled_ticket set schedule = schedule || '{\"start\":\"" + day
                                        + "\"}' where id = '" + id + "'"));
        plan(id, lastNine(now));
        while (program.bean(ScheduledTickets.class).runOne(TENANT, now)) {}
        assertThat(shown(id).path("active").booleanValue()).isFalse();
        assertThat(tickets("Just once").size()).isEqualTo(1);
    }

    @Test
    void customFieldsAreCheckedAndComeWithTheTicket() throws Exception {
        String other = id(program.post("/desks", Map.of("name", "Planned", "key", "planned", "template", "blank")));
        String type = program.get("/types")
                .valueStream()
                .filter(t -> t.path("deskId").stringValue().equals(other))
                .map(ScheduleTest::id)
                .findFirst()
                .orElseThrow();
        var reason = TypeFields.field("reason", "Reason", "text").put("required", true);
        var amount = TypeFields.field("amount", "Amount", "number");
        var who = TypeFields.field("who", "Who", "person");
        var serial = TypeFields.field("serial", "Serial", "text").put("unique", true);
        TypeFields.publish(program, type, reason, amount, who, serial, TypeFields.field("paper", "Paper", "file"));
        String mia = desk.personId("Mia");
        for (var wrong : Map.<String, Map<String, ?>>of(
                        "reason", Map.of("amount", 1),
                        "amount", Map.of("reason", "x", "amount", "many"),
                        "nothing", Map.of("reason", "x", "nothing", 1),
                        "serial", Map.of("reason", "x", "serial", "A1"),
                        "paper", Map.of("reason", "x", "paper", List.of(UUID.randomUUID())),
                        "who", Map.of("reason", "x", "who", UUID.randomUUID()))
                .entrySet()) {
            var answer = desk.send(
                    program.admin(),
                    "POST",
                    "/scheduled-tickets",
                    filled(other, type, "Wrong", wrong.getValue()),
                    null);
            assertThat(answer.statusCode()).as(answer.body()).isEqualTo(422);
            assertThat(answer.body()).contains("\"field\":\"ticket.fields." + wrong.getKey() + "\"");
        }
        var off = filled(other, type, "Switched off", Map.of("amount", 1));
        off.put("active", false);
        desk.did(program.admin(), "POST", "/scheduled-tickets", off, null);

        var values = Map.of("reason", "Monthly", "amount", 12, "who", mia);
        JsonNode whole = desk.did(
                program.admin(), "POST", "/scheduled-tickets", filled(other, type, "With fields", values), null);
        assertThat(whole.path("ticket").path("fields").path("amount").intValue())
                .isEqualTo(12);
        assertThat(whole.path("refs").path(mia).path("name").stringValue()).isEqualTo("Mia");
        JsonNode later = desk.did(
                program.admin(), "POST", "/scheduled-tickets", filled(other, type, "Field gone", values), null);
        Instant now = Instant.now();
        plan(id(whole), lastNine(now));
        while (program.bean(ScheduledTickets.class).runOne(TENANT, now)) {}
        JsonNode fields =
                program.get("/tickets/" + id(tickets("With fields").get(0))).path("fields");
        assertThat(fields.path("reason").stringValue()).isEqualTo("Monthly");
        assertThat(fields.path("amount").intValue()).isEqualTo(12);
        assertThat(fields.path("who").stringValue()).isEqualTo(mia);
        String journal = program.bean(Database.class)
                .read(
                        TENANT,
                        tx -> tx.sql()
                                .fetch("select data::text from journal.entry where subject_id = '" + id(whole) + "'")
                                .getValues(0)
                                .toString());
        assertThat(journal).contains("Monthly");

        TypeFields.publish(program, type, reason, who, serial);
        plan(id(later), lastNine(now));
        while (program.bean(ScheduledTickets.class).runOne(TENANT, now)) {}
        JsonNode left =
                program.get("/tickets/" + id(tickets("Field gone").get(0))).path("fields");
        assertThat(left.path("reason").stringValue()).isEqualTo("Monthly");
        assertThat(left.has("amount")).isFalse();
    }

    private static Map<String, Object> filled(String deskId, String type, String name, Map<String, ?> fields) {
        var body = body(name, daily());
        body.put("deskId", deskId);
        body.put("ticket", Map.of("typeId", type, "title", name, "fields", fields));
        return body;
    }

    @Test
    void onlyTheDesksManagersTendThem() throws Exception {
        JsonNode one = made("Guarded");
        assertThat(one.path("next").size()).isEqualTo(5);
        String path = "/scheduled-tickets/" + id(one);
        assertThat(desk.send(desk.agent(), "POST", "/scheduled-tickets", body("Mine", daily()), null)
                        .statusCode())
                .isEqualTo(403);
        assertThat(desk.send(desk.stranger(), "POST", "/scheduled-tickets", body("Mine", daily()), null)
                        .statusCode())
                .isEqualTo(403);
        assertThat(desk.send(desk.stranger(), "PUT", path, body("Mine", daily()), 1)
                        .statusCode())
                .isEqualTo(404);
        assertThat(desk.send(desk.stranger(), "DELETE", path, null, null).statusCode())
                .isEqualTo(404);
        assertThat(desk.did(desk.stranger(), "GET", "/scheduled-tickets", null, null)
                        .isEmpty())
                .isTrue();
        assertThat(desk.send(desk.manager(), "POST", "/scheduled-tickets", body("Guarded", daily()), null)
                        .body())
                .contains("taken");
        var off = body("Guarded", daily());
        off.put("active", false);
        JsonNode stopped = desk.did(desk.manager(), "PUT", path, off, 1);
        assertThat(stopped.path("next").isEmpty()).isTrue();
        assertThat(desk.send(desk.manager(), "PUT", path, off, 1).statusCode()).isEqualTo(412);
        desk.did(desk.manager(), "DELETE", path, null, null);
    }

    @Test
    void schedulesArePreviewedAndCheckedByField() throws Exception {
        var last = daily();
        last.putAll(Map.of("kind", "monthly", "dayOfMonth", -1, "zone", "Europe/Vienna", "start", "2190-01-15"));
        JsonNode next = desk.did(desk.manager(), "POST", "/scheduled-tickets/preview", Map.of("schedule", last), null)
                .path("next");
        assertThat(next.size()).isEqualTo(5);
        assertThat(next.get(0).stringValue()).isEqualTo("2190-01-31T08:00:00Z");
        for (var wrong : Map.<String, Map<String, ?>>of(
                        "schedule.kind", Map.of("kind", "hourly"),
                        "schedule.time", Map.of("time", "25:00"),
                        "schedule.zone", Map.of("zone", "Mars/Olympus"),
                        "schedule.start", Map.of("start", "soon"),
                        "schedule.end", Map.of("end", "2025-01-01"),
                        "schedule.interval", Map.of("interval", 0),
                        "schedule.dayOfMonth", Map.of("dayOfMonth", 32),
                        "schedule.month", Map.of("month", 13),
                        "schedule.weekdays", Map.of("weekdays", List.of("funday")))
                .entrySet()) {
            var schedule = daily();
            schedule.putAll(wrong.getValue());
            var answer =
                    desk.send(desk.manager(), "POST", "/scheduled-tickets/preview", Map.of("schedule", schedule), null);
            assertThat(answer.statusCode()).as(answer.body()).isEqualTo(422);
            assertThat(answer.body()).contains("\"field\":\"" + wrong.getKey() + "\"");
        }
        var past = daily();
        past.put("end", "2026-01-05");
        assertThat(desk.send(desk.manager(), "POST", "/scheduled-tickets", body("Past", past), null)
                        .body())
                .contains("schedule.start");
        var unknown = body("Unknown", daily());
        unknown.put("ticket", Map.of("typeId", UUID.randomUUID(), "title", "x"));
        assertThat(desk.send(desk.manager(), "POST", "/scheduled-tickets", unknown, null)
                        .body())
                .contains("ticket.typeId");
    }
}
