package io.steward.server.assignment;

import static org.assertj.core.api.Assertions.assertThat;

import io.steward.server.TestProgram;
import java.net.http.HttpResponse;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** New tickets are given to people by their desk's rules, through the API and over PostgreSQL. */
class AssignmentTest {
    @SuppressWarnings("NullAway.Init")
    private static TestProgram program;

    private static final Map<String, String> COOKIES = new HashMap<>();
    private static final Map<String, String> IDS = new HashMap<>();

    @SuppressWarnings("NullAway.Init")
    private static String desk;

    @SuppressWarnings("NullAway.Init")
    private static String type;

    @SuppressWarnings("NullAway.Init")
    private static String team;

    @SuppressWarnings("NullAway.Init")
    private static String otherDesk;

    @BeforeAll
    static void start() throws Exception {
        program = TestProgram.startSetUp();
        JsonNode first = program.get("/types").get(0);
        type = id(first);
        desk = first.path("deskId").stringValue();
        otherDesk = id(program.post("/desks", Map.of("name", "People", "key", "people", "template", "hr")));
        for (String name : List.of("Anna", "Berta", "Carla")) {
            person(name, desk, "agent");
        }
        person("Mia", desk, "manager");
        person("Hugo", otherDesk, "manager");
        COOKIES.put("Rob", program.signedIn("Rob", "rob@example.org", Map.of()));
        team = id(program.post(
                "/teams",
                Map.of(
                        "deskId",
                        desk,
                        "name",
                        "First line",
                        "members",
                        List.of(IDS.get("Anna"), IDS.get("Berta"), IDS.get("Carla")))));
    }

    private static void person(String name, String where, String role) throws Exception {
        String email = name.toLowerCase(java.util.Locale.ROOT) + "@example.org";
        COOKIES.put(
                name, program.signedIn(name, email, Map.of("roles", List.of(Map.of("deskId", where, "role", role)))));
        IDS.put(name, id(program.get("/people?search=" + name).path("items").get(0)));
    }

    @AfterAll
    static void stop() {
        program.close();
    }

    @AfterEach
    void clear() throws Exception {
        for (JsonNode rule : program.get("/assignment/rules?desk=" + desk)) {
            send("Mia", "DELETE", "/assignment/rules/" + id(rule), null, null);
        }
        for (String who : List.of("Anna", "Berta", "Carla")) {
            JsonNode now = program.get("/assignment/people/" + IDS.get(who));
            for (JsonNode absence : now.path("absences")) {
                send(who, "DELETE", "/assignment/absences/" + id(absence), null, null);
            }
            send(
                    who,
                    "PUT",
                    "/assignment/people/" + IDS.get(who),
                    Map.of("most", 1000, "skills", List.of()),
                    now.path("version").intValue());
        }
    }

    private static String id(JsonNode node) {
        return node.path("id").stringValue();
    }

    private static HttpResponse<String> send(
            String who, String method, String path, @Nullable Object body, @Nullable Integer version) throws Exception {
        String text =
                body == null || body instanceof String ? (String) body : TestProgram.JSON.writeValueAsString(body);
        String cookie = COOKIES.getOrDefault(who, program.admin());
        return version == null
                ? program.call(method, path, cookie, text)
                : program.call(method, path, cookie, text, "If-Match", "\"" + version + "\"");
    }

    private static JsonNode did(String who, String method, String path, @Nullable Object body) throws Exception {
        return TestProgram.ok(send(who, method, path, body, null));
    }

    private static JsonNode rule(String strategy, Map<String, ?> more) throws Exception {
        var body = new HashMap<String, Object>(
                Map.of("deskId", desk, "name", "Rule " + UUID.randomUUID(), "teamId", team, "strategy", strategy));
        body.putAll(more);
        return did("Mia", "POST", "/assignment/rules", body);
    }

    private static JsonNode ticket(Map<String, ?> more) throws Exception {
        var body = new HashMap<String, Object>(Map.of("typeId", type, "title", "A ticket"));
        body.putAll(more);
        return program.post("/tickets", body);
    }

    private static String assignee(JsonNode ticket) {
        return ticket.path("assignee").path("name").asString("");
    }

    private static void capacity(String who, int most, List<String> skills) throws Exception {
        JsonNode now = program.get("/assignment/people/" + IDS.get(who));
        TestProgram.ok(send(
                who,
                "PUT",
                "/assignment/people/" + IDS.get(who),
                Map.of("most", most, "skills", skills),
                now.path("version").intValue()));
    }

    private static void away(String who) throws Exception {
        did(
                who,
                "POST",
                "/assignment/people/" + IDS.get(who) + "/absences",
                Map.of(
                        "from",
                        LocalDate.now().minusDays(1).toString(),
                        "to",
                        LocalDate.now().plusDays(3).toString(),
                        "reason",
                        "Secret surgery"));
    }

    private static JsonNode why(JsonNode ticket) throws Exception {
        return program.get("/tickets/" + id(ticket) + "/entries?limit=100")
                .path("items")
                .valueStream()
                .filter(e -> e.path("kind").stringValue().equals("assigned"))
                .findFirst()
                .orElseThrow();
    }

    @Test
    void withoutARuleATicketWaits() throws Exception {
        assertThat(assignee(ticket(Map.of()))).isEmpty();
    }

    @Test
    void turnsGoRoundAndTheJournalSaysWhy() throws Exception {
        rule("round_robin", Map.of());
        var got = new ArrayList<String>();
        for (int i = 0; i < 6; i++) {
            JsonNode made = ticket(Map.of());
            got.add(assignee(made));
            assertThat(made.path("team").path("name").stringValue()).isEqualTo("First line");
            assertThat(made.path("version").intValue()).isEqualTo(1);
        }
        assertThat(got.subList(0, 3)).containsExactlyInAnyOrder("Anna", "Berta", "Carla");
        assertThat(got.subList(3, 6)).isEqualTo(got.subList(0, 3));
        away("Berta");
        JsonNode made = ticket(Map.of());
        JsonNode entry = why(made);
        assertThat(entry.path("actor").path("kind").stringValue()).isEqualTo("system");
        assertThat(entry.path("audience").stringValue()).isEqualTo("internal");
        JsonNode detail = entry.path("detail");
        assertThat(detail.path("assignee").stringValue()).isEqualTo(assignee(made));
        assertThat(detail.path("because").stringValue()).isEqualTo("turn");
        JsonNode berta = detail.path("considered")
                .valueStream()
                .filter(c -> c.path("name").stringValue().equals("Berta"))
                .findFirst()
                .orElseThrow();
        assertThat(berta.path("left").stringValue()).isEqualTo("absent");
        assertThat(berta.path("until").stringValue())
                .isEqualTo(LocalDate.now().plusDays(3).toString());
        assertThat(entry.toString()).doesNotContain("Secret");
    }

    @Test
    void whoIsNamedStaysNamed() throws Exception {
        rule("round_robin", Map.of());
        assertThat(assignee(ticket(Map.of("assigneeId", IDS.get("Mia"))))).isEqualTo("Mia");
    }

    @Test
    void nobodyFreeLeavesItInTheTeamsQueue() throws Exception {
        rule("least_loaded", Map.of());
        capacity("Anna", 0, List.of());
        capacity("Berta", 0, List.of());
        away("Carla");
        JsonNode made = ticket(Map.of());
        assertThat(assignee(made)).isEmpty();
        assertThat(made.path("team").path("name").stringValue()).isEqualTo("First line");
        assertThat(why(made).path("detail").path("because").stringValue()).isEqualTo("nobody");
    }

    @Test
    void skillsAndConditionsDecide() throws Exception {
        capacity("Carla", 1000, List.of(" SAP ", "vpn"));
        capacity("Anna", 1000, List.of("sap"));
        rule("by_skill", Map.of("skills", List.of("sap"), "query", "tags = finance"));
        assertThat(assignee(ticket(Map.of("tags", List.of("finance", "vpn"))))).isEqualTo("Carla");
        assertThat(assignee(ticket(Map.of("tags", List.of("other"))))).isEmpty();
    }

    @Test
    void thePreviewSaysWhoIsNextAndGivesNothing() throws Exception {
        rule("round_robin", Map.of());
        JsonNode first = did("Mia", "POST", "/assignment/preview", Map.of("typeId", type));
        JsonNode again = did("Mia", "POST", "/assignment/preview", Map.of("typeId", type));
        assertThat(again).isEqualTo(first);
        assertThat(assignee(ticket(Map.of())))
                .isEqualTo(first.path("decision").path("chosenName").stringValue());
    }

    @Test
    void ticketsOfWhoIsAwayAreOfferedNotMoved() throws Exception {
        String mine = id(ticket(Map.of("assigneeId", IDS.get("Anna"), "teamId", team)));
        away("Anna");
        JsonNode plan = did("Mia", "GET", "/assignment/people/" + IDS.get("Anna") + "/handover", null);
        JsonNode one =
                plan.valueStream().filter(p -> id(p).equals(mine)).findFirst().orElseThrow();
        assertThat(one.path("decision").path("chosenName").stringValue()).isIn("Berta", "Carla");
        assertThat(assignee(program.get("/tickets/" + mine))).isEqualTo("Anna");
    }

    @Test
    void turnsAreFairWithEightAtOnce() throws Exception {
        rule("round_robin", Map.of());
        var before = opened();
        var work = new ArrayList<Callable<String>>();
        for (int i = 0; i < 64; i++) {
            work.add(() -> assignee(ticket(Map.of())));
        }
        try (var pool = Executors.newFixedThreadPool(8)) {
            for (var done : pool.invokeAll(work)) {
                assertThat(done.get()).isIn("Anna", "Berta", "Carla");
            }
        }
        var counts = new ArrayList<Integer>();
        opened().forEach((who, n) -> counts.add(n - before.getOrDefault(who, 0)));
        assertThat(counts).hasSize(3);
        assertThat(counts.stream().mapToInt(n -> n).sum()).isEqualTo(64);
        assertThat(counts.stream().mapToInt(n -> n).max().orElseThrow()
                        - counts.stream().mapToInt(n -> n).min().orElseThrow())
                .isLessThanOrEqualTo(1);
    }

    @Test
    void theLeastLoadedOfManyAtOnceNeverGetMoreThanTheyTake() throws Exception {
        rule("least_loaded", Map.of());
        var before = opened();
        for (String who : List.of("Anna", "Berta", "Carla")) {
            capacity(who, before.getOrDefault(who, 0) + 4, List.of());
        }
        var work = new ArrayList<Callable<String>>();
        for (int i = 0; i < 20; i++) {
            work.add(() -> assignee(ticket(Map.of())));
        }
        try (var pool = Executors.newFixedThreadPool(8)) {
            for (var done : pool.invokeAll(work)) {
                done.get();
            }
        }
        opened().forEach((who, n) -> assertThat(n - before.getOrDefault(who, 0)).isEqualTo(4));
    }

    private static Map<String, Integer> opened() throws Exception {
        var open = new HashMap<String, Integer>();
        for (JsonNode c : program.get("/assignment/people?desk=" + desk)) {
            if (List.of("Anna", "Berta", "Carla").contains(c.path("name").stringValue())) {
                open.put(c.path("name").stringValue(), c.path("open").intValue());
            }
        }
        return open;
    }

    @Test
    void wrongThingsAreRefusedByField() throws Exception {
        for (var wrong : Map.of(
                        "strategy", Map.of("strategy", "dice"),
                        "name", Map.of("name", " "),
                        "query", Map.of("query", "nonsense ="),
                        "teamId", Map.of("teamId", UUID.randomUUID().toString()),
                        "typeId", Map.of("typeId", UUID.randomUUID().toString()))
                .entrySet()) {
            var body = new HashMap<String, Object>(
                    Map.of("deskId", desk, "name", "Wrong", "teamId", team, "strategy", "round_robin"));
            body.putAll(wrong.getValue());
            var answer = send("Mia", "POST", "/assignment/rules", body, null);
            assertThat(answer.statusCode()).as(answer.body()).isEqualTo(422);
            assertThat(answer.body()).contains("\"field\":\"" + wrong.getKey() + "\"");
        }
        String anna = "/assignment/people/" + IDS.get("Anna");
        assertThat(send("Anna", "PUT", anna, Map.of("most", -1), 0).statusCode())
                .isEqualTo(422);
        assertThat(send("Anna", "PUT", anna, Map.of("most", 3), 999).statusCode())
                .isEqualTo(412);
        assertThat(send("Anna", "POST", anna + "/absences", Map.of("from", "2026-12-05", "to", "2026-12-01"), null)
                        .statusCode())
                .isEqualTo(422);
    }

    @Test
    void onlyOneselfAndOnesManagerMay() throws Exception {
        String anna = "/assignment/people/" + IDS.get("Anna");
        assertThat(send("Berta", "GET", anna, null, null).statusCode()).isEqualTo(404);
        assertThat(send("Hugo", "GET", anna, null, null).statusCode()).isEqualTo(404);
        assertThat(send("Hugo", "GET", anna + "/handover", null, null).statusCode())
                .isEqualTo(404);
        assertThat(send("Rob", "GET", anna, null, null).statusCode()).isEqualTo(403);
        assertThat(send("Mia", "GET", anna, null, null).statusCode()).isEqualTo(200);
        assertThat(send("Hugo", "GET", "/assignment/rules?desk=" + desk, null, null)
                        .statusCode())
                .isEqualTo(404);
        JsonNode rule = rule("none", Map.of());
        assertThat(send("Hugo", "DELETE", "/assignment/rules/" + id(rule), null, null)
                        .statusCode())
                .isEqualTo(404);
        assertThat(send("Hugo", "POST", "/assignment/preview", Map.of("typeId", type), null)
                        .statusCode())
                .isEqualTo(422);
    }

    @Test
    void rulesHaveAnOrder() throws Exception {
        String first = id(rule("none", Map.of()));
        String second = id(rule("round_robin", Map.of()));
        JsonNode ordered =
                did("Mia", "PUT", "/assignment/order", Map.of("deskId", desk, "ids", List.of(second, first)));
        assertThat(id(ordered.get(0))).isEqualTo(second);
        assertThat(assignee(ticket(Map.of()))).isNotEmpty();
        assertThat(send("Mia", "PUT", "/assignment/order", Map.of("deskId", desk, "ids", List.of(first)), null)
                        .statusCode())
                .isEqualTo(422);
    }
}
