package io.steward.server.macro;

import static org.assertj.core.api.Assertions.assertThat;

import io.steward.server.TestProgram;
import io.steward.server.task.Desk;
import io.steward.server.ticket.TypeFields;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** Macros, canned answers and bulk changes, through the API and over PostgreSQL. */
class MacroTest {
    @SuppressWarnings("NullAway.Init")
    private static TestProgram program;

    @SuppressWarnings("NullAway.Init")
    private static Desk desk;

    @BeforeAll
    static void start() throws Exception {
        program = TestProgram.startSetUp();
        desk = Desk.of(program);
        TypeFields.publish(program, desk.type(), TypeFields.field("cost", "Cost", "number"));
    }

    @AfterAll
    static void stop() {
        program.close();
    }

    private static String id(JsonNode node) {
        return node.path("id").stringValue();
    }

    private static JsonNode macro(String who, String name, boolean own, Map<String, ?> more) throws Exception {
        var body = new HashMap<String, Object>(more);
        body.put("name", name);
        if (!own) {
            body.put("deskId", desk.id());
        }
        return desk.did(who, "POST", "/macros", body, null);
    }

    private static List<String> kinds(JsonNode entries) {
        return entries.path("items")
                .valueStream()
                .map(e -> e.path("kind").stringValue())
                .toList();
    }

    @Test
    void aMacroIsOneCommandWithItsWords() throws Exception {
        JsonNode macro = macro(
                desk.manager(),
                "Take and ask",
                false,
                Map.of(
                        "change",
                        Map.of("status", "pending", "assigneeId", "me", "fields", Map.of("cost", 12)),
                        "say",
                        "reply",
                        "text",
                        "<p>Dear {{requester.firstName}}, {{ticket.number}} is with {{agent.name}}: {{fields.cost}} <b>now</b>"
                                + "<script>x</script></p>"));
        JsonNode ticket = desk.ticket("A <b>bold</b> one");
        String path = "/tickets/" + id(ticket) + "/macros/" + id(macro);
        JsonNode preview = desk.did(desk.agent(), "POST", path + "/preview", null, null);
        assertThat(preview.path("say").stringValue()).isEqualTo("reply");
        assertThat(preview.path("text").stringValue())
                .startsWith("<p>Dear Ada, " + ticket.path("number").stringValue() + " is with Agnes: ")
                .doesNotContain("script");
        assertThat(preview.path("changes").toString())
                .contains("\"Pending\"")
                .contains("\"Agnes\"")
                .contains("\"Cost\"");
        JsonNode still = program.get("/tickets/" + id(ticket));
        assertThat(still.path("status").stringValue()).isEqualTo("new");
        assertThat(desk.kinds(id(ticket))).containsExactly("created");

        JsonNode applied = desk.did(desk.agent(), "POST", path, null, null);
        JsonNode after = program.get("/tickets/" + id(ticket));
        assertThat(applied.path("version").intValue())
                .isEqualTo(after.path("version").intValue());
        assertThat(after.path("version").intValue())
                .isEqualTo(still.path("version").intValue() + 1);
        assertThat(after.path("status").stringValue()).isEqualTo("pending");
        assertThat(after.path("assignee").path("name").stringValue()).isEqualTo("Agnes");
        assertThat(after.path("fields").path("cost").intValue()).isEqualTo(12);
        JsonNode entries = program.get("/tickets/" + id(ticket) + "/entries");
        assertThat(kinds(entries)).containsExactly("created", "reply", "changed", "changed");
        assertThat(entries.path("items").get(1).path("cause").path("label").stringValue())
                .isEqualTo("Take and ask");
    }

    @Test
    void whatCannotBeRunIsNotKept() throws Exception {
        for (var wrong : Map.of(
                        "{\"name\":\" \",\"change\":{\"status\":\"open\"}}", "name",
                        "{\"name\":\"x\"}", "change",
                        "{\"name\":\"x\",\"change\":{\"colour\":\"red\"}}", "change.colour",
                        "{\"name\":\"x\",\"change\":{\"status\":\"gone\"}}", "change.status",
                        "{\"name\":\"x\",\"change\":{\"fields\":{\"gone\":1}}}", "change.fields.gone",
                        "{\"name\":\"x\",\"change\":{\"reply\":\"hi\"}}", "change.reply",
                        "{\"name\":\"x\",\"say\":\"note\"}", "text",
                        "{\"name\":\"x\",\"say\":\"shout\",\"text\":\"a\"}", "say",
                        "{\"name\":\"x\",\"say\":\"note\",\"text\":\"{{agent.secret}}\"}", "text",
                        "{\"name\":\"x\",\"position\":-1,\"change\":{\"status\":\"open\"}}", "position")
                .entrySet()) {
            var answer = desk.send(desk.agent(), "POST", "/macros", wrong.getKey(), null);
            assertThat(answer.statusCode()).as(wrong.getKey()).isEqualTo(422);
            assertThat(answer.body()).as(wrong.getKey()).contains("\"field\":\"" + wrong.getValue() + "\"");
        }
    }

    @Test
    void aDesksMacrosAreItsManagersAndPrivateOnesTheirOwners() throws Exception {
        Map<String, ?> change = Map.of("change", Map.of("urgency", 1));
        JsonNode shared = macro(desk.manager(), "Urgent", false, change);
        JsonNode own = macro(desk.agent(), "Urgent", true, change);
        var body = new HashMap<String, Object>(change);
        body.put("name", "Mine");
        body.put("deskId", desk.id());
        assertThat(desk.send(desk.agent(), "POST", "/macros", body, null).statusCode())
                .isEqualTo(403);
        assertThat(desk.did(desk.agent(), "GET", "/macros", null, null).toString())
                .contains(id(shared))
                .contains(id(own));
        assertThat(desk.did(desk.manager(), "GET", "/macros", null, null).toString())
                .contains(id(shared))
                .doesNotContain(id(own));
        assertThat(desk.did(desk.stranger(), "GET", "/macros", null, null).toString())
                .doesNotContain(id(shared));
        assertThat(desk.send(desk.agent(), "PATCH", "/macros/" + id(shared), Map.of("name", "x"), 1)
                        .statusCode())
                .isEqualTo(403);
        assertThat(desk.send(desk.manager(), "PATCH", "/macros/" + id(own), Map.of("name", "x"), 1)
                        .statusCode())
                .isEqualTo(404);
        JsonNode off = desk.did(desk.manager(), "PATCH", "/macros/" + id(shared), Map.of("active", false), 1);
        assertThat(off.path("name").stringValue()).isEqualTo("Urgent");
        assertThat(desk.send(desk.manager(), "PATCH", "/macros/" + id(shared), Map.of("active", true), 1)
                        .statusCode())
                .isEqualTo(412);
        String ticket = id(desk.ticket("For macros"));
        assertThat(desk.send(desk.agent(), "POST", "/tickets/" + ticket + "/macros/" + id(shared), null, null)
                        .statusCode())
                .isEqualTo(404);
        desk.did(desk.agent(), "POST", "/tickets/" + ticket + "/macros/" + id(own), null, null);
        desk.did(desk.agent(), "DELETE", "/macros/" + id(own), null, null);
        assertThat(desk.send(desk.agent(), "POST", "/tickets/" + ticket + "/macros/" + id(own), null, null)
                        .statusCode())
                .isEqualTo(404);
    }

    @Test
    void manyAreTriedFirstThenChangedThenTakenBack() throws Exception {
        JsonNode one =
                program.post("/tickets", Map.of("typeId", desk.type(), "title", "One", "fields", Map.of("cost", 5)));
        JsonNode two = desk.ticket("Two");
        JsonNode done = desk.ticket("Done");
        desk.did(desk.agent(), "PATCH", "/tickets/" + id(done), Map.of("status", "cancelled"), 1);
        var ids = List.of(id(one), id(two), id(done));
        var change = Map.of("status", "resolved", "fields", Map.of("cost", 9));
        JsonNode tried = desk.did(
                desk.agent(), "POST", "/tickets/bulk", Map.of("ids", ids, "change", change, "preview", true), null);
        assertThat(tried.path("changed").size()).isEqualTo(2);
        assertThat(tried.path("changed").get(0).path("changes").toString())
                .contains("Resolved")
                .contains("Cost");
        assertThat(tried.path("refused").get(0).path("id").stringValue()).isEqualTo(id(done));
        assertThat(program.get("/tickets/" + id(one)).path("version").intValue())
                .isEqualTo(1);

        JsonNode changed = desk.did(desk.agent(), "POST", "/tickets/bulk", Map.of("ids", ids, "change", change), null);
        assertThat(changed.path("changed").size()).isEqualTo(2);
        assertThat(program.get("/tickets/" + id(two))
                        .path("fields")
                        .path("cost")
                        .intValue())
                .isEqualTo(9);
        var back = new ArrayList<Integer>();
        for (JsonNode c : changed.path("changed")) {
            var before = new HashMap<String, Object>();
            before.put("fields", c.path("before").path("fields"));
            JsonNode undone = desk.did(
                    desk.agent(), "POST", "/tickets/bulk", Map.of("ids", List.of(id(c)), "change", before), null);
            back.add(undone.path("changed").size());
        }
        assertThat(back).containsExactly(1, 1);
        assertThat(program.get("/tickets/" + id(one))
                        .path("fields")
                        .path("cost")
                        .intValue())
                .isEqualTo(5);
        assertThat(program.get("/tickets/" + id(two)).path("fields").has("cost"))
                .isFalse();
    }

    @Test
    void aMacroRunsOnMany() throws Exception {
        JsonNode macro =
                macro(desk.agent(), "Note all", true, Map.of("say", "note", "text", "<p>About {{ticket.title}}</p>"));
        String one = id(desk.ticket("Apple"));
        String two = id(desk.ticket("Pear"));
        JsonNode tried = desk.did(
                desk.agent(),
                "POST",
                "/macros/" + id(macro) + "/bulk",
                Map.of("ids", List.of(one, two), "preview", true),
                null);
        assertThat(tried.path("changed").size()).isEqualTo(2);
        assertThat(desk.kinds(one)).containsExactly("created");
        desk.did(desk.agent(), "POST", "/macros/" + id(macro) + "/bulk", Map.of("ids", List.of(one, two)), null);
        assertThat(program.get("/tickets/" + two + "/entries").toString()).contains("<p>About Pear</p>");
        assertThat(program.get("/tickets/" + one + "/entries").toString()).contains("<p>About Apple</p>");
    }

    @Test
    void anAnswerIsFilledInForItsTicket() throws Exception {
        JsonNode answer = desk.did(
                desk.manager(),
                "POST",
                "/answers",
                Map.of(
                        "deskId",
                        desk.id(),
                        "name",
                        "Restart",
                        "shortcut",
                        "Restart",
                        "text",
                        "<p>Hello {{requester.firstName}}, about “{{ticket.title}}”</p>"),
                null);
        assertThat(answer.path("shortcut").stringValue()).isEqualTo("restart");
        JsonNode ticket = desk.ticket("<i>Printer</i> & co");
        JsonNode filled =
                desk.did(desk.agent(), "POST", "/tickets/" + id(ticket) + "/answers/" + id(answer), null, null);
        assertThat(filled.path("text").stringValue())
                .isEqualTo("<p>Hello Ada, about “&lt;i&gt;Printer&lt;/i&gt; &amp; co”</p>");
        var again = desk.send(
                desk.manager(),
                "POST",
                "/answers",
                Map.of("deskId", desk.id(), "name", "Other", "shortcut", "restart", "text", "x"),
                null);
        assertThat(again.statusCode()).isEqualTo(422);
        assertThat(again.body()).contains("\"field\":\"shortcut\"");
        assertThat(desk.send(desk.stranger(), "POST", "/tickets/" + id(ticket) + "/answers/" + id(answer), null, null)
                        .statusCode())
                .isEqualTo(404);
    }
}
