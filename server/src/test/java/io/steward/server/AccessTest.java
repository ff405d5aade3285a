package io.steward.server;

import static org.assertj.core.api.Assertions.assertThat;

import io.steward.server.platform.web.Access;
import io.steward.server.platform.web.Who;
import java.net.http.HttpResponse;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.springframework.web.bind.annotation.RequestMethod;
import org.springframework.web.servlet.mvc.method.annotation.RequestMappingHandlerMapping;

/** Every endpoint there is, called by everybody who may not. */
class AccessTest {
    private record Endpoint(String method, String path, Who who) {}

    /** What needs no session; each of these is public on purpose. */
    private static final Set<String> OPEN = Set.of(
            "GET /start",
            "POST /set-up",
            "POST /session",
            "POST /password-resets",
            "POST /password-resets/use",
            "GET /ratings/{token}",
            "POST /ratings/{token}",
            "GET /decisions/{token}",
            "POST /decisions/{token}",
            "GET /page-links/{token}",
            "POST /page-links/{token}",
            "GET /on-call/feeds/{token}",
            "POST /hooks/{token}");

    @SuppressWarnings("NullAway.Init")
    private static TestProgram program;

    private static final List<Endpoint> ENDPOINTS = new ArrayList<>();

    @BeforeAll
    static void start() throws Exception {
        program = TestProgram.startSetUp();
        var mapping = (RequestMappingHandlerMapping) program.bean("requestMappingHandlerMapping");
        mapping.getHandlerMethods().forEach((info, method) -> {
            if (method.getBeanType().getName().startsWith("io.steward.")) {
                Access access = method.getMethodAnnotation(Access.class);
                assertThat(access).as(method + " says who may call it").isNotNull();
                for (RequestMethod verb : info.getMethodsCondition().getMethods()) {
                    for (String path : info.getPatternValues()) {
                        if (path.startsWith("/api/v1")) {
                            ENDPOINTS.add(new Endpoint(
                                    verb.name(),
                                    path.substring("/api/v1".length()),
                                    java.util.Objects.requireNonNull(access).value()));
                        }
                    }
                }
            }
        });
    }

    @AfterAll
    static void stop() {
        program.close();
    }

    @Test
    void onlyTheseNeedNoSession() {
        assertThat(ENDPOINTS).hasSizeGreaterThan(60);
        var open = new TreeSet<String>();
        ENDPOINTS.stream().filter(e -> e.who() == Who.ANYONE).forEach(e -> open.add(e.method() + " " + e.path()));
        assertThat(open).containsExactlyInAnyOrderElementsOf(OPEN);
    }

    @Test
    void nobodyGetsInWithoutASession() throws Exception {
        for (Endpoint e : ENDPOINTS) {
            if (e.who() != Who.ANYONE) {
                assertThat(call(e, "").statusCode()).as(e.toString()).isEqualTo(401);
            }
        }
    }

    @Test
    void aRequesterIsNoAgent() throws Exception {
        String requester = program.signedIn("Rob", "rob@example.org", Map.of());
        for (Endpoint e : ENDPOINTS) {
            if (e.who() == Who.AGENT || e.who() == Who.MANAGER || e.who() == Who.ADMIN) {
                assertThat(call(e, requester).statusCode()).as(e.toString()).isEqualTo(403);
            }
        }
    }

    @Test
    void anAgentIsNoAdministratorAndSeesNothingOfOtherDesks() throws Exception {
        String desk = program.post("/desks", Map.of("name", "People", "key", "people", "template", "hr"))
                .path("id")
                .stringValue();
        String agent = program.signedIn(
                "Agnes", "agnes@example.org", Map.of("roles", List.of(Map.of("deskId", desk, "role", "agent"))));
        for (Endpoint e : ENDPOINTS) {
            if (e.who() == Who.MANAGER || e.who() == Who.ADMIN) {
                assertThat(call(e, agent).statusCode()).as(e.toString()).isEqualTo(403);
            }
        }
        String type = program.get("/types")
                .valueStream()
                .filter(t -> !t.path("deskId").stringValue().equals(desk))
                .findFirst()
                .orElseThrow()
                .path("id")
                .stringValue();
        String ticket = program.post("/tickets", Map.of("typeId", type, "title", "Of the other desk"))
                .path("id")
                .stringValue();
        for (Endpoint e : ENDPOINTS) {
            if (e.path().startsWith("/tickets/{") && !e.path().contains("attachment")) {
                int status = program.call(
                                e.method(),
                                e.path()
                                        .replaceFirst("\\{[^}]+}", ticket)
                                        .replaceAll(
                                                "\\{[^}]+}", UUID.randomUUID().toString()),
                                agent,
                                e.method().equals("GET")
                                        ? null
                                        : "{\"body\":\"x\",\"title\":\"x\",\"person\":\"" + ticket
                                                + "\",\"personId\":\"" + ticket
                                                + "\",\"number\":\"INC-1\",\"kind\":\"related\",\"state\":\"viewing\"}",
                                "If-Match",
                                "\"1\"")
                        .statusCode();
                assertThat(status).as(e.toString()).isIn(404, 422, 403);
            }
        }
        assertThat(program.call("GET", "/tickets?q=" + "title%20~%20other", agent, null)
                        .body())
                .doesNotContain("Of the other desk");
        assertThat(program.call("GET", "/search?q=other", agent, null).body()).doesNotContain("Of the other desk");
    }

    @Test
    void nonsenseIsRefusedWithoutFailing() throws Exception {
        List<String> bodies = List.of(
                "",
                "null",
                "[]",
                "7",
                "\"x\"",
                "{",
                "{\"title\":7,\"name\":[],\"email\":{},\"body\":null}",
                "{\"title\":\"\\u0000\",\"name\":\"\\ud800\",\"body\":\"\\u0000\",\"email\":\"\\u0000@x\",\"q\":\"\\u0000\"}",
                "[".repeat(5_000),
                "{\"name\":\"" + "x".repeat(1_000_000) + "\"}");
        for (Endpoint e : ENDPOINTS) {
            if (e.method().equals("GET")
                    || e.path().equals("/session")
                    || e.path().equals("/set-up")) {
                continue;
            }
            for (String body : bodies) {
                var answer = program.call(e.method(), filled(e), program.admin(), body, "If-Match", "\"1\"");
                assertThat(answer.statusCode())
                        .as("%s with %s: %s", e, body.substring(0, Math.min(60, body.length())), answer.body())
                        .isLessThan(500);
            }
        }
    }

    private static HttpResponse<String> call(Endpoint e, String cookie) throws Exception {
        String body = e.method().equals("GET") || e.method().equals("DELETE") ? null : "{}";
        return program.call(e.method(), filled(e), cookie, body, "If-Match", "\"1\"");
    }

    private static String filled(Endpoint e) {
        String path = e.path().replaceAll("\\{[^}]+}", UUID.randomUUID().toString());
        return path + "?q=x&at=0&from=2026-01-01&to=2026-02-01&tickets=" + UUID.randomUUID();
    }
}
