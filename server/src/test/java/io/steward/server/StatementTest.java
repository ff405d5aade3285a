package io.steward.server;

import static org.assertj.core.api.Assertions.assertThat;

import io.steward.server.platform.Database;
import io.steward.server.platform.TenantId;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.UUID;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.JsonNode;

/**
 * How many statements an endpoint costs, and that each finds what it wants by an index: what a person waits for must not grow
 * with what is stored.
 */
class StatementTest {
    private static final Pattern SCAN = Pattern.compile(
            "Seq Scan on (ticket|entry|attachment|file|person|watcher|link|received_mail|outgoing_mail|ticket_fact|view|favourite|task|dependency|ticket_tasks|time_entry|ticket_time|ci|ticket_ci|relationship|snooze|clock|escalation|recalculation|notice|delivery|approval|seat|delegation|run|step|effect|replied)\\b");
    private static TestProgram program;
    private static JsonNode ticket;
    private static String type;

    @BeforeAll
    static void start() throws Exception {
        program = TestProgram.start(TestProgram.newFolder(), "--steward.demo=true");
        program.signInAdmin("ada.lindqvist@northwind.example", "demo-steward");
        ticket = program.get("/tickets?q=state%20in%20(new,open,pending)&limit=1")
                .path("items")
                .get(0);
        type = ticket.path("typeId").stringValue();
        // Every change of a ticket keeps clocks.
        program.await(
                "/sla/recalculations?desk=" + ticket.path("deskId").stringValue(),
                r -> r.get(0).path("state").stringValue().equals("done"),
                Duration.ofMinutes(3));
    }

    @AfterAll
    static void stop() {
        program.close();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            6 | /tickets/{id}?entries=100
            6 | /tickets/{id}/entries?limit=50
            6 | /tickets/{id}/similar
            6 | /tickets/{id}/why?limit=50
            6 | /tickets?limit=100
            6 | /tickets?q=state%20in%20(new,open,pending)&limit=100
            6 | /tickets?q=assignee%3Dme()%20and%20priority%20in%20(1,2)&limit=100
            6 | /tickets?q=priority%3D4%20order%20by%20created&limit=100
            6 | /tickets?q=status%20was%20open%20before%20-7d&limit=50
            6 | /tickets?q=status%20changed%20after%20-7d%20by%20me()&limit=50
            6 | /tickets?q=links%20is%20not%20empty%20or%20watcher%3Dme()&limit=50
            6 | /tickets?limit=100&columns=assignee,team,age
            6 | /tickets?q=state%20in%20(new,open,pending)%20order%20by%20assignee&limit=50
            6 | /tickets/groups?by=status&aggregates=sum:priority,average:age
            6 | /tickets/groups?q=state%20in%20(new,open,pending)&by=assignee
            6 | /tickets?awake=true&limit=100
            6 | /tickets?awake=true&q=state%20in%20(new,open,pending)%20order%20by%20assignee&limit=50
            6 | /tickets/count?awake=true&q=state%20in%20(new,open,pending)
            6 | /tickets/groups?awake=true&q=state%20in%20(new,open,pending)&by=assignee
            6 | /tickets/range?awake=true&field=created&from=2026-01-01&to=2026-12-31
            6 | /tickets/range?field=created&from=2026-01-01&to=2026-12-31&columns=assignee
            6 | /tickets/export?q=state%20in%20(new,open,pending)
            6 | /views
            6 | /query/complete?q=assignee%3Dan&at=11
            6 | /search?q=laptop&limit=50
            6 | /people?limit=100
            6 | /portal/requests?limit=100
            6 | /queues
            6 | /figures?from=2026-01-01&to=2026-12-31
            6 | /session
            6 | /tickets/{id}/clocks
            6 | /tickets?q=state%20in%20(new,open,pending)%20order%20by%20sla&limit=100&columns=sla
            6 | /tickets?q=sla.missed%3Dtrue%20and%20sla.state%3Dmissed&limit=100&columns=sla,sla.state
            6 | /tickets/{id}/tasks
            6 | /tasks?assignee=me&limit=100
            6 | /tasks?assignee=none&limit=100
            6 | /tickets/{id}/time
            6 | /timer
            6 | /time/report?from=2026-01-01&to=2026-12-31
            6 | /task-templates
            6 | /scheduled-tickets
            6 | /cis?search=mail&limit=100
            6 | /services?limit=20
            6 | /units?kind=location
            6 | /portal/people?search=an
            6 | /portal/teams
            6 | /notices?limit=100
            6 | /notices/count
            6 | /approvals?limit=100
            6 | /approvals/count
            6 | /approvals?show=asked
            6 | /tickets/{id}/approvals
            6 | /tickets/{id}/pages
            6 | /pages?limit=100
            6 | /on-call
            6 | /on-call/mine
            6 | /on-call-schedules
            6 | /on-call-chains
            6 | /tickets?q=approval%3Dpending&limit=50
            """)
    void readingCostsFewStatementsAndNoScan(int budget, String path) throws Exception {
        List<String> statements = asked("GET", path, null);
        assertThat(statements).hasSizeLessThanOrEqualTo(budget);
        statements.forEach(StatementTest::findsByIndex);
    }

    @Test
    void howManyStatementsDoesNotDependOnHowManyRows() throws Exception {
        assertThat(rowsAsked("/tickets?limit=2")).hasSameSizeAs(rowsAsked("/tickets?limit=100"));
        assertThat(rowsAsked("/tickets/{id}?entries=1")).hasSameSizeAs(rowsAsked("/tickets/{id}?entries=100"));
        assertThat(rowsAsked("/tickets/{id}/entries?limit=1"))
                .hasSameSizeAs(rowsAsked("/tickets/{id}/entries?limit=100"));
    }

    /** Without asking who calls, which is remembered for less than a second: on a slow machine it is asked now and then. */
    private static List<String> rowsAsked(String path) throws Exception {
        return asked("GET", path, null).stream()
                .filter(s -> !s.contains("from \"identity\"."))
                .toList();
    }

    @Test
    void aListIsReadInItsOrderAndNotSorted() throws Exception {
        String list = list("/tickets?q=state%20in%20(new,open,pending)&limit=50");
        assertThat(plan(list)).doesNotContain("Sort");
    }

    /** What was put off is read once, by the index that begins with the person, however many tickets are looked at. */
    @Test
    void whatWasPutOffIsLeftOutWithoutSortingOrJoining() throws Exception {
        String list = list("/tickets?awake=true&q=state%20in%20(new,open,pending)&limit=50");
        assertThat(plan(list))
                .contains("hashed SubPlan")
                .contains("snooze_pkey")
                .doesNotContain("Sort")
                .doesNotContain("Join")
                .doesNotContain("Nested Loop");
    }

    private static String list(String path) throws Exception {
        return asked("GET", path, null).stream()
                .filter(s -> s.contains("\"ticket\".\"ticket\"") && s.contains("order by"))
                .findFirst()
                .orElseThrow();
    }

    @Test
    void writingCostsAtMostTwelveStatements() throws Exception {
        String create = "{\"typeId\":\"" + type + "\",\"title\":\"Budget\",\"description\":\"<p>of statements</p>\"}";
        var created = asked("POST", "/tickets", create);
        var replied = asked("POST", "/tickets/{id}/replies", "{\"body\":\"<p>An answer</p>\"}");
        assertThat(created).hasSizeLessThanOrEqualTo(12);
        assertThat(replied).hasSizeLessThanOrEqualTo(12);
        var task = asked("POST", "/tickets/{id}/tasks", "{\"title\":\"Budget\"}");
        var time = asked("POST", "/tickets/{id}/time", "{\"minutes\":5}");
        assertThat(task).hasSizeLessThanOrEqualTo(12);
        assertThat(time).hasSizeLessThanOrEqualTo(12);
        task.forEach(StatementTest::findsByIndex);
        time.forEach(StatementTest::findsByIndex);
        created.forEach(StatementTest::findsByIndex);
        replied.forEach(StatementTest::findsByIndex);
    }

    private static List<String> asked(String method, String path, @Nullable String body) throws Exception {
        String full = path.replace("{id}", ticket.path("id").stringValue());
        // Once before, so that what the program remembers of people and types is there.
        call(method, full, body, "warm" + UUID.randomUUID());
        String correlation = "test" + UUID.randomUUID();
        Statements.keep(correlation);
        call(method, full, body, correlation);
        return Statements.kept(correlation).stream()
                .filter(s -> !s.isBlank() && !s.contains("set_config"))
                .toList();
    }

    private static void call(String method, String path, @Nullable String body, String correlation) throws Exception {
        var answer = program.call(method, path, program.admin(), body, "X-Correlation-Id", correlation);
        assertThat(answer.statusCode()).as(path).isBetween(200, 299);
    }

    private static void findsByIndex(String statement) {
        String verb = statement.strip().toLowerCase(Locale.ROOT);
        if (verb.startsWith("select") || verb.startsWith("update") || verb.startsWith("delete")) {
            assertThat(plan(statement)).as(statement).doesNotContainPattern(SCAN);
        }
    }

    /** The plan when a scan is taken only for want of an index; the tables of a test are small enough to be scanned. */
    private static String plan(String statement) {
        return program.bean(Database.class).write(new TenantId(1), tx -> {
            tx.sql().execute("set local enable_seqscan = off");
            return String.join(
                    "\n",
                    tx.sql()
                            .resultQuery("explain " + statement.replace("?", "??"))
                            .fetch(r -> r.get(0, String.class)));
        });
    }
}
