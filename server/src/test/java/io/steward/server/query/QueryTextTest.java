package io.steward.server.query;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.steward.server.platform.Json;
import io.steward.server.query.Expr.Form;
import io.steward.server.query.Expr.Literal;
import io.steward.server.query.Expr.Op;
import io.steward.server.query.Expr.When;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.function.Supplier;
import java.util.stream.IntStream;
import org.jooq.impl.DSL;
import org.jooq.impl.SQLDataType;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A query's text, its tree and the tree as JSON say the same. */
class QueryTextTest {
    private static final String[] VALUES = {
        "open",
        "two words",
        "say \"hi\"",
        "back\\slash",
        "-7d",
        "P1",
        "empty",
        "null",
        "and",
        "a,b",
        "(x)",
        "ö ü",
        "",
        "it's",
        "2026-03-01T09:30",
        "x=y",
        "ann@example.org",
        "during",
        "!~",
        "a!b"
    };
    private final long seed = System.nanoTime();
    private final Random random = new Random(seed);

    @Test
    void whatIsWrittenIsReadAsTheSameTree() {
        for (int i = 0; i < 5_000; i++) {
            var query = new Expr.Query(expr(4), order());
            String text = QueryText.of(query);
            if (text.length() > QueryParser.LONGEST) {
                continue;
            }
            var read = QueryParser.parse(text);
            assertThat(bare(read)).as("%s (seed %s)", text, seed).isEqualTo(bare(query));
            assertThat(QueryText.of(read)).isEqualTo(text);
            String json = Json.text(QueryTree.of(read, noFields()));
            assertThat(Json.read(json, QueryTree.class).text()).as(json).isEqualTo(text);
        }
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            state  =  open  AND  "vpn" "wifi"            | state = open and "vpn" and "wifi"
            ((a = 1)) or (b in (x, 'y z'))               | a = 1 or b in (x, "y z")
            not (a = 1 and b = 2) or c is not null       | not (a = 1 and b = 2) or c is not empty
            Status WAS Open BEFORE -7d by me()           | status was Open before -7d by me()
            status changed from (a,b) to c during (-2d,-1d) | status changed from (a, b) to c during (-2d, -1d)
            created >= startOfMonth( -1 ) order by Created DESC, number asc | created >= startofmonth(-1) order by created desc, number
            team in myTeams()                            | team in (myteams())
            a = "empty"                                  | a = "empty"
            """)
    void eachTextHasOneForm(String written, String canonical) {
        assertThat(QueryText.of(QueryParser.parse(written))).isEqualTo(canonical);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            state = open and             | 16 | 1
            state is full                | 9  | 4
            status changed from a from b | 22 | 4
            status was a during (-1d)    | 13 | 6
            a = (1)                      | 4  | 1
            a in b                       | 5  | 1
            created > startOfDay(        | 21 | 1
            """)
    void anErrorPointsAtThePlace(String q, int at, int length) {
        assertThatThrownBy(() -> QueryParser.parse(q)).isInstanceOfSatisfying(QueryError.class, e -> {
            assertThat(e.at()).isEqualTo(at);
            assertThat(e.length()).isEqualTo(length);
        });
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            {"where":{"kind":"compare","field":"a = 1 or b","op":"=","values":[{"text":"x"}]}}
            {"where":{"kind":"compare","field":"a","op":"=","values":[]}}
            {"where":{"kind":"compare","field":"a","op":"like","values":[{"text":"x"}]}}
            {"where":{"kind":"and","parts":[]}}
            {"where":{"kind":"compare","field":"a","op":"=","values":[{"kind":"function","text":"x() or y"}]}}
            {"order":[{"field":"a, b"}]}
            """)
    void aTreeThatNoTextHasIsRefused(String json) {
        assertThatThrownBy(() -> Json.read(json, QueryTree.class).text()).isInstanceOf(QueryError.class);
    }

    private static QueryFields<String> noFields() {
        return new QueryFields<>(
                DSL.field("id", SQLDataType.UUID),
                s -> java.util.UUID.randomUUID(),
                new NoHistory<>(),
                List.of(),
                Map.of());
    }

    private Expr expr(int depth) {
        if (depth == 0 || random.nextInt(3) == 0) {
            return random.nextInt(6) == 0 ? new Expr.Words(one(VALUES), 0, 0) : compare();
        }
        List<Expr> parts = IntStream.range(0, 2 + random.nextInt(2))
                .mapToObj(i -> expr(depth - 1))
                .toList();
        return switch (random.nextInt(3)) {
            case 0 -> new Expr.Not(parts.getFirst());
            case 1 -> new Expr.And(parts);
            default -> new Expr.Or(parts);
        };
    }

    private Expr compare() {
        Op op = Op.values()[random.nextInt(Op.values().length)];
        var values = op.isBare() ? List.<Literal>of() : op.isList() ? several() : List.of(literal());
        When when = !op.isPast()
                ? When.EVER
                : new When(
                        op == Op.CHANGED ? maybe(this::several, List.of()) : List.of(),
                        op == Op.CHANGED ? maybe(this::several, List.of()) : List.of(),
                        random.nextBoolean() ? literal() : null,
                        random.nextBoolean() ? literal() : null,
                        random.nextBoolean() ? literal() : null,
                        maybe(() -> List.of(literal(), literal()), List.of()),
                        maybe(this::several, List.of()));
        return new Expr.Compare(one("state", "incident.cost", "a_b", "x9"), op, values, when, 0, 0);
    }

    private <T> T maybe(Supplier<T> made, T otherwise) {
        return random.nextBoolean() ? made.get() : otherwise;
    }

    private List<Literal> several() {
        return IntStream.range(0, 1 + random.nextInt(3))
                .mapToObj(i -> literal())
                .toList();
    }

    private Literal literal() {
        return switch (random.nextInt(6)) {
            case 0 -> new Literal("empty", Form.EMPTY, List.of(), 0, 0);
            case 1 -> new Literal("me", Form.FUNCTION, List.of(), 0, 0);
            case 2 -> new Literal("membersof", Form.FUNCTION, List.of(one(VALUES), one(VALUES)), 0, 0);
            default -> new Literal(one(VALUES), Form.TEXT, List.of(), 0, 0);
        };
    }

    private List<Expr.Order> order() {
        return IntStream.range(0, random.nextInt(3))
                .mapToObj(i -> new Expr.Order(one("created", "incident.cost"), random.nextBoolean(), 0, 0))
                .toList();
    }

    private String one(String... of) {
        return of[random.nextInt(of.length)];
    }

    /** Without the places, which differ. */
    private static String bare(Expr.Query q) {
        return q.toString().replaceAll("at=\\d+, length=\\d+", "").replaceAll("\\s+", " ");
    }

    /** Nothing is known of the past. */
    static final class NoHistory<R> implements QueryHistory<R> {
        @Override
        public org.jooq.Condition was(QueryField<R> field, Had had) {
            return DSL.falseCondition();
        }

        @Override
        public org.jooq.Condition changed(QueryField<R> field, Moved moved) {
            return DSL.falseCondition();
        }

        @Override
        public List<Change> of(QueryScope scope, R row, String field) {
            return new ArrayList<>();
        }

        @Override
        public java.time.Instant began(R row) {
            return java.time.Instant.EPOCH;
        }

        @Override
        public Values actors() {
            return Values.PLAIN;
        }
    }
}
