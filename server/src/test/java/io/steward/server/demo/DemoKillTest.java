package io.steward.server.demo;

import static org.assertj.core.api.Assertions.assertThat;

import io.steward.server.ChildProgram;
import io.steward.server.TestProgram;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

/** The demo organisation is whole, once, however often the program was killed while it was being made. */
class DemoKillTest {
    private static final String BEGUN = "This is a demo";

    /** After the demo begins: amid the organisation, its people, and its tickets. */
    private static final int[] KILLED_AFTER = {0, 250, 700, 1_300};

    @Test
    void aStartThatWasKilledGoesOn() throws Exception {
        Path data = TestProgram.newFolder();
        int unfinished = 0;
        for (int after : KILLED_AFTER) {
            unfinished += ChildProgram.killedAtStart(data, BEGUN, after, "--steward.demo=true") ? 1 : 0;
        }
        assertThat(unfinished).as("killed before it was ready").isPositive();
        try (var program = TestProgram.start(data, "--steward.demo=true")) {
            program.signInAdmin("ada.lindqvist@northwind.example", "demo-steward");
            assertThat(program.get("/desks")).hasSize(2);
            assertThat(count(program, "")).isBetween(3_000, 6_000);
            assertThat(program.get("/people?search=rita.moreau").path("items")).hasSize(1);
            assertThat(program.get("/teams").findValues("members")).isNotEmpty().noneMatch(m -> m.isEmpty());
            int tickets = count(program, "");
            program.await(
                    "/figures?from=" + java.time.LocalDate.now().minusDays(95) + "&to="
                            + java.time.LocalDate.now().plusDays(2),
                    f -> f.path("created").path("count").intValue() == tickets);
            var rita = program.signIn("rita.moreau@northwind.example", "demo-steward");
            assertThat(TestProgram.ok(program.call("GET", "/portal/requests?state=done", rita, null))
                            .path("items"))
                    .isNotEmpty();
        }
    }

    private static int count(TestProgram program, String query) throws Exception {
        return program.get("/tickets/count?q=" + URLEncoder.encode(query, StandardCharsets.UTF_8))
                .path("count")
                .intValue();
    }
}
