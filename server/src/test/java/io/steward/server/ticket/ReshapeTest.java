package io.steward.server.ticket;

import static org.assertj.core.api.Assertions.assertThat;

import io.steward.server.TestProgram;
import io.steward.server.task.Desk;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** Merge, split, duplicate, convert, parents, and what single people put off. */
class ReshapeTest {
    @SuppressWarnings("NullAway.Init")
    private static TestProgram program;

    @SuppressWarnings("NullAway.Init")
    private static Desk desk;

    @BeforeAll
    static void start() throws Exception {
        program = TestProgram.startSetUp();
        desk = Desk.of(program);
    }

    @AfterAll
    static void stop() {
        program.close();
    }

    private static String id(JsonNode node) {
        return node.path("id").stringValue();
    }

    private static String number(JsonNode node) {
        return node.path("number").stringValue();
    }

    private static JsonNode of(String ticket) throws Exception {
        return program.get("/tickets/" + ticket);
    }

    private static JsonNode asked(String title) throws Exception {
        return desk.did(
                desk.requester(), "POST", "/portal/requests", Map.of("typeId", desk.type(), "title", title), null);
    }

    @Test
    void whatIsMergedEndsAndItsPeopleFollowTheOther() throws Exception {
        JsonNode from = asked("Mail is down");
        JsonNode into = desk.ticket("Mail server");
        JsonNode merged =
                desk.did(desk.agent(), "POST", "/tickets/" + id(from) + "/merge", Map.of("into", number(into)), null);
        assertThat(merged.path("status").stringValue()).isEqualTo("cancelled");
        assertThat(merged.path("links").get(0).path("kind").stringValue()).isEqualTo("duplicates");
        assertThat(of(id(into)).path("watchers").toString()).contains("Rob");
        assertThat(desk.kinds(id(from))).contains("merged").containsOnlyOnce("linked");
        assertThat(desk.kinds(id(into))).contains("merged_in");
        assertThat(program.get("/tickets/" + id(from) + "/standing")
                        .path("mergedInto")
                        .path("number")
                        .stringValue())
                .isEqualTo(number(into));
        for (var wrong : Map.of(
                        "/tickets/" + id(into) + "/merge|" + number(from), 422,
                        "/tickets/" + id(into) + "/merge|" + number(into), 422,
                        "/tickets/" + id(into) + "/merge|INC-9999999", 422,
                        "/tickets/" + id(from) + "/merge|" + number(desk.ticket("Third")), 409)
                .entrySet()) {
            String[] parts = wrong.getKey().split("\\|", 2);
            assertThat(desk.send(desk.agent(), "POST", parts[0], Map.of("into", parts[1]), null)
                            .statusCode())
                    .as(wrong.getKey())
                    .isEqualTo(wrong.getValue());
        }
        desk.did(
                desk.requester(),
                "POST",
                "/portal/requests/" + id(from) + "/replies",
                Map.of("body", "<p>Any news?</p>"),
                null);
        assertThat(program.get("/tickets/" + id(into) + "/entries").toString()).contains("Any news?");

        JsonNode back = desk.did(desk.agent(), "POST", "/tickets/" + id(from) + "/unmerge", null, null);
        assertThat(back.path("status").stringValue()).isEqualTo("new");
        assertThat(back.path("closedAt").isNull()).isTrue();
        assertThat(back.path("links").isEmpty()).isTrue();
        assertThat(of(id(into)).path("watchers").toString()).doesNotContain("Rob");
        assertThat(desk.send(desk.agent(), "POST", "/tickets/" + id(from) + "/unmerge", null, null)
                        .statusCode())
                .isEqualTo(409);
    }

    @Test
    void aReplyOrANoteBecomesATicketOfItsOwn() throws Exception {
        JsonNode from = asked("Two things");
        desk.did(
                desk.requester(),
                "POST",
                "/portal/requests/" + id(from) + "/replies",
                Map.of("body", "<p>And the lamp</p>"),
                null);
        JsonNode note = desk.did(
                desk.agent(), "POST", "/tickets/" + id(from) + "/notes", Map.of("body", "<p>Secret plan</p>"), null);
        JsonNode reply = program.get("/tickets/" + id(from) + "/entries")
                .path("items")
                .valueStream()
                .filter(e -> e.path("kind").stringValue().equals("reply"))
                .findFirst()
                .orElseThrow();
        String path = "/tickets/" + id(from) + "/split";
        JsonNode lamp = desk.did(
                desk.agent(), "POST", path, Map.of("entryId", id(reply), "typeId", desk.type(), "title", "Lamp"), null);
        assertThat(lamp.path("description").stringValue()).isEqualTo("<p>And the lamp</p>");
        assertThat(lamp.path("requester").path("name").stringValue()).isEqualTo("Rob");
        assertThat(lamp.path("links").get(0).path("ticket").path("number").stringValue())
                .isEqualTo(number(from));
        JsonNode plan = desk.did(
                desk.agent(), "POST", path, Map.of("entryId", id(note), "typeId", desk.type(), "title", "Plan"), null);
        assertThat(plan.path("description").stringValue()).isEmpty();
        JsonNode entries = program.get("/tickets/" + id(plan) + "/entries");
        assertThat(entries.toString()).contains("Secret plan");
        assertThat(entries.path("items").get(1).path("audience").stringValue()).isEqualTo("internal");
        var unknown = desk.send(
                desk.agent(), "POST", path, Map.of("entryId", id(from), "typeId", desk.type(), "title", "x"), null);
        assertThat(unknown.statusCode()).isEqualTo(422);
        assertThat(unknown.body()).contains("\"field\":\"entryId\"");
    }

    @Test
    void aDuplicateHasTheSameValuesButNotWhatIsUnique() throws Exception {
        String type = typeOf("request");
        TypeFields.publish(
                program,
                type,
                TypeFields.field("cost", "Cost", "number"),
                TypeFields.field("serial", "Serial", "text").put("unique", true));
        JsonNode from = program.post(
                "/tickets",
                Map.of(
                        "typeId",
                        type,
                        "title",
                        "Laptop",
                        "description",
                        "<p>Black</p>",
                        "impact",
                        1,
                        "tags",
                        List.of("it"),
                        "fields",
                        Map.of("cost", 5, "serial", "S1")));
        JsonNode made = desk.did(desk.agent(), "POST", "/tickets/" + id(from) + "/duplicate", Map.of(), null);
        assertThat(number(made)).isNotEqualTo(number(from));
        assertThat(made.path("title").stringValue()).isEqualTo("Laptop");
        assertThat(made.path("description").stringValue()).isEqualTo("<p>Black</p>");
        assertThat(made.path("impact").intValue()).isEqualTo(1);
        assertThat(made.path("fields").path("cost").intValue()).isEqualTo(5);
        assertThat(made.path("fields").has("serial")).isFalse();
        assertThat(desk.kinds(id(from))).contains("duplicated");
    }

    private static String typeOf(String key) throws Exception {
        return id(program.get("/types")
                .valueStream()
                .filter(t -> t.path("deskId").stringValue().equals(desk.id())
                        && t.path("key").stringValue().equals(key))
                .findFirst()
                .orElseThrow());
    }

    @Test
    void anotherTypeKeepsTheNumberAndNothingIsLost() throws Exception {
        JsonNode a = program.post(
                "/types", Map.of("deskId", desk.id(), "key", "aa", "prefix", "AAA", "name", "First", "kind", "custom"));
        JsonNode b = program.post(
                "/types",
                Map.of("deskId", desk.id(), "key", "bb", "prefix", "BBB", "name", "Second", "kind", "custom"));
        TypeFields.publish(
                program,
                id(a),
                TypeFields.field("cost", "Cost", "number"),
                TypeFields.field("room", "Room", "text"),
                TypeFields.field("size", "Size", "text"));
        TypeFields.publish(
                program,
                id(b),
                TypeFields.field("cost", "Price", "number"),
                TypeFields.field("size", "Size", "number"),
                TypeFields.field("why", "Why", "text").put("required", true));
        JsonNode ticket = program.post(
                "/tickets",
                Map.of(
                        "typeId",
                        id(a),
                        "title",
                        "Convert me",
                        "fields",
                        Map.of("cost", 7, "room", "B <12>", "size", "big")));
        String path = "/tickets/" + id(ticket) + "/convert";
        var lacking = desk.send(desk.agent(), "POST", path, Map.of("typeId", id(b)), 1);
        assertThat(lacking.statusCode()).isEqualTo(422);
        assertThat(lacking.body()).contains("\"field\":\"fields.why\"");
        assertThat(desk.send(desk.agent(), "POST", path, Map.of("typeId", id(a)), 1)
                        .statusCode())
                .isEqualTo(422);
        JsonNode done =
                desk.did(desk.agent(), "POST", path, Map.of("typeId", id(b), "fields", Map.of("why", "Because")), 1);
        assertThat(number(done)).isEqualTo(number(ticket));
        assertThat(done.path("typeId").stringValue()).isEqualTo(id(b));
        assertThat(done.path("fields").path("cost").intValue()).isEqualTo(7);
        assertThat(done.path("fields").has("size")).isFalse();
        JsonNode entries = program.get("/tickets/" + id(ticket) + "/entries");
        assertThat(entries.toString())
                .contains("Room: B &lt;12&gt;")
                .contains("Size: big")
                .contains("converted");
        assertThat(desk.send(desk.agent(), "POST", path, Map.of("typeId", id(a)), 1)
                        .statusCode())
                .isEqualTo(412);
    }

    @Test
    void childrenAreListedBelowTheirParent() throws Exception {
        JsonNode parent = desk.ticket("Parent");
        JsonNode child = desk.ticket("Child");
        desk.did(desk.agent(), "PATCH", "/tickets/" + id(child), Map.of("parentId", id(parent)), 1);
        JsonNode children = desk.did(desk.agent(), "GET", "/tickets/" + id(parent) + "/children", null, null);
        assertThat(children.size()).isEqualTo(1);
        assertThat(number(children.get(0))).isEqualTo(number(child));
        assertThat(desk.send(desk.stranger(), "GET", "/tickets/" + id(parent) + "/children", null, null)
                        .statusCode())
                .isEqualTo(404);
    }

    @Test
    void whatIsPutOffIsGoneForOnePersonUntilTheRequesterAnswers() throws Exception {
        JsonNode ticket = asked("Sleep well");
        String path = "/tickets/" + id(ticket);
        desk.did(desk.agent(), "PUT", path + "/snooze", Map.of(), null);
        desk.did(desk.agent(), "PUT", path + "/mute", null, null);
        JsonNode standing = desk.did(desk.agent(), "GET", path + "/standing", null, null);
        assertThat(standing.path("snooze").isObject()).isTrue();
        assertThat(standing.path("muted").booleanValue()).isTrue();
        String list = "/tickets?awake=true&limit=100";
        assertThat(desk.did(desk.agent(), "GET", list, null, null).toString()).doesNotContain(id(ticket));
        assertThat(desk.did(desk.agent(), "GET", "/tickets?limit=100", null, null)
                        .toString())
                .contains(id(ticket));
        assertThat(desk.did(desk.manager(), "GET", list, null, null).toString()).contains(id(ticket));
        assertThat(desk.send(desk.agent(), "PUT", path + "/snooze", Map.of("until", "2020-01-01T00:00:00Z"), null)
                        .statusCode())
                .isEqualTo(422);
        desk.did(
                desk.requester(),
                "POST",
                "/portal/requests/" + id(ticket) + "/replies",
                Map.of("body", "<p>Hello?</p>"),
                null);
        program.await(path + "/entries", e -> e.toString().contains("\"woken\""));
        assertThat(desk.did(desk.agent(), "GET", list, null, null).toString()).contains(id(ticket));
        desk.did(desk.agent(), "DELETE", path + "/mute", null, null);
        assertThat(desk.did(desk.agent(), "GET", path + "/standing", null, null)
                        .path("muted")
                        .booleanValue())
                .isFalse();
    }

    @Test
    void whatIsPutOffForATimeComesBackByItself() throws Exception {
        JsonNode ticket = desk.ticket("A nap");
        String path = "/tickets/" + id(ticket);
        desk.did(
                desk.agent(),
                "PUT",
                path + "/snooze",
                Map.of("until", Instant.now().plusSeconds(2).toString()),
                null);
        program.await(path + "/entries", e -> e.toString().contains("\"woken\""), java.time.Duration.ofSeconds(60));
        assertThat(desk.did(desk.agent(), "GET", path + "/standing", null, null)
                        .path("snooze")
                        .isNull())
                .isTrue();
    }

    @Test
    void theNextTicketIsTheMostUrgentOneAndTwoWhoTakeGetTwo() throws Exception {
        program.post("/tickets", Map.of("typeId", desk.type(), "title", "Calm", "impact", 3, "urgency", 3));
        JsonNode hot =
                program.post("/tickets", Map.of("typeId", desk.type(), "title", "Hot", "impact", 1, "urgency", 1));
        JsonNode warm =
                program.post("/tickets", Map.of("typeId", desk.type(), "title", "Warm", "impact", 1, "urgency", 1));
        JsonNode first = desk.did(desk.agent(), "POST", "/tickets/next", Map.of(), null);
        assertThat(id(first.path("ticket"))).isEqualTo(id(hot));
        JsonNode second = desk.did(desk.agent(), "POST", "/tickets/next", Map.of("skip", List.of(id(hot))), null);
        assertThat(id(second.path("ticket"))).isEqualTo(id(warm));
        JsonNode taken = desk.did(desk.agent(), "POST", "/tickets/next", Map.of("take", true), null);
        assertThat(taken.path("ticket").path("assignee").path("name").stringValue())
                .isEqualTo("Agnes");
        JsonNode other = desk.did(desk.manager(), "POST", "/tickets/next", Map.of("take", true), null);
        assertThat(id(other.path("ticket"))).isEqualTo(id(warm));
        assertThat(desk.did(desk.stranger(), "POST", "/tickets/next", Map.of(), null)
                        .path("ticket")
                        .isNull())
                .isTrue();
    }
}
