package io.steward.server.blueprint;

import static org.assertj.core.api.Assertions.assertThat;

import io.steward.server.TestProgram;
import java.net.http.HttpResponse;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** A desk's file over HTTP: looked at, applied, put back, and by whom. */
class ConfigurationTest {
    @SuppressWarnings("NullAway.Init")
    private static TestProgram program;

    private static int made;

    @BeforeAll
    static void start() throws Exception {
        program = TestProgram.startSetUp();
    }

    @AfterAll
    static void stop() {
        program.close();
    }

    private static String desk(String template) throws Exception {
        String key = template + ++made;
        return program.post("/desks", Map.of("name", key, "key", key, "template", template))
                .path("id")
                .stringValue();
    }

    private static String file(String desk) throws Exception {
        var answer = program.call("GET", "/desks/" + desk + "/configuration", program.admin(), null);
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
        assertThat(answer.headers().firstValue("Content-Type").orElse("")).startsWith("text/yaml");
        assertThat(answer.headers().firstValue("Content-Disposition").orElse(""))
                .contains(".yaml");
        return answer.body();
    }

    private static HttpResponse<String> planned(String who, String yaml, @Nullable String desk) throws Exception {
        return program.send(
                "POST", "/configurations/plan" + (desk == null ? "" : "?desk=" + desk), who, yaml, "text/yaml");
    }

    private static JsonNode plan(String yaml, @Nullable String desk) throws Exception {
        return TestProgram.ok(planned(program.admin(), yaml, desk));
    }

    private static HttpResponse<String> applied(String who, String yaml, @Nullable String desk, String token)
            throws Exception {
        var body = new HashMap<String, Object>(Map.of("yaml", yaml, "token", token));
        if (desk != null) {
            body.put("desk", desk);
        }
        return program.call("POST", "/configurations/apply", who, TestProgram.JSON.writeValueAsString(body));
    }

    private static JsonNode apply(String yaml, @Nullable String desk) throws Exception {
        JsonNode plan = plan(yaml, desk);
        assertThat(plan.path("problems")).as(plan.toString()).isEmpty();
        return TestProgram.ok(
                applied(program.admin(), yaml, desk, plan.path("token").stringValue()));
    }

    private static List<String> paths(JsonNode plan) {
        return plan.path("differences")
                .valueStream()
                .map(d -> d.path("op").stringValue() + " " + d.path("path").stringValue())
                .toList();
    }

    private static JsonNode type(String desk, String key) throws Exception {
        return program.get("/types")
                .valueStream()
                .filter(t -> t.path("deskId").stringValue().equals(desk)
                        && t.path("key").stringValue().equals(key))
                .findFirst()
                .orElseThrow();
    }

    @Test
    void aFileIsLookedAtAppliedAndPutBack() throws Exception {
        String desk = desk("hr");
        String before = file(desk);
        assertThat(paths(plan(before, desk))).isEmpty();
        String wanted = before.replace("name: New, category: new", "name: Just in, category: new")
                .replace(
                        "name: First day\n        kind: date\n        required: true\n",
                        "name: First day\n        kind: date\n")
                .replace("Leave, Onboarding, Other, Pay,", "Leave, Money, Onboarding, Other,")
                .replace("pending)', order: created}", "pending)', order: updated}");
        JsonNode plan = plan(wanted, desk);
        assertThat(paths(plan))
                .contains(
                        "change types.case.statuses.new.name",
                        "remove types.onboarding.fields.start_date.required",
                        "add categories.Money",
                        "remove categories.Pay",
                        "change queues.Joining.order");
        assertThat(file(desk)).as("looking changes nothing").isEqualTo(before);
        JsonNode change = apply(wanted, desk);
        assertThat(file(desk)).isEqualTo(wanted);
        assertThat(type(desk, "case").path("statuses").get(0).path("name").stringValue())
                .isEqualTo("Just in");
        String id = change.path("id").stringValue();
        assertThat(program.get("/configurations/changes?desk=" + desk)
                        .get(0)
                        .path("id")
                        .stringValue())
                .isEqualTo(id);
        assertThat(program.call("GET", "/configurations/changes/" + id + "/before", program.admin(), null)
                        .body())
                .isEqualTo(before);
        program.post("/configurations/changes/" + id + "/undo", Map.of());
        assertThat(file(desk)).isEqualTo(before);
        assertThat(program.call("POST", "/configurations/changes/" + id + "/undo", program.admin(), "{}")
                        .statusCode())
                .isEqualTo(409);
    }

    @Test
    void whatHasTicketsIsKept() throws Exception {
        String desk = desk("blank");
        String before = file(desk);
        JsonNode category = program.get("/categories?desk=" + desk).get(0);
        JsonNode ticket = program.post(
                "/tickets",
                Map.of(
                        "typeId",
                        type(desk, "request").path("id").stringValue(),
                        "title",
                        "Kept",
                        "categoryId",
                        category.path("id").stringValue()));
        String wanted = """
                format: 1
                desk: {key: x, name: Renamed}
                categories: []
                types:
                  - key: other
                    name: Other
                    prefix: OTH
                    initial: go
                    statuses: [{key: go, name: Go, category: open}, {key: end, name: End, category: closed}]
                    transitions: [{key: end, name: End, to: end}]
                """;
        JsonNode change = apply(wanted, desk);
        assertThat(paths(plan(wanted, desk))).isEmpty();
        assertThat(type(desk, "request").path("active").booleanValue()).isFalse();
        assertThat(program.get("/categories?desk=" + desk).get(0).path("active").booleanValue())
                .isFalse();
        assertThat(program.get("/tickets/" + ticket.path("number").stringValue())
                        .path("title")
                        .stringValue())
                .isEqualTo("Kept");
        assertThat(program.get("/queues").toString())
                .as("left out, so left alone")
                .contains(desk);
        program.post("/configurations/changes/" + change.path("id").stringValue() + "/undo", Map.of());
        assertThat(type(desk, "other").path("active").booleanValue()).isFalse();
        assertThat(file(desk)).contains("key: request").contains("categories: [Other]");
        assertThat(paths(plan(before, desk))).isEmpty();
    }

    @Test
    void aStatusThatIsGoneGivesItsTicketsToAnother() throws Exception {
        String desk = desk("blank");
        String number = program.post(
                        "/tickets",
                        Map.of("typeId", type(desk, "request").path("id").stringValue(), "title", "Moves"))
                .path("number")
                .stringValue();
        String wanted = file(desk)
                .replace("key: new, name: New", "key: fresh, name: Fresh")
                .replace("initial: new", "initial: fresh")
                .replace("from: [new, ", "from: [fresh, ");
        assertThat(plan(wanted, desk).path("notices").toString()).contains("Fresh");
        apply(wanted, desk);
        assertThat(program.get("/tickets/" + number).toString()).contains("\"fresh\"");
    }

    @Test
    void aNewDeskGetsPrefixesThatAreFreeAndCanBePutBack() throws Exception {
        String yaml = file(desk("it"))
                .replaceFirst("key: it\\d+", "key: second")
                .replaceFirst("name: it\\d+", "name: Second");
        int desks = program.get("/desks").size();
        JsonNode plan = plan(yaml, null);
        assertThat(plan.path("notices").toString()).contains("is taken");
        assertThat(program.get("/desks").size()).as("looking changes nothing").isEqualTo(desks);
        JsonNode change = apply(yaml, null);
        String desk = change.path("deskId").stringValue();
        assertThat(change.path("created").booleanValue()).isTrue();
        assertThat(program.get("/desks").size()).isEqualTo(desks + 1);
        assertThat(type(desk, "incident").path("prefix").stringValue()).startsWith("INC");
        program.post("/configurations/changes/" + change.path("id").stringValue() + "/undo", Map.of());
        assertThat(type(desk, "incident").path("active").booleanValue()).isFalse();
        assertThat(file(desk))
                .contains("queues: []")
                .contains("taskTemplates: []")
                .contains("macros: []")
                .contains("cannedAnswers: []")
                .contains("categories: []");
    }

    @Test
    void sharedViewsGoAlongWithHowTheyAreShown() throws Exception {
        String desk = desk("blank");
        String team = UUID.randomUUID().toString();
        var columns = List.of(Map.of("field", "title", "width", 300), Map.of("field", "status"));
        var config = Map.of("groupBy", "status", "columns", columns, "wip", Map.of("open", 5, team, 7));
        String view = program.post(
                        "/views",
                        Map.of(
                                "deskId",
                                desk,
                                "name",
                                "Board",
                                "query",
                                "state = open",
                                "order",
                                "updated desc",
                                "layout",
                                "board",
                                "shared",
                                true,
                                "config",
                                config))
                .path("id")
                .stringValue();
        String yaml = file(desk);
        assertThat(yaml).contains("layout: board").contains("open: 5").doesNotContain(team);
        String elsewhere = apply(
                        yaml.replaceFirst("key: blank\\d+", "key: shown")
                                .replaceFirst("name: blank\\d+", "name: Shown"),
                        null)
                .path("deskId")
                .stringValue();
        assertThat(file(elsewhere).substring(file(elsewhere).indexOf("queues:")))
                .isEqualTo(yaml.substring(yaml.indexOf("queues:")));
        String wanted = yaml.replace("open: 5", "open: 6");
        assertThat(paths(plan(wanted, desk))).containsExactly("change views.Board.config.wip.open");
        apply(wanted, desk);
        JsonNode kept = program.get("/views")
                .valueStream()
                .filter(v -> v.path("id").stringValue().equals(view))
                .findFirst()
                .orElseThrow();
        assertThat(kept.path("config").path("wip").path("open").intValue()).isEqualTo(6);
        assertThat(kept.path("config").path("wip").path(team).intValue())
                .as("a file cannot name it")
                .isEqualTo(7);
        assertThat(plan("format: 1\nviews: [{name: B, layout: pie}]", desk)
                        .path("problems")
                        .get(0)
                        .path("path")
                        .stringValue())
                .isEqualTo("views[0].layout");
    }

    @Test
    void whoIsOnCallAndWhoIsCalledIsAppliedAndPutBack() throws Exception {
        String desk = desk("it");
        program.post(
                "/chat-channels",
                Map.of("deskId", desk, "name", "#major", "flavour", "slack", "url", "https://chat.example.org/x"));
        String before = file(desk);
        String wanted = """
                format: 1
                onCall:
                  schedules:
                    - name: Network
                      zone: Europe/Vienna
                      layers:
                        - {name: All day, turn: weeks, start: '2026-11-30', handOver: '08:00'}
                        - {name: Nights, turn: days, every: 2, start: '2026-11-30', handOver: '18:00', hours: [{days: [monday, friday], from: '18:00', until: '08:00'}]}
                  chains:
                    - {name: Major, repeats: 2, steps: [{schedules: [Network], chats: ['#major'], waitMinutes: 5}, {teams: [Network], waitMinutes: 10}]}
                assignmentRules:
                  - {name: Night, strategy: on_call, schedule: Network}
                """;
        JsonNode change = apply(wanted, desk);
        String after = file(desk);
        assertThat(after)
                .contains("Europe/Vienna", "strategy: on_call", "schedule: Network", "waitMinutes: 10", "#major");
        assertThat(paths(plan(wanted, desk))).isEmpty();
        assertThat(paths(plan(after, desk))).isEmpty();
        assertThat(program.get("/on-call-schedules?desk=" + desk)
                        .get(0)
                        .path("layers")
                        .get(1)
                        .path("every")
                        .intValue())
                .isEqualTo(2);
        assertThat(plan(wanted.replace("schedules: [Network]", "schedules: [Nowhere]"), desk)
                        .path("problems")
                        .toString())
                .contains("onCall.chains[0].steps[0].schedules");
        assertThat(plan(wanted.replace("#major", "#nowhere"), desk)
                        .path("problems")
                        .toString())
                .contains("onCall.chains[0].steps[0].chats");
        assertThat(paths(plan(wanted.replace("repeats: 2", "repeats: 3"), desk)))
                .containsExactly("change onCall.chains.Major.repeats");
        program.post("/configurations/changes/" + change.path("id").stringValue() + "/undo", Map.of());
        assertThat(file(desk)).isEqualTo(before);
        assertThat(program.get("/on-call-chains?desk=" + desk)).isEmpty();
    }

    @Test
    void macrosAnswersAndRulesAreAppliedInTheirOrderAndPutBack() throws Exception {
        String desk = desk("it");
        String before = file(desk);
        String wanted = before.replace("assignmentRules: []", """
                assignmentRules:
                  - {name: Urgent, type: incident, query: 'urgency = 1', team: Network, strategy: round_robin}
                  - {name: Skilled, strategy: by_skill, skills: [vpn, wifi], active: false}""")
                .replace(
                        "      assignee: me\n",
                        "      assignee: me\n      category: [Network]\n      team: Network\n      urgency: 1\n")
                .replace("shortcut: reboot", "shortcut: reboot-first");
        JsonNode change = apply(wanted, desk);
        assertThat(file(desk)).isEqualTo(wanted);
        String team = program.get("/teams")
                .valueStream()
                .filter(t -> t.path("deskId").stringValue().equals(desk)
                        && t.path("name").stringValue().equals("Network"))
                .findFirst()
                .orElseThrow()
                .path("id")
                .stringValue();
        JsonNode macro = program.get("/macros?desk=" + desk).get(0);
        assertThat(macro.path("name").stringValue()).isEqualTo("Take it");
        assertThat(macro.path("change").path("teamId").stringValue()).isEqualTo(team);
        assertThat(macro.path("change").path("assigneeId").stringValue()).isEqualTo("me");
        assertThat(program.get("/assignment/rules?desk=" + desk)
                        .get(0)
                        .path("teamId")
                        .stringValue())
                .isEqualTo(team);
        String turned = wanted.replace("name: Urgent, type", "name: Zeal, type")
                .replaceFirst(
                        "(?s)( {2}- name: Take it\\n.*?)( {2}- name: Ask for details\\n.*?)\\n(?=cannedAnswers)",
                        "$2$1\n");
        assertThat(paths(plan(turned, desk)))
                .contains("add assignmentRules.Zeal", "remove assignmentRules.Urgent", "change macros");
        apply(turned, desk);
        assertThat(file(desk)).isEqualTo(turned);
        apply(wanted, desk);
        assertThat(file(desk)).isEqualTo(wanted);
        program.post("/configurations/changes/" + change.path("id").stringValue() + "/undo", Map.of());
        assertThat(file(desk)).isEqualTo(before);
        for (var wrong : Map.of(
                        "macros: [{name: A, change: {teamId: x}}]", "macros[0].change.teamId",
                        "macros: [{name: A, change: {team: Nobody}}]", "macros[0].change.team",
                        "macros: [{name: A, change: {status: gone}}]", "macros[0].change.status",
                        "cannedAnswers: [{name: A, shortcut: a, text: '{{no.such}}'}]", "cannedAnswers[0].text",
                        "assignmentRules: [{name: A, strategy: luck}]", "assignmentRules[0].strategy",
                        "assignmentRules: [{name: A, strategy: none, query: 'x ='}]", "assignmentRules[0].query")
                .entrySet()) {
            assertThat(plan("format: 1\n" + wrong.getKey(), desk)
                            .path("problems")
                            .get(0)
                            .path("path")
                            .stringValue())
                    .isEqualTo(wrong.getValue());
        }
    }

    @Test
    void whatAMacroSaysOfPeopleStaysWhereItIs() throws Exception {
        String desk = desk("blank");
        String mona = "mona@example.org";
        program.signedIn("Mona", mona, Map.of("roles", List.of(Map.of("deskId", desk, "role", "agent"))));
        String id = program.get("/people?search=mona")
                .path("items")
                .get(0)
                .path("id")
                .stringValue();
        program.post("/macros", Map.of("deskId", desk, "name", "To Mona", "change", Map.of("assigneeId", id)));
        String yaml = file(desk);
        assertThat(yaml).contains("To Mona").doesNotContain(id).doesNotContain(mona);
        assertThat(program.call("GET", "/desks/" + desk + "/configuration?people=1", program.admin(), null)
                        .body())
                .contains("assignee: " + mona);
        apply(yaml.replace("{name: To Mona}", "{name: To Mona, description: Hers}"), desk);
        JsonNode kept = program.get("/macros?desk=" + desk)
                .valueStream()
                .filter(m -> m.path("name").stringValue().equals("To Mona"))
                .findFirst()
                .orElseThrow();
        assertThat(kept.path("description").stringValue()).isEqualTo("Hers");
        assertThat(kept.path("change").path("assigneeId").stringValue()).isEqualTo(id);
        JsonNode elsewhere = plan(
                yaml.replaceFirst("key: blank\\d+", "key: alone").replaceFirst("name: blank\\d+", "name: Alone"), null);
        assertThat(elsewhere.path("problems")).isEmpty();
        assertThat(elsewhere.path("notices").toString()).contains("To Mona");
    }

    @Test
    void rulesAreFilesWithNamesAndRulesThatRunOthersComeAfterThem() throws Exception {
        String desk = desk("it");
        program.post("/teams", Map.of("deskId", desk, "name", "Net"));
        program.post("/macros", Map.of("deskId", desk, "name", "Calm", "change", Map.of("urgency", 3)));
        String before = file(desk);
        assertThat(before).contains("rules: []");
        String wanted = before.replace("rules: []", """
                rules:
                  - name: First
                    active: false
                    trigger: {kind: created}
                    condition: title ~ net
                    actions:
                      - {kind: assign, team: Net, strategy: round_robin}
                      - {kind: rule, rule: Later}
                      - kind: branch
                        cases:
                          - condition: priority = 1
                            actions:
                              - {kind: macro, macro: Calm}
                  - name: Later
                    stop: true
                    trigger: {kind: called}
                    actions:
                      - {kind: set, fields: {team: Net}}
                """);
        apply(wanted, desk);
        String after = file(desk);
        assertThat(paths(plan(wanted, desk))).isEmpty();
        assertThat(paths(plan(after, desk))).isEmpty();
        assertThat(after).contains("rule: Later").contains("macro: Calm").contains("team: Net");
        JsonNode rules = program.get("/desks/" + desk + "/rules");
        assertThat(rules.valueStream().map(r -> r.path("name").stringValue())).containsExactly("First", "Later");
        assertThat(after).doesNotContain(rules.get(1).path("id").stringValue());
        assertThat(rules.get(0).path("actions").get(1).path("ruleId").stringValue())
                .isEqualTo(rules.get(1).path("id").stringValue());
        JsonNode elsewhere = apply(
                after.replaceFirst("key: it\\d+", "key: elsewhere").replaceFirst("name: it\\d+", "name: Elsewhere"),
                null);
        assertThat(elsewhere.path("id").isString()).isTrue();
        apply(before, desk);
        assertThat(program.get("/desks/" + desk + "/rules")).isEmpty();
    }

    @Test
    void whatChangedMeanwhileIsNotOverwritten() throws Exception {
        String desk = desk("blank");
        String wanted = file(desk).replace("categories: [Other]", "categories: [Another]");
        JsonNode plan = plan(wanted, desk);
        program.post("/categories", Map.of("deskId", desk, "name", "Meanwhile"));
        assertThat(applied(program.admin(), wanted, desk, plan.path("token").stringValue())
                        .statusCode())
                .isEqualTo(409);
        assertThat(file(desk)).contains("Meanwhile").contains("Other");
        JsonNode change = apply(wanted, desk);
        program.post("/categories", Map.of("deskId", desk, "name", "Afterwards"));
        assertThat(program.call(
                                "POST",
                                "/configurations/changes/" + change.path("id").stringValue() + "/undo",
                                program.admin(),
                                "{}")
                        .statusCode())
                .isEqualTo(409);
        assertThat(file(desk)).contains("Afterwards");
    }

    @Test
    void everyProblemIsNamedWithItsLineAndNothingIsWritten() throws Exception {
        String desk = desk("blank");
        String before = file(desk);
        JsonNode problems = plan("""
                format: 1
                desk: {key: x, name: Still}
                categories: [Written, Not]
                types:
                  - key: bad
                    name: Bad
                    prefix: toolong
                    initial: nowhere
                    statuses: [{key: go, name: Go, category: open}]
                    transitions:
                      - {key: end, name: End, to: gone}
                    fields:
                      - {key: title, name: Taken, kind: text}
                """, desk).path("problems");
        assertThat(problems.toString()).contains("types[0].prefix");
        assertThat(problems.get(0).path("line").isNumber()).isTrue();
        JsonNode unknown = plan("format: 1\ntypes:\n  - key: a\n    nmae: A\n", desk)
                .path("problems")
                .get(0);
        assertThat(unknown.path("line").intValue()).isEqualTo(4);
        assertThat(unknown.path("message").stringValue()).contains("nmae");
        assertThat(plan("format: 1\nqueues: [{name: A, query: 'nonsense ='}]", desk)
                        .path("problems"))
                .isNotEmpty();
        assertThat(plan("format: 2", desk).path("problems")).isNotEmpty();
        assertThat(plan("format: 1\nsecrets: []", desk).path("problems")).isNotEmpty();
        assertThat(plan("{}", desk).path("token").isNull()).isTrue();
        var answer = applied(program.admin(), "format: 1\nqueues: [{name: ''}]", desk, "x");
        assertThat(answer.statusCode()).isIn(409, 422);
        assertThat(file(desk)).isEqualTo(before);
    }

    @Test
    void hostileFilesAreRefused() throws Exception {
        for (String yaml : List.of(
                "a: &a [*a]",
                "a: !!java.net.URL ['http://localhost/']",
                "[".repeat(10_000),
                "format: 1\ndesk: {key: h, name: H}\ntypes: " + "[".repeat(29) + "]".repeat(29),
                "format: 1\ndesk: {key: h, name: H}\ntypes: [{key: {a: b}}, 7, null, [x]]",
                "format: 1\ntypes: 7\nteams: x\nqueues: {a: b}\ncategories: {a: b}\ntaskTemplates: x\nscheduledTickets: [1]",
                "format: 1\nmacros: [{name: A, change: 7}, {name: B, change: {fields: []}}]\nassignmentRules: [[]]",
                "format: 1\ndesk: {key: h, name: H}\ncannedAnswers: [{name: A, shortcut: {}}, 7, null]",
                "desk: []\nformat: 1")) {
            var answer = planned(program.admin(), yaml, null);
            assertThat(answer.statusCode())
                    .as(yaml.substring(0, Math.min(60, yaml.length())))
                    .isEqualTo(200);
            assertThat(TestProgram.ok(answer).path("problems"))
                    .as(yaml.substring(0, Math.min(60, yaml.length())))
                    .isNotEmpty();
        }
        assertThat(planned(program.admin(), "a: " + "x".repeat(1_000_000), null).statusCode())
                .isEqualTo(413);
        assertThat(planned(program.admin(), "", null).statusCode()).isEqualTo(422);
    }

    @Test
    void managersApplyToTheirDeskAndAdministratorsMakeNewOnes() throws Exception {
        String desk = desk("blank");
        String other = desk("blank");
        String yaml = file(desk);
        var roles = List.of(Map.of("deskId", desk, "role", "manager"), Map.of("deskId", other, "role", "agent"));
        String manager = program.signedIn("Mia", "mia@example.org", Map.of("roles", roles));
        assertThat(planned(manager, yaml, desk).statusCode()).isEqualTo(200);
        assertThat(planned(manager, yaml, other).statusCode()).isEqualTo(403);
        assertThat(planned(manager, yaml, null).statusCode()).isEqualTo(403);
        assertThat(planned(manager, yaml, UUID.randomUUID().toString()).statusCode())
                .isEqualTo(404);
        assertThat(applied(manager, yaml, null, "x").statusCode()).isEqualTo(403);
        assertThat(program.call("GET", "/desks/" + other + "/configuration", manager, null)
                        .statusCode())
                .isEqualTo(403);
        String wanted = yaml.replace("  - {name: Mine,", "  - {name: Of me,");
        JsonNode plan = TestProgram.ok(planned(manager, wanted, desk));
        assertThat(paths(plan)).containsExactlyInAnyOrder("add queues.Of me", "remove queues.Mine");
        TestProgram.ok(applied(manager, wanted, desk, plan.path("token").stringValue()));
        assertThat(TestProgram.ok(program.call("GET", "/configurations/changes", manager, null)))
                .hasSize(1);
        JsonNode renamed = TestProgram.ok(planned(manager, wanted.replaceFirst("name: blank\\d+", "name: Mine"), desk));
        assertThat(renamed.path("problems").toString()).contains("administrator");
        String elsewhere = apply(file(other).replace("  - {name: Mine,", "  - {name: X,"), other)
                .path("id")
                .stringValue();
        assertThat(program.call("POST", "/configurations/changes/" + elsewhere + "/undo", manager, "{}")
                        .statusCode())
                .isEqualTo(403);
    }

    @Test
    void peopleStandInItWhenAskedFor() throws Exception {
        String desk = desk("hr");
        String yaml = program.call("GET", "/desks/" + desk + "/configuration?people=1", program.admin(), null)
                .body();
        assertThat(file(desk)).doesNotContain("@example.org");
        program.signedIn("Tea", "tea@example.org", Map.of("roles", List.of(Map.of("deskId", desk, "role", "agent"))));
        String wanted = yaml.replace("{name: HR services}", "{name: HR services, members: [tea@example.org]}");
        assertThat(paths(plan(wanted, desk))).containsExactly("add teams.HR services.members");
        apply(wanted, desk);
        assertThat(program.call("GET", "/desks/" + desk + "/configuration?people=1", program.admin(), null)
                        .body())
                .contains("members: [\"tea@example.org\"]".replace('"', '\''));
        assertThat(plan(wanted.replace("tea@", "nobody@"), desk)
                        .path("problems")
                        .toString())
                .contains("nobody@example.org");
    }
}
