package io.steward.server.task;

import io.steward.server.TestProgram;
import java.net.http.HttpResponse;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** A desk of a running program, and the people around it. */
public record Desk(
        TestProgram program, String id, String type, String manager, String agent, String stranger, String requester) {

    public static Desk of(TestProgram program) throws Exception {
        JsonNode type = program.get("/types").get(0);
        String desk = type.path("deskId").stringValue();
        String other = program.post("/desks", Map.of("name", "People", "key", "people", "template", "hr"))
                .path("id")
                .stringValue();
        return new Desk(
                program,
                desk,
                type.path("id").stringValue(),
                person(program, "Mia", desk, "manager"),
                person(program, "Agnes", desk, "agent"),
                person(program, "Hugo", other, "manager"),
                program.signedIn("Rob", "rob@example.org", Map.of()));
    }

    private static String person(TestProgram program, String name, String desk, String role) throws Exception {
        String email = name.toLowerCase(java.util.Locale.ROOT) + "@example.org";
        return program.signedIn(name, email, Map.of("roles", List.of(Map.of("deskId", desk, "role", role))));
    }

    public String personId(String name) throws Exception {
        return program.get("/people?search=" + name)
                .path("items")
                .get(0)
                .path("id")
                .stringValue();
    }

    public JsonNode ticket(String title) throws Exception {
        return program.post("/tickets", Map.of("typeId", type, "title", title));
    }

    public HttpResponse<String> send(
            String who, String method, String path, @Nullable Object body, @Nullable Integer version) throws Exception {
        String text =
                body == null || body instanceof String ? (String) body : TestProgram.JSON.writeValueAsString(body);
        return version == null
                ? program.call(method, path, who, text)
                : program.call(method, path, who, text, "If-Match", "\"" + version + "\"");
    }

    public JsonNode did(String who, String method, String path, @Nullable Object body, @Nullable Integer version)
            throws Exception {
        return TestProgram.ok(send(who, method, path, body, version));
    }

    public JsonNode task(String ticket, String title, Map<String, ?> more) throws Exception {
        var body = new HashMap<String, Object>(more);
        body.put("title", title);
        return did(agent, "POST", "/tickets/" + ticket + "/tasks", body, null);
    }

    public List<String> kinds(String ticket) throws Exception {
        return program.get("/tickets/" + ticket + "/entries?limit=100")
                .path("items")
                .valueStream()
                .map(e -> e.path("kind").stringValue())
                .toList();
    }
}
