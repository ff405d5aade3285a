package io.steward.server.ticket;

import static io.steward.db.journal.Tables.ENTRY;
import static io.steward.db.ticket.Tables.TICKET_;
import static org.assertj.core.api.Assertions.assertThat;

import io.steward.server.TestProgram;
import io.steward.server.platform.Context;
import io.steward.server.platform.Database;
import io.steward.server.platform.Json;
import io.steward.server.platform.TenantId;
import io.steward.server.platform.Tx;
import io.steward.server.query.Queries;
import io.steward.server.query.QueryField;
import io.steward.server.query.QueryFields;
import io.steward.server.query.QueryHistory;
import io.steward.server.query.QueryParser;
import io.steward.server.query.QueryScope;
import io.steward.server.query.Values;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.Set;
import java.util.UUID;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jooq.Condition;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** A thousand queries over the demo's tickets, others each time ({@code -Dsteward.queries} for more): the database finds exactly those that the evaluator in memory finds. */
class QueryAgreementTest {
    private static final int QUERIES = Integer.getInteger("steward.queries", 1_000);
    private static final TenantId TENANT = new TenantId(1);
    private static final ZoneId ZONE = ZoneId.of("Europe/Vienna");

    /** Some tickets have pages, and some of them several. */
    private static final String PAGES = """
            insert into oncall.page (tenant_id, id, ticket_id, desk_id, chain_id, chain_name, steps, repeats, source, state,
                    next_at, triggered, ended)
            select t.tenant_id, gen_random_uuid(), t.id, t.desk_id, gen_random_uuid(), 'Network', '[]', 0, 'rule', s.state,
                    case when s.state = 'triggered' then now() + interval '1 day' end, now(),
                    case when s.state in ('resolved', 'exhausted') then now() end
            from ticket.ticket t
            cross join unnest(array['triggered', 'acknowledged', 'resolved', 'exhausted']) as s(state)
            where hashtext(t.id::text || s.state) % 5 = 0
            """;

    private final long seed = System.nanoTime();
    private final Random random = new Random(seed);
    private final Instant now = Instant.now().truncatedTo(ChronoUnit.MICROS);

    @Test
    void theDatabaseAndMemoryFindTheSame() throws Exception {
        try (var program = TestProgram.start(TestProgram.newFolder(), "--steward.demo=true")) {
            program.bean(Database.class).run(TENANT, tx -> tx.sql().execute(PAGES));
            program.bean(Database.class).run(TENANT, tx -> {
                // What the program does meanwhile (it closes what was resolved long ago) is not seen.
                tx.sql().execute("set transaction isolation level repeatable read");
                agree(program, tx);
            });
        }
    }

    private void agree(TestProgram program, Tx tx) {
        var context = Context.system(TENANT, now, null);
        past = past(tx);
        var queries = new Queries<>(inMemory(program, context));
        List<Ticket> tickets = program.bean(TicketReader.class).byIds(tx, ids(tx));
        assertThat(tickets).hasSizeGreaterThan(3_000);
        QueryScope scope = scope(tickets, program.bean(TicketFields.class).scope(context));
        open(tickets);
        int found = 0;
        for (int i = 0; i < QUERIES; i++) {
            String q = expression(3);
            var where = QueryParser.parse(q).where();
            var condition = queries.condition(where, scope);
            Set<UUID> inDatabase = new HashSet<>(tx.sql()
                    .select(TICKET_.ID)
                    .from(TICKET_)
                    .where(TICKET_.TENANT_ID.eq(tx.t()), condition)
                    .fetch(TICKET_.ID));
            var predicate = queries.predicate(where, scope);
            Set<UUID> inMemory =
                    tickets.stream().filter(predicate).map(Ticket::id).collect(Collectors.toSet());
            assertThat(inDatabase).as("%s (seed %s)", q, seed).isEqualTo(inMemory);
            found += inDatabase.isEmpty() || inDatabase.size() == tickets.size() ? 0 : 1;
        }
        assertThat(found).as("queries that find some and not all").isGreaterThan(QUERIES / 3);
    }

    private static List<UUID> ids(Tx tx) {
        return tx.sql()
                .select(TICKET_.ID)
                .from(TICKET_)
                .where(TICKET_.TENANT_ID.eq(tx.t()))
                .fetch(TICKET_.ID);
    }

    /** Somebody with tickets of their own, in two teams; the words of a full text are in every seventh ticket. */
    private QueryScope scope(List<Ticket> tickets, QueryScope real) {
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
        return new QueryScope(TENANT, person, teams, now, ZONE, words -> some, real.reads());
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
        return switch (random.nextInt(9)) {
            case 0 -> number();
            case 6 -> was();
            case 7 -> changed();
            case 8 -> tie();
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
        if (random.nextInt(6) == 0) {
            return "age" + one(List.of(" < ", " <= ", " > ", " >= "))
                    + one(List.of("30m", "2h", "1d", "3w", "1d12h", "90"));
        }
        return random.nextInt(4) == 0
                ? field + one(List.of(" in (", " not in (")) + some(() -> "" + random.nextInt(6)) + ")"
                : field
                        + one(List.of(" = ", " != ", " < ", " <= ", " > ", " >= "))
                        + one(List.of("0", "1", "2", "3", "4", "2.5", "-1", "70000.25"));
    }

    private String date() {
        String when = switch (random.nextInt(4)) {
            case 0 ->
                LocalDate.ofInstant(now, ZONE).minusDays(random.nextInt(100)).toString();
            case 1 -> "-" + random.nextInt(90) + one(List.of("h", "d", "w"));
            case 2 ->
                one(List.of(
                        "today()",
                        "startOfWeek()",
                        "startOfMonth(-1)",
                        "now()",
                        "endOfDay(-1)",
                        "endOfMonth()",
                        "startOfQuarter()",
                        "startOfYear()",
                        "endOfWeek(\"-2w\")"));
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

    private String was() {
        String field = one(List.of("status", "priority", "assignee", "team", "category"));
        String value = switch (field) {
            case "status" -> one(List.of("new", "open", "pending", "resolved"));
            case "priority" -> "" + (1 + random.nextInt(4));
            case "assignee" -> one(List.of("me()", "empty", "membersOf(Network)"));
            case "team" -> one(List.of("myTeams()", "empty", "Network"));
            default -> "empty";
        };
        String op = random.nextBoolean()
                ? one(List.of(" was ", " was not ")) + value
                : one(List.of(" was in (", " was not in (")) + value + ")";
        return field + op + suffix();
    }

    private String changed() {
        String field = one(List.of("status", "assignee", "team", "priority", "tags", "title"));
        String moved = !field.equals("status")
                ? ""
                : one(List.of("", " from new", " to resolved", " from (open, pending)", " from open to pending"));
        return (random.nextBoolean() ? "not " : "") + field + " changed" + moved + suffix();
    }

    private String suffix() {
        return switch (random.nextInt(6)) {
            case 0 -> " after -" + random.nextInt(60) + "d";
            case 1 -> " before -" + random.nextInt(60) + "d";
            case 2 -> " during (-" + (20 + random.nextInt(40)) + "d, -" + random.nextInt(20) + "d)";
            case 3 -> " by me()";
            case 4 -> " on " + LocalDate.ofInstant(now, ZONE).minusDays(random.nextInt(40));
            default -> "";
        };
    }

    private String tie() {
        return switch (random.nextInt(5)) {
            case 4 ->
                "page"
                        + one(List.of(
                                " = triggered",
                                " != acknowledged",
                                " in (triggered, resolved)",
                                " not in (exhausted)",
                                " is empty",
                                " is not empty"));
            case 0 ->
                one(List.of("links", "relates", "blocks", "caused_by")) + one(List.of(" is empty", " is not empty"));
            case 1 -> "watcher" + one(List.of(" = me()", " is empty", " is not empty"));
            case 2 -> one(List.of("linked", "duplicates", "blocked_by")) + " = " + one(numbers);
            default -> "tags ~ \"" + one(List.of("v", "pri", "%")) + "\"";
        };
    }

    private List<String> numbers = List.of("INC-1");

    /** Numbers of tickets, to ask for what is linked to them. */
    private void open(List<Ticket> tickets) {
        numbers = tickets.stream().limit(200).map(Ticket::number).toList();
    }

    private record Key(UUID ticket, String field) {}

    private Map<Key, List<QueryHistory.Change>> past = Map.of();

    /** All changes there are, so that the evaluator in memory does not ask the database again and again. */
    private static Map<Key, List<QueryHistory.Change>> past(Tx tx) {
        var all = new HashMap<Key, List<QueryHistory.Change>>();
        tx.sql()
                .select(ENTRY.SUBJECT_ID, ENTRY.AT, ENTRY.ACTOR_ID, ENTRY.DATA)
                .from(ENTRY)
                .where(ENTRY.TENANT_ID.eq(tx.t()), ENTRY.KIND.eq("changed"), ENTRY.SUBJECT_KIND.eq("ticket"))
                .orderBy(ENTRY.SEQ)
                .forEach(r -> Json.tree(r.value4().data())
                        .path("changes")
                        .forEach(c -> all.computeIfAbsent(
                                        new Key(r.value1(), c.path("field").stringValue()), k -> new ArrayList<>())
                                .add(new QueryHistory.Change(
                                        r.value2(), r.value3(), text(c.path("from")), text(c.path("to"))))));
        return all;
    }

    private static @Nullable String text(JsonNode value) {
        JsonNode key = value.path("key");
        JsonNode label = value.path("label");
        return key.isString() ? key.stringValue() : label.isString() ? label.stringValue() : null;
    }

    /** The program's fields, with what else hangs on a ticket read once. */
    private QueryFields<Ticket> inMemory(TestProgram program, Context context) {
        var real = program.bean(TicketFields.class).of(context);
        var history = program.bean(TicketHistory.class);
        var remembered = new HashMap<String, Map<UUID, Object>>();
        var fields = real.all().stream()
                .map(f -> f.related() != null ? remember(f, remembered) : f)
                .toList();
        return new QueryFields<>(
                TICKET_.ID,
                Ticket::id,
                new QueryHistory<>() {
                    @Override
                    public Condition was(QueryField<Ticket> field, Had had) {
                        return history.was(field, had);
                    }

                    @Override
                    public Condition changed(QueryField<Ticket> field, Moved moved) {
                        return history.changed(field, moved);
                    }

                    @Override
                    public List<Change> of(QueryScope scope, Ticket row, String field) {
                        return past.getOrDefault(new Key(row.id(), field), List.of());
                    }

                    @Override
                    public Instant began(Ticket row) {
                        return row.created();
                    }

                    @Override
                    public Values actors() {
                        return history.actors();
                    }
                },
                fields,
                Map.of());
    }

    private static QueryField<Ticket> remember(QueryField<Ticket> f, Map<String, Map<UUID, Object>> remembered) {
        var known = remembered.computeIfAbsent(f.name(), n -> new HashMap<>());
        return QueryField.<Ticket>of(
                        f.name(),
                        f.type(),
                        f.column(),
                        (s, t) -> known.computeIfAbsent(t.id(), id -> Objects.requireNonNull(f.get(s, t))))
                .valued(f.values())
                .related(Objects.requireNonNull(f.related()))
                .refers(f.refers())
                .function("me", (s, a) -> s.person() == null ? List.of() : List.of(s.person()));
    }

    private String some(Supplier<String> value) {
        return Stream.generate(value).limit(1 + random.nextInt(3)).collect(Collectors.joining(", "));
    }

    private String one(List<String> of) {
        return of.get(random.nextInt(of.size()));
    }
}
