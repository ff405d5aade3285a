package io.steward.server.automation;

import static org.assertj.core.api.Assertions.assertThat;

import io.steward.server.TestProgram;
import io.steward.server.automation.work.OldRuns;
import io.steward.server.identity.Tenants;
import io.steward.server.journal.NewEntry;
import io.steward.server.platform.Cause;
import io.steward.server.platform.Context;
import io.steward.server.platform.Database;
import io.steward.server.platform.TenantId;
import io.steward.server.task.Desk;
import io.steward.server.ticket.Channel;
import io.steward.server.ticket.CreateTicket;
import io.steward.server.ticket.Tickets;
import io.steward.server.ticket.TypeFields;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** Rules through the API and over PostgreSQL: what starts them, what they do, how it is explained, taken back and bounded. */
class AutomationTest {
    @SuppressWarnings("NullAway.Init")
    private static TestProgram program;

    @SuppressWarnings("NullAway.Init")
    private static Desk desk;

    @BeforeAll
    static void start() throws Exception {
        program = TestProgram.startSetUp("--steward.rules.retry-after=100ms", "--steward.rules.most-per-ticket=20");
        desk = Desk.of(program);
        TypeFields.publish(program, desk.type(), TypeFields.field("cis", "CIs", "ci"));
    }

    @AfterAll
    static void stop() {
        program.close();
    }

    @AfterEach
    void noRuleIsLeft() throws Exception {
        for (JsonNode rule : program.get("/desks/" + desk.id() + "/rules")) {
            desk.did(
                    desk.manager(),
                    "DELETE",
                    "/rules/" + text(rule, "id"),
                    null,
                    rule.path("version").intValue());
        }
    }

    private static String text(JsonNode node, String name) {
        return node.path(name).stringValue();
    }

    private static Map<String, Object> act(String kind, Object... parts) {
        var all = new HashMap<String, Object>();
        all.put("kind", kind);
        for (int i = 0; i < parts.length; i += 2) {
            all.put((String) parts[i], parts[i + 1]);
        }
        return all;
    }

    private static Map<String, Object> body(String name, Object trigger, String condition, Object... actions) {
        return new HashMap<>(Map.of(
                "name", name, "active", true, "trigger", trigger, "condition", condition, "actions", List.of(actions)));
    }

    private static JsonNode rule(String name, Object trigger, String condition, Object... actions) throws Exception {
        return rule(body(name, trigger, condition, actions));
    }

    private static JsonNode rule(Map<String, ?> body) throws Exception {
        return desk.did(desk.manager(), "POST", "/desks/" + desk.id() + "/rules", body, null);
    }

    private static String ticket(String title) throws Exception {
        return text(desk.ticket(title), "id");
    }

    private static JsonNode ticketOf(String id) throws Exception {
        return program.get("/tickets/" + id);
    }

    private static JsonNode runs(String query) throws Exception {
        return program.get("/desks/" + desk.id() + "/rule-runs?" + query).path("items");
    }

    /** The run of a rule for a ticket, once it is in a state. */
    private static JsonNode run(JsonNode rule, String ticket, String state) throws Exception {
        return program.await(
                        "/desks/" + desk.id() + "/rule-runs?rule=" + text(rule, "id") + "&ticket=" + ticket,
                        r -> r.path("items").size() > 0
                                && text(r.path("items").get(0), "state").equals(state))
                .path("items")
                .get(0);
    }

    private static Database database() {
        return program.bean(Database.class);
    }

    private static TenantId tenant() {
        return program.bean(Tenants.class).tenants().getFirst();
    }

    private static void settled() throws Exception {
        Thread.sleep(1_500);
    }

    @Test
    void aNewTicketStartsARuleWhichIsExplainedAndActsAsItself() throws Exception {
        JsonNode rule = rule(
                "Urgent printers",
                act("created"),
                "title ~ printer and impact = 3",
                act("set", "fields", Map.of("urgency", 1, "tags", List.of("printer"))),
                act("task", "title", "Look at {{ticket.number}}", "dueMinutes", 1440),
                act("comment", "text", "Hello {{requester.firstName}}, about {{ticket.title}}", "public", true));
        String hit = ticket("My printer <b>smokes</b>");
        String miss = ticket("My screen");
        JsonNode run = run(rule, hit, "done");
        assertThat(run.path("conditions")).hasSize(2);
        assertThat(text(run.path("conditions").get(0), "value")).contains("My printer");
        assertThat(run.path("conditions").get(1).path("result").booleanValue()).isTrue();
        assertThat(run.path("steps")).hasSize(3);
        assertThat(text(run.path("event"), "kind")).isEqualTo("created");
        JsonNode after = ticketOf(hit);
        assertThat(after.path("urgency").intValue()).isEqualTo(1);
        assertThat(after.path("tags").toString()).contains("printer");
        // What a rule writes is no answer to who asked.
        assertThat(after.path("firstReplied").isNull()
                        || after.path("firstReplied").isMissingNode())
                .isTrue();
        assertThat(program.get("/tickets/" + hit + "/tasks").toString()).contains("Look at " + text(after, "number"));
        JsonNode entries = program.get("/tickets/" + hit + "/entries?limit=100").path("items");
        JsonNode reply = entries.valueStream()
                .filter(e -> text(e, "kind").equals("reply"))
                .findFirst()
                .orElseThrow();
        assertThat(text(reply, "body")).contains("My printer &lt;b&gt;smokes");
        JsonNode why =
                program.await("/tickets/" + hit + "/why", w -> w.path("items").size() >= 3);
        assertThat(why.path("items").valueStream().map(w -> text(w.path("run").path("rule"), "name")))
                .containsOnly("Urgent printers");
        assertThat(why.path("items").valueStream().map(w -> w.path("entrySeq").longValue()))
                .contains(reply.path("seq").longValue());
        settled();
        assertThat(runs("ticket=" + miss)).isEmpty();
        JsonNode shown = program.get("/rules/" + text(rule, "id"));
        assertThat(shown.path("runs7d").intValue()).isEqualTo(1);
        assertThat(shown.path("lastRunAt").isString()).isTrue();
    }

    @Test
    void rulesHaveTheirTurnsInOrderAndSeeWhatTheFirstChanged() throws Exception {
        JsonNode first = rule("First", act("created"), "title ~ ordered", act("set", "fields", Map.of("impact", 1)));
        var stopping = body(
                "Second", act("created"), "title ~ ordered and impact = 1", act("set", "fields", Map.of("urgency", 1)));
        stopping.put("stop", true);
        JsonNode second = rule(stopping);
        JsonNode third =
                rule("Third", act("created"), "title ~ ordered", act("comment", "text", "third", "public", false));
        String ticket = ticket("Ordered things");
        run(first, ticket, "done");
        run(second, ticket, "done");
        settled();
        assertThat(runs("rule=" + text(third, "id"))).isEmpty();
        assertThat(ticketOf(ticket).path("priority").intValue()).isEqualTo(1);
        desk.did(
                desk.manager(),
                "PUT",
                "/desks/" + desk.id() + "/rules/order",
                Map.of("ids", List.of(text(third, "id"), text(second, "id"), text(first, "id"))),
                null);
        String other = ticket("Ordered otherwise");
        run(third, other, "done");
        run(first, other, "done");
        settled();
        assertThat(runs("rule=" + text(second, "id") + "&ticket=" + other)).isEmpty();
    }

    @Test
    void aChangeWaitedForByFieldAndValueStartsARule() throws Exception {
        JsonNode rule = rule(
                "To high",
                act("changed", "field", "priority", "to", "1"),
                "",
                act(
                        "branch",
                        "cases",
                        List.of(Map.of(
                                "condition",
                                "title ~ never",
                                "actions",
                                List.of(act("comment", "text", "no", "public", false)))),
                        "otherwise",
                        List.of(act("comment", "text", "yes", "public", false))));
        String ticket = ticket("Changing");
        JsonNode before = ticketOf(ticket);
        desk.did(
                desk.agent(),
                "PATCH",
                "/tickets/" + ticket,
                Map.of("title", "Changed"),
                before.path("version").intValue());
        desk.did(
                desk.agent(),
                "PATCH",
                "/tickets/" + ticket,
                Map.of("impact", 1, "urgency", 1),
                before.path("version").intValue() + 1);
        JsonNode run = run(rule, ticket, "done");
        assertThat(run.path("steps").valueStream().map(s -> text(s, "said")))
                .containsExactly("Otherwise", "Left a note");
        settled();
        assertThat(runs("ticket=" + ticket)).hasSize(1);
    }

    @Test
    void repliesStartRulesByWhoWroteAndTheWriterGetsTheTicket() throws Exception {
        JsonNode rule = rule(
                "First reply",
                act("replied", "by", "agent", "internal", false),
                "assignee is empty",
                act("assign", "person", "actor"));
        String ticket = ticket("Who has it");
        desk.did(desk.agent(), "POST", "/tickets/" + ticket + "/notes", Map.of("body", "a note"), null);
        settled();
        assertThat(runs("ticket=" + ticket)).isEmpty();
        desk.did(desk.agent(), "POST", "/tickets/" + ticket + "/replies", Map.of("body", "an answer"), null);
        run(rule, ticket, "done");
        assertThat(ticketOf(ticket).path("assignee").path("id").stringValue()).isEqualTo(desk.personId("Agnes"));
    }

    @Test
    void aRunIsTakenBackWhereNobodyChangedItSince() throws Exception {
        JsonNode rule = rule(
                "Changes much",
                act("created"),
                "title ~ undo",
                act("set", "fields", Map.of("impact", 1, "urgency", 2, "tags", List.of("a"))),
                act("task", "title", "A task"),
                act("comment", "text", "said", "public", false));
        String ticket = ticket("Undo me");
        JsonNode run = run(rule, ticket, "done");
        assertThat(run.path("undoable").booleanValue()).isTrue();
        desk.did(
                desk.agent(),
                "PATCH",
                "/tickets/" + ticket,
                Map.of("urgency", 1),
                ticketOf(ticket).path("version").intValue());
        JsonNode undone = desk.did(desk.manager(), "POST", "/rule-runs/" + text(run, "id") + "/undo", null, null);
        JsonNode now = ticketOf(ticket);
        assertThat(now.path("impact").intValue()).isEqualTo(3);
        assertThat(now.path("urgency").intValue()).isEqualTo(1);
        assertThat(now.path("tags")).isEmpty();
        assertThat(program.get("/tickets/" + ticket + "/tasks").toString()).doesNotContain("A task");
        assertThat(undone.path("left").valueStream().map(l -> text(l, "why")))
                .containsExactlyInAnyOrder("changed", "said");
        assertThat(undone.path("undone").valueStream().map(l -> l.path("field").stringValue("")))
                .contains("impact", "tags");
        assertThat(undone.path("left").toString()).contains("urgency").contains("\"key\":\"noted\"");
        assertThat(text(undone.path("run"), "state")).isEqualTo("undone");
        assertThat(desk.send(desk.manager(), "POST", "/rule-runs/" + text(run, "id") + "/undo", null, null)
                        .statusCode())
                .isEqualTo(409);
        assertThat(desk.send(desk.agent(), "POST", "/rule-runs/" + text(run, "id") + "/undo", null, null)
                        .statusCode())
                .isEqualTo(403);
    }

    @Test
    void whatFailsIsTriedAgainThenShownToItsOwnerAndCanBeRetried() throws Exception {
        JsonNode failing = rule(
                "Cannot link",
                act("created"),
                "title ~ failing",
                act("comment", "text", "before", "public", false),
                act("link", "to", "NONE-1", "type", "relates"),
                act("comment", "text", "after", "public", false));
        JsonNode later = rule("Later", act("created"), "title ~ failing", act("set", "fields", Map.of("impact", 1)));
        String ticket = ticket("Failing");
        // A failure does not keep later rules waiting.
        run(later, ticket, "done");
        JsonNode run = program.await(
                        "/desks/" + desk.id() + "/rule-runs?rule=" + text(failing, "id"),
                        r -> r.path("items").size() > 0
                                && r.path("items").get(0).path("steps").size() == 2,
                        Duration.ofSeconds(20))
                .path("items")
                .get(0);
        assertThat(text(run.path("steps").get(1), "error")).contains("no such ticket");
        assertThat(run.path("steps").get(1).path("attempts").intValue()).isPositive();
        // The waits are longer than a test: the engine is shown a later time.
        for (int i = 1; i <= 6; i++) {
            program.bean(RuleEngine.class).workOne(tenant(), Instant.now().plus(Duration.ofHours(i)));
        }
        JsonNode failed = run(failing, ticket, "failed");
        assertThat(failed.path("steps").get(1).path("attempts").intValue()).isEqualTo(5);
        JsonNode notice = TestProgram.ok(program.call("GET", "/notices", desk.manager(), null));
        assertThat(notice.toString()).contains("rule_failed").contains("Cannot link");
        assertThat(program.get("/rules/" + text(failing, "id")).path("failed7d").intValue())
                .isEqualTo(1);
        desk.did(desk.manager(), "POST", "/rule-runs/" + text(failed, "id") + "/retry", null, null);
        assertThat(desk.kinds(ticket).stream().filter("note"::equals)).hasSize(1);
        desk.did(desk.manager(), "POST", "/rule-runs/" + text(failed, "id") + "/give-up", null, null);
        assertThat(run(failing, ticket, "stopped").path("words").toString())
                .isEqualTo("{\"key\":\"given_up\",\"values\":{\"name\":\"Mia\"}}");
    }

    @Test
    void aWaitIsKeptAndGoesOnWhenItIsTime() throws Exception {
        JsonNode rule = rule(
                "Waits",
                act("created"),
                "title ~ waiting",
                act("wait", "minutes", 60, "working", false),
                act("set", "fields", Map.of("impact", 1)));
        String ticket = ticket("Waiting room");
        JsonNode run = run(rule, ticket, "waiting");
        assertThat(text(run, "nextAt"))
                .isGreaterThan(Instant.now().plusSeconds(3_000).toString());
        assertThat(ticketOf(ticket).path("impact").intValue()).isEqualTo(3);
        Instant later = Instant.now().plus(Duration.ofMinutes(61));
        while (program.bean(RuleEngine.class).workOne(tenant(), later)) {
            Thread.onSpinWait();
        }
        run(rule, ticket, "done");
        assertThat(ticketOf(ticket).path("impact").intValue()).isEqualTo(1);
        String other = ticket("Waiting for nothing");
        JsonNode stopped = run(rule, other, "waiting");
        desk.did(desk.manager(), "PUT", "/rules/" + text(rule, "id") + "/active", Map.of("active", false), null);
        program.bean(RuleEngine.class).workOne(tenant(), later.plusSeconds(600));
        assertThat(text(program.get("/rule-runs/" + text(stopped, "id")), "state"))
                .isEqualTo("stopped");
    }

    @Test
    void aLoopIsFoundWhenARuleIsSaved() throws Exception {
        var self = body(
                "Self",
                act("changed", "field", "title"),
                "",
                act("set", "fields", Map.of("title", "{{ticket.title}}!")));
        var refused = desk.send(desk.manager(), "POST", "/desks/" + desk.id() + "/rules", self, null);
        assertThat(refused.statusCode()).isEqualTo(422);
        assertThat(refused.body()).contains("go on for ever");
        JsonNode verdict =
                desk.did(desk.manager(), "POST", "/desks/" + desk.id() + "/rules/check", Map.of("rule", self), null);
        assertThat(verdict.path("problems")).isEmpty();
        assertThat(verdict.path("loops").get(0).path("rules").toString()).contains("Self");
        rule("Up", act("changed", "field", "impact"), "", act("set", "fields", Map.of("urgency", 1)));
        var calm = body("Down", act("changed", "field", "urgency"), "", act("set", "fields", Map.of("impact", 2)));
        assertThat(desk.did(desk.manager(), "POST", "/desks/" + desk.id() + "/rules/check", Map.of("rule", calm), null)
                        .path("loops"))
                .isEmpty();
        self.put("active", false);
        assertThat(rule(self).path("active").booleanValue()).isFalse();
    }

    @Test
    void chainsThatNobodyForesawAreCut() throws Exception {
        // A comment by a macro's tags, say: rules that were saved before loops were looked for.
        JsonNode a = rule(
                "A", act("changed", "field", "title"), "title ~ chain", act("comment", "text", "a", "public", false));
        database()
                .run(
                        tenant(),
                        tx -> tx.sql()
                                .execute(
                                        "update automation.rule set actions = '[{\"kind\":\"set\",\"fields\":{\"title\":\"{{ticket.title}}!\"}}]', version = version + 1 where id = {0}::uuid",
                                        org.jooq.impl.DSL.inline(text(a, "id"))));
        database().run(tenant(), tx -> {
            tx.sql()
                    .execute(
                            "insert into automation.version select tenant_id, id, version, jsonb_build_object('name', name, 'description', '', 'stop', false, 'trigger', trigger, 'condition', condition, 'actions', actions), now(), null, 'x' from automation.rule on conflict do nothing");
            tx.sql().execute("update automation.edition set number = number + 1");
        });
        String ticket = ticket("Chained");
        desk.did(
                desk.agent(),
                "PATCH",
                "/tickets/" + ticket,
                Map.of("title", "A chain"),
                ticketOf(ticket).path("version").intValue());
        run(a, ticket, "skipped");
        assertThat(text(ticketOf(ticket), "title")).isEqualTo("A chain!!!!!");
        assertThat(TestProgram.ok(program.call("GET", "/notices", desk.manager(), null))
                        .toString())
                .contains("started each other");
    }

    @Test
    void aRuleThatRunsWildIsStoppedAndItsOwnerTold() throws Exception {
        JsonNode rule =
                rule("Wild", act("changed", "field", "title"), "", act("comment", "text", "x", "public", false));
        String ticket = ticket("Wild");
        for (int i = 0; i < 24; i++) {
            var change = new io.steward.server.ticket.ChangeTicket(
                    new java.util.EnumMap<>(Map.of(io.steward.server.ticket.TicketField.TITLE, "Wild " + i)));
            database()
                    .run(
                            tenant(),
                            tx -> program.bean(Tickets.class)
                                    .change(
                                            tx,
                                            Context.system(tenant(), Instant.now(), null),
                                            UUID.fromString(ticket),
                                            change));
        }
        JsonNode stopped = program.await(
                "/rules/" + text(rule, "id"), r -> !r.path("active").booleanValue());
        assertThat(text(stopped, "stopped")).contains("20 times within an hour");
        assertThat(runs("rule=" + text(rule, "id") + "&state=stopped")).hasSize(1);
        assertThat(TestProgram.ok(program.call("GET", "/notices", desk.manager(), null))
                        .toString())
                .contains("switched off");
        desk.did(desk.manager(), "PUT", "/rules/" + text(rule, "id") + "/active", Map.of("active", true), null);
    }

    @Test
    void timeThatPassedStartsARuleOnce() throws Exception {
        JsonNode rule = rule(
                "Old",
                act("time_since", "since", "created", "minutes", 30, "working", false),
                "title ~ aging",
                act("set", "fields", Map.of("impact", 1)));
        var moments = program.bean(RuleTimes.class);
        moments.scan(tenant(), Instant.now());
        String ticket = ticket("Aging");
        moments.scan(tenant(), Instant.now().plus(Duration.ofMinutes(20)));
        assertThat(runs("ticket=" + ticket)).isEmpty();
        moments.scan(tenant(), Instant.now().plus(Duration.ofMinutes(31)));
        moments.scan(tenant(), Instant.now().plus(Duration.ofMinutes(31)));
        program.bean(RuleEngine.class).workOne(tenant(), Instant.now().plus(Duration.ofMinutes(31)));
        program.bean(RuleEngine.class).workOne(tenant(), Instant.now().plus(Duration.ofMinutes(31)));
        run(rule, ticket, "done");
        assertThat(runs("ticket=" + ticket)).hasSize(1);
    }

    @Test
    void aScheduleRunsForEachTicketThatItsQueryFinds() throws Exception {
        JsonNode rule = rule(
                "Nightly",
                act("schedule", "repeat", Map.of("kind", "daily", "interval", 1), "time", "03:00"),
                "title ~ nightly and impact = 3",
                act("set", "fields", Map.of("impact", 2)));
        String one = ticket("Nightly one");
        String two = ticket("Nightly two");
        var moments = program.bean(RuleTimes.class);
        Instant tomorrow = Instant.now().plus(Duration.ofHours(24));
        assertThat(moments.scheduleOne(tenant(), Instant.now())).isFalse();
        assertThat(moments.scheduleOne(tenant(), tomorrow)).isTrue();
        assertThat(moments.scheduleOne(tenant(), tomorrow)).isFalse();
        while (program.bean(RuleEngine.class).workOne(tenant(), tomorrow)) {
            Thread.onSpinWait();
        }
        run(rule, one, "done");
        run(rule, two, "done");
        assertThat(ticketOf(two).path("impact").intValue()).isEqualTo(2);
    }

    @Test
    void anEscalationOfAServiceLevelAndAnotherRuleCallARule() throws Exception {
        JsonNode called = rule("Called", act("called"), "", act("set", "fields", Map.of("impact", 1)));
        JsonNode calling =
                rule("Calling", act("created"), "title ~ calling", act("rule", "ruleId", text(called, "id")));
        String ticket = ticket("Calling");
        run(calling, ticket, "done");
        run(called, ticket, "done");
        String other = ticket("By an escalation");
        database()
                .run(
                        tenant(),
                        tx -> program.bean(io.steward.server.journal.Journal.class)
                                .append(
                                        tx,
                                        Context.system(tenant(), Instant.now(), new Cause("sla", "Gold")),
                                        NewEntry.of(
                                                Tickets.SUBJECT,
                                                UUID.fromString(other),
                                                UUID.fromString(desk.id()),
                                                "sla_escalated",
                                                Map.of("rules", List.of(text(called, "id"))))));
        run(called, other, "done");
        assertThat(ticketOf(other).path("impact").intValue()).isEqualTo(1);
    }

    @Test
    void linkedTicketsAreEachDoneAndTicketsAreMade() throws Exception {
        JsonNode rule = rule(
                "For each",
                act("changed", "field", "impact", "to", "1"),
                "title ~ parent",
                act(
                        "each",
                        "link",
                        "children",
                        "condition",
                        "title ~ child",
                        "actions",
                        List.of(act("comment", "text", "from above", "public", false))),
                act(
                        "create",
                        "typeId",
                        desk.type(),
                        "title",
                        "Follow-up of {{ticket.number}}",
                        "description",
                        "",
                        "link",
                        "causes"));
        String parent = ticket("A parent");
        var children = new ArrayList<String>();
        for (String title : List.of("child one", "child two", "stranger")) {
            String child = ticket(title);
            children.add(child);
            desk.did(
                    desk.agent(),
                    "PATCH",
                    "/tickets/" + child,
                    Map.of("parentId", parent),
                    ticketOf(child).path("version").intValue());
        }
        desk.did(
                desk.agent(),
                "PATCH",
                "/tickets/" + parent,
                Map.of("impact", 1),
                ticketOf(parent).path("version").intValue());
        JsonNode run = run(rule, parent, "done");
        assertThat(run.path("steps").valueStream().map(s -> text(s, "said")))
                .first()
                .asString()
                .isEqualTo("For 2 tickets");
        assertThat(run.path("steps").get(0).path("words").toString())
                .isEqualTo("{\"key\":\"tickets\",\"values\":{\"count\":2}}");
        assertThat(desk.kinds(children.get(0))).contains("note");
        assertThat(desk.kinds(children.get(2))).doesNotContain("note");
        assertThat(program.get("/tickets/" + parent).toString()).contains("Follow-up of");
    }

    @Test
    void aRuleIsTriedOnThePastWithoutDoingAnything() throws Exception {
        String ticket = ticket("Tried before");
        desk.did(
                desk.agent(),
                "PATCH",
                "/tickets/" + ticket,
                Map.of("impact", 1),
                ticketOf(ticket).path("version").intValue());
        var body = body(
                "Tried",
                act("created"),
                "title ~ \"tried before\" and impact = 3",
                act("comment", "text", "x", "public", false));
        JsonNode outcome = desk.did(
                desk.manager(), "POST", "/desks/" + desk.id() + "/rules/test", Map.of("rule", body, "days", 7), null);
        // As it was then, not as it is now.
        assertThat(outcome.path("matched").intValue()).isEqualTo(1);
        assertThat(outcome.path("examined").intValue()).isGreaterThanOrEqualTo(1);
        assertThat(text(outcome.path("examples").get(0).path("ticket"), "title"))
                .isEqualTo("Tried before");
        assertThat(outcome.path("partial").booleanValue()).isFalse();
        assertThat(desk.kinds(ticket)).doesNotContain("note");
        assertThat(program.get("/desks/" + desk.id() + "/rules")).isEmpty();
    }

    @Test
    void versionsAreKeptAndSaidAgainAndStaleChangesRefused() throws Exception {
        JsonNode rule =
                rule("Versions", act("created"), "title ~ never", act("comment", "text", "one", "public", false));
        String path = "/rules/" + text(rule, "id");
        var second = body("Versions", act("created"), "title ~ never", act("comment", "text", "two", "public", false));
        desk.did(desk.manager(), "PUT", path, second, 1);
        assertThat(desk.send(desk.manager(), "PUT", path, second, 1).statusCode())
                .isEqualTo(412);
        assertThat(program.get(path + "/versions")).hasSize(2);
        JsonNode back = desk.did(desk.manager(), "POST", path + "/restore", Map.of("version", 1), null);
        assertThat(back.path("actions").toString()).contains("one");
        assertThat(back.path("version").intValue()).isEqualTo(3);
        assertThat(desk.send(desk.agent(), "PUT", path, second, 3).statusCode()).isEqualTo(403);
        assertThat(desk.send(desk.stranger(), "GET", path, null, null).statusCode())
                .isEqualTo(404);
        assertThat(desk.send(desk.agent(), "GET", path, null, null).statusCode())
                .isEqualTo(200);
    }

    @Test
    void whatIsWrongWithARuleIsSaidByField() throws Exception {
        var wrong = new HashMap<String, Object>(Map.of(
                "name",
                "",
                "trigger",
                act("nonsense"),
                "condition",
                "nonsense = 1",
                "actions",
                List.of(
                        act("set", "fields", Map.of("status", "nowhere", "nofield", "x")),
                        act("assign"),
                        act("mail", "to", "nobody", "subject", "", "text", "{{no.variable}}"),
                        act("each", "link", "none", "actions", List.of()),
                        act("http", "url", "x"),
                        act("unheard"))));
        JsonNode verdict =
                desk.did(desk.manager(), "POST", "/desks/" + desk.id() + "/rules/check", Map.of("rule", wrong), null);
        assertThat(verdict.path("problems").valueStream().map(p -> text(p, "field")))
                .contains(
                        "name",
                        "trigger.kind",
                        "condition",
                        "actions[0].fields.status",
                        "actions[0].fields.nofield",
                        "actions[1].team",
                        "actions[2].to",
                        "actions[2].text",
                        "actions[3].link",
                        "actions[5].kind");
    }

    @Test
    void whatIsOfferedAndTheTemplatesCanBeSaved() throws Exception {
        JsonNode parts = desk.did(desk.agent(), "GET", "/desks/" + desk.id() + "/rule-parts", null, null);
        assertThat(parts.path("actions").toString()).contains("\"branch\"").contains("\"page\"");
        assertThat(parts.path("triggers")).hasSize(11);
        JsonNode templates = desk.did(desk.manager(), "GET", "/rule-templates", null, null);
        assertThat(templates).hasSize(5);
        for (JsonNode t : templates) {
            JsonNode made = rule(Map.of(
                    "name", text(t, "name"),
                    "trigger", t.path("trigger"),
                    "condition", text(t, "condition"),
                    "actions", t.path("actions")));
            assertThat(made.path("active").booleanValue()).isFalse();
        }
    }

    @Test
    void mailsOfRulesAreQueuedForPeopleAndAddressesAndFailWithoutAnAccount() throws Exception {
        JsonNode rule = rule(
                "Mails",
                act("created"),
                "title ~ mailing",
                act(
                        "mail",
                        "to",
                        "requester",
                        "subject",
                        "About {{ticket.number}}",
                        "text",
                        "Dear {{requester.firstName}}\n<b>"),
                act(
                        "mail",
                        "to",
                        "address",
                        "address",
                        "partner@elsewhere.example",
                        "subject",
                        "Of you",
                        "text",
                        "Plain"));
        String early = ticket("Mailing too early");
        JsonNode waits = program.await(
                        "/desks/" + desk.id() + "/rule-runs?ticket=" + early,
                        r -> r.path("items").size() > 0
                                && r.path("items").get(0).path("steps").size() == 1)
                .path("items")
                .get(0);
        assertThat(text(waits.path("steps").get(0), "state")).isEqualTo("waiting");
        assertThat(text(waits.path("steps").get(0), "error")).contains("no mail account");
        program.post(
                "/mail/accounts",
                Map.of(
                        "deskId",
                        desk.id(),
                        "typeId",
                        desk.type(),
                        "address",
                        "it@example.org",
                        "name",
                        "IT desk",
                        "smtp",
                        Map.of("host", "127.0.0.1", "port", 9, "security", "none", "user", "")));
        desk.did(desk.manager(), "POST", "/rule-runs/" + text(waits, "id") + "/retry", null, null);
        run(rule, early, "done");
        JsonNode out = program.get("/mail/outgoing?limit=100").path("items");
        assertThat(out.valueStream().map(JsonNode::toString).filter(m -> m.contains("About " + numberOf(early))))
                .hasSize(1);
        assertThat(out.toString()).contains("partner@elsewhere.example");
    }

    private static String numberOf(String id) {
        try {
            return text(ticketOf(id), "number");
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
    }

    @Test
    void peopleAreToldByARule() throws Exception {
        JsonNode rule = rule(
                "Tells",
                act("created"),
                "title ~ telling",
                act("notify", "people", List.of(desk.personId("Agnes")), "text", "Look at {{ticket.number}}"));
        String ticket = ticket("Telling");
        run(rule, ticket, "done");
        assertThat(TestProgram.ok(program.call("GET", "/notices", desk.agent(), null))
                        .toString())
                .contains("Look at " + text(ticketOf(ticket), "number"));
    }

    private static JsonNode asked(String title, String ticket) throws Exception {
        return program.await(
                        "/tickets/" + ticket + "/approvals", a -> a.toString().contains(title))
                .get(0);
    }

    private static Map<String, Object> plan(String title) throws Exception {
        var approver = Map.of("kind", "person", "id", desk.personId("Mia"));
        return Map.of(
                "title",
                title,
                "reason",
                "",
                "steps",
                List.of(Map.of("rule", "any", "needed", 1, "approvers", List.of(approver))));
    }

    private static void decide(JsonNode approval, String decision) throws Exception {
        desk.did(
                desk.manager(),
                "POST",
                "/approvals/" + text(approval, "id") + "/decision",
                Map.of("decision", decision, "comment", "because"),
                null);
    }

    @Test
    void aDecisionStartsTheRulesThatWaitForIt() throws Exception {
        JsonNode approved = rule(
                "Order it",
                act("approval", "result", "approved"),
                "title ~ laptop",
                act("set", "fields", Map.of("impact", 1)));
        JsonNode any =
                rule("Say it", act("approval", "result", "any"), "", act("comment", "text", "x", "public", false));
        String bought = ticket("A laptop");
        String refused = ticket("A second laptop");
        for (String ticket : List.of(bought, refused)) {
            JsonNode asked = desk.did(desk.agent(), "POST", "/tickets/" + ticket + "/approvals", plan("Buy it"), null);
            assertThat(runs("ticket=" + ticket)).isEmpty();
            decide(asked, ticket.equals(bought) ? "approved" : "rejected");
        }
        JsonNode run = run(approved, bought, "done");
        assertThat(text(run.path("event").path("data"), "result")).isEqualTo("approved");
        assertThat(ticketOf(bought).path("impact").intValue()).isEqualTo(1);
        run(any, bought, "done");
        run(any, refused, "done");
        assertThat(runs("rule=" + text(approved, "id"))).hasSize(1);
    }

    @Test
    void aRuleAsksForADecisionAndTakesTheQuestionBack() throws Exception {
        JsonNode rule = rule("Asks", act("created"), "title ~ asking", act("approval", "plan", plan("May they?")));
        String ticket = ticket("Asking");
        JsonNode run = run(rule, ticket, "done");
        JsonNode asked = asked("May they?", ticket);
        assertThat(text(asked, "state")).isEqualTo("pending");
        assertThat(desk.kinds(ticket)).contains("approval_requested");
        JsonNode undone = desk.did(desk.manager(), "POST", "/rule-runs/" + text(run, "id") + "/undo", null, null);
        assertThat(undone.path("undone").toString()).contains("May they?");
        assertThat(text(asked("May they?", ticket), "state")).isEqualTo("withdrawn");
        String other = ticket("Asking again");
        run(rule, other, "done");
        decide(asked("May they?", other), "approved");
        assertThat(text(asked("May they?", other), "state")).isEqualTo("approved");
    }

    @Test
    void aRuleRunsAMacro() throws Exception {
        JsonNode macro = desk.did(
                desk.manager(),
                "POST",
                "/macros",
                Map.of(
                        "deskId",
                        desk.id(),
                        "name",
                        "Make it urgent",
                        "say",
                        "note",
                        "text",
                        "<p>{{ticket.number}} is urgent</p>",
                        "change",
                        Map.of("urgency", 1)),
                null);
        JsonNode rule = rule("Runs it", act("created"), "title ~ macro", act("macro", "macroId", text(macro, "id")));
        String ticket = ticket("By a macro");
        JsonNode run = run(rule, ticket, "done");
        assertThat(text(run.path("steps").get(0), "said")).contains("Make it urgent");
        assertThat(ticketOf(ticket).path("urgency").intValue()).isEqualTo(1);
        assertThat(program.get("/tickets/" + ticket + "/entries?limit=100").toString())
                .contains(text(ticketOf(ticket), "number") + " is urgent");
    }

    @Test
    void aChangeOfACiStartsRulesForTheTicketsThatNameIt() throws Exception {
        var classes = program.get("/ci-classes");
        var server = classes.valueStream()
                .filter(c -> text(c, "key").equals("server"))
                .findFirst()
                .orElseThrow();
        JsonNode ci = program.post("/cis", Map.of("name", "Host 7", "classId", text(server, "id")));
        JsonNode rule = rule(
                "Look again",
                act("ci", "event", "changed", "class", "server"),
                "title ~ hot",
                act("comment", "text", "its CI was changed", "public", false));
        JsonNode others = rule(
                "Of others",
                act("ci", "event", "changed", "class", "printer"),
                "",
                act("comment", "text", "no", "public", false));
        String ticket = text(
                program.post(
                        "/tickets",
                        Map.of(
                                "typeId",
                                desk.type(),
                                "title",
                                "It is hot",
                                "fields",
                                Map.of("cis", List.of(text(ci, "id"))))),
                "id");
        String stranger = ticket("Another that is hot");
        desk.did(
                program.admin(),
                "PUT",
                "/cis/" + text(ci, "id"),
                Map.of("name", "Host 8", "classId", text(server, "id"), "status", "in_use"),
                1);
        JsonNode run = run(rule, ticket, "done");
        assertThat(text(run.path("event").path("data"), "event")).isEqualTo("changed");
        assertThat(desk.kinds(ticket).stream().filter("note"::equals)).hasSize(1);
        assertThat(runs("ticket=" + stranger)).isEmpty();
        assertThat(runs("rule=" + text(others, "id"))).isEmpty();
    }

    /** A ticket of some time ago, whose clocks began then. */
    private static String earlier(String title, Duration ago) throws Exception {
        var context = Context.system(tenant(), Instant.now().minus(ago), null);
        var wanted = CreateTicket.simple(
                UUID.fromString(desk.type()), title, "", UUID.fromString(desk.personId("Rob")), Channel.AGENT);
        return program.bean(Tickets.class)
                .create(context, wanted, tx -> {})
                .id()
                .toString();
    }

    @Test
    void aTargetThatIsNearAndOneThatIsKeptStartRules() throws Exception {
        var targets = Map.of("1", 60, "2", 60, "3", 60, "4", 60);
        JsonNode policy = program.post(
                "/sla/policies",
                Map.of(
                        "deskId",
                        desk.id(),
                        "name",
                        "Gold",
                        "promises",
                        List.of(
                                Map.of("kind", "first_response", "targets", targets),
                                Map.of(
                                        "kind",
                                        "resolution",
                                        "targets",
                                        targets,
                                        "thresholds",
                                        List.of(Map.of("percent", 50), Map.of("percent", 100))))));
        JsonNode warned = rule(
                "Hurry",
                act("sla", "event", "warned", "clock", "resolution", "percent", 50),
                "",
                act("set", "fields", Map.of("urgency", 1)));
        JsonNode met = rule(
                "Well done",
                act("sla", "event", "met", "clock", "first_response"),
                "",
                act("comment", "text", "kept", "public", false));
        String near = earlier("Half of it is over", Duration.ofMinutes(40));
        run(warned, near, "done");
        assertThat(ticketOf(near).path("urgency").intValue()).isEqualTo(1);
        String late = earlier("Nobody answered", Duration.ofMinutes(90));
        for (String ticket : List.of(near, late)) {
            desk.did(desk.agent(), "POST", "/tickets/" + ticket + "/replies", Map.of("body", "an answer"), null);
        }
        JsonNode run = run(met, near, "done");
        assertThat(text(run.path("event").path("data"), "clock")).isEqualTo("first_response");
        assertThat(desk.kinds(near)).contains("note");
        settled();
        assertThat(runs("rule=" + text(met, "id"))).hasSize(1);
        assertThat(runs("rule=" + text(warned, "id") + "&ticket=" + near)).hasSize(1);
        program.call("DELETE", "/sla/policies/" + text(policy, "id"), program.admin(), null);
    }

    @Test
    void timeSinceIsCountedInTheDesksWorkingHours() throws Exception {
        LocalDate open = LocalDate.now(ZoneOffset.UTC).plusDays(2);
        JsonNode calendar = program.post(
                "/sla/calendars",
                Map.of(
                        "deskId",
                        desk.id(),
                        "name",
                        "One morning a week",
                        "zone",
                        "UTC",
                        "shifts",
                        List.of(Map.of("day", open.getDayOfWeek().name(), "from", 600, "to", 720))));
        JsonNode rule = rule(
                "An hour of work",
                act("time_since", "since", "created", "minutes", 60, "working", true),
                "title ~ patient",
                act("set", "fields", Map.of("impact", 1)));
        var moments = program.bean(RuleTimes.class);
        moments.scan(tenant(), Instant.now());
        String ticket = ticket("A patient one");
        Instant eleven = open.atTime(11, 0).toInstant(ZoneOffset.UTC);
        moments.scan(tenant(), eleven.minusSeconds(30));
        assertThat(runs("ticket=" + ticket)).isEmpty();
        for (int i = 0; i < 3; i++) {
            moments.scan(tenant(), eleven.plusSeconds(30L * (i + 1)));
        }
        program.bean(RuleEngine.class).workOne(tenant(), eleven.plusSeconds(120));
        run(rule, ticket, "done");
        assertThat(runs("ticket=" + ticket)).hasSize(1);
        assertThat(ticketOf(ticket).path("impact").intValue()).isEqualTo(1);
        program.call("DELETE", "/sla/calendars/" + text(calendar, "id"), program.admin(), null);
    }

    @Test
    void oldRunsAreThrownAwayAndWhatTheyWroteStillNamesTheirRule() throws Exception {
        JsonNode done =
                rule("Long ago", act("created"), "title ~ forgotten", act("comment", "text", "x", "public", false));
        JsonNode waits = rule(
                "Waits long",
                act("created"),
                "title ~ forgotten",
                act("wait", "minutes", 500_000, "working", false),
                act("comment", "text", "y", "public", false));
        JsonNode since = rule(
                "Once",
                act("time_since", "since", "created", "minutes", 30, "working", false),
                "title ~ forgotten",
                act("comment", "text", "z", "public", false));
        var moments = program.bean(RuleTimes.class);
        moments.scan(tenant(), Instant.now());
        String ticket = ticket("Forgotten");
        JsonNode gone = run(done, ticket, "done");
        run(waits, ticket, "waiting");
        Instant half = Instant.now().plus(Duration.ofMinutes(31));
        moments.scan(tenant(), half);
        program.bean(RuleEngine.class).workOne(tenant(), half);
        run(since, ticket, "done");
        program.await("/tickets/" + ticket + "/why", w -> w.path("items").size() == 2);
        var old = program.bean(OldRuns.class);
        old.forget(tenant(), Instant.now().plus(Duration.ofDays(89)));
        assertThat(runs("ticket=" + ticket)).hasSize(3);
        assertThat(old.forget(tenant(), Instant.now().plus(Duration.ofDays(91))))
                .isPositive();
        assertThat(runs("ticket=" + ticket).valueStream().map(r -> text(r.path("rule"), "name")))
                .containsExactlyInAnyOrder("Waits long", "Once");
        assertThat(desk.send(desk.agent(), "GET", "/rule-runs/" + text(gone, "id"), null, null)
                        .statusCode())
                .isEqualTo(404);
        JsonNode why = desk.did(desk.agent(), "GET", "/tickets/" + ticket + "/why", null, null)
                .path("items");
        assertThat(why.valueStream().map(w -> text(w, "rule"))).containsExactly("Once", "Long ago");
        assertThat(why.get(1).path("run").isNull()).isTrue();
        assertThat(text(why.get(1), "runId")).isEqualTo(text(gone, "id"));
        // The moment is looked at again, and the rule does not run again.
        moments.scan(tenant(), half.plusSeconds(30));
        assertThat(program.bean(RuleEngine.class).workOne(tenant(), half.plusSeconds(30)))
                .isFalse();
        moments.scan(tenant(), half.plusSeconds(300));
        assertThat(old.forget(tenant(), Instant.now().plus(Duration.ofDays(91))))
                .isEqualTo(1);
        moments.scan(tenant(), half.plusSeconds(330));
        assertThat(runs("rule=" + text(since, "id"))).isEmpty();
        database().run(tenant(), tx -> {
            tx.sql().execute("set local enable_seqscan = off");
            assertThat(tx.sql()
                            .fetch(
                                    "explain select id from automation.run where tenant_id = 1 and ended < now() order by ended limit 9")
                            .format(20))
                    .contains("run_ended");
        });
    }
}
