package io.steward.server.ticket;

import static org.assertj.core.api.Assertions.assertThat;

import io.steward.server.TestProgram;
import java.net.http.HttpResponse;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** Types are drafted, tried, published and taken back by a desk's manager, through HTTP. */
class TypeEditingTest {
    private static final Set<String> DRAFTED =
            Set.of("statuses", "initial", "transitions", "priorityMatrix", "fields", "forms", "confidential");

    @SuppressWarnings("NullAway.Init")
    private static TestProgram program;

    private static String desk = "";
    private static String manager = "";
    private static String agent = "";
    private static String requester = "";
    private static String stranger = "";
    private static int made;

    @BeforeAll
    static void start() throws Exception {
        program = TestProgram.startSetUp();
        desk = id(program.get("/desks").get(0));
        String other = id(program.post("/desks", Map.of("name", "People", "key", "people", "template", "hr")));
        manager = person("Max", desk, "manager");
        agent = person("Agnes", desk, "agent");
        stranger = person("Hugo", other, "manager");
        requester = program.signedIn("Rob", "rob@example.org", Map.of());
    }

    @AfterAll
    static void stop() {
        program.close();
    }

    @Test
    void desksBeginFromTheTemplatesThereAre() throws Exception {
        JsonNode templates = program.get("/desks/templates");
        assertThat(templates.findValuesAsString("key")).contains("it", "hr", "blank");
        assertThat(templates.findValuesAsString("name")).doesNotContain("").hasSameSizeAs(templates);
        assertThat(call("GET", "/desks/templates", manager, null).statusCode()).isEqualTo(403);
    }

    @Test
    void aTypeIsMadeAndNamed() throws Exception {
        String type = newType();
        JsonNode whole = definition(type);
        assertThat(whole.path("draft").isNull()).isTrue();
        assertThat(whole.at("/type/initial").stringValue()).isEqualTo("new");
        assertThat(fieldsOf(whole.at("/defaultForms/requester"))).contains("title", "description");

        String prefix = whole.at("/type/prefix").stringValue();
        var twice = Map.of("deskId", desk, "key", "another", "prefix", prefix, "name", "Another");
        assertThat(errors(call("POST", "/types", manager, json(twice)))).containsExactly("prefix");
        assertThat(errors(call("POST", "/types", manager, "{\"name\":\"No desk\"}")))
                .containsExactly("deskId");

        String naming = "{\"name\":\"Change request\",\"portal\":false,\"colour\":\"#33aa66\",\"icon\":\"gear\"}";
        JsonNode named = ok(call("PATCH", "/types/" + type, manager, naming, "If-Match", "\"1\""));
        assertThat(named.path("name").stringValue()).isEqualTo("Change request");
        assertThat(named.path("version").intValue()).isEqualTo(2);
        var late = call("PATCH", "/types/" + type, manager, naming, "If-Match", "\"1\"");
        assertThat(late.statusCode()).isEqualTo(412);
        assertThat(TestProgram.JSON.readTree(late.body()).at("/current/name").stringValue())
                .isEqualTo("Change request");
    }

    @Test
    void whatIsWrongInADraftIsNamedByItsPlace() throws Exception {
        String type = newType();
        ObjectNode d = draftable(type);
        ArrayNode fields = d.withArray("fields");
        fields.add(field("title", "text"));
        fields.add(field("Bad key", "text"));
        fields.add(field("cost", "money").put("help", "x".repeat(1_001)));
        fields.add(field("size", "choice"));
        fields.add(field("sum", "formula").put("required", true));
        fields.add(field("cost", "number"));
        ((ObjectNode) d.withArray("statuses").get(1)).put("name", "");
        ((ObjectNode) d.withArray("transitions").get(0)).put("to", "nowhere").put("comment", "shout");
        d.withObject("/forms/agent").set("sections", read("""
                [{"key":"main","title":"","fields":[{"field":"title","width":"full"},{"field":"ghost","width":"half"}]}]"""));
        assertThat(errors(save(type, d, null)))
                .contains(
                        "fields[0].key",
                        "fields[1].key",
                        "fields[2].help",
                        "fields[3].options",
                        "fields[4].required",
                        "fields[5].key",
                        "statuses[1].name",
                        "transitions[0].to",
                        "transitions[0].comment",
                        "forms.agent.sections[0].fields[1]");

        ObjectNode conditions = draftable(type);
        conditions.withArray("fields").add(field("cost", "money").put("condition", "urgency ="));
        ((ObjectNode) conditions.withArray("transitions").get(0)).put("condition", "nothing = 1");
        assertThat(errors(save(type, conditions, null)))
                .containsExactlyInAnyOrder("fields[0].condition", "transitions[0].condition");

        ObjectNode category = draftable(type);
        ((ObjectNode) category.withArray("statuses").get(0)).put("category", "odd");
        assertThat(errors(save(type, category, null))).containsExactly("statuses[0].category");
        assertThat(errors(call("PUT", "/types/" + type + "/draft", manager, "{\"definition\":{}}")))
                .contains("statuses", "transitions");
        assertThat(definition(type).path("draft").isNull()).isTrue();
    }

    @Test
    void twoManagersDoNotOverwriteOneAnother() throws Exception {
        String type = newType();
        ObjectNode d = draftable(type);
        d.withArray("fields").add(field("cost", "number").put("id", new UUID(7, 7).toString()));
        JsonNode first = ok(save(type, d, null));
        assertThat(first.at("/definition/fields/0/id").stringValue()).isNotEqualTo(new UUID(7, 7).toString());
        assertThat(fieldsOf(first.at("/defaultForms/agent"))).contains("cost");

        var without = save(type, d, null);
        assertThat(without.statusCode()).isEqualTo(412);
        JsonNode now = ok(save(type, d, 1));
        assertThat(now.path("version").intValue()).isEqualTo(2);
        assertThat(now.at("/definition/fields/0/id")).isEqualTo(first.at("/definition/fields/0/id"));
        var late = save(type, d, 1);
        assertThat(late.statusCode()).isEqualTo(412);
        JsonNode current = TestProgram.JSON.readTree(late.body()).path("current");
        assertThat(current.path("version").intValue()).isEqualTo(2);
        assertThat(current.at("/definition/statuses/0/category").stringValue()).isEqualTo("new");

        ok(call("DELETE", "/types/" + type + "/draft", manager, null));
        assertThat(save(type, d, 2).statusCode()).isEqualTo(409);
    }

    @Test
    void statusesThatAreGoneNeedAnother() throws Exception {
        String type = newType();
        JsonNode ticket = program.post("/tickets", Map.of("typeId", type, "title", "Moves along"));
        ok(call("PATCH", "/tickets/" + id(ticket), agent, "{\"status\":\"open\"}", "If-Match", "\"1\""));

        ObjectNode d = draftable(type);
        removeStatus(d, "open");
        ok(save(type, d, null));
        JsonNode effect = ok(call("POST", "/types/" + type + "/effect", manager, null));
        assertThat(effect.at("/statuses/0/key").stringValue()).isEqualTo("open");
        assertThat(effect.at("/statuses/0/tickets").intValue()).isEqualTo(1);

        JsonNode tried = ok(call("POST", "/types/" + type + "/try", manager, json(Map.of("number", number(ticket)))));
        assertThat(tried.at("/ticket/statusKnown").booleanValue()).isFalse();

        assertThat(errors(publish(type, Map.of(), 1))).containsExactly("statusMap.open");
        assertThat(errors(publish(type, Map.of("open", "gone"), 1))).containsExactly("statusMap.open");
        ok(publish(type, Map.of("open", "pending"), 1));
        assertThat(ticket(agent, ticket).path("status").stringValue()).isEqualTo("pending");
        JsonNode last =
                entries(agent, ticket).path("items").valueStream().toList().getLast();
        assertThat(last.at("/changes/0/to/key").stringValue()).isEqualTo("pending");
        assertThat(last.at("/cause/kind").stringValue()).isEqualTo("type");
        assertThat(definition(type).path("draft").isNull()).isTrue();

        JsonNode versions = ok(call("GET", "/types/" + type + "/versions", manager, null));
        assertThat(versions.get(0).path("version").intValue()).isEqualTo(1);
        JsonNode back =
                ok(call("POST", "/types/" + type + "/restore", manager, "{\"version\":1}", "If-Match", "\"2\""));
        assertThat(back.path("statuses").findValuesAsString("key")).contains("open");
        assertThat(back.path("version").intValue()).isEqualTo(3);
    }

    @Test
    void valuesAreKeptWhileAFieldIsOutOfUse() throws Exception {
        String type = newType();
        ObjectNode d = draftable(type);
        ObjectNode size = field("size", "choice");
        size.set("options", read("[{\"key\":\"s\",\"name\":\"Small\"},{\"key\":\"l\",\"name\":\"Large\"}]"));
        d.withArray("fields").add(size);
        ok(save(type, d, null));
        ok(publish(type, Map.of(), 1));
        JsonNode ticket =
                program.post("/tickets", Map.of("typeId", type, "title", "Shirt", "fields", Map.of("size", "l")));
        assertThat(ticket.at("/fields/size").stringValue()).isEqualTo("l");

        ObjectNode fewer = draftable(type);
        ((ArrayNode) fewer.withArray("fields").get(0).path("options")).remove(1);
        ok(save(type, fewer, null));
        JsonNode effect = ok(call("POST", "/types/" + type + "/effect", manager, null));
        assertThat(effect.at("/fields/0/change").stringValue()).isEqualTo("options");
        assertThat(effect.at("/fields/0/tickets").intValue()).isEqualTo(1);

        ObjectNode retired = draftable(type);
        ((ObjectNode) retired.withArray("fields").get(0)).put("retired", true);
        ok(save(type, retired, 1));
        effect = ok(call("POST", "/types/" + type + "/effect", manager, null));
        assertThat(effect.at("/fields/0/change").stringValue()).isEqualTo("removed");
        ok(publish(type, Map.of(), 2));
        assertThat(ticket(agent, ticket).path("fields").has("size")).isFalse();

        ObjectNode again = draftable(type);
        ((ObjectNode) again.withArray("fields").get(0)).put("retired", false);
        ok(save(type, again, null));
        ok(publish(type, Map.of(), 3));
        assertThat(ticket(agent, ticket).at("/fields/size").stringValue()).isEqualTo("l");

        ObjectNode kind = draftable(type);
        ((ObjectNode) kind.withArray("fields").get(0)).put("kind", "text").set("options", read("[]"));
        ok(save(type, kind, null));
        assertThat(errors(publish(type, Map.of(), 4))).containsExactly("fields.size");
    }

    @Test
    void othersAreRefused() throws Exception {
        String type = newType();
        String draft = json(Map.of("definition", draftable(type)));
        var calls = Map.of(
                "GET /definition", "",
                "PUT /draft", draft,
                "DELETE /draft", "",
                "POST /effect", "",
                "POST /try", "{\"number\":\"INC-1\"}",
                "POST /publish", "{}",
                "GET /versions", "",
                "POST /restore", "{\"version\":1}");
        for (var call : calls.entrySet()) {
            String[] parts = call.getKey().split(" ");
            String body = call.getValue().isEmpty() ? null : call.getValue();
            String path = "/types/" + type + parts[1];
            assertThat(call(parts[0], path, stranger, body, "If-Match", "\"1\"").statusCode())
                    .as(call.getKey())
                    .isEqualTo(404);
            assertThat(call(parts[0], path, agent, body, "If-Match", "\"1\"").statusCode())
                    .as(call.getKey())
                    .isEqualTo(403);
        }
        var foreign = Map.of("deskId", desk, "key", "mine", "prefix", "MINE", "name", "Mine");
        assertThat(errors(call("POST", "/types", stranger, json(foreign)))).containsExactly("deskId");
        String asked = "{\"typeId\":\"" + type + "\",\"audience\":\"agent\",\"draft\":true,\"values\":{}}";
        assertThat(call("POST", "/forms", agent, asked).statusCode()).isEqualTo(403);
        assertThat(call("POST", "/forms", stranger, asked).statusCode()).isEqualTo(404);
    }

    @Test
    void fieldsAreSeenByTheirRolesAlsoInTheJournal() throws Exception {
        String type = newType();
        ObjectNode d = draftable(type);
        d.withArray("fields").add(roles(field("secret", "text"), "[\"manager\"]", "[\"manager\"]"));
        d.withArray("fields").add(field("inside", "text"));
        d.withArray("fields").add(roles(field("place", "text"), "[\"requester\",\"agent\"]", "[\"requester\"]"));
        ok(save(type, d, null));
        ok(publish(type, Map.of(), 1));
        var asked = call(
                "POST",
                "/portal/requests",
                requester,
                "{\"typeId\":\"" + type + "\",\"title\":\"Chair\",\"fields\":{\"place\":\"B 12\"}}");
        JsonNode ticket = ok(asked);
        String forbidden = "{\"typeId\":\"" + type + "\",\"title\":\"Chair\",\"fields\":{\"inside\":\"x\"}}";
        assertThat(errors(call("POST", "/portal/requests", requester, forbidden)))
                .containsExactly("fields.inside");

        String path = "/tickets/" + id(ticket);
        ok(call("PATCH", path, manager, "{\"fields\":{\"secret\":\"hush\",\"inside\":\"us\"}}", "If-Match", "\"1\""));
        JsonNode seen = ticket(agent, ticket).path("fields");
        assertThat(seen.has("secret")).isFalse();
        assertThat(seen.path("inside").stringValue()).isEqualTo("us");
        assertThat(seen.path("place").stringValue()).isEqualTo("B 12");
        assertThat(entries(agent, ticket).toString()).contains("inside").doesNotContain("hush");
        assertThat(entries(manager, ticket).toString()).contains("hush");
        String portal = ok(call("GET", "/portal/requests/" + id(ticket), requester, null))
                .toString();
        assertThat(portal).contains("B 12").doesNotContain("hush").doesNotContain("\"us\"");
        assertThat(ok(call("GET", "/types", agent, null)).toString()).doesNotContain("\"secret\"");

        assertThat(errors(call("PATCH", path, agent, "{\"fields\":{\"secret\":\"x\"}}", "If-Match", "\"2\"")))
                .containsExactly("fields.secret");
        assertThat(errors(call("PATCH", path, agent, "{\"fields\":{\"place\":\"x\"}}", "If-Match", "\"2\"")))
                .containsExactly("fields.place");
    }

    @Test
    void aFormAsksOnlyWhereItsConditionsHold() throws Exception {
        String type = newType();
        ObjectNode d = draftable(type);
        d.withArray("fields").add(field("reason", "text").put("required", true).put("condition", "urgency = 1"));
        ok(save(type, d, null));
        String filling =
                "{\"typeId\":\"" + type + "\",\"audience\":\"agent\",\"draft\":true,\"values\":{\"urgency\":%d}}";
        JsonNode urgent =
                ok(call("POST", "/forms", manager, filling.formatted(1))).at("/fields/reason");
        assertThat(urgent.path("visible").booleanValue()).isTrue();
        assertThat(urgent.path("required").booleanValue()).isTrue();
        assertThat(ok(call("POST", "/forms", manager, filling.formatted(3)))
                        .at("/fields/reason/visible")
                        .booleanValue())
                .isFalse();

        ok(publish(type, Map.of(), 1));
        assertThat(errors(call("POST", "/tickets", agent, json(Map.of("typeId", type, "title", "Now", "urgency", 1)))))
                .containsExactly("fields.reason");
        ok(call("POST", "/tickets", agent, json(Map.of("typeId", type, "title", "Later", "urgency", 3))));
        ok(call(
                "POST",
                "/tickets",
                agent,
                json(Map.of("typeId", type, "title", "Now", "urgency", 1, "fields", Map.of("reason", "Fire")))));
    }

    @Test
    void aTransitionAsksRequiresAndHasEffects() throws Exception {
        String type = newType();
        ObjectNode d = draftable(type);
        d.withArray("fields").add(field("solution", "text"));
        d.withArray("fields").add(field("checked", "yes_no"));
        ObjectNode resolve = (ObjectNode) d.withArray("transitions")
                .valueStream()
                .filter(t -> t.path("to").stringValue().equals("resolved"))
                .findFirst()
                .orElseThrow();
        resolve.set("from", read("[\"*\"]"));
        resolve.set("required", read("[\"solution\"]"));
        resolve.set("asks", read("[\"solution\",\"checked\"]"));
        resolve.put("comment", "note");
        resolve.set("effects", read("""
                [{"kind":"set","field":"checked","value":true},{"kind":"set","field":"impact","value":1}]"""));
        ObjectNode cancel = (ObjectNode) d.withArray("transitions")
                .valueStream()
                .filter(t -> t.path("to").stringValue().equals("cancelled"))
                .findFirst()
                .orElseThrow();
        cancel.set("roles", read("[\"manager\"]"));
        ok(save(type, d, null));
        ok(publish(type, Map.of(), 1));

        JsonNode ticket = program.post("/tickets", Map.of("typeId", type, "title", "Broken"));
        JsonNode offered = ticket(agent, ticket).path("transitions");
        assertThat(offered.findValuesAsString("to")).contains("resolved").doesNotContain("cancelled");
        String path = "/tickets/" + id(ticket);
        assertThat(errors(call("PATCH", path, agent, "{\"status\":\"cancelled\"}", "If-Match", "\"1\"")))
                .containsExactly("status");
        assertThat(errors(call("PATCH", path, agent, "{\"status\":\"resolved\"}", "If-Match", "\"1\"")))
                .containsExactlyInAnyOrder("fields.solution", "note");

        JsonNode tried = ok(call("POST", "/types/" + type + "/try", manager, json(Map.of("number", number(ticket)))));
        assertThat(tried.path("transitions").toString()).contains("\"missing\":[\"solution\"]");

        String done = "{\"status\":\"resolved\",\"fields\":{\"solution\":\"New fuse\"},\"note\":\"<p>Fuse</p>\"}";
        JsonNode after = ok(call("PATCH", path, agent, done, "If-Match", "\"1\""));
        assertThat(after.path("status").stringValue()).isEqualTo("resolved");
        assertThat(after.path("impact").intValue()).isEqualTo(1);
        assertThat(after.at("/fields/checked").booleanValue()).isTrue();
        assertThat(entries(agent, ticket).toString()).contains("Fuse");
    }

    private static String person(String name, String of, String role) throws Exception {
        var roles = List.of(Map.of("deskId", of, "role", role));
        return program.signedIn(name, name.toLowerCase(java.util.Locale.ROOT) + "@example.org", Map.of("roles", roles));
    }

    private static String newType() throws Exception {
        char letter = (char) ('A' + made++);
        var body = Map.of(
                "deskId",
                desk,
                "key",
                "type_" + made,
                "prefix",
                "TY" + letter,
                "name",
                "Type " + letter,
                "portal",
                true);
        return id(ok(call("POST", "/types", manager, json(body))));
    }

    private static JsonNode definition(String type) throws Exception {
        return ok(call("GET", "/types/" + type + "/definition", manager, null));
    }

    /** The type as it is, in the form in which a draft is sent. */
    private static ObjectNode draftable(String type) throws Exception {
        var d = (ObjectNode) definition(type).path("type").deepCopy();
        d.retain(DRAFTED);
        d.withArray("fields").forEach(f -> ((ObjectNode) f).remove(List.of("portal", "writable")));
        return d;
    }

    private static void removeStatus(ObjectNode d, String key) {
        d.withArray("statuses").removeIf(s -> s.path("key").stringValue().equals(key));
        ArrayNode transitions = d.withArray("transitions");
        transitions.removeIf(t -> t.path("to").stringValue().equals(key));
        transitions.forEach(
                t -> ((ArrayNode) t.path("from")).removeIf(f -> f.stringValue().equals(key)));
        transitions.removeIf(t -> t.path("from").isEmpty());
    }

    private static ObjectNode field(String key, String kind) {
        return TestProgram.JSON
                .createObjectNode()
                .put("key", key)
                .put("name", "The " + key)
                .put("kind", kind);
    }

    private static ObjectNode roles(ObjectNode field, String read, String write) {
        field.set("read", read(read));
        field.set("write", read(write));
        return field;
    }

    private static HttpResponse<String> save(String type, ObjectNode d, @Nullable Integer version) throws Exception {
        String body = json(Map.of("definition", d));
        String path = "/types/" + type + "/draft";
        return version == null
                ? call("PUT", path, manager, body)
                : call("PUT", path, manager, body, "If-Match", "\"" + version + "\"");
    }

    private static HttpResponse<String> publish(String type, Map<String, String> map, int version) throws Exception {
        String body = json(Map.of("statusMap", map));
        return call("POST", "/types/" + type + "/publish", manager, body, "If-Match", "\"" + version + "\"");
    }

    private static JsonNode ticket(String as, JsonNode ticket) throws Exception {
        return ok(call("GET", "/tickets/" + id(ticket), as, null));
    }

    private static JsonNode entries(String as, JsonNode ticket) throws Exception {
        return ok(call("GET", "/tickets/" + id(ticket) + "/entries", as, null));
    }

    private static List<String> fieldsOf(JsonNode form) {
        return form.findValuesAsString("field");
    }

    private static List<String> errors(HttpResponse<String> answer) {
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(422);
        return TestProgram.JSON.readTree(answer.body()).path("errors").findValuesAsString("field");
    }

    private static HttpResponse<String> call(
            String method, String path, String cookie, @Nullable String body, String... headers) throws Exception {
        return program.call(method, path, cookie, body, headers);
    }

    private static JsonNode ok(HttpResponse<String> answer) {
        return TestProgram.ok(answer);
    }

    private static JsonNode read(String json) {
        return TestProgram.JSON.readTree(json);
    }

    private static String json(Object body) {
        return TestProgram.JSON.writeValueAsString(body);
    }

    private static String id(JsonNode made) {
        return made.path("id").stringValue();
    }

    private static String number(JsonNode ticket) {
        return ticket.path("number").stringValue();
    }
}
