package io.steward.server.approval;

import static io.steward.db.notification.Tables.NOTICE;
import static org.assertj.core.api.Assertions.assertThat;

import io.steward.server.TestProgram;
import io.steward.server.approval.work.ApprovalClock;
import io.steward.server.identity.Tenants;
import io.steward.server.platform.Database;
import io.steward.server.task.Desk;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** Approvals through the API and over PostgreSQL: who may decide, what comes of it, and what is kept. */
class ApprovalTest {
    @SuppressWarnings("NullAway.Init")
    private static TestProgram program;

    @SuppressWarnings("NullAway.Init")
    private static Desk desk;

    private static String bea = "";
    private static String carl = "";
    private static String team = "";

    @BeforeAll
    static void start() throws Exception {
        program = TestProgram.startSetUp();
        desk = Desk.of(program);
        bea = program.signedIn("Bea", "bea@example.org", Map.of());
        carl = program.signedIn("Carl", "carl@example.org", Map.of());
        team = program.post(
                        "/teams",
                        Map.of(
                                "deskId", desk.id(),
                                "name", "Change advisory board",
                                "members", List.of(id("Bea"), id("Carl"), id("Mia"))))
                .path("id")
                .stringValue();
    }

    @AfterAll
    static void stop() {
        program.close();
    }

    private static String id(String name) throws Exception {
        return desk.personId(name);
    }

    private static Map<String, Object> person(String name) throws Exception {
        return Map.of("kind", "person", "id", id(name));
    }

    private static Map<String, Object> step(String rule, int needed, Object... approvers) {
        return Map.of("rule", rule, "needed", needed, "approvers", List.of(approvers));
    }

    private static JsonNode ask(String ticket, Map<String, ?> more, Object... steps) throws Exception {
        var body = new HashMap<String, Object>(more);
        body.putIfAbsent("title", "Buy it");
        body.put("steps", List.of(steps));
        return desk.did(desk.agent(), "POST", "/tickets/" + ticket + "/approvals", body, null);
    }

    private static String ticket(String title) throws Exception {
        return desk.ticket(title).path("id").stringValue();
    }

    private static String text(JsonNode node, String name) {
        return node.path(name).stringValue();
    }

    private static JsonNode decide(String who, JsonNode approval, String decision) throws Exception {
        return desk.did(
                who,
                "POST",
                "/approvals/" + text(approval, "id") + "/decision",
                Map.of("decision", decision, "comment", "because"),
                null);
    }

    private static int status(String who, JsonNode approval, String decision) throws Exception {
        return desk.send(
                        who,
                        "POST",
                        "/approvals/" + text(approval, "id") + "/decision",
                        Map.of("decision", decision),
                        null)
                .statusCode();
    }

    private static JsonNode waiting(String who) throws Exception {
        return TestProgram.ok(program.call("GET", "/approvals", who, null)).path("items");
    }

    @Test
    void twoStepsAreDecidedOneAfterTheOther() throws Exception {
        String ticket = ticket("Laptops for all");
        JsonNode asked = ask(
                ticket,
                Map.of("reason", "They are old"),
                step("any", 1, person("Bea")),
                step("quorum", 2, Map.of("kind", "team", "id", team)));
        assertThat(text(asked, "state")).isEqualTo("pending");
        assertThat(waiting(bea).toString()).contains("Buy it");
        assertThat(waiting(carl)).isEmpty();
        assertThat(status(carl, asked, "approved")).isEqualTo(409);
        JsonNode first = decide(bea, asked, "approved");
        assertThat(first.path("step").intValue()).isEqualTo(1);
        assertThat(text(first.path("steps").get(0), "state")).isEqualTo("approved");
        assertThat(waiting(carl)).hasSize(1);
        // Bea has a vote at the second step as well, and Mia is the third.
        decide(carl, asked, "rejected");
        decide(bea, asked, "approved");
        assertThat(status(bea, asked, "approved")).isEqualTo(409);
        JsonNode last = decide(desk.manager(), asked, "approved");
        assertThat(text(last, "state")).isEqualTo("approved");
        assertThat(waiting(carl)).isEmpty();
        assertThat(desk.kinds(ticket))
                .containsExactly(
                        "created",
                        "approval_requested",
                        "approval_decided",
                        "approval_decided",
                        "approval_decided",
                        "approval_decided");
        assertThat(program.get("/tickets?q=approval%3Dapproved").toString()).contains("Laptops for all");
        assertThat(program.get("/tickets?q=approval%3Dpending").toString()).doesNotContain("Laptops for all");
    }

    @Test
    void aRejectionEndsItAndOnlyThoseWhomItConcernsSeeIt() throws Exception {
        JsonNode asked = ask(ticket("Not this"), Map.of(), step("all", 1, person("Bea"), person("Carl")));
        String path = "/approvals/" + text(asked, "id");
        assertThat(program.call("GET", path, desk.requester(), null).statusCode())
                .isEqualTo(404);
        assertThat(program.call("GET", path, desk.stranger(), null).statusCode())
                .isEqualTo(404);
        assertThat(program.call("GET", path, "", null).statusCode()).isEqualTo(401);
        assertThat(status(desk.stranger(), asked, "approved")).isEqualTo(404);
        assertThat(desk.send(bea, "POST", path + "/decision", Map.of("decision", "maybe"), null)
                        .statusCode())
                .isEqualTo(422);
        // Who asked does not decide.
        assertThat(status(desk.agent(), asked, "approved")).isEqualTo(409);
        assertThat(text(decide(carl, asked, "rejected"), "state")).isEqualTo("rejected");
        assertThat(status(bea, asked, "approved")).isEqualTo(409);
        assertThat(desk.send(desk.agent(), "POST", path + "/withdraw", Map.of(), null)
                        .statusCode())
                .isEqualTo(409);
    }

    @Test
    void wrongPlansAreRefusedByField() throws Exception {
        String ticket = ticket("Wrong");
        String path = "/tickets/" + ticket + "/approvals";
        for (var wrong : Map.of(
                        "steps[0].approvers", Map.of("title", "x", "steps", List.of(step("any", 1, person("Agnes")))),
                        "steps[0].needed", Map.of("title", "x", "steps", List.of(step("quorum", 3, person("Bea")))),
                        "steps[0].approvers[0]",
                                Map.of("title", "x", "steps", List.of(step("any", 1, Map.of("kind", "manager")))),
                        "title", Map.of("steps", List.of(step("any", 1, person("Bea")))))
                .entrySet()) {
            var answer = desk.send(desk.agent(), "POST", path, wrong.getValue(), null);
            assertThat(answer.statusCode()).as(answer.body()).isEqualTo(422);
            assertThat(answer.body()).contains("\"" + wrong.getKey() + "\"");
        }
        assertThat(desk.send(desk.stranger(), "POST", path, Map.of("title", "x"), null)
                        .statusCode())
                .isEqualTo(404);
        assertThat(desk.send(desk.requester(), "POST", path, Map.of("title", "x"), null)
                        .statusCode())
                .isEqualTo(403);
    }

    @Test
    void theLineOfManagersIsFollowed() throws Exception {
        manager("Rob", "Bea");
        manager("Bea", "Carl");
        var ring = desk.send(
                program.admin(), "PATCH", "/people/" + id("Carl"), Map.of("managerId", id("Rob")), version("Carl"));
        assertThat(ring.statusCode()).isEqualTo(422);
        assertThat(ring.body()).contains("managerId");
        String ticket = program.post(
                        "/tickets", Map.of("typeId", desk.type(), "title", "For Rob", "requesterId", id("Rob")))
                .path("id")
                .stringValue();
        JsonNode asked = ask(
                ticket,
                Map.of(),
                step("any", 1, Map.of("kind", "manager")),
                step("any", 1, Map.of("kind", "manager", "level", 2)));
        decide(bea, asked, "approved");
        assertThat(text(decide(carl, asked, "approved"), "state")).isEqualTo("approved");
    }

    private static int version(String name) throws Exception {
        return program.get("/people/" + id(name)).path("version").intValue();
    }

    private static void manager(String of, String to) throws Exception {
        desk.did(program.admin(), "PATCH", "/people/" + id(of), Map.of("managerId", id(to)), version(of));
    }

    @Test
    void whatWasApprovedIsKeptAndAskedAgainWhenItChanges() throws Exception {
        JsonNode made = desk.ticket("Ten licences");
        String ticket = text(made, "id");
        JsonNode asked = ask(ticket, Map.of("title", "Licences"), step("any", 1, person("Bea")));
        decide(bea, asked, "approved");
        int version = program.get("/tickets/" + ticket).path("version").intValue();
        // What is not watched changes nothing.
        JsonNode same = desk.did(desk.agent(), "PATCH", "/tickets/" + ticket, Map.of("tags", List.of("x")), version);
        assertThat(list(ticket)).hasSize(1);
        desk.did(
                desk.agent(),
                "PATCH",
                "/tickets/" + ticket,
                Map.of("title", "A hundred licences"),
                same.path("version").intValue());
        JsonNode all = list(ticket);
        assertThat(all).hasSize(2);
        assertThat(text(all.get(0), "state")).isEqualTo("pending");
        assertThat(text(all.get(0), "replaces")).isEqualTo(text(asked, "id"));
        assertThat(text(all.get(0).path("about"), "title")).isEqualTo("A hundred licences");
        assertThat(text(all.get(1), "state")).isEqualTo("superseded");
        assertThat(text(all.get(1).path("about"), "title")).isEqualTo("Ten licences");
        assertThat(all.get(1)
                        .path("steps")
                        .get(0)
                        .path("votes")
                        .get(0)
                        .path("comment")
                        .stringValue())
                .isEqualTo("because");
        assertThat(waiting(bea).toString()).contains("Licences");
        assertThat(program.get("/tickets?q=approval%3Dpending").toString()).contains("A hundred licences");
        // The end of a ticket takes back what waits.
        JsonNode now = program.get("/tickets/" + ticket);
        desk.did(
                desk.agent(),
                "PATCH",
                "/tickets/" + ticket,
                Map.of("status", "resolved"),
                now.path("version").intValue());
        assertThat(text(list(ticket).get(0), "state")).isEqualTo("withdrawn");
    }

    private static JsonNode list(String ticket) throws Exception {
        return TestProgram.ok(program.call("GET", "/tickets/" + ticket + "/approvals", desk.agent(), null));
    }

    @Test
    void somebodyDecidesForWhoIsAway() throws Exception {
        String dora = program.signedIn("Dora", "dora@example.org", Map.of());
        String emil = program.signedIn("Emil", "emil@example.org", Map.of());
        JsonNode asked =
                ask(ticket("While away"), Map.of("title", "Away"), step("all", 1, person("Dora"), person("Carl")));
        assertThat(status(emil, asked, "approved")).isEqualTo(404);
        var refused = desk.send(
                dora, "POST", "/approval-delegations", Map.of("delegateId", id("Dora"), "from", "2026-01-01"), null);
        assertThat(refused.statusCode()).isEqualTo(422);
        LocalDate today = LocalDate.now(java.time.ZoneId.of("Europe/Vienna"));
        JsonNode delegation = desk.did(
                dora,
                "POST",
                "/approval-delegations",
                Map.of(
                        "delegateId",
                        id("Emil"),
                        "from",
                        today.toString(),
                        "to",
                        today.plusDays(3).toString()),
                null);
        assertThat(waiting(emil).toString()).contains("Away");
        JsonNode voted = decide(emil, asked, "approved");
        JsonNode vote = voted.path("steps")
                .get(0)
                .path("votes")
                .valueStream()
                .filter(v -> v.path("person").path("name").stringValue().equals("Dora"))
                .findFirst()
                .orElseThrow();
        assertThat(vote.path("decidedBy").path("name").stringValue()).isEqualTo("Emil");
        assertThat(status(dora, asked, "rejected")).isEqualTo(409);
        assertThat(desk.send(carl, "DELETE", "/approval-delegations/" + text(delegation, "id"), null, null)
                        .statusCode())
                .isEqualTo(404);
        desk.did(dora, "DELETE", "/approval-delegations/" + text(delegation, "id"), null, null);
        JsonNode next = ask(ticket("Back again"), Map.of(), step("any", 1, person("Dora")));
        assertThat(status(emil, next, "approved")).isEqualTo(404);
    }

    @Test
    void whoAskedWithdrawsAndTimeEndsTheRest() throws Exception {
        JsonNode taken = ask(ticket("Taken back"), Map.of(), step("any", 1, person("Bea")));
        String path = "/approvals/" + text(taken, "id") + "/withdraw";
        assertThat(desk.send(bea, "POST", path, Map.of(), null).statusCode()).isEqualTo(403);
        JsonNode back = desk.did(desk.agent(), "POST", path, Map.of("reason", "Not needed"), null);
        assertThat(text(back, "state")).isEqualTo("withdrawn");
        assertThat(text(back, "ending")).isEqualTo("Not needed");

        JsonNode slow = ask(
                ticket("Slow"),
                Map.of("title", "Slow one", "expiresHours", 48, "remindHours", 10, "onExpired", "open"),
                step("any", 1, person("Carl")));
        var tenant = program.bean(Tenants.class).tenants().getFirst();
        var clock = program.bean(ApprovalClock.class);
        Instant asked = Instant.parse(text(slow, "requested"));
        clock.run(tenant, asked.plus(Duration.ofHours(11)));
        clock.run(tenant, asked.plus(Duration.ofHours(12)));
        assertThat(notices("Carl", "approval_reminder")).isEqualTo(1);
        clock.run(tenant, asked.plus(Duration.ofHours(35)));
        assertThat(notices("Carl", "approval_reminder")).isEqualTo(2);
        clock.run(tenant, asked.plus(Duration.ofHours(49)));
        assertThat(text(program.get("/approvals/" + text(slow, "id")), "state")).isEqualTo("expired");
        assertThat(status(carl, slow, "approved")).isEqualTo(409);
        assertThat(text(program.get("/tickets/" + text(slow.path("ticket"), "id")), "status"))
                .isEqualTo("open");
        clock.run(tenant, asked.plus(Duration.ofHours(59)));
        assertThat(notices("Carl", "approval_reminder")).isEqualTo(2);
        assertThat(notices("Agnes", "approval_decided")).isPositive();
    }

    private static int notices(String name, String kind) throws Exception {
        var person = java.util.UUID.fromString(id(name));
        var tenant = program.bean(Tenants.class).tenants().getFirst();
        return program.bean(Database.class)
                .read(
                        tenant,
                        tx -> tx.sql()
                                .fetchCount(
                                        NOTICE,
                                        NOTICE.TENANT_ID.eq(tx.t()),
                                        NOTICE.PERSON_ID.eq(person),
                                        NOTICE.KIND.eq(kind)));
    }

    private static Map<String, Object> asking(String onApproved) throws Exception {
        return Map.of(
                "kind",
                "approval",
                "config",
                Map.of(
                        "title",
                        "May it begin",
                        "steps",
                        List.of(step("any", 1, person("Bea"))),
                        "onApproved",
                        onApproved));
    }

    @Test
    void aTransitionAsksAndTheDecisionMovesTheTicket() throws Exception {
        JsonNode type = program.get("/types").get(0);
        String typeId = text(type, "id");
        JsonNode definition = program.get("/types/" + typeId + "/definition");
        var draft = (tools.jackson.databind.node.ObjectNode)
                TestProgram.JSON.readTree(definition.path("type").toString());
        var mapper = TestProgram.JSON;
        var kept = mapper.createObjectNode();
        for (String part :
                List.of("statuses", "initial", "transitions", "priorityMatrix", "fields", "forms", "confidential")) {
            kept.set(part, draft.path(part));
        }
        for (JsonNode t : kept.path("transitions")) {
            var transition = (tools.jackson.databind.node.ObjectNode) t;
            if (text(transition, "to").equals("open")) {
                transition.set("effects", mapper.valueToTree(List.of(asking("nowhere"))));
            }
            if (text(transition, "to").equals("resolved")) {
                transition.put("condition", "approval = approved");
            }
        }
        int version = definition.path("version").asInt(0);
        int draftVersion = definition.path("draft").path("version").asInt(0);
        String address = "/types/" + typeId + "/draft";
        var refused = desk.send(desk.manager(), "PUT", address, Map.of("definition", kept), draftVersion);
        assertThat(refused.statusCode()).isEqualTo(422);
        assertThat(refused.body()).contains("config.onApproved").contains("no such status");
        for (JsonNode t : kept.path("transitions")) {
            if (text(t, "to").equals("open")) {
                ((tools.jackson.databind.node.ObjectNode) t)
                        .set("effects", mapper.valueToTree(List.of(asking("pending"))));
            }
        }
        var saved = desk.send(desk.manager(), "PUT", address, Map.of("definition", kept), draftVersion);
        assertThat(saved.statusCode()).as(saved.body()).isEqualTo(200);
        var published = desk.send(desk.manager(), "POST", "/types/" + typeId + "/publish", Map.of(), version);
        assertThat(published.statusCode()).as(published.body()).isEqualTo(200);
        try {
            JsonNode made = desk.ticket("By workflow");
            String ticket = text(made, "id");
            JsonNode moved = desk.did(desk.agent(), "PATCH", "/tickets/" + ticket, Map.of("status", "open"), 1);
            assertThat(moved.path("transitions").toString()).doesNotContain("\"resolved\"");
            JsonNode asked = list(ticket).get(0);
            assertThat(text(asked, "title")).isEqualTo("May it begin");
            decide(bea, asked, "approved");
            JsonNode after = program.get("/tickets/" + ticket);
            assertThat(text(after, "status")).isEqualTo("pending");
            assertThat(after.path("transitions").toString()).contains("\"resolved\"");
        } finally {
            JsonNode now = program.get("/types/" + typeId + "/versions").get(0);
            int current = program.get("/types/" + typeId + "/definition")
                    .path("version")
                    .intValue();
            desk.did(
                    desk.manager(),
                    "POST",
                    "/types/" + typeId + "/restore",
                    Map.of("version", now.path("version").intValue()),
                    current);
        }
    }
}
