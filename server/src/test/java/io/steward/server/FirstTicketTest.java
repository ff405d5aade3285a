package io.steward.server;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** The whole program on its own PostgreSQL, through HTTP: set-up, a ticket, an answer, and who is refused. */
class FirstTicketTest {
    @SuppressWarnings("NullAway.Init")
    private static TestProgram program;

    private static String admin = "";

    @BeforeAll
    static void start() throws Exception {
        program = TestProgram.startSetUp();
        admin = program.admin();
    }

    @AfterAll
    static void stop() {
        program.close();
    }

    @Test
    void aChangedDescriptionIsInTheJournalWithBothTexts() throws Exception {
        String typeId = program.get("/types").get(0).path("id").stringValue();
        String before = "<p>" + "It is broken. ".repeat(40) + "</p><p>The end</p>";
        JsonNode made = program.post("/tickets", Map.of("typeId", typeId, "title", "Audit", "description", before));
        String id = made.path("id").stringValue();
        String after = before.replace("The end", "Another <b>end</b>");
        var changed = program.call(
                "PATCH",
                "/tickets/" + id,
                program.admin(),
                TestProgram.JSON.writeValueAsString(Map.of("description", after)),
                "If-Match",
                "\"1\"");
        assertThat(changed.statusCode()).as(changed.body()).isEqualTo(200);
        JsonNode change = program.get("/tickets/" + id + "/entries")
                .path("items")
                .valueStream()
                .filter(e -> e.path("kind").stringValue().equals("changed"))
                .findFirst()
                .orElseThrow()
                .path("changes")
                .get(0);
        assertThat(change.path("from").path("body").stringValue()).isEqualTo(before);
        assertThat(change.path("to").path("body").stringValue()).isEqualTo(after);
        assertThat(change.path("to").path("label").stringValue()).hasSizeLessThan(250);
    }

    @Test
    void aTicketIsCreatedFoundChangedAndAnswered() throws Exception {
        JsonNode ticket = created("VPN does not connect", "<p>since <b>today</b><script>x</script></p>");
        assertThat(ticket.path("number").stringValue()).startsWith("INC-");
        assertThat(ticket.path("description").stringValue()).isEqualTo("<p>since <b>today</b></p>");
        String id = ticket.path("id").stringValue();

        JsonNode found = body(call("GET", "/tickets?q=state%20in%20(new)%20and%20title%20~%20%22VPN%22", admin, null));
        assertThat(found.path("items").findValuesAsString("id")).contains(id);

        var changed = call("PATCH", "/tickets/" + id, admin, "{\"impact\":1,\"urgency\":1}", "If-Match", "\"1\"");
        assertThat(body(changed).path("priority").intValue()).isEqualTo(1);
        var stale = call("PATCH", "/tickets/" + id, admin, "{\"impact\":2}", "If-Match", "\"1\"");
        assertThat(stale.statusCode()).isEqualTo(412);
        assertThat(body(stale).path("current").path("version").intValue()).isEqualTo(2);

        var reply = call(
                "POST",
                "/tickets/" + id + "/replies",
                admin,
                "{\"body\":\"<p>Try again</p>\",\"status\":\"resolved\"}");
        assertThat(reply.statusCode()).isEqualTo(201);
        JsonNode after = body(call("GET", "/tickets/" + id, admin, null));
        assertThat(after.path("status").stringValue()).isEqualTo("resolved");
        JsonNode entries =
                body(call("GET", "/tickets/" + id + "/entries", admin, null)).path("items");
        assertThat(entries.findValuesAsString("kind")).contains("created", "changed", "reply");
    }

    @Test
    void anAdministratorAnswersWhatSomebodyElseAsked() throws Exception {
        call(
                "POST",
                "/people",
                admin,
                "{\"name\":\"Eve\",\"email\":\"eve@example.org\",\"password\":\"long enough pw\"}");
        String eve = TestProgram.cookie(
                call("POST", "/session", "", "{\"email\":\"eve@example.org\",\"password\":\"long enough pw\"}"));
        var asked = call(
                "POST",
                "/portal/requests",
                eve,
                "{\"typeId\":\"" + type() + "\",\"title\":\"Help\",\"description\":\"\"}");
        assertThat(asked.statusCode()).as(asked.body()).isEqualTo(201);
        String id = body(asked).path("id").stringValue();
        var reply = call("POST", "/tickets/" + id + "/replies", admin, "{\"body\":\"<p>Done</p>\"}");
        assertThat(reply.statusCode()).as(reply.body()).isEqualTo(201);
        JsonNode seen = body(call("GET", "/portal/requests/" + id, eve, null));
        assertThat(seen.path("entries").findValuesAsString("body")).contains("<p>Done</p>");
        assertThat(seen.path("step").stringValue()).isEqualTo("in_progress");
    }

    @Test
    void whoeverAnAgentMentionsWatchesTheTicket() throws Exception {
        String desk =
                body(call("GET", "/types", admin, null)).get(0).path("deskId").stringValue();
        String dora = person("Dora", "[{\"deskId\":\"" + desk + "\",\"role\":\"agent\"}]");
        String otto = person("Otto", "[]");
        String id = created("With names", "").path("id").stringValue();
        String text = "<p>%s and %s</p>".formatted(mention(dora, "Dora"), mention(otto, "Otto"));
        JsonNode note = body(call(
                "POST",
                "/tickets/" + id + "/notes",
                admin,
                TestProgram.JSON.writeValueAsString(java.util.Map.of("body", text))));
        // Otto is no agent: he could not see the ticket, so he is named and not mentioned.
        assertThat(note.path("body").stringValue()).isEqualTo("<p>" + mention(dora, "Dora") + " and @Otto</p>");
        JsonNode ticket = body(call("GET", "/tickets/" + id, admin, null));
        assertThat(ticket.path("watchers").findValuesAsString("id")).containsExactly(dora);
        JsonNode entries =
                body(call("GET", "/tickets/" + id + "/entries", admin, null)).path("items");
        assertThat(entries.findValuesAsString("kind")).containsOnlyOnce("watched");

        var again = call(
                "POST",
                "/tickets/" + id + "/replies",
                admin,
                TestProgram.JSON.writeValueAsString(java.util.Map.of("body", text)));
        assertThat(again.statusCode()).isEqualTo(201);
        assertThat(body(call("GET", "/tickets/" + id + "/entries", admin, null))
                        .path("items")
                        .findValuesAsString("kind"))
                .containsOnlyOnce("watched");

        var many = new StringBuilder();
        for (int i = 0; i < 21; i++) {
            many.append(mention(java.util.UUID.randomUUID().toString(), "x"));
        }
        var refused = call(
                "POST",
                "/tickets/" + id + "/notes",
                admin,
                TestProgram.JSON.writeValueAsString(java.util.Map.of("body", many)));
        assertThat(refused.statusCode()).isEqualTo(422);
        assertThat(body(refused).path("errors").get(0).path("field").stringValue())
                .isEqualTo("body");
    }

    private static String mention(String id, String name) {
        return "<a data-mention=\"" + id + "\">@" + name + "</a>";
    }

    private static String person(String name, String roles) throws Exception {
        var made = call(
                "POST",
                "/people",
                admin,
                "{\"name\":\"%s\",\"email\":\"%s@example.org\",\"roles\":%s}".formatted(name, name, roles));
        assertThat(made.statusCode()).as(made.body()).isEqualTo(201);
        return body(made).path("id").stringValue();
    }

    @Test
    void statusCategoriesAreWrittenAsTheContractHasThem() throws Exception {
        JsonNode statuses = body(call("GET", "/types", admin, null)).get(0).path("statuses");
        assertThat(statuses.findValuesAsString("category"))
                .containsExactly("new", "open", "pending", "resolved", "closed", "cancelled");
    }

    @Test
    void theManagersFiguresCountWhatWasCreated() throws Exception {
        created("To be counted", "");
        String range = "/figures?from="
                + java.time.LocalDate.now(java.time.ZoneOffset.UTC).minusDays(2) + "&to="
                + java.time.LocalDate.now(java.time.ZoneOffset.UTC).plusDays(2);
        int counted = 0;
        for (int i = 0; i < 100 && counted == 0; i++) {
            Thread.sleep(100);
            counted = body(call("GET", range, admin, null))
                    .path("created")
                    .path("count")
                    .intValue();
        }
        assertThat(counted).isPositive();
    }

    @Test
    void theSameIdempotencyKeyMakesOneTicket() throws Exception {
        String body = "{\"typeId\":\"" + type() + "\",\"title\":\"Once\"}";
        var first = call("POST", "/tickets", admin, body, "Idempotency-Key", "k1");
        var second = call("POST", "/tickets", admin, body, "Idempotency-Key", "k1");
        assertThat(body(second).path("id")).isEqualTo(body(first).path("id"));
        var other = call("POST", "/tickets", admin, body.replace("Once", "Twice"), "Idempotency-Key", "k1");
        assertThat(other.statusCode()).isEqualTo(422);
    }

    @Test
    void nobodyAndRequestersAreRefused() throws Exception {
        for (String path : new String[] {
            "/tickets",
            "/queues",
            "/people",
            "/session",
            "/figures?from=2026-01-01&to=2026-02-01",
            "/imports",
            "/tokens"
        }) {
            assertThat(call("GET", path, "", null).statusCode()).as(path).isEqualTo(401);
        }
        var person = call(
                "POST",
                "/people",
                admin,
                "{\"name\":\"Rob\",\"email\":\"rob@example.org\",\"password\":\"long enough pw\"}");
        assertThat(person.statusCode()).isEqualTo(201);
        String rob = TestProgram.cookie(
                call("POST", "/session", "", "{\"email\":\"rob@example.org\",\"password\":\"long enough pw\"}"));
        for (String path : new String[] {"/tickets", "/queues", "/people", "/imports", "/tokens"}) {
            assertThat(call("GET", path, rob, null).statusCode()).as(path).isEqualTo(403);
        }
        String id = created("Not Rob's", "").path("id").stringValue();
        assertThat(call("GET", "/portal/requests/" + id, rob, null).statusCode())
                .isEqualTo(404);
    }

    @Test
    void aChangeWithoutTheHeaderOfOurPagesIsRefused() throws Exception {
        var request = HttpRequest.newBuilder(URI.create(program.base() + "/session"))
                .DELETE()
                .header("Cookie", admin)
                .build();
        assertThat(HttpClient.newHttpClient()
                        .send(request, HttpResponse.BodyHandlers.ofString())
                        .statusCode())
                .isEqualTo(403);
    }

    private static String type() throws Exception {
        return body(call("GET", "/types", admin, null)).get(0).path("id").stringValue();
    }

    private static JsonNode created(String title, String description) throws Exception {
        String body = TestProgram.JSON.writeValueAsString(
                java.util.Map.of("typeId", type(), "title", title, "description", description));
        var answer = call("POST", "/tickets", admin, body);
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(201);
        return body(answer);
    }

    private static JsonNode body(HttpResponse<String> answer) {
        return TestProgram.JSON.readTree(answer.body());
    }

    private static HttpResponse<String> call(
            String method, String path, String cookie, @Nullable String body, String... headers) throws Exception {
        return program.call(method, path, cookie, body, headers);
    }
}
