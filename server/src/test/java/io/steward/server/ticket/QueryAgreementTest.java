package io.steward.server.ticket;

import static io.steward.db.ticket.Tables.TICKET_;
import static org.assertj.core.api.Assertions.assertThat;

import io.steward.server.TestProgram;
import io.steward.server.platform.Database;
import io.steward.server.platform.TenantId;
import io.steward.server.platform.Tx;
import io.steward.server.query.Queries;
import io.steward.server.query.QueryParser;
import io.steward.server.query.QueryScope;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.UUID;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Thousands of queries over the demo's tickets: the database finds exactly those that the evaluator in memory finds. */
class QueryAgreementTest {
    private static final int QUERIES = 2_000;
    private static final TenantId TENANT = new TenantId(1);
    private static final ZoneId ZONE = ZoneId.of("Europe/Vienna");

    private final long seed = System.nanoTime();
    private final Random random = new Random(seed);
    private final Instant now = Instant.now();

    @Test
    void theDatabaseAndMemoryFindTheSame() throws Exception {
        try (var program = TestProgram.start(TestProgram.newFolder(), "--steward.demo=true")) {
            var database = program.bean(Database.class);
            var queries = new Queries<>(program.bean(TicketQueries.class).fields());
            List<Ticket> tickets =
                    database.read(TENANT, tx -> program.bean(TicketReader.class).byIds(tx, ids(tx)));
            assertThat(tickets).hasSizeGreaterThan(3_000);
            QueryScope scope = scope(tickets);
            int found = 0;
            for (int i = 0; i < QUERIES; i++) {
                String q = expression(3);
                var where = QueryParser.parse(q).where();
                var condition = queries.condition(where, scope);
                Set<UUID> inDatabase = database.read(
                        TENANT,
                        tx -> new HashSet<>(tx.sql()
                                .select(TICKET_.ID)
                                .from(TICKET_)
                                .where(TICKET_.TENANT_ID.eq(tx.t()), condition)
                                .fetch(TICKET_.ID)));
                var predicate = queries.predicate(where, scope);
                Set<UUID> inMemory =
                        tickets.stream().filter(predicate).map(Ticket::id).collect(Collectors.toSet());
                assertThat(inDatabase).as("%s (seed %s)", q, seed).isEqualTo(inMemory);
                found += inDatabase.isEmpty() || inDatabase.size() == tickets.size() ? 0 : 1;
            }
            assertThat(found).as("queries that find some and not all").isGreaterThan(QUERIES / 3);
        }
    }

    private static List<UUID> ids(Tx tx) {
        return tx.sql()
                .select(TICKET_.ID)
                .from(TICKET_)
                .where(TICKET_.TENANT_ID.eq(tx.t()))
                .fetch(TICKET_.ID);
    }

    /** Somebody with tickets of their own, in two teams; the words of a full text are in every seventh ticket. */
    private QueryScope scope(List<Ticket> tickets) {
        UUID person = tickets.stream()
                .map(Ticket::assigneeId)
                .filter(a -> a != null)
                .findFirst()
                .orElseThrow();
        Set<UUID> teams = tickets.stream()
                .map(Ticket::teamId)
                .filter(t -> t != null)
                .distinct()
                .limit(2)
                .collect(Collectors.toSet());
        Set<UUID> some = IntStream.range(0, tickets.size())
                .filter(i -> i % 7 == 0)
                .mapToObj(i -> tickets.get(i).id())
                .collect(Collectors.toSet());
        return new QueryScope(TENANT, person, teams, now, ZONE, words -> some);
    }

    private String expression(int depth) {
        if (depth == 0 || random.nextInt(3) == 0) {
            return condition();
        }
        return switch (random.nextInt(4)) {
            case 0 -> "not (" + expression(depth - 1) + ")";
            case 1 -> "(" + expression(depth - 1) + ")";
            case 2 -> expression(depth - 1) + " and " + expression(depth - 1);
            default -> expression(depth - 1) + " or " + expression(depth - 1);
        };
    }

    private String condition() {
        return switch (random.nextInt(6)) {
            case 0 -> number();
            case 1 -> date();
            case 2 ->
                one(List.of("title", "number")) + " ~ \"" + one(List.of("vpn", "INC-1", "%", "_", "\\\\", "PRINT", "e"))
                        + "\"";
            case 3 ->
                one(List.of("assignee", "team", "category", "resolved", "rating", "tags", "requester"))
                        + one(List.of(" is empty", " is not empty"));
            case 4 -> one(List.of("\"vpn\"", "unread = true", "unread != true", "tags = vpn", "tags in (wifi, mail)"));
            default -> choice();
        };
    }

    private String number() {
        String field = one(List.of("priority", "impact", "urgency", "rating", "reopened", "reassigned", "replies"));
        return random.nextInt(4) == 0
                ? field + one(List.of(" in (", " not in (")) + some(() -> "" + random.nextInt(6)) + ")"
                : field + one(List.of(" = ", " != ", " < ", " <= ", " > ", " >= ")) + random.nextInt(6);
    }

    private String date() {
        String when = switch (random.nextInt(4)) {
            case 0 ->
                LocalDate.ofInstant(now, ZONE).minusDays(random.nextInt(100)).toString();
            case 1 -> "-" + random.nextInt(90) + one(List.of("h", "d", "w"));
            case 2 -> one(List.of("today()", "startOfWeek()", "startOfMonth()", "now()"));
            default -> LocalDate.ofInstant(now, ZONE).minusDays(random.nextInt(60)) + "T09:30";
        };
        return one(List.of("created", "updated", "resolved", "closed", "rated"))
                + one(List.of(" = ", " != ", " < ", " <= ", " > ", " >= "))
                + when;
    }

    private String choice() {
        List<String> values;
        String field = one(List.of("state", "status", "channel", "assignee", "team", "desk"));
        values = switch (field) {
            case "state", "status" -> List.of("new", "open", "pending", "resolved", "closed");
            case "channel" -> List.of("email", "portal", "phone", "agent");
            case "assignee" -> List.of("me()", "empty");
            case "team" -> List.of("myTeams()", "empty", "Network", "Workplace", "\"Service desk\"");
            default -> List.of("it", "hr");
        };
        if (random.nextBoolean()) {
            return field + one(List.of(" in (", " not in (")) + some(() -> one(values)) + ")";
        }
        var plain = values.stream().filter(v -> !v.equals("empty")).toList();
        return field + one(List.of(" = ", " != ")) + one(plain);
    }

    private String some(Supplier<String> value) {
        return Stream.generate(value).limit(1 + random.nextInt(3)).collect(Collectors.joining(", "));
    }

    private String one(List<String> of) {
        return of.get(random.nextInt(of.size()));
    }
}
