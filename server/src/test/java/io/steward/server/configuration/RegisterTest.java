package io.steward.server.configuration;

import static org.assertj.core.api.Assertions.assertThat;

import io.steward.server.TestProgram;
import java.net.http.HttpResponse;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** Organisation units, locations, services and CIs, through the API and over PostgreSQL. */
class RegisterTest {
    @SuppressWarnings("NullAway.Init")
    private static TestProgram program;

    @SuppressWarnings("NullAway.Init")
    private static String agent;

    @SuppressWarnings("NullAway.Init")
    private static String requester;

    @SuppressWarnings("NullAway.Init")
    private static String type;

    private static final Map<String, String> CLASSES = new HashMap<>();

    @BeforeAll
    static void start() throws Exception {
        program = TestProgram.startSetUp();
        JsonNode first = program.get("/types").get(0);
        type = id(first);
        String desk = first.path("deskId").stringValue();
        agent = program.signedIn(
                "Agnes", "agnes@example.org", Map.of("roles", List.of(Map.of("deskId", desk, "role", "agent"))));
        requester = program.signedIn("Rob", "rob@example.org", Map.of());
        program.get("/ci-classes").forEach(c -> CLASSES.put(c.path("key").stringValue(), id(c)));
        fields();
    }

    @AfterAll
    static void stop() {
        program.close();
    }

    private static String id(JsonNode node) {
        return node.path("id").stringValue();
    }

    private static HttpResponse<String> send(
            String who, String method, String path, @Nullable Object body, @Nullable Integer version) throws Exception {
        String text =
                body == null || body instanceof String ? (String) body : TestProgram.JSON.writeValueAsString(body);
        return version == null
                ? program.call(method, path, who, text)
                : program.call(method, path, who, text, "If-Match", "\"" + version + "\"");
    }

    private static int status(String who, String method, String path, @Nullable Object body, @Nullable Integer version)
            throws Exception {
        return send(who, method, path, body, version).statusCode();
    }

    /** Gives the first type a field for CIs, one for services that requesters fill in, and one for a location. */
    private static void fields() throws Exception {
        JsonNode definition = program.get("/types/" + type + "/definition").path("type");
        var body = new HashMap<String, Object>();
        for (String part : List.of("statuses", "transitions", "initial", "priorityMatrix", "forms")) {
            body.put(part, definition.path(part));
        }
        body.put("confidential", false);
        body.put(
                "fields",
                List.of(
                        field("cis", "ci", List.of()),
                        field("affected", "service", List.of("requester", "agent")),
                        field("place", "location", List.of())));
        TestProgram.ok(send(program.admin(), "PUT", "/types/" + type + "/draft", Map.of("definition", body), null));
        TestProgram.ok(send(
                program.admin(),
                "POST",
                "/types/" + type + "/publish",
                Map.of("statusMap", Map.of()),
                definition.path("version").intValue()));
    }

    private static Map<String, Object> field(String key, String kind, List<String> roles) {
        return Map.of("key", key, "name", key, "kind", kind, "read", roles, "write", roles);
    }

    private static JsonNode ci(String name, String classKey, Map<String, ?> more) throws Exception {
        var body = new HashMap<String, Object>(Map.of("name", name, "classId", CLASSES.get(classKey)));
        body.putAll(more);
        return program.post("/cis", body);
    }

    private static JsonNode unit(String kind, String name, @Nullable String parent) throws Exception {
        var body = new HashMap<String, Object>(Map.of("kind", kind, "name", name));
        if (parent != null) {
            body.put("parentId", parent);
        }
        return program.post("/units", body);
    }

    @Test
    void unitsAreATreeWithoutCircles() throws Exception {
        String a = id(unit("organisation_unit", "Sales", null));
        String b = id(unit("organisation_unit", "Inner sales", a));
        String path = "/units/" + a;
        assertThat(send(program.admin(), "PATCH", path, Map.of("parentId", b), 1)
                        .body())
                .contains("parentId");
        assertThat(status(program.admin(), "PATCH", path, Map.of("parentId", a), 1))
                .isEqualTo(422);
        assertThat(status(program.admin(), "PATCH", path, Map.of("name", "Sales and more"), 7))
                .isEqualTo(412);
        assertThat(status(
                        program.admin(), "POST", "/units", Map.of("kind", "organisation_unit", "name", "Sales"), null))
                .isEqualTo(422);
        assertThat(status(program.admin(), "DELETE", path, null, 1)).isEqualTo(409);
        String place = id(unit("location", "Vienna", null));
        assertThat(status(program.admin(), "PATCH", "/units/" + b, Map.of("parentId", place), 1))
                .isEqualTo(422);
        TestProgram.ok(send(program.admin(), "PATCH", "/units/" + b, "{\"parentId\":null}", 1));
        TestProgram.ok(send(program.admin(), "DELETE", path, null, 1));
        assertThat(TestProgram.ok(send(requester, "GET", "/units?kind=organisation_unit", null, null))
                        .toString())
                .contains("Inner sales")
                .doesNotContain("Vienna");
        assertThat(status(agent, "POST", "/units", Map.of("kind", "location", "name", "X"), null))
                .isEqualTo(403);
    }

    @Test
    void movesAtOnceNeverMakeACircle() throws Exception {
        for (int round = 0; round < 5; round++) {
            String a = id(unit("location", "A" + round, null));
            String b = id(unit("location", "B" + round, null));
            List<Callable<Integer>> both = List.of(
                    () -> status(program.admin(), "PATCH", "/units/" + a, Map.of("parentId", b), 1),
                    () -> status(program.admin(), "PATCH", "/units/" + b, Map.of("parentId", a), 1));
            try (var pool = Executors.newFixedThreadPool(2)) {
                var codes = new java.util.ArrayList<Integer>();
                for (var done : pool.invokeAll(both)) {
                    codes.add(done.get());
                }
                assertThat(codes).containsExactlyInAnyOrder(200, 422);
            }
        }
    }

    @Test
    void peopleBelongSomewhere() throws Exception {
        JsonNode unit = unit("organisation_unit", "Works council", null);
        JsonNode place = unit("location", "Graz", null);
        JsonNode person = program.post(
                "/people",
                Map.of("name", "Paula", "email", "paula@example.org", "unitId", id(unit), "locationId", id(place)));
        assertThat(person.path("unitId").stringValue()).isEqualTo(id(unit));
        String path = "/people/" + id(person);
        assertThat(status(program.admin(), "PATCH", path, Map.of("unitId", id(place)), 1))
                .isEqualTo(422);
        assertThat(status(program.admin(), "DELETE", "/units/" + id(unit), null, 1))
                .isEqualTo(409);
        JsonNode renamed = TestProgram.ok(send(program.admin(), "PATCH", path, Map.of("name", "Pauline"), 1));
        assertThat(renamed.path("locationId").stringValue()).isEqualTo(id(place));
        JsonNode cleared = TestProgram.ok(send(program.admin(), "PATCH", path, "{\"unitId\":null}", 2));
        assertThat(cleared.path("unitId").isNull()).isTrue();
        assertThat(cleared.path("locationId").isNull()).isFalse();
        TestProgram.ok(send(program.admin(), "DELETE", "/units/" + id(unit), null, 1));
    }

    @Test
    void aCiIsRegisteredFoundChangedAndRetired() throws Exception {
        JsonNode made = ci("Mail server 17", "server", Map.of("externalId", "SN-4711", "description", "In the cellar"));
        String path = "/cis/" + id(made);
        assertThat(made.path("className").stringValue()).isEqualTo("Server");
        assertThat(made.path("status").stringValue()).isEqualTo("in_use");
        for (String search : List.of("mail%2017", "sn-4711", "MAIL")) {
            assertThat(program.get("/cis?search=" + search).path("items").toString())
                    .contains(id(made));
        }
        assertThat(program.get("/cis?search=mail&class=" + CLASSES.get("printer"))
                        .path("items"))
                .isEmpty();
        var wanted = Map.of("name", "Mail server 18", "classId", CLASSES.get("server"), "status", "retired");
        assertThat(status(agent, "PUT", path, wanted, 1)).isEqualTo(403);
        assertThat(status(program.admin(), "PUT", path, wanted, 5)).isEqualTo(412);
        TestProgram.ok(send(program.admin(), "PUT", path, wanted, 1));
        assertThat(program.get("/cis?status=retired").path("items").toString()).contains("Mail server 18");
        assertThat(send(program.admin(), "POST", "/cis", Map.of("name", " ", "classId", id(made)), null)
                        .body())
                .contains("\"name\"")
                .contains("\"classId\"");
        ci("Twin", "server", Map.of("externalId", "TWIN"));
        assertThat(send(
                                program.admin(),
                                "POST",
                                "/cis",
                                Map.of("name", "Twin", "classId", CLASSES.get("server"), "externalId", "TWIN"),
                                null)
                        .body())
                .contains("externalId");
        TestProgram.ok(send(program.admin(), "DELETE", path, null, 2));
        assertThat(status(program.admin(), "GET", path, null, null)).isEqualTo(404);
    }

    @Test
    void theListIsPaged() throws Exception {
        for (int i = 0; i < 5; i++) {
            ci("Paged " + i, "phone", Map.of());
        }
        JsonNode first = program.get("/cis?search=paged&limit=3");
        JsonNode second = program.get("/cis?search=paged&limit=3&cursor="
                + java.net.URLEncoder.encode(
                        first.path("next").stringValue(), java.nio.charset.StandardCharsets.UTF_8));
        assertThat(first.path("items")).hasSize(3);
        assertThat(second.path("items")).hasSize(2);
        assertThat(second.path("next").isNull()).isTrue();
    }

    @Test
    void relationshipsAreNeitherToItselfNorDouble() throws Exception {
        String app = id(ci("Payroll", "application", Map.of()));
        String server = id(ci("Host 1", "server", Map.of()));
        String path = "/cis/" + app + "/relationships";
        program.post(path, Map.of("kind", "runs_on", "ciId", server));
        assertThat(status(program.admin(), "POST", path, Map.of("kind", "runs_on", "ciId", app), null))
                .isEqualTo(422);
        assertThat(status(program.admin(), "POST", path, Map.of("kind", "runs_on", "ciId", server), null))
                .isEqualTo(422);
        assertThat(status(
                        program.admin(),
                        "POST",
                        path,
                        Map.of("kind", "runs_on", "ciId", server, "outward", false),
                        null))
                .isEqualTo(422);
        program.post(path, Map.of("kind", "connected_to", "ciId", server));
        assertThat(status(
                        program.admin(),
                        "POST",
                        "/cis/" + server + "/relationships",
                        Map.of("kind", "connected_to", "ciId", app),
                        null))
                .isEqualTo(422);
        JsonNode seen = program.get("/cis/" + server).path("relationships");
        assertThat(seen).hasSize(2);
        assertThat(seen.get(0).path("outward").booleanValue()).isFalse();
        assertThat(seen.get(0).path("ci").path("name").stringValue()).isEqualTo("Payroll");
        assertThat(status(program.admin(), "DELETE", path + "/" + id(seen.get(0)), null, null))
                .isEqualTo(204);
        assertThat(program.get("/cis/" + app).path("relationships")).hasSize(1);
    }

    @Test
    void aCiListsTheTicketsThatNameIt() throws Exception {
        String host = id(ci("Host 2", "server", Map.of()));
        JsonNode made = program.post(
                "/tickets", Map.of("typeId", type, "title", "It is hot", "fields", Map.of("cis", List.of(host))));
        assertThat(made.path("refs").path(host).path("name").stringValue()).isEqualTo("Host 2");
        assertThat(program.get("/cis/" + host + "/tickets").path("items").toString())
                .contains("It is hot");
        assertThat(status(program.admin(), "DELETE", "/cis/" + host, null, 1)).isEqualTo(409);
        TestProgram.ok(send(program.admin(), "PATCH", "/tickets/" + id(made), "{\"fields\":{\"cis\":null}}", 1));
        assertThat(program.get("/cis/" + host + "/tickets").path("items")).isEmpty();
        assertThat(send(
                                program.admin(),
                                "POST",
                                "/tickets",
                                Map.of(
                                        "typeId",
                                        type,
                                        "title",
                                        "x",
                                        "fields",
                                        Map.of("cis", List.of(UUID.randomUUID().toString()))),
                                null)
                        .body())
                .contains("fields.cis");
    }

    @Test
    void aLocationInAFieldHasANameAndStays() throws Exception {
        JsonNode place = unit("location", "Salzburg", null);
        JsonNode made = program.post(
                "/tickets", Map.of("typeId", type, "title", "There", "fields", Map.of("place", id(place))));
        assertThat(made.path("refs").path(id(place)).path("name").stringValue()).isEqualTo("Salzburg");
        assertThat(status(program.admin(), "DELETE", "/units/" + id(place), null, 1))
                .isEqualTo(409);
    }

    @Test
    void requestersKnowServicesAndNamesOnly() throws Exception {
        String service = id(ci("E-mail", "service", Map.of("description", "Inner secret")));
        String host = id(ci("E-mail host", "server", Map.of()));
        var found = send(requester, "GET", "/portal/services?search=mail", null, null);
        assertThat(found.body()).contains(service).doesNotContain(host).doesNotContain("secret");
        assertThat(program.get("/services?search=e-mail").toString())
                .contains(service)
                .doesNotContain(host);
        assertThat(status(requester, "GET", "/cis", null, null)).isEqualTo(403);
        assertThat(TestProgram.ok(send(requester, "GET", "/portal/people?search=a", null, null)))
                .isEmpty();
        var people = send(requester, "GET", "/portal/people?search=agn", null, null);
        assertThat(people.body()).contains("Agnes").doesNotContain("@");
        assertThat(TestProgram.ok(send(requester, "GET", "/portal/people?search=example.org", null, null)))
                .isEmpty();
        String desk = program.get("/types").get(0).path("deskId").stringValue();
        program.post("/teams", Map.of("deskId", desk, "name", "Night shift"));
        assertThat(send(requester, "GET", "/portal/teams?desk=" + desk, null, null)
                        .body())
                .contains("Night shift")
                .doesNotContain("members");
        assertThat(TestProgram.ok(send(requester, "GET", "/portal/teams?desk=" + type, null, null)))
                .isEmpty();
        assertThat(status(requester, "GET", "/teams", null, null)).isEqualTo(403);
        var body = new HashMap<String, Object>(Map.of("typeId", type, "title", "No mail", "description", "<p>x</p>"));
        body.put("fields", Map.of("affected", List.of(host)));
        assertThat(send(requester, "POST", "/portal/requests", body, null).body())
                .contains("fields.affected");
        body.put("fields", Map.of("affected", List.of(service)));
        TestProgram.ok(send(requester, "POST", "/portal/requests", body, null));
        assertThat(program.get("/cis/" + service + "/tickets").path("items").toString())
                .contains("No mail");
    }

    @Test
    void classesAreData() throws Exception {
        JsonNode made = program.post("/ci-classes", Map.of("name", "Kaffeemaschine & Tee"));
        assertThat(made.path("key").stringValue()).isEqualTo("kaffeemaschine_tee");
        assertThat(status(program.admin(), "POST", "/ci-classes", Map.of("name", "Server"), null))
                .isEqualTo(422);
        program.post("/cis", Map.of("name", "Coffee", "classId", id(made)));
        assertThat(status(program.admin(), "DELETE", "/ci-classes/" + id(made), null, null))
                .isEqualTo(409);
        JsonNode off =
                TestProgram.ok(send(program.admin(), "PATCH", "/ci-classes/" + id(made), Map.of("active", false), 1));
        assertThat(off.path("active").booleanValue()).isFalse();
        assertThat(status(program.admin(), "POST", "/cis", Map.of("name", "Tea", "classId", id(made)), null))
                .isEqualTo(422);
        assertThat(status(agent, "POST", "/ci-classes", Map.of("name", "Mine"), null))
                .isEqualTo(403);
    }
}
