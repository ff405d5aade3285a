package io.steward.server;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Guessing passwords, and what the cookie of a session allows. */
class SignInTest {
    private static final int TRIES = 8;

    @SuppressWarnings("NullAway.Init")
    private static TestProgram program;

    @BeforeAll
    static void start() throws Exception {
        program = TestProgram.startSetUp("--steward.url=https://desk.example.org");
    }

    @AfterAll
    static void stop() {
        program.close();
    }

    private static int tried(String email, String password) throws Exception {
        return program.call(
                        "POST",
                        "/session",
                        "",
                        TestProgram.JSON.writeValueAsString(Map.of("email", email, "password", password)))
                .statusCode();
    }

    @Test
    void whoGuessesTooOftenWaitsEvenWithTheRightPassword() throws Exception {
        program.signedIn("Gus", "gus@example.org", Map.of());
        for (int i = 0; i < TRIES; i++) {
            assertThat(tried("gus@example.org", "guess number " + i)).isEqualTo(401);
        }
        assertThat(tried("gus@example.org", "long enough pw")).isEqualTo(429);
        assertThat(tried("ada@example.org", "correct horse"))
                .as("others sign in")
                .isEqualTo(200);
    }

    @Test
    void anUnknownAddressIsAnsweredAsAKnownOne() throws Exception {
        program.signedIn("Kim", "kim@example.org", Map.of());
        String known = program.call(
                        "POST", "/session", "", "{\"email\":\"kim@example.org\",\"password\":\"not that one\"}")
                .body();
        String unknown = program.call(
                        "POST", "/session", "", "{\"email\":\"nobody@example.org\",\"password\":\"not that one\"}")
                .body();
        assertThat(detail(unknown)).isEqualTo(detail(known));
        for (int i = 0; i < TRIES; i++) {
            tried("nobody@example.org", "guess number " + i);
        }
        assertThat(tried("nobody@example.org", "another guess"))
                .as("locked as well")
                .isEqualTo(429);
    }

    private static String detail(String body) throws Exception {
        return TestProgram.JSON.readTree(body).path("detail").stringValue();
    }

    @Test
    void theCookieIsOutOfReachOfScriptsAndOtherSites() throws Exception {
        var answer =
                program.call("POST", "/session", "", "{\"email\":\"ada@example.org\",\"password\":\"correct horse\"}");
        String cookie = answer.headers().firstValue("Set-Cookie").orElseThrow();
        assertThat(cookie).contains("HttpOnly", "Secure", "SameSite=Lax", "Path=/");
    }

    @Test
    void aSessionThatWasEndedIsOver() throws Exception {
        String cookie = program.signedIn("Eve", "eve@example.org", Map.of());
        assertThat(program.call("GET", "/session", cookie, null).statusCode()).isEqualTo(200);
        assertThat(program.call("DELETE", "/session", cookie, null).statusCode())
                .isEqualTo(204);
        assertThat(program.call("GET", "/session", cookie, null).statusCode()).isEqualTo(401);
    }
}
