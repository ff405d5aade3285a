package io.steward.server;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpResponse;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestMethod;
import org.springframework.web.servlet.mvc.method.annotation.RequestMappingHandlerMapping;
import tools.jackson.databind.JsonNode;

/** Every POST that creates something creates it once for a key, however often it comes. */
class IdempotencyTest {
    /** They sign in, set something, start something or try something; done twice is as done once, or is refused. */
    private static final Set<String> CREATE_NOTHING = Set.of(
            "/set-up",
            "/session",
            "/password-resets",
            "/password-resets/use",
            "/me/password",
            "/followers/{name}/set-aside/{seq}/retry",
            "/mail/accounts/{id}/test",
            "/mail/received/{id}/retry",
            "/mail/outgoing/{id}/retry",
            "/ratings/{token}",
            "/decisions/{token}",
            "/page-links/{token}",
            "/pages/{id}/acknowledge",
            "/pages/{id}/escalate",
            "/pages/{id}/resolve",
            "/on-call/feed",
            "/on-call-schedules/preview",
            "/sla/calendars/preview",
            "/sla/calendars/holidays",
            "/sla/preview",
            "/sla/recalculations/{id}/stop",
            "/hooks/{token}",
            "/webhooks/{id}/secret",
            "/webhooks/{id}/test",
            "/chat-channels/{id}/test",
            "/sms-gateway/test",
            "/me/push/test",
            "/deliveries/{id}/replay",
            "/deliveries/{id}/drop",
            "/connections/{id}/replay",
            "/inbound-sources/{id}/address",
            "/inbound-sources/preview",
            "/received-hooks/{id}/retry",
            "/approvals/{id}/decision",
            "/approvals/{id}/withdraw",
            "/notification-templates/{sentence}/{language}/preview",
            "/imports/{id}/check",
            "/imports/{id}/run",
            "/imports/{id}/cancel",
            "/tickets/bulk",
            "/forms",
            "/query/text",
            "/types/{id}/effect",
            "/types/{id}/try",
            "/types/{id}/publish",
            "/types/{id}/restore",
            "/scheduled-tickets/preview",
            "/timer/stop",
            "/tickets/{id}/answers/{answerId}",
            "/tickets/{id}/macros/{macroId}/preview",
            "/macros/{id}/bulk",
            "/assignment/preview",
            "/tickets/{id}/convert",
            "/tickets/next",
            "/configurations/plan",
            "/configurations/apply",
            "/desks/{desk}/rules/check",
            "/desks/{desk}/rules/test",
            "/rules/{id}/restore",
            "/rule-runs/{id}/undo",
            "/rule-runs/{id}/retry",
            "/rule-runs/{id}/give-up",
            "/configurations/changes/{id}/undo",
            "/portal/requests/{id}/reopen",
            "/portal/requests/{id}/close",
            "/portal/requests/{id}/rating");

    /** They take a key, and need more around them than this test makes. */
    private static final Set<String> NOT_TRIED_HERE = Set.of(
            "/answers",
            "/inbound-sources",
            "/webhooks",
            "/approval-delegations",
            "/assignment/people/{id}/absences",
            "/cis",
            "/cis/{id}/relationships",
            "/desks/{desk}/rules",
            "/on-call-chains",
            "/on-call-schedules/{id}/overrides",
            "/tickets/{id}/pages",
            "/scheduled-tickets",
            "/sla/calendars",
            "/sla/policies",
            "/sla/recalculations",
            "/task-templates",
            "/tickets/{id}/clocks/{key}/excuse",
            "/tickets/{id}/duplicate",
            "/tickets/{id}/macros/{macroId}",
            "/tickets/{id}/merge",
            "/tickets/{id}/split",
            "/tickets/{id}/tasks/apply",
            "/tickets/{id}/time",
            "/tickets/{id}/unmerge",
            "/types");

    /** Sent as forms; tried apart. */
    private static final Set<String> UPLOADS = Set.of("/files", "/imports");

    @SuppressWarnings("NullAway.Init")
    private static TestProgram program;

    private static final Map<String, Map<String, ?>> BODIES = new LinkedHashMap<>();
    private static String ticket = "";

    @BeforeAll
    static void start() throws Exception {
        program = TestProgram.startSetUp();
        JsonNode type = program.get("/types").get(0);
        String typeId = type.path("id").stringValue();
        String desk = type.path("deskId").stringValue();
        JsonNode made = program.post("/tickets", Map.of("typeId", typeId, "title", "One"));
        ticket = made.path("id").stringValue();
        String other = program.post("/tickets", Map.of("typeId", typeId, "title", "Two"))
                .path("number")
                .stringValue();
        BODIES.put("/people", Map.of("name", "Key", "email", "key@example.org", "password", "long enough pw"));
        BODIES.put("/teams", Map.of("deskId", desk, "name", "Keys"));
        BODIES.put("/tokens", Map.of("name", "Key"));
        BODIES.put("/desks", Map.of("name", "Keys", "key", "keys", "template", "blank"));
        BODIES.put("/queues", Map.of("deskId", desk, "name", "Keys", "query", "state = open", "order", ""));
        BODIES.put("/http-connections", Map.of("deskId", desk, "name", "Keys", "url", "https://x.example/"));
        BODIES.put(
                "/chat-channels",
                Map.of("deskId", desk, "name", "Keys", "flavour", "slack", "url", "https://x.example/"));
        BODIES.put("/views", Map.of("deskId", desk, "name", "Keys", "query", "state = open", "shared", true));
        BODIES.put("/units", Map.of("kind", "location", "name", "Keys"));
        BODIES.put("/ci-classes", Map.of("name", "Keys", "service", true));
        BODIES.put("/on-call-schedules", Map.of("deskId", desk, "name", "Keys", "zone", "UTC", "layers", List.of()));
        BODIES.put("/macros", Map.of("deskId", desk, "name", "Keys", "change", Map.of("status", "open")));
        BODIES.put("/assignment/rules", Map.of("deskId", desk, "name", "Keys", "strategy", "round_robin"));
        String approver = program.post("/people", Map.of("name", "Approver", "email", "approver@example.org"))
                .path("id")
                .stringValue();
        BODIES.put(
                "/tickets/{id}/approvals",
                Map.of(
                        "title",
                        "Key",
                        "steps",
                        List.of(Map.of(
                                "rule", "any", "approvers", List.of(Map.of("kind", "person", "id", approver))))));
        BODIES.put("/tickets/{id}/tasks", Map.of("title", "Key"));
        BODIES.put("/categories", Map.of("deskId", desk, "name", "Keys"));
        BODIES.put(
                "/mail/accounts",
                Map.of("deskId", desk, "typeId", typeId, "address", "key@example.org", "name", "Key"));
        BODIES.put("/tickets", Map.of("typeId", typeId, "title", "Key"));
        BODIES.put("/tickets/{id}/replies", Map.of("body", "<p>Key</p>"));
        BODIES.put("/tickets/{id}/notes", Map.of("body", "<p>Key</p>"));
        BODIES.put("/tickets/{id}/links", Map.of("kind", "relates", "number", other));
        BODIES.put("/portal/requests", Map.of("typeId", typeId, "title", "Key"));
        BODIES.put("/portal/requests/{id}/replies", Map.of("body", "<p>Key</p>"));
    }

    @AfterAll
    static void stop() {
        program.close();
    }

    @Test
    void everyPostIsKnownHereAndThoseThatCreateTakeAKey() {
        var known = new TreeSet<>(BODIES.keySet());
        known.addAll(UPLOADS);
        known.addAll(NOT_TRIED_HERE);
        var found = new TreeSet<String>();
        var mapping = (RequestMappingHandlerMapping) program.bean("requestMappingHandlerMapping");
        mapping.getHandlerMethods().forEach((info, method) -> {
            if (info.getMethodsCondition().getMethods().contains(RequestMethod.POST)) {
                for (String path : info.getPatternValues()) {
                    String place = path.replaceFirst("^/api/v1", "");
                    boolean takesKey = Arrays.stream(method.getMethodParameters())
                            .map(p -> p.getParameterAnnotation(RequestHeader.class))
                            .anyMatch(h -> h != null && h.name().equals("Idempotency-Key"));
                    assertThat(takesKey).as("%s takes a key", place).isEqualTo(!CREATE_NOTHING.contains(place));
                    if (takesKey) {
                        found.add(place);
                    }
                }
            }
        });
        assertThat(found).isEqualTo(known);
    }

    @Test
    void aRepeatedCreationIsAnsweredAsTheFirstTime() throws Exception {
        for (var each : BODIES.entrySet()) {
            String path = each.getKey().replace("{id}", ticket);
            String body = TestProgram.JSON.writeValueAsString(each.getValue());
            var first = post(path, body, "key of " + each.getKey());
            assertThat(first.statusCode()).as("%s: %s", path, first.body()).isBetween(200, 201);
            var second = post(path, body, "key of " + each.getKey());
            if (each.getKey().equals("/tokens")) {
                // Its answer is a secret, which is not kept.
                assertThat(second.statusCode()).as(second.body()).isEqualTo(409);
                assertThat(program.get("/tokens")).hasSize(1);
            } else {
                assertThat(second.statusCode())
                        .as("%s: %s", path, second.body())
                        .isEqualTo(first.statusCode());
                assertThat(TestProgram.JSON.readTree(second.body()))
                        .as(path)
                        .isEqualTo(TestProgram.JSON.readTree(first.body()));
            }
            var changed = new LinkedHashMap<String, Object>(each.getValue());
            changed.replaceAll((name, value) -> Set.of("name", "title", "body").contains(name)
                    ? "Another"
                    : value.equals("relates") ? "duplicates" : value);
            var other = post(path, TestProgram.JSON.writeValueAsString(changed), "key of " + each.getKey());
            assertThat(other.statusCode())
                    .as("%s with another body: %s", path, other.body())
                    .isEqualTo(422);
            assertThat(other.body()).contains("Idempotency-Key");
        }
        assertThat(program.get("/tickets/" + ticket).path("links")).hasSize(1);
        String entries =
                program.get("/tickets/" + ticket + "/entries?limit=100").toString();
        assertThat(entries.split("<p>Key</p>", -1)).hasSize(4);
    }

    @Test
    void aRepeatedUploadIsOneFile() throws Exception {
        for (String path : UPLOADS) {
            List<String> ids = List.of(upload(path, "number,title\n1,x\n"), upload(path, "number,title\n1,x\n"));
            assertThat(ids.get(0)).as(path).isEqualTo(ids.get(1));
        }
        assertThat(program.get("/imports")).hasSize(1);
    }

    private static String upload(String path, String content) throws Exception {
        String form = "--b\r\nContent-Disposition: form-data; name=\"file\"; filename=\"x.csv\"\r\n\r\n" + content
                + "\r\n--b--\r\n";
        var answer = program.send(
                "POST",
                path,
                program.admin(),
                form,
                "multipart/form-data; boundary=b",
                "Idempotency-Key",
                "of " + path);
        return TestProgram.ok(answer).path("id").stringValue();
    }

    private static HttpResponse<String> post(String path, String body, String key) throws Exception {
        return program.call("POST", path, program.admin(), body, "Idempotency-Key", key);
    }
}
