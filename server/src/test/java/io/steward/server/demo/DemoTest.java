package io.steward.server.demo;

import static org.assertj.core.api.Assertions.assertThat;

import io.steward.server.TestProgram;
import java.nio.file.Path;
import java.time.LocalDate;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** The demo organisation is there at the first start, whole, and is the same at the second. */
class DemoTest {
    @Test
    void theDemoIsMadeOnceAndWorks() throws Exception {
        Path data = TestProgram.newFolder();
        int tickets;
        try (var program = TestProgram.start(data, "--steward.demo=true")) {
            JsonNode start = TestProgram.ok(program.call("GET", "/start", "", null));
            assertThat(start.path("setUp").booleanValue()).isTrue();
            assertThat(start.path("demoPeople").findValuesAsString("role"))
                    .contains("admin", "manager", "agent", "requester");
            String password = start.path("demoPassword").stringValue();
            for (JsonNode person : start.path("demoPeople")) {
                program.signIn(person.path("email").stringValue(), password);
            }
            program.signInAdmin("ada.lindqvist@northwind.example", password);
            tickets = count(program, "");
            assertThat(tickets).isBetween(3_000, 6_000);
            assertThat(count(program, "state in (new, open, pending)")).isBetween(30, 600);
            assertThat(count(program, "assignee is empty and state = new")).isPositive();
            JsonNode figures = program.await(
                    "/figures?from=" + LocalDate.now().minusDays(95) + "&to="
                            + LocalDate.now().plusDays(2),
                    f -> f.path("created").path("count").intValue() == tickets);
            assertThat(figures.path("resolution").path("medianHours").doubleValue())
                    .isBetween(1.0, 40.0);
            assertThat(figures.path("firstContact").path("share").doubleValue()).isBetween(0.2, 0.8);
            assertThat(figures.path("csat").path("average").doubleValue()).isBetween(3.5, 4.8);
            String rita = program.signIn("rita.moreau@northwind.example", password);
            JsonNode own = TestProgram.ok(program.call("GET", "/portal/requests?state=done", rita, null));
            assertThat(own.path("items")).isNotEmpty();
            assertThat(program.get("/mail/outgoing").path("items")).isEmpty();
            String desk = program.get("/desks")
                    .valueStream()
                    .filter(d -> d.path("key").stringValue().equals("it"))
                    .findFirst()
                    .orElseThrow()
                    .path("id")
                    .stringValue();
            assertThat(program.get("/desks/" + desk + "/rules"))
                    .hasSize(4)
                    .allMatch(r -> r.path("active").booleanValue());
            JsonNode onCall = program.get("/on-call").get(0);
            assertThat(onCall.path("schedule").path("name").stringValue()).isEqualTo("IT on call");
            assertThat(onCall.path("person").path("name").stringValue()).isNotBlank();
        }
        try (var program = TestProgram.start(data, "--steward.demo=true")) {
            program.signInAdmin("ada.lindqvist@northwind.example", "demo-steward");
            assertThat(count(program, "")).isEqualTo(tickets);
            assertThat(TestProgram.ok(program.call("GET", "/start", "", null)).path("demoPeople"))
                    .isNotEmpty();
        }
    }

    @Test
    void anOrganisationThatIsThereIsLeftAlone() throws Exception {
        Path data = TestProgram.newFolder();
        try (var program = TestProgram.start(data)) {
            program.setUp();
        }
        try (var program = TestProgram.start(data, "--steward.demo=true")) {
            program.signInAdmin("ada@example.org", "correct horse");
            assertThat(count(program, "")).isZero();
            assertThat(TestProgram.ok(program.call("GET", "/start", "", null)).path("demoPeople"))
                    .isEmpty();
        }
    }

    private static int count(TestProgram program, String query) throws Exception {
        return program.get("/tickets/count?q="
                        + java.net.URLEncoder.encode(query, java.nio.charset.StandardCharsets.UTF_8))
                .path("count")
                .intValue();
    }
}
