package io.steward.server.view;

import static org.assertj.core.api.Assertions.assertThat;

import de.siegmar.fastcsv.reader.CsvReader;
import io.steward.server.TestProgram;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.zip.ZipFile;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;

/** Saved views and what their layouts ask for, as agents, managers and others see them. */
class ViewTest {
    private static TestProgram program;
    private static String desk;
    private static String agent;
    private static String colleague;
    private static String manager;
    private static String stranger;

    @BeforeAll
    static void start() throws Exception {
        program = TestProgram.startSetUp();
        desk = program.get("/desks").get(0).path("id").stringValue();
        String other = program.post("/desks", Map.of("name", "People", "key", "people", "template", "hr"))
                .path("id")
                .stringValue();
        agent = person("Agnes", desk, "agent");
        colleague = person("Carl", desk, "agent");
        manager = person("Mona", desk, "manager");
        stranger = person("Stan", other, "manager");
        String type = program.get("/types")
                .valueStream()
                .filter(t -> t.path("deskId").stringValue().equals(desk)
                        && t.path("key").stringValue().equals("incident"))
                .findFirst()
                .orElseThrow()
                .path("id")
                .stringValue();
        for (int i = 0; i < 23; i++) {
            program.post(
                    "/tickets",
                    Map.of(
                            "typeId",
                            type,
                            "title",
                            i == 0 ? "=1+1;\"quoted\", \u00fcber" : "Ticket " + (i % 4),
                            "impact",
                            1 + i % 3,
                            "urgency",
                            1 + i % 2,
                            "tags",
                            i % 2 == 0 ? List.of("odd", "even") : List.of()));
        }
    }

    /** Half of all is put off: pages are as long as they were asked for, and every number leaves the same out. */
    @Test
    void whatIsPutOffIsInNoPageAndNoNumber() throws Exception {
        String quiet = program.post("/desks", Map.of("name", "Quiet", "key", "quiet", "template", "blank"))
                .path("id")
                .stringValue();
        String sleeper = person("Sven", quiet, "agent");
        String type = program.get("/types")
                .valueStream()
                .filter(t -> t.path("deskId").stringValue().equals(quiet))
                .findFirst()
                .orElseThrow()
                .path("id")
                .stringValue();
        var asleep = new HashSet<String>();
        for (int i = 0; i < 120; i++) {
            String id = program.post("/tickets", Map.of("typeId", type, "title", "Sleep " + i, "urgency", 1 + i % 3))
                    .path("id")
                    .stringValue();
            if (i < 55 || i >= 115) {
                asleep.add(id);
                var answer = program.call("PUT", "/tickets/" + id + "/snooze", sleeper, "{}");
                assertThat(answer.statusCode()).as(answer.body()).isBetween(200, 299);
            }
        }
        JsonNode first = of(sleeper, "/tickets?awake=true&limit=50");
        assertThat(first.path("items").size()).isEqualTo(50);
        JsonNode second = of(
                sleeper,
                "/tickets?awake=true&limit=50&cursor=" + first.path("next").stringValue());
        assertThat(second.path("items").size()).isEqualTo(10);
        assertThat(second.path("next").isNull()).isTrue();
        assertThat(first.path("items").valueStream().map(t -> t.path("id").stringValue()))
                .doesNotContainAnyElementsOf(asleep);
        assertThat(of(sleeper, "/tickets/count?awake=true").path("count").intValue())
                .isEqualTo(60);
        assertThat(of(sleeper, "/tickets/count").path("count").intValue()).isEqualTo(120);
        JsonNode queue = of(sleeper, "/queues")
                .valueStream()
                .filter(q -> q.path("name").stringValue().equals("Open"))
                .findFirst()
                .orElseThrow();
        assertThat(queue.path("count").intValue()).isEqualTo(60);
        for (var number : Map.of("true", 60, "false", 120).entrySet()) {
            int sum = of(sleeper, "/tickets/groups?by=urgency&awake=" + number.getKey())
                    .path("groups")
                    .valueStream()
                    .mapToInt(g -> g.path("count").intValue())
                    .sum();
            assertThat(sum).isEqualTo(number.getValue());
            assertThat(of(
                                    sleeper,
                                    "/tickets/range?field=created&from=2020-01-01&to=2100-01-01&awake="
                                            + number.getKey())
                            .path("items")
                            .size())
                    .isEqualTo(number.getValue());
        }
        assertThat(of(program.admin(), "/tickets/count?awake=true&q=desk%3Dquiet")
                        .path("count")
                        .intValue())
                .as("what one put off is there for others")
                .isEqualTo(120);
    }

    private static JsonNode of(String who, String path) throws Exception {
        return TestProgram.ok(program.call("GET", path, who, null));
    }

    private static String person(String name, String desk, String role) throws Exception {
        return program.signedIn(
                name,
                name.toLowerCase(Locale.ROOT) + "@example.org",
                Map.of("roles", List.of(Map.of("deskId", desk, "role", role))));
    }

    @AfterAll
    static void stop() {
        program.close();
    }

    @Test
    void aPrivateViewIsItsOwnersAlone() throws Exception {
        JsonNode made = as(agent, "POST", "/views", """
                {"name":"My own view","query":"assignee = me()","order":"created desc","layout":"board",
                 "config":{"groupBy":"status","columns":[{"field":"number","width":120,"frozen":true}],"wip":{"open":5}}}""", 201);
        String id = made.path("id").stringValue();
        assertThat(made.path("shared").booleanValue()).isFalse();
        assertThat(made.path("config").path("columns").get(0).path("width").intValue())
                .isEqualTo(120);
        assertThat(names(agent)).contains("My own view");
        for (String other : List.of(colleague, manager, stranger, program.admin())) {
            assertThat(names(other)).doesNotContain("My own view");
            assertThat(status(other, "PATCH", "/views/" + id, "{\"name\":\"Taken\"}"))
                    .isEqualTo(404);
            assertThat(status(other, "DELETE", "/views/" + id, null)).isEqualTo(404);
            assertThat(status(other, "PUT", "/views/" + id + "/favourite", "{}"))
                    .isEqualTo(404);
        }
        as(agent, "PUT", "/views/" + id + "/favourite", "{}", 204);
        assertThat(view(agent, id).path("favourite").booleanValue()).isTrue();
        as(agent, "DELETE", "/views/" + id + "/favourite", null, 204);
        assertThat(view(agent, id).path("favourite").booleanValue()).isFalse();
        as(agent, "PATCH", "/views/" + id, "{\"name\":\"Still mine\"}", 200);
        assertThat(status(agent, "PATCH", "/views/" + id, "{\"name\":\"Too late\"}"))
                .isEqualTo(412);
        as(agent, "DELETE", "/views/" + id, null, 204);
        assertThat(names(agent)).doesNotContain("Still mine");
    }

    @Test
    void sharingNeedsTheDesksManager() throws Exception {
        String shared = "{\"name\":\"Ours\",\"deskId\":\"" + desk + "\",\"query\":\"state = new\",\"shared\":true}";
        assertThat(status(agent, "POST", "/views", shared)).isEqualTo(403);
        assertThat(status(stranger, "POST", "/views", shared)).isEqualTo(422);
        String id = as(manager, "POST", "/views", shared, 201).path("id").stringValue();
        assertThat(names(agent)).contains("Ours");
        assertThat(names(stranger)).doesNotContain("Ours");
        assertThat(status(agent, "PATCH", "/views/" + id, "{\"name\":\"Mine now\"}"))
                .isEqualTo(403);
        assertThat(status(agent, "DELETE", "/views/" + id, null)).isEqualTo(403);
        assertThat(status(stranger, "DELETE", "/views/" + id, null)).isEqualTo(404);
        assertThat(view(agent, id).path("count").intValue()).isEqualTo(23);
        as(manager, "PATCH", "/views/" + id, "{\"queue\":true}", 200);
        assertThat(as(agent, "GET", "/queues", null, 200).toString()).contains("\"Ours\"");
        as(manager, "DELETE", "/views/" + id, null, 204);
    }

    @Test
    void aDeskComesWithItsQueuesAndWhatIsWrongIsNamed() throws Exception {
        JsonNode queues = as(agent, "GET", "/queues", null, 200);
        assertThat(queues).isNotEmpty();
        assertThat(names(agent)).contains(queues.get(0).path("name").stringValue());
        for (String[] wrong : new String[][] {
            {"{\"name\":\"\"}", "name"},
            {"{\"name\":\"x\",\"query\":\"colour = red\"}", "q"},
            {"{\"name\":\"x\",\"order\":\"tags\"}", "q"},
            {"{\"name\":\"x\",\"layout\":\"pie\"}", "layout"},
            {"{\"name\":\"x\",\"shared\":true}", "deskId"},
            {"{\"name\":\"x\",\"config\":{\"aggregates\":{\"age\":\"median\"}}}", "config.aggregates"},
            {"{\"name\":\"x\",\"config\":{\"columns\":[{\"field\":\"a b\"}]}}", "config.columns[0].field"},
        }) {
            JsonNode answer = as(manager, "POST", "/views", wrong[0], 422);
            assertThat(answer.path("errors").get(0).path("field").stringValue())
                    .as(wrong[0])
                    .isEqualTo(wrong[1]);
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "status",
                "priority",
                "team",
                "assignee",
                "requester",
                "type",
                "kind",
                "unread",
                "created.month",
                "created.week",
                "resolved.day",
                "desk",
                "channel"
            })
    void eachGroupsQueryFindsItsTickets(String by) throws Exception {
        JsonNode groups = as(
                        agent,
                        "GET",
                        "/tickets/groups?by=" + by + "&aggregates=sum:priority,average:age,max:created,count:team",
                        null,
                        200)
                .path("groups");
        int all = 0;
        for (JsonNode g : groups) {
            assertThat(g.path("exact").booleanValue()).isTrue();
            JsonNode count = as(
                    agent, "GET", "/tickets/count?q=" + encoded(g.path("query").stringValue()), null, 200);
            assertThat(count.path("count").intValue())
                    .as(g.toString())
                    .isEqualTo(g.path("count").intValue());
            all += g.path("count").intValue();
        }
        assertThat(all).isEqualTo(23);
        assertThat(groups.get(0).path("aggregates").path("sum:priority").isNumber())
                .isTrue();
    }

    @Test
    void groupsSumAndOthersSeeNone() throws Exception {
        JsonNode groups = as(agent, "GET", "/tickets/groups?by=desk&aggregates=sum:priority", null, 200)
                .path("groups");
        int sum = 0;
        for (JsonNode t : as(agent, "GET", "/tickets?limit=100", null, 200).path("items")) {
            sum += t.path("priority").intValue();
        }
        assertThat(groups).hasSize(1);
        assertThat(groups.get(0).path("aggregates").path("sum:priority").intValue())
                .isEqualTo(sum);
        assertThat(as(stranger, "GET", "/tickets/groups?by=status", null, 200).path("groups"))
                .isEmpty();
        for (String wrong : List.of(
                "by=tags",
                "by=nothing",
                "by=status.month",
                "by=status&aggregates=sum:title",
                "by=status&aggregates=x")) {
            assertThat(status(agent, "GET", "/tickets/groups?" + wrong, null))
                    .as(wrong)
                    .isEqualTo(422);
        }
    }

    @Test
    void aRangeHoldsWhatFallsIntoIt() throws Exception {
        JsonNode all = as(
                agent,
                "GET",
                "/tickets/range?field=created&from=2020-01-01&to=2100-01-01&columns=age,requester",
                null,
                200);
        assertThat(all.path("items")).hasSize(23);
        assertThat(all.path("more").booleanValue()).isFalse();
        JsonNode first = all.path("items").get(0);
        assertThat(first.path("fields").path("age").isNumber()).isTrue();
        String requester = first.path("fields").path("requester").stringValue();
        assertThat(first.path("refs").path(requester).path("name").stringValue())
                .isEqualTo("Ada");
        assertThat(as(
                                agent,
                                "GET",
                                "/tickets/range?field=created&end=resolved&from=2020-01-01&to=2021-01-01",
                                null,
                                200)
                        .path("items"))
                .isEmpty();
        for (String wrong :
                List.of("field=title&from=2020-01-01&to=2021-01-01", "field=created&from=x&to=2021-01-01")) {
            assertThat(status(agent, "GET", "/tickets/range?" + wrong, null)).isEqualTo(422);
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "title, priority desc",
                "state desc, number",
                "assignee, created desc",
                "team desc",
                "age",
                "resolved desc, title",
                "type, status, requester desc",
                "kind"
            })
    void pagesInAnyOrderMissNothingAndRepeatNothing(String order) throws Exception {
        var seen = new ArrayList<String>();
        String cursor = "";
        do {
            JsonNode page = as(agent, "GET", "/tickets?limit=4&order=" + encoded(order) + cursor, null, 200);
            page.path("items").forEach(t -> seen.add(t.path("number").stringValue()));
            cursor = page.path("next").isNull()
                    ? ""
                    : "&cursor=" + page.path("next").stringValue();
        } while (!cursor.isEmpty());
        assertThat(seen).hasSize(23).doesNotHaveDuplicates();
        JsonNode whole = as(agent, "GET", "/tickets?limit=100&order=" + encoded(order), null, 200)
                .path("items");
        assertThat(seen)
                .isEqualTo(whole.valueStream()
                        .map(t -> t.path("number").stringValue())
                        .toList());
    }

    @Test
    void anExportHasTheRowsColumnsAndOrderOfTheList() throws Exception {
        String q = "q=" + encoded("priority <= 4") + "&order=" + encoded("title, number");
        String csv = program.call(
                        "GET",
                        "/tickets/export?format=csv&columns=number,title,tags,priority,requester,created&" + q,
                        agent,
                        null)
                .body();
        var rows = CsvReader.builder().ofCsvRecord(csv).stream()
                .map(r -> r.getFields())
                .toList();
        assertThat(rows.getFirst()).containsExactly("number", "title", "tags", "priority", "requester", "created");
        JsonNode list = as(agent, "GET", "/tickets?limit=100&" + q, null, 200).path("items");
        assertThat(rows).hasSize(list.size() + 1);
        for (int i = 0; i < list.size(); i++) {
            var row = rows.get(i + 1);
            String title = list.get(i).path("title").stringValue();
            assertThat(row.get(0)).isEqualTo(list.get(i).path("number").stringValue());
            assertThat(row.get(1)).isEqualTo(title.startsWith("=") ? "'" + title : title);
            assertThat(row.get(3)).isEqualTo(list.get(i).path("priority").toString());
            assertThat(row.get(4)).isEqualTo("Ada");
        }
        assertThat(csv).contains("'=1+1").contains("\"odd, even\"");
        assertThat(program.call("GET", "/tickets/export?q=", stranger, null)
                        .body()
                        .lines())
                .hasSize(1);
        assertThat(status(agent, "GET", "/tickets/export?format=pdf", null)).isEqualTo(422);
        assertThat(status(agent, "GET", "/tickets/export?columns=links", null)).isEqualTo(422);
    }

    @Test
    void aWorkbookHasTextsForTexts() throws Exception {
        var request = HttpRequest.newBuilder(URI.create(
                        program.base() + "/tickets/export?format=xlsx&columns=number,title,priority,created"))
                .header("Cookie", agent)
                .build();
        byte[] body = HttpClient.newHttpClient()
                .send(request, HttpResponse.BodyHandlers.ofByteArray())
                .body();
        var parts = new HashSet<String>();
        String sheet;
        var file = Files.write(Files.createTempFile("steward-test", ".xlsx"), body);
        try (var zip = new ZipFile(file.toFile())) {
            zip.stream().forEach(e -> parts.add(e.getName()));
            var entry = zip.getEntry("xl/worksheets/sheet1.xml");
            sheet = new String(zip.getInputStream(entry).readAllBytes(), StandardCharsets.UTF_8);
        }
        Files.delete(file);
        assertThat(parts).contains("[Content_Types].xml", "xl/workbook.xml");
        assertThat(sheet.split("<row ", -1)).hasSize(25);
        assertThat(sheet).contains("=1+1").doesNotContain("<f>");
    }

    private static List<String> names(String who) throws Exception {
        return as(who, "GET", "/views", null, 200)
                .valueStream()
                .map(v -> v.path("name").stringValue())
                .toList();
    }

    private static JsonNode view(String who, String id) throws Exception {
        return as(who, "GET", "/views", null, 200)
                .valueStream()
                .filter(v -> v.path("id").stringValue().equals(id))
                .findFirst()
                .orElseThrow();
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }

    private static int status(String who, String method, String path, @Nullable String body) throws Exception {
        return program.call(method, path, who, body, "If-Match", "\"1\"").statusCode();
    }

    private static JsonNode as(String who, String method, String path, @Nullable String body, int status)
            throws Exception {
        var answer = program.call(method, path, who, body, "If-Match", "\"1\"");
        assertThat(answer.statusCode())
                .as("%s %s: %s", method, path, answer.body())
                .isEqualTo(status);
        return answer.body().isEmpty()
                ? tools.jackson.databind.node.NullNode.getInstance()
                : TestProgram.JSON.readTree(answer.body());
    }
}
