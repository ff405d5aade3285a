package io.steward.server;

import static io.steward.server.TestProgram.ok;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** The category tree and the queues of a desk, as its managers tend them. */
class CategoryTest {
    @SuppressWarnings("NullAway.Init")
    private static TestProgram program;

    private static String desk = "";
    private static String type = "";

    @BeforeAll
    static void start() throws Exception {
        program = TestProgram.startSetUp();
        JsonNode first = program.get("/types").get(0);
        desk = first.path("deskId").stringValue();
        type = first.path("id").stringValue();
    }

    @AfterAll
    static void stop() {
        program.close();
    }

    @Test
    void twoAtOnceMakeNoCircle() throws Exception {
        for (int round = 0; round < 20; round++) {
            String one = made("One " + round, null);
            String two = made("Two " + round, null);
            var begin = new java.util.concurrent.CountDownLatch(1);
            var moved = new java.util.concurrent.ConcurrentLinkedQueue<Integer>();
            var threads = List.of(
                    mover(begin, moved, one, "One " + round, two), mover(begin, moved, two, "Two " + round, one));
            begin.countDown();
            for (Thread thread : threads) {
                thread.join();
            }
            assertThat(moved).containsExactlyInAnyOrder(200, 422);
        }
    }

    private static Thread mover(
            java.util.concurrent.CountDownLatch begin,
            java.util.Queue<Integer> moved,
            String id,
            String name,
            String into) {
        return Thread.ofPlatform().start(() -> {
            try {
                begin.await();
                moved.add(
                        change(id, "1", Map.of("name", name, "parentId", into)).statusCode());
            } catch (Exception e) {
                throw new IllegalStateException(e);
            }
        });
    }

    @Test
    void categoriesMakeATreeThatHoldsTogether() throws Exception {
        String top = made("Rooms", null);
        String child = made("Meeting rooms", top);
        var circle = change(top, "1", Map.of("name", "Rooms", "parentId", child));
        assertThat(circle.statusCode()).isEqualTo(422);
        assertThat(circle.body()).contains("parentId");
        var twin = program.call("POST", "/categories", program.admin(), body("Meeting rooms", top));
        assertThat(twin.statusCode()).isEqualTo(422);
        assertThat(program.call("DELETE", "/categories/" + top, program.admin(), null)
                        .statusCode())
                .isEqualTo(409);
        ok(change(child, "1", Map.of("name", "Conference rooms", "active", false)));
        assertThat(change(child, "1", Map.of("name", "Late")).statusCode()).isEqualTo(412);
        JsonNode after = program.get("/categories?desk=" + desk)
                .valueStream()
                .filter(c -> c.path("id").stringValue().equals(child))
                .findFirst()
                .orElseThrow();
        assertThat(after.path("name").stringValue()).isEqualTo("Conference rooms");
        assertThat(after.path("parentId").isNull()).isTrue();
        assertThat(after.path("active").booleanValue()).isFalse();
        String deep = top;
        for (int level = 2; level <= 5; level++) {
            deep = made("Level " + level, deep);
        }
        assertThat(program.call("POST", "/categories", program.admin(), body("Too deep", deep))
                        .statusCode())
                .isEqualTo(422);
    }

    @Test
    void aUsedCategoryIsSwitchedOffNotDeleted() throws Exception {
        String used = made("Used", null);
        String unused = made("Unused", null);
        program.post("/tickets", Map.of("typeId", type, "title", "x", "categoryId", used));
        assertThat(program.call("DELETE", "/categories/" + used, program.admin(), null)
                        .statusCode())
                .isEqualTo(409);
        ok(program.call("DELETE", "/categories/" + unused, program.admin(), null));
        ok(change(used, "1", Map.of("name", "Used", "active", false)));
        var chosen = program.call(
                "POST",
                "/tickets",
                program.admin(),
                TestProgram.JSON.writeValueAsString(Map.of("typeId", type, "title", "y", "categoryId", used)));
        assertThat(chosen.statusCode()).isEqualTo(422);
    }

    @Test
    void onlyTheDesksManagersTendThem() throws Exception {
        String agent = program.signedIn(
                "Agnes", "agnes@example.org", Map.of("roles", List.of(Map.of("deskId", desk, "role", "agent"))));
        String other = program.post("/desks", Map.of("name", "People", "key", "people", "template", "hr"))
                .path("id")
                .stringValue();
        String stranger = program.signedIn(
                "Hugo", "hugo@example.org", Map.of("roles", List.of(Map.of("deskId", other, "role", "manager"))));
        String id = made("Guarded", null);
        for (String who : List.of(agent, stranger)) {
            assertThat(program.call("POST", "/categories", who, body("Mine", null))
                            .statusCode())
                    .isEqualTo(403);
        }
        assertThat(program.call("DELETE", "/categories/" + id, agent, null).statusCode())
                .isEqualTo(403);
        assertThat(program.call("DELETE", "/categories/" + id, stranger, null).statusCode())
                .isEqualTo(404);
        assertThat(program.call("DELETE", "/categories/" + id, "", null).statusCode())
                .isEqualTo(401);
    }

    @Test
    void aQueueIsRenamedAndDeleted() throws Exception {
        JsonNode queue = program.post(
                "/queues", Map.of("deskId", desk, "name", "Old", "query", "state = open", "order", "updated desc"));
        String id = queue.path("id").stringValue();
        ok(program.call("PATCH", "/queues/" + id, program.admin(), "{\"name\":\"New\"}", "If-Match", "\"1\""));
        assertThat(program.get("/queues").toString()).contains("\"New\"").doesNotContain("\"Old\"");
        assertThat(program.call("PATCH", "/queues/" + id, program.admin(), "{\"name\":\"X\"}", "If-Match", "\"1\"")
                        .statusCode())
                .isEqualTo(412);
        ok(program.call("DELETE", "/queues/" + id, program.admin(), null));
        assertThat(program.get("/queues").toString()).doesNotContain("\"New\"");
    }

    private static String made(String name, @org.jspecify.annotations.Nullable String parent) throws Exception {
        return program.post("/categories", body(name, parent)).path("id").stringValue();
    }

    private static String body(String name, @org.jspecify.annotations.Nullable String parent) {
        var body = new java.util.HashMap<String, Object>(Map.of("deskId", desk, "name", name));
        if (parent != null) {
            body.put("parentId", parent);
        }
        return TestProgram.JSON.writeValueAsString(body);
    }

    private static java.net.http.HttpResponse<String> change(String id, String version, Map<String, ?> body)
            throws Exception {
        return program.call(
                "PUT",
                "/categories/" + id,
                program.admin(),
                TestProgram.JSON.writeValueAsString(body),
                "If-Match",
                "\"" + version + "\"");
    }
}
