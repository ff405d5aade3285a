package io.steward.server.task;

import static org.assertj.core.api.Assertions.assertThat;

import io.steward.server.TestProgram;
import io.steward.server.platform.Database;
import io.steward.server.platform.TenantId;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** Time spent on tickets: by hand, by the clock, in sums and in the manager's report. */
class TimeTest {
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

    private static double spent(String ticket) {
        UUID id = UUID.fromString(ticket);
        return program.bean(Database.class)
                .read(
                        new TenantId(1),
                        tx -> program.bean(TimeSpent.class).of(tx, List.of(id)).getOrDefault(id, 0.0));
    }

    private static JsonNode add(String who, String ticket, Map<String, ?> entry) throws Exception {
        return desk.did(who, "POST", "/tickets/" + ticket + "/time", entry, null);
    }

    @Test
    void entriesAreAddedChangedDeletedAndSummed() throws Exception {
        String ticket = id(desk.ticket("Time"));
        JsonNode first = add(
                desk.agent(), ticket, Map.of("minutes", 30, "day", "2026-11-20", "note", "Called", "billable", true));
        add(desk.manager(), ticket, Map.of("minutes", 15));
        assertThat(spent(ticket)).isEqualTo(45);
        JsonNode changed =
                desk.did(desk.agent(), "PATCH", "/time/" + id(first), Map.of("minutes", 50, "billable", false), 1);
        assertThat(changed.path("note").stringValue()).isEqualTo("Called");
        JsonNode time = desk.did(desk.agent(), "GET", "/tickets/" + ticket + "/time", null, null);
        assertThat(time.path("minutes").intValue()).isEqualTo(65);
        assertThat(time.path("billable").intValue()).isZero();
        assertThat(time.path("items").size()).isEqualTo(2);
        assertThat(time.path("people").get(0).path("person").path("name").stringValue())
                .isEqualTo("Agnes");
        assertThat(desk.send(desk.agent(), "PATCH", "/time/" + id(first), Map.of("minutes", 1), 1)
                        .statusCode())
                .isEqualTo(412);
        assertThat(desk.send(desk.manager(), "PATCH", "/time/" + id(first), Map.of("minutes", 1), 2)
                        .statusCode())
                .isEqualTo(403);
        assertThat(desk.send(desk.stranger(), "DELETE", "/time/" + id(first), null, 2)
                        .statusCode())
                .isEqualTo(404);
        desk.did(desk.agent(), "DELETE", "/time/" + id(first), null, 2);
        assertThat(spent(ticket)).isEqualTo(15);
        assertThat(desk.kinds(ticket))
                .containsExactly("created", "time_added", "time_added", "time_changed", "time_removed");
        JsonNode page = desk.did(desk.agent(), "GET", "/tickets/" + ticket + "/time?limit=1", null, null);
        assertThat(page.path("next").isNull()).isTrue();
    }

    @Test
    void wrongEntriesAreRefusedByField() throws Exception {
        String ticket = id(desk.ticket("Wrong"));
        for (var wrong : Map.of(
                        "{}",
                        "minutes",
                        "{\"minutes\":0}",
                        "minutes",
                        "{\"minutes\":1441}",
                        "minutes",
                        "{\"minutes\":5,\"day\":\"2999-01-01\"}",
                        "day",
                        "{\"minutes\":5,\"note\":\"" + "x".repeat(1_001) + "\"}",
                        "note")
                .entrySet()) {
            var answer = desk.send(desk.agent(), "POST", "/tickets/" + ticket + "/time", wrong.getKey(), null);
            assertThat(answer.statusCode()).isEqualTo(422);
            assertThat(answer.body()).contains("\"field\":\"" + wrong.getValue() + "\"");
        }
        assertThat(desk.send(desk.stranger(), "POST", "/tickets/" + ticket + "/time", Map.of("minutes", 5), null)
                        .statusCode())
                .isEqualTo(404);
        assertThat(desk.send(desk.requester(), "POST", "/tickets/" + ticket + "/time", Map.of("minutes", 5), null)
                        .statusCode())
                .isEqualTo(403);
    }

    @Test
    void aPersonHasOneClock() throws Exception {
        String first = id(desk.ticket("First"));
        String second = id(desk.ticket("Second"));
        String who = desk.agent();
        assertThat(desk.did(who, "GET", "/timer", null, null).path("ticket").isNull())
                .isTrue();
        desk.did(who, "PUT", "/timer", Map.of("ticketId", first), null);
        JsonNode again = desk.did(who, "PUT", "/timer", Map.of("ticketId", first), null);
        assertThat(again.path("ticket").path("id").stringValue()).isEqualTo(first);
        assertThat(desk.kinds(first)).containsExactly("created");
        backdate(200);
        desk.did(who, "PUT", "/timer", Map.of("ticketId", second), null);
        assertThat(spent(first)).isEqualTo(4);
        assertThat(desk.did(who, "GET", "/timer", null, null)
                        .path("ticket")
                        .path("id")
                        .stringValue())
                .isEqualTo(second);
        assertThat(desk.did(desk.manager(), "GET", "/timer", null, null)
                        .path("ticket")
                        .isNull())
                .isTrue();
        JsonNode stopped = desk.did(who, "POST", "/timer/stop", Map.of("note", "Fixed", "billable", true), null);
        assertThat(stopped.path("minutes").intValue()).isEqualTo(1);
        assertThat(stopped.path("billable").booleanValue()).isTrue();
        assertThat(desk.send(who, "POST", "/timer/stop", "{}", null).statusCode())
                .isEqualTo(409);
        desk.did(who, "PUT", "/timer", Map.of("ticketId", first), null);
        desk.did(who, "DELETE", "/timer", null, null);
        assertThat(spent(first)).isEqualTo(4);
        assertThat(desk.send(desk.stranger(), "PUT", "/timer", Map.of("ticketId", first), null)
                        .statusCode())
                .isEqualTo(404);
    }

    private static void backdate(int seconds) {
        program.bean(Database.class)
                .run(
                        new TenantId(1),
                        tx -> tx.sql()
                                .execute("update task.timer set started = started - interval '" + seconds
                                        + " seconds'"));
    }

    @Test
    void aClockStoppedTwiceAtOnceCountsOnce() throws Exception {
        String ticket = id(desk.ticket("Twice"));
        desk.did(desk.manager(), "PUT", "/timer", Map.of("ticketId", ticket), null);
        Callable<Integer> stop = () ->
                desk.send(desk.manager(), "POST", "/timer/stop", "{}", null).statusCode();
        try (var pool = Executors.newFixedThreadPool(2)) {
            var one = pool.submit(stop);
            var two = pool.submit(stop);
            assertThat(List.of(one.get(), two.get())).containsExactlyInAnyOrder(201, 409);
        }
        assertThat(spent(ticket)).isEqualTo(1);
    }

    @Test
    void managersSeeTheSumsAndTheFile() throws Exception {
        JsonNode ticket = desk.ticket("=cmd|'/c calc'!A1");
        add(desk.agent(), id(ticket), Map.of("minutes", 60, "day", "2025-03-01", "billable", true, "note", "@SUM(1)"));
        add(desk.agent(), id(ticket), Map.of("minutes", 30, "day", "2025-03-02"));
        add(desk.manager(), id(ticket), Map.of("minutes", 5, "day", "2025-03-02"));
        add(desk.manager(), id(ticket), Map.of("minutes", 7, "day", "2025-03-05"));
        String range = "from=2025-03-01&to=2025-03-03";
        JsonNode report = desk.did(desk.manager(), "GET", "/time/report?" + range, null, null);
        assertThat(report.path("minutes").intValue()).isEqualTo(95);
        assertThat(report.path("billable").intValue()).isEqualTo(60);
        assertThat(report.path("byPerson").get(0).path("label").stringValue()).isEqualTo("Agnes");
        assertThat(report.path("byPerson").get(0).path("minutes").intValue()).isEqualTo(90);
        assertThat(report.path("byDay").get(0).path("key").stringValue()).isEqualTo("2025-03-01");
        assertThat(report.path("byType").size()).isEqualTo(1);
        String agnes = desk.personId("Agnes");
        assertThat(desk.did(desk.manager(), "GET", "/time/report?" + range + "&person=" + agnes, null, null)
                        .path("minutes")
                        .intValue())
                .isEqualTo(90);
        var file = desk.send(desk.manager(), "GET", "/time/export?" + range, null, null);
        assertThat(file.statusCode()).isEqualTo(200);
        assertThat(file.headers().firstValue("Content-Type").orElseThrow()).startsWith("text/csv");
        assertThat(file.body().lines()).hasSize(4);
        assertThat(file.body())
                .contains("'=cmd|")
                .contains("'@SUM(1)")
                .contains(ticket.path("number").stringValue());
        assertThat(desk.send(desk.agent(), "GET", "/time/report?" + range, null, null)
                        .statusCode())
                .isEqualTo(403);
        assertThat(desk.did(desk.stranger(), "GET", "/time/report?" + range, null, null)
                        .path("minutes")
                        .intValue())
                .isZero();
        assertThat(desk.send(desk.stranger(), "GET", "/time/export?" + range + "&desk=" + desk.id(), null, null)
                        .statusCode())
                .isEqualTo(404);
        assertThat(desk.send(
                                desk.manager(),
                                "GET",
                                "/time/report?from=2025-03-03&to=" + LocalDate.of(2025, 3, 3),
                                null,
                                null)
                        .statusCode())
                .isEqualTo(422);
    }
}
