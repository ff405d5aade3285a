package io.steward.server.task;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import io.steward.server.TestProgram;
import io.steward.server.platform.Database;
import io.steward.server.platform.TenantId;
import io.steward.server.ticket.Conditions;
import io.steward.server.ticket.TypeFields;
import io.steward.server.ticket.spi.TicketNumbers;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.slf4j.LoggerFactory;
import tools.jackson.databind.JsonNode;

/** Tasks on tickets and templates of them, through the API and over PostgreSQL. */
class TaskTest {
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

    private static JsonNode state(JsonNode task, String state) throws Exception {
        return desk.did(
                desk.agent(),
                "PATCH",
                "/tasks/" + id(task),
                Map.of("state", state),
                task.path("version").intValue());
    }

    @Test
    void aTaskIsAddedChangedDoneAndInTheJournal() throws Exception {
        String ticket = id(desk.ticket("New laptop"));
        String mia = desk.personId("Mia");
        JsonNode task = desk.task(
                ticket,
                "Order it",
                Map.of("assigneeId", mia, "due", "2026-12-01", "description", "<p>From <script>x</script>stock</p>"));
        assertThat(task.path("assignee").path("name").stringValue()).isEqualTo("Mia");
        assertThat(task.path("description").stringValue()).isEqualTo("<p>From stock</p>");
        JsonNode done = state(task, "done");
        assertThat(done.path("settledBy").path("name").stringValue()).isEqualTo("Agnes");
        assertThat(done.path("settledAt").isNull()).isFalse();
        assertThat(desk.send(desk.agent(), "PATCH", "/tasks/" + id(task), Map.of("title", "x"), 1)
                        .statusCode())
                .isEqualTo(412);
        JsonNode reopened = state(done, "open");
        assertThat(reopened.path("settledAt").isNull()).isTrue();
        JsonNode cleared =
                desk.did(desk.agent(), "PATCH", "/tasks/" + id(task), "{\"assigneeId\":null,\"due\":null}", 3);
        assertThat(cleared.path("assignee").isNull()).isTrue();
        assertThat(desk.send(desk.agent(), "DELETE", "/tasks/" + id(task), null, 3)
                        .statusCode())
                .isEqualTo(412);
        desk.did(desk.agent(), "DELETE", "/tasks/" + id(task), null, 4);
        assertThat(desk.kinds(ticket))
                .containsExactly("created", "task_added", "task_done", "task_reopened", "task_changed", "task_removed");
        JsonNode entry =
                program.get("/tickets/" + ticket + "/entries").path("items").get(4);
        assertThat(entry.path("detail").path("title").stringValue()).isEqualTo("Order it");
        assertThat(entry.path("changes").toString()).contains("\"assignee\"").contains("\"Mia\"");
        assertThat(entry.path("audience").stringValue()).isEqualTo("internal");
    }

    @Test
    void wrongThingsAreRefusedByField() throws Exception {
        String ticket = id(desk.ticket("Wrong things"));
        String hugo = desk.personId("Hugo");
        for (var wrong : Map.of(
                        "{\"title\":\" \"}",
                        "title",
                        "{\"title\":\"x\",\"assigneeId\":\"" + hugo + "\"}",
                        "assigneeId",
                        "{\"title\":\"x\",\"teamId\":\"" + UUID.randomUUID() + "\"}",
                        "teamId",
                        "{\"title\":\"x\",\"due\":\"tomorrow\"}",
                        "due",
                        "{\"title\":\"x\",\"due\":\"9999-12-31\"}",
                        "due",
                        "{\"title\":\"x\",\"state\":\"finished\"}",
                        "state",
                        "{\"title\":\"x\",\"needs\":[\"" + UUID.randomUUID() + "\"]}",
                        "needs",
                        "{\"title\":\"x\",\"after\":\"" + UUID.randomUUID() + "\"}",
                        "after",
                        "{\"title\":\"x\",\"colour\":\"red\"}",
                        "colour")
                .entrySet()) {
            var answer = desk.send(desk.agent(), "POST", "/tickets/" + ticket + "/tasks", wrong.getKey(), null);
            assertThat(answer.statusCode()).as(wrong.getKey()).isEqualTo(422);
            assertThat(answer.body()).contains("\"field\":\"" + wrong.getValue() + "\"");
        }
    }

    @Test
    void dependenciesKeepTheOrderOfWork() throws Exception {
        String ticket = id(desk.ticket("Move office"));
        JsonNode pack = desk.task(ticket, "Pack", Map.of());
        JsonNode carry = desk.task(ticket, "Carry", Map.of("needs", List.of(id(pack))));
        var early = desk.send(desk.agent(), "PATCH", "/tasks/" + id(carry), Map.of("state", "done"), 1);
        assertThat(early.statusCode()).isEqualTo(422);
        assertThat(early.body()).contains("First to be done: Pack");
        var circle = desk.send(desk.agent(), "PATCH", "/tasks/" + id(pack), Map.of("needs", List.of(id(carry))), 1);
        assertThat(circle.statusCode()).isEqualTo(422);
        assertThat(circle.body()).contains("circle");
        assertThat(desk.send(desk.agent(), "DELETE", "/tasks/" + id(pack), null, 1)
                        .statusCode())
                .isEqualTo(409);
        JsonNode packed = state(pack, "done");
        state(carry, "done");
        var back = desk.send(
                desk.agent(),
                "PATCH",
                "/tasks/" + id(pack),
                Map.of("state", "open"),
                packed.path("version").intValue());
        assertThat(back.statusCode()).isEqualTo(422);
    }

    @Test
    void aTicketWithOpenRequiredTasksIsNotResolved() throws Exception {
        JsonNode ticket = desk.ticket("Leaver");
        JsonNode lock = desk.task(id(ticket), "Lock the account", Map.of("required", true));
        JsonNode nice = desk.task(id(ticket), "Say goodbye", Map.of());
        var refused = desk.send(
                desk.agent(),
                "PATCH",
                "/tickets/" + id(ticket),
                Map.of("status", "resolved"),
                ticket.path("version").intValue());
        assertThat(refused.statusCode()).isEqualTo(422);
        assertThat(refused.body()).contains("\"status\"").contains("open-tasks").contains("Lock the account");
        var replied = desk.send(
                desk.agent(),
                "POST",
                "/tickets/" + id(ticket) + "/replies",
                Map.of("body", "<p>Done</p>", "status", "resolved"),
                null);
        assertThat(replied.statusCode()).isEqualTo(422);
        assertThat(desk.kinds(id(ticket))).doesNotContain("reply", "changed");
        state(lock, "done");
        JsonNode resolved = desk.did(
                desk.agent(),
                "PATCH",
                "/tickets/" + id(ticket),
                Map.of("status", "resolved"),
                program.get("/tickets/" + id(ticket)).path("version").intValue());
        desk.did(
                desk.agent(),
                "PATCH",
                "/tickets/" + id(ticket),
                Map.of("status", "closed"),
                resolved.path("version").intValue());
        JsonNode left = tasks(id(ticket)).path("tasks").get(1);
        assertThat(id(left)).isEqualTo(id(nice));
        assertThat(left.path("state").stringValue()).isEqualTo("skipped");
        assertThat(desk.kinds(id(ticket))).contains("task_skipped");
    }

    @Test
    void aRequesterCannotCloseWhatIsStillWorkedOnAndReadsNoTasks() throws Exception {
        JsonNode ticket = desk.did(
                desk.requester(), "POST", "/portal/requests", Map.of("typeId", desk.type(), "title", "Mine"), null);
        desk.task(id(ticket), "Secret step", Map.of("required", true));
        var closed = desk.send(desk.requester(), "POST", "/portal/requests/" + id(ticket) + "/close", "{}", null);
        assertThat(closed.statusCode()).isEqualTo(422);
        assertThat(closed.body()).contains("still work").doesNotContain("Secret step");
        assertThat(desk.did(desk.requester(), "GET", "/portal/requests/" + id(ticket), null, null)
                        .toString())
                .doesNotContain("Secret step");
        assertThat(desk.send(desk.requester(), "GET", "/tickets/" + id(ticket) + "/tasks", null, null)
                        .statusCode())
                .isEqualTo(403);
    }

    private static JsonNode tasks(String ticket) throws Exception {
        return program.get("/tickets/" + ticket + "/tasks");
    }

    private static List<String> titles(JsonNode all) {
        return all.path("tasks")
                .valueStream()
                .map(t -> t.path("title").stringValue())
                .toList();
    }

    @Test
    void tasksAreOrderedByOneVersion() throws Exception {
        String ticket = id(desk.ticket("Order"));
        JsonNode a = desk.task(ticket, "a", Map.of());
        JsonNode b = desk.task(ticket, "b", Map.of());
        desk.task(ticket, "after a", Map.of("after", id(a)));
        JsonNode all = tasks(ticket);
        assertThat(titles(all)).containsExactly("a", "after a", "b");
        var ids = new ArrayList<>(
                all.path("tasks").valueStream().map(TaskTest::id).toList());
        java.util.Collections.reverse(ids);
        int version = all.path("version").intValue();
        String path = "/tickets/" + ticket + "/tasks/order";
        assertThat(desk.send(desk.agent(), "PUT", path, Map.of("ids", List.of(id(b))), version)
                        .statusCode())
                .isEqualTo(422);
        JsonNode turned = desk.did(desk.agent(), "PUT", path, Map.of("ids", ids), version);
        assertThat(titles(turned)).containsExactly("b", "after a", "a");
        var late = desk.send(desk.manager(), "PUT", path, Map.of("ids", ids), version);
        assertThat(late.statusCode()).isEqualTo(412);
        assertThat(late.body()).contains("\"current\"").contains("after a");
    }

    @Test
    void ofTwoWhoChangeAtOnceOneIsTold() throws Exception {
        String ticket = id(desk.ticket("Race"));
        for (int round = 0; round < 5; round++) {
            JsonNode task = desk.task(ticket, "Race " + round, Map.of());
            int version = tasks(ticket).path("version").intValue();
            var ids = new ArrayList<>(
                    tasks(ticket).path("tasks").valueStream().map(TaskTest::id).toList());
            java.util.Collections.rotate(ids, 1);
            Callable<Integer> tick =
                    () -> desk.send(desk.agent(), "PATCH", "/tasks/" + id(task), Map.of("state", "done"), 1)
                            .statusCode();
            Callable<Integer> start =
                    () -> desk.send(desk.manager(), "PATCH", "/tasks/" + id(task), Map.of("state", "in_progress"), 1)
                            .statusCode();
            assertThat(both(tick, start)).containsExactlyInAnyOrder(200, 412);
            if (ids.size() > 1) {
                Callable<Integer> order = () -> desk.send(
                                desk.agent(), "PUT", "/tickets/" + ticket + "/tasks/order", Map.of("ids", ids), version)
                        .statusCode();
                assertThat(both(order, order)).containsExactlyInAnyOrder(200, 412);
            }
        }
    }

    /** Two edges that together make a circle, set at once: one is refused. */
    @Test
    void noCircleIsMadeByTwoAtOnce() throws Exception {
        for (int round = 0; round < 5; round++) {
            String ticket = id(desk.ticket("Circle " + round));
            JsonNode a = desk.task(ticket, "a", Map.of());
            JsonNode b = desk.task(ticket, "b", Map.of());
            Callable<Integer> one =
                    () -> desk.send(desk.agent(), "PATCH", "/tasks/" + id(a), Map.of("needs", List.of(id(b))), 1)
                            .statusCode();
            Callable<Integer> two =
                    () -> desk.send(desk.manager(), "PATCH", "/tasks/" + id(b), Map.of("needs", List.of(id(a))), 1)
                            .statusCode();
            assertThat(both(one, two)).containsExactlyInAnyOrder(200, 422);
        }
    }

    private static List<Integer> both(Callable<Integer> one, Callable<Integer> two) throws Exception {
        try (var pool = Executors.newFixedThreadPool(2)) {
            var first = pool.submit(one);
            var second = pool.submit(two);
            return List.of(first.get(), second.get());
        }
    }

    @Test
    void onlyTheDesksAgentsHaveToDoWithItsTasks() throws Exception {
        String ticket = id(desk.ticket("Guarded"));
        JsonNode task = desk.task(ticket, "Guarded task", Map.of());
        for (var call : List.of(
                List.of("GET", "/tickets/" + ticket + "/tasks"),
                List.of("POST", "/tickets/" + ticket + "/tasks"),
                List.of("PATCH", "/tasks/" + id(task)),
                List.of("DELETE", "/tasks/" + id(task)),
                List.of("PUT", "/tickets/" + ticket + "/tasks/order"))) {
            String body =
                    call.getFirst().equals("GET") || call.getFirst().equals("DELETE") ? null : "{\"title\":\"x\"}";
            if (call.get(1).endsWith("order")) {
                body = "{\"ids\":[]}";
            }
            assertThat(desk.send(desk.stranger(), call.getFirst(), call.get(1), body, 1)
                            .statusCode())
                    .as(call.toString())
                    .isEqualTo(404);
            assertThat(desk.send(desk.requester(), call.getFirst(), call.get(1), body, 1)
                            .statusCode())
                    .as(call.toString())
                    .isEqualTo(403);
        }
        assertThat(desk.did(desk.stranger(), "GET", "/tasks", null, null).toString())
                .doesNotContain("Guarded");
    }

    @Test
    void myTasksComeByWhatIsDueFirst() throws Exception {
        String agnes = desk.personId("Agnes");
        String ticket = id(desk.ticket("Mine and others'"));
        desk.task(ticket, "some day", Map.of("assigneeId", agnes));
        desk.task(ticket, "second", Map.of("assigneeId", agnes, "due", "2026-12-02"));
        desk.task(ticket, "first", Map.of("assigneeId", agnes, "due", "2026-12-01"));
        desk.task(ticket, "not mine", Map.of("due", "2026-11-01"));
        state(desk.task(ticket, "done", Map.of("assigneeId", agnes)), "done");
        var mine = new ArrayList<String>();
        String next = "";
        do {
            JsonNode page = desk.did(desk.agent(), "GET", "/tasks?assignee=me&limit=1&cursor=" + next, null, null);
            page.path("items").forEach(t -> {
                mine.add(t.path("title").stringValue());
                assertThat(t.path("ticket").path("number").stringValue()).contains("-");
            });
            next = page.path("next").asString("");
        } while (!next.isEmpty());
        assertThat(mine).containsExactly("first", "second", "some day");
        assertThat(desk.did(desk.agent(), "GET", "/tasks?assignee=me&state=done", null, null)
                        .toString())
                .contains("\"done\"")
                .doesNotContain("second");
        assertThat(desk.did(desk.agent(), "GET", "/tasks?assignee=none", null, null)
                        .toString())
                .contains("not mine")
                .doesNotContain("second");
        for (String wrong : List.of("?assignee=you", "?state=x", "?cursor=x", "?limit=0")) {
            assertThat(desk.send(desk.agent(), "GET", "/tasks" + wrong, null, null)
                            .statusCode())
                    .isEqualTo(422);
        }
    }

    private static Map<String, Object> step(String title, Object... more) {
        var step = new java.util.HashMap<String, Object>(Map.of("title", title));
        for (int i = 0; i < more.length; i += 2) {
            step.put((String) more[i], more[i + 1]);
        }
        return step;
    }

    @Test
    void templatesAreTendedByManagersAndAppliedByHandAndToNewTickets() throws Exception {
        String mia = desk.personId("Mia");
        var steps = List.of(
                step("Create account", "required", true, "assigneeId", mia, "dueDays", 2),
                step("Give laptop", "needs", List.of(0), "dueDays", 0, "workingDays", false));
        var body = Map.of("deskId", desk.id(), "name", "Joiner", "steps", steps);
        assertThat(desk.send(desk.agent(), "POST", "/task-templates", body, null)
                        .statusCode())
                .isEqualTo(403);
        assertThat(desk.send(desk.stranger(), "POST", "/task-templates", body, null)
                        .statusCode())
                .isEqualTo(403);
        JsonNode template = desk.did(desk.manager(), "POST", "/task-templates", body, null);
        assertThat(desk.send(desk.manager(), "POST", "/task-templates", body, null)
                        .body())
                .contains("taken");
        String ticket = id(desk.ticket("Joiner"));
        JsonNode all = desk.did(
                desk.agent(), "POST", "/tickets/" + ticket + "/tasks/apply", Map.of("templateId", id(template)), null);
        assertThat(titles(all)).containsExactly("Create account", "Give laptop");
        JsonNode second = all.path("tasks").get(1);
        assertThat(second.path("needs").get(0).stringValue())
                .isEqualTo(id(all.path("tasks").get(0)));
        assertThat(second.path("due").isNull()).isFalse();
        assertThat(desk.kinds(ticket)).contains("tasks_applied");

        JsonNode automatic = desk.did(
                desk.manager(),
                "PUT",
                "/task-templates/" + id(template),
                Map.of("name", "Joiner", "typeIds", List.of(desk.type()), "steps", steps),
                1);
        assertThat(automatic.path("version").intValue()).isEqualTo(2);
        String fresh = id(desk.ticket("Joiner by type"));
        assertThat(titles(tasks(fresh))).containsExactly("Create account", "Give laptop");
        assertThat(desk.kinds(fresh)).containsExactly("created", "tasks_applied");
        assertThat(desk.send(desk.manager(), "PUT", "/task-templates/" + id(template), body, 1)
                        .statusCode())
                .isEqualTo(412);
        assertThat(desk.did(desk.agent(), "GET", "/task-templates", null, null).toString())
                .contains(id(template));
        assertThat(desk.did(desk.stranger(), "GET", "/task-templates", null, null)
                        .toString())
                .doesNotContain(id(template));
        assertThat(desk.send(desk.stranger(), "DELETE", "/task-templates/" + id(template), null, null)
                        .statusCode())
                .isEqualTo(404);
        assertThat(desk.send(desk.agent(), "DELETE", "/task-templates/" + id(template), null, null)
                        .statusCode())
                .isEqualTo(403);
        desk.did(desk.manager(), "DELETE", "/task-templates/" + id(template), null, null);
        assertThat(titles(tasks(id(desk.ticket("After"))))).isEmpty();
    }

    @Test
    void wrongTemplatesAreRefusedByField() throws Exception {
        for (var wrong : Map.<Object, String>of(
                        Map.of("name", "x", "steps", List.of()), "steps",
                        Map.of("name", "", "steps", List.of(step("a"))), "name",
                        Map.of("name", "x", "steps", List.of(step(""))), "steps[0].title",
                        Map.of("name", "x", "steps", List.of(step("a", "needs", List.of(0)))), "steps[0].needs",
                        Map.of("name", "x", "steps", List.of(step("a", "dueDays", -1))), "steps[0].dueDays",
                        Map.of("name", "x", "typeIds", List.of(UUID.randomUUID()), "steps", List.of(step("a"))),
                                "typeIds")
                .entrySet()) {
            var body = new java.util.HashMap<String, Object>((Map<String, Object>) wrong.getKey());
            body.put("deskId", desk.id());
            var answer = desk.send(desk.manager(), "POST", "/task-templates", body, null);
            assertThat(answer.statusCode()).as(answer.body()).isEqualTo(422);
            assertThat(answer.body()).contains("\"field\":\"" + wrong.getValue() + "\"");
        }
    }

    @Test
    void stepsThatDependOnFieldsAreAddedWhereTheyHold() throws Exception {
        String other = id(program.post("/desks", Map.of("name", "Moving", "key", "moving", "template", "blank")));
        String type = program.get("/types")
                .valueStream()
                .filter(t -> t.path("deskId").stringValue().equals(other))
                .map(TaskTest::id)
                .findFirst()
                .orElseThrow();
        // The key stands for something else in another type, which is nothing to this desk.
        TypeFields.publish(program, desk.type(), TypeFields.field("size", "Size", "text"));
        var size = TypeFields.field("size", "Size", "number");
        var remote = TypeFields.field("remote", "Remote", "yes_no");
        TypeFields.publish(program, type, size, remote);
        var steps = List.of(
                step("Always"),
                step("Book a lorry", "condition", "size > 10 and remote = false", "needs", List.of(0)),
                step("Carry it", "needs", List.of(1)),
                step("Ask twice", "condition", "urgency = 1"));
        var body = new java.util.HashMap<String, Object>(
                Map.of("deskId", other, "name", "Move", "typeIds", List.of(type), "steps", steps));
        JsonNode template = desk.did(program.admin(), "POST", "/task-templates", body, null);
        assertThat(template.path("steps").get(1).path("condition").stringValue())
                .contains("size > 10");

        JsonNode small = tasks(id(program.post(
                "/tickets", Map.of("typeId", type, "title", "Small", "fields", Map.of("size", 2, "remote", false)))));
        assertThat(titles(small)).containsExactly("Always", "Carry it");
        assertThat(small.path("tasks").get(1).path("needs").get(0).stringValue())
                .as("what the step left out waited for")
                .isEqualTo(id(small.path("tasks").get(0)));
        JsonNode large = tasks(id(program.post(
                "/tickets",
                Map.of(
                        "typeId",
                        type,
                        "title",
                        "Large",
                        "urgency",
                        1,
                        "fields",
                        Map.of("size", 20, "remote", false)))));
        assertThat(titles(large)).containsExactly("Always", "Book a lorry", "Carry it", "Ask twice");

        body.put("name", "Unreadable");
        for (String wrong : List.of("weight > 1", "size >", "size = big")) {
            body.put("steps", List.of(step("Fine"), step("Wrong", "condition", wrong)));
            var answer = desk.send(program.admin(), "POST", "/task-templates", body, null);
            assertThat(answer.statusCode()).as(answer.body()).isEqualTo(422);
            assertThat(answer.body()).contains("\"field\":\"steps[1].condition\"");
        }
        body.put("steps", List.of(step("Wrong", "condition", "weight > 1")));
        assertThat(desk.send(program.admin(), "POST", "/task-templates", body, null)
                        .body())
                .contains("There is no field weight");
        assertThat(program.get("/query/check?q=size%20%3E%201&among=" + type)
                        .path("ok")
                        .booleanValue())
                .isTrue();
        assertThat(program.get("/query/check?q=size%20%3E%201").path("ok").booleanValue())
                .isFalse();

        var log = new ListAppender<ILoggingEvent>();
        log.start();
        var logger = (Logger) LoggerFactory.getLogger(Conditions.class);
        logger.addAppender(log);
        try {
            TypeFields.publish(program, type, remote);
            for (int i = 0; i < 3; i++) {
                String ticket = id(program.post("/tickets", Map.of("typeId", type, "title", "Gone " + i)));
                assertThat(titles(tasks(ticket))).containsExactly("Always", "Carry it");
            }
            assertThat(log.list.stream().map(ILoggingEvent::getFormattedMessage))
                    .singleElement()
                    .asString()
                    .contains("size > 10")
                    .contains("There is no field size");
        } finally {
            logger.detachAppender(log);
        }
    }

    @Test
    void theTicketRoomReadsTheShareOfTasksDone() throws Exception {
        String ticket = id(desk.ticket("Share"));
        String none = id(desk.ticket("No tasks"));
        state(desk.task(ticket, "a", Map.of()), "done");
        desk.task(ticket, "b", Map.of());
        var share = program.bean(Database.class)
                .read(
                        new TenantId(1),
                        tx -> program.bean(TasksDone.class)
                                .of(tx, List.of(UUID.fromString(ticket), UUID.fromString(none))));
        assertThat(share).containsExactly(Map.entry(UUID.fromString(ticket), 0.5));
        assertThat(program.bean(TasksDone.class)).isInstanceOf(TicketNumbers.class);
    }
}
