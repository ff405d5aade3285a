package io.steward.server;

import static org.assertj.core.api.Assertions.assertThat;

import io.steward.server.identity.People;
import io.steward.server.identity.PersonChange;
import io.steward.server.identity.Tenants;
import io.steward.server.platform.Cause;
import io.steward.server.platform.Context;
import io.steward.server.platform.Database;
import io.steward.server.platform.DeskRole;
import io.steward.server.platform.TenantId;
import io.steward.server.ticket.Templates;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.web.bind.annotation.RequestMethod;
import org.springframework.web.servlet.mvc.method.annotation.RequestMappingHandlerMapping;
import tools.jackson.databind.JsonNode;

/** Two organisations in one installation: the administrator of one tries everything there is on what is the other's. */
class TenantWallTest {
    private static final String MARK = "Quetzal";
    /** They take no id, and would end the session, or never end. */
    private static final Set<String> LEFT_OUT = Set.of("/session", "/set-up", "/live");

    private static final List<String> IDS = new ArrayList<>();

    @SuppressWarnings("NullAway.Init")
    private static TestProgram program;

    @SuppressWarnings("NullAway.Init")
    private static String stranger;

    @SuppressWarnings("NullAway.Init")
    private static String ticket;

    @BeforeAll
    static void start(@TempDir Path folder) throws Exception {
        program = TestProgram.startSetUp();
        String desk = keep(program.post("/desks", Map.of("name", MARK + " desk", "key", "quetzal", "template", "it")));
        JsonNode type = program.get("/types")
                .valueStream()
                .filter(t -> t.path("deskId").stringValue().equals(desk))
                .findFirst()
                .orElseThrow();
        keep(type);
        keep(program.post("/teams", Map.of("name", MARK + " team", "deskId", desk)));
        keep(program.post("/categories", Map.of("name", MARK + " category", "deskId", desk)));
        String smith = keep(program.post(
                "/people",
                Map.of(
                        "name",
                        MARK + " Smith",
                        "email",
                        "quetzal@example.org",
                        "roles",
                        List.of(Map.of("deskId", desk, "role", "agent")))));
        keep(program.post(
                "/queues", Map.of("deskId", desk, "name", MARK + " queue", "query", "state = open", "order", "")));
        keep(program.post("/views", Map.of("name", MARK + " view", "query", "state = open")));
        keep(program.post("/tokens", Map.of("name", MARK + " token")));
        Path file = Files.writeString(folder.resolve("quetzal.csv"), "number,title\n1," + MARK + "\n");
        keep(program.upload("/imports", file));
        String attachment = keep(program.upload("/files", file));
        ticket = keep(program.post(
                "/tickets",
                Map.of(
                        "typeId",
                        type.path("id").stringValue(),
                        "title",
                        MARK + " is ill",
                        "attachments",
                        List.of(attachment))));
        keep(program.post("/tickets/" + ticket + "/replies", Map.of("body", "<p>" + MARK + "</p>")));
        keep(program.post("/tickets/" + ticket + "/tasks", Map.of("title", MARK + " task")));
        keep(program.post("/tickets/" + ticket + "/time", Map.of("minutes", 5, "note", MARK)));
        keep(program.post(
                "/task-templates",
                Map.of("deskId", desk, "name", MARK + " template", "steps", List.of(Map.of("title", MARK)))));
        keep(program.post(
                "/scheduled-tickets",
                Map.of(
                        "deskId",
                        desk,
                        "name",
                        MARK + " schedule",
                        "ticket",
                        Map.of("typeId", type.path("id").stringValue(), "title", MARK),
                        "schedule",
                        Map.of("kind", "daily", "time", "09:00", "zone", "UTC", "start", "2190-01-01"))));
        keep(program.post("/units", Map.of("kind", "location", "name", MARK + " town")));
        String ciClass = keep(program.post("/ci-classes", Map.of("name", MARK + " class", "service", true)));
        String ci = keep(program.post("/cis", Map.of("name", MARK + " service", "classId", ciClass)));
        String other = keep(program.post("/cis", Map.of("name", MARK + " other", "classId", ciClass)));
        keep(program.post("/cis/" + ci + "/relationships", Map.of("kind", "depends_on", "ciId", other)));
        keep(program.post(
                "/assignment/rules", Map.of("deskId", desk, "name", MARK + " rule", "strategy", "round_robin")));
        String me = program.get("/session").path("person").path("id").stringValue();
        keep(program.post(
                "/assignment/people/" + me + "/absences", Map.of("from", "2190-01-01", "reason", MARK + " leave")));
        keep(program.post(
                "/sla/calendars",
                Map.of(
                        "deskId",
                        desk,
                        "name",
                        MARK + " hours",
                        "zone",
                        "UTC",
                        "shifts",
                        List.of(Map.of("day", "MONDAY", "from", 480, "to", 1020)))));
        keep(program.post(
                "/sla/policies",
                Map.of(
                        "deskId",
                        desk,
                        "name",
                        MARK + " policy",
                        "promises",
                        List.of(Map.of("kind", "resolution", "targets", Map.of("4", 60))))));
        keep(program.post("/sla/recalculations", Map.of("deskId", desk, "kind", "check")));
        keep(program.post(
                "/macros", Map.of("deskId", desk, "name", MARK + " macro", "change", Map.of("status", "open"))));
        keep(program.post(
                "/answers", Map.of("deskId", desk, "name", MARK + " answer", "shortcut", "quetzal", "text", MARK)));
        keep(program.post(
                "/desks/" + desk + "/rules",
                Map.of(
                        "name",
                        MARK + " rule of thumb",
                        "trigger",
                        Map.of("kind", "created"),
                        "actions",
                        List.of(Map.of("kind", "comment", "text", MARK, "public", false)))));
        keep(program.post(
                "/tickets/" + ticket + "/approvals",
                Map.of(
                        "title",
                        MARK + " approval",
                        "steps",
                        List.of(Map.of("rule", "any", "approvers", List.of(Map.of("kind", "person", "id", smith)))))));
        keep(program.post(
                "/approval-delegations", Map.of("delegateId", smith, "from", "2190-01-01", "to", "2190-01-02")));
        String schedule = keep(program.post(
                "/on-call-schedules",
                Map.of("deskId", desk, "name", MARK + " on call", "zone", "UTC", "layers", List.of())));
        keep(program.post(
                "/on-call-schedules/" + schedule + "/overrides",
                Map.of(
                        "personId",
                        smith,
                        "from",
                        "2026-01-01T00:00:00Z",
                        "until",
                        Instant.now().plusSeconds(86_400).toString())));
        String chain = keep(program.post(
                "/on-call-chains",
                Map.of(
                        "deskId",
                        desk,
                        "name",
                        MARK + " chain",
                        "steps",
                        List.of(Map.of("targets", List.of(Map.of("kind", "schedule", "id", schedule)))))));
        keep(program.post("/tickets/" + ticket + "/pages", Map.of("chainId", chain, "text", MARK + " page")));
        var outward = Map.of("deskId", desk, "name", MARK + " way", "url", "https://quetzal.example/");
        keep(program.post("/http-connections", outward));
        var hook = new java.util.HashMap<String, Object>(outward);
        hook.put("events", List.of("sla.missed"));
        keep(program.post("/webhooks", hook));
        hook.put("flavour", "slack");
        keep(program.post("/chat-channels", hook));
        keep(program.post(
                "/inbound-sources",
                Map.of(
                        "deskId",
                        desk,
                        "typeId",
                        type.path("id").stringValue(),
                        "name",
                        MARK + " source",
                        "kind",
                        "json")));
        stranger = administratorOfAnother();
    }

    @AfterAll
    static void stop() {
        program.close();
    }

    private static String keep(JsonNode made) {
        String id = made.path("id").stringValue();
        IDS.add(id);
        return id;
    }

    private static String administratorOfAnother() throws Exception {
        Instant now = Instant.now();
        TenantId tenant = program.bean(Tenants.class).create("Globex", "UTC", "en", now);
        var context = Context.system(tenant, now, new Cause("set-up", "Set-up"));
        program.bean(Database.class).run(tenant, tx -> {
            var desk = program.bean(Templates.class).create(tx, context, "IT", "it", "it");
            var roles = Map.of(desk.id(), DeskRole.MANAGER);
            program.bean(People.class)
                    .create(
                            tx,
                            context,
                            new PersonChange("Hank", "hank@globex.example", null, true, "en", null, roles),
                            "correct horse");
        });
        return program.signIn("hank@globex.example", "correct horse");
    }

    @Test
    void nothingOfTheOtherTenantIsShownOrChanged() throws Exception {
        String before = program.get("/tickets/" + ticket).toString();
        var mapping = (RequestMappingHandlerMapping) program.bean("requestMappingHandlerMapping");
        int tried = 0;
        for (var info : mapping.getHandlerMethods().keySet()) {
            for (RequestMethod verb : info.getMethodsCondition().getMethods()) {
                for (String path : info.getPatternValues()) {
                    if (path.startsWith("/api/v1") && !LEFT_OUT.contains(path.substring("/api/v1".length()))) {
                        tried += trySteal(verb.name(), path.substring("/api/v1".length()));
                    }
                }
            }
        }
        assertThat(tried).isGreaterThan(300);
        assertThat(program.get("/tickets/" + ticket).toString()).isEqualTo(before);
        for (String list : List.of(
                "/desks",
                "/teams",
                "/categories?desk=" + IDS.getFirst(),
                "/queues",
                "/views",
                "/tokens",
                "/task-templates",
                "/scheduled-tickets",
                "/units?kind=location",
                "/ci-classes",
                "/cis",
                "/services",
                "/assignment/rules?desk=" + IDS.getFirst(),
                "/sla/calendars?desk=" + IDS.getFirst(),
                "/sla/policies?desk=" + IDS.getFirst(),
                "/desks/" + IDS.getFirst() + "/rules",
                "/macros",
                "/answers",
                "/tickets/" + ticket + "/tasks",
                "/tickets/" + ticket + "/approvals",
                "/approvals?show=asked",
                "/approval-delegations",
                "/on-call",
                "/on-call-schedules",
                "/on-call-chains",
                "/pages",
                "/tickets/" + ticket + "/pages",
                "/webhooks",
                "/chat-channels",
                "/http-connections",
                "/inbound-sources",
                "/tickets/" + ticket + "/time")) {
            assertThat(program.get(list).toString()).as(list).contains(MARK);
        }
    }

    private static int trySteal(String verb, String path) throws Exception {
        List<String> ids = path.contains("{") ? IDS : IDS.subList(0, 1);
        for (String id : ids) {
            String filled = path.replaceAll("\\{[^}]+}", id);
            var answer = call(
                    verb,
                    filled + "?q=" + MARK + "&desk=" + IDS.getFirst() + "&search=" + MARK
                            + "&kind=location&at=0&from=2026-01-01&to=2027-01-01");
            assertThat(answer.body()).as("%s %s", verb, filled).doesNotContain(MARK);
            if (path.contains("{") && !path.startsWith("/ratings")) {
                assertThat(answer.statusCode())
                        .as("%s %s: %s", verb, filled, answer.body())
                        .isBetween(400, 499);
            }
        }
        return ids.size();
    }

    private static HttpResponse<String> call(String verb, String path) throws Exception {
        String body = verb.equals("GET") || verb.equals("DELETE")
                ? null
                : "{\"body\":\"x\",\"ids\":[\"" + ticket + "\"],\"change\":{\"title\":\"stolen\"}}";
        String plain = verb.equals("PATCH") ? "{\"name\":\"stolen\"}" : body;
        return program.call(verb, path, stranger, plain, "If-Match", "\"1\"");
    }
}
