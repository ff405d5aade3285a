package io.steward.server.query;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.steward.server.query.Expr.Form;
import io.steward.server.query.Expr.Literal;
import io.steward.server.query.Expr.Op;
import io.steward.server.query.Expr.When;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * A query as plain data, for those who build one out of parts: each text has one tree, each tree one text.
 *
 * @param where null for everything
 */
public record QueryTree(@Nullable Node where, @Nullable List<Key> order) {
    private static final int DEEPEST = 50;
    private static final int MOST_PARTS = 200;

    /** One key of an order. */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    public record Key(
            String field,
            @Nullable Boolean descending,
            @Nullable Integer at,
            @Nullable Integer length) {}

    /** {@code kind} is text, empty or function. */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    public record Value(
            @Nullable String kind,
            @Nullable String text,
            @Nullable List<String> arguments,
            @Nullable Integer at,
            @Nullable Integer length) {}

    /**
     * {@code kind} is and, or, not (with {@code parts}), words (with {@code text}) or compare (with the rest).
     *
     * @param type the field's type, told but not read
     */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    public record Node(
            @Nullable String kind,
            @Nullable List<Node> parts,
            @Nullable String text,
            @Nullable String field,
            @Nullable String type,
            @Nullable String op,
            @Nullable List<Value> values,
            @Nullable Past when,
            @Nullable Integer at,
            @Nullable Integer length) {}

    /** Which part of the past is meant. */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    public record Past(
            @Nullable List<Value> from,
            @Nullable List<Value> to,
            @Nullable Value after,
            @Nullable Value before,
            @Nullable Value on,
            @Nullable List<Value> during,
            @Nullable List<Value> by) {}

    public static QueryTree of(Expr.Query query, QueryFields<?> fields) {
        return new QueryTree(
                query.where() instanceof Expr.All ? null : node(query.where(), fields),
                query.order().stream()
                        .map(o -> new Key(o.field(), o.descending(), o.at(), o.length()))
                        .toList());
    }

    private static Node node(Expr e, QueryFields<?> fields) {
        return switch (e) {
            case Expr.And(var parts) -> group("and", parts, fields);
            case Expr.Or(var parts) -> group("or", parts, fields);
            case Expr.Not(var part) -> group("not", List.of(part), fields);
            case Expr.Words(var text, var at, var length) ->
                new Node("words", null, text, null, null, null, null, null, at, length);
            case Expr.Compare c -> {
                String type = fields.all().stream()
                        .filter(f -> f.name().equals(c.field()))
                        .map(f -> f.type().key())
                        .findFirst()
                        .orElse(null);
                yield new Node(
                        "compare",
                        null,
                        null,
                        c.field(),
                        type,
                        c.op().text(),
                        values(c.values()),
                        c.when().equals(When.EVER) ? null : past(c.when()),
                        c.at(),
                        c.length());
            }
            case Expr.All all -> throw new IllegalArgumentException("Everything is no part of a condition");
        };
    }

    private static Node group(String kind, List<Expr> parts, QueryFields<?> fields) {
        return new Node(
                kind,
                parts.stream().map(p -> node(p, fields)).toList(),
                null,
                null,
                null,
                null,
                null,
                null,
                null,
                null);
    }

    private static Past past(When w) {
        return new Past(
                values(w.from()),
                values(w.to()),
                value(w.after()),
                value(w.before()),
                value(w.on()),
                values(w.during()),
                values(w.by()));
    }

    private static List<Value> values(List<Literal> all) {
        return all.stream().map(v -> Objects.requireNonNull(value(v))).toList();
    }

    private static @Nullable Value value(@Nullable Literal v) {
        return v == null ? null : new Value(v.form().key(), v.text(), v.arguments(), v.at(), v.length());
    }

    /** The tree's text. @throws QueryError when it is none that could be written */
    public String text() {
        List<Key> keys = order == null ? List.of() : there(order);
        var read = keys.stream()
                .map(k -> new Expr.Order(name(k.field()), Boolean.TRUE.equals(k.descending()), 0, 0))
                .toList();
        String text = QueryText.of(new Expr.Query(where == null ? new Expr.All() : expr(where, 0), read));
        QueryParser.parse(text);
        return text;
    }

    private static Expr expr(Node n, int depth) {
        if (depth > DEEPEST) {
            throw wrong("Too many parts within one another");
        }
        return switch (n.kind() == null ? "" : n.kind()) {
            case "and", "or" -> {
                var parts = parts(n, depth);
                yield parts.size() == 1
                        ? parts.getFirst()
                        : "and".equals(n.kind()) ? new Expr.And(parts) : new Expr.Or(parts);
            }
            case "not" -> new Expr.Not(parts(n, depth).getFirst());
            case "words" -> new Expr.Words(n.text() == null ? "" : n.text(), 0, 0);
            case "compare" -> compare(n);
            default -> throw wrong("A part is and, or, not, words or compare");
        };
    }

    private static List<Expr> parts(Node n, int depth) {
        List<Node> parts = n.parts();
        if (parts == null || parts.isEmpty() || parts.size() > MOST_PARTS) {
            throw wrong("1 to " + MOST_PARTS + " parts");
        }
        return there(parts).stream().map(p -> expr(p, depth + 1)).toList();
    }

    private static Expr compare(Node n) {
        Op op = Arrays.stream(Op.values())
                .filter(o -> o.text().equals(n.op()))
                .findFirst()
                .orElseThrow(() -> wrong("There is no operator " + n.op()));
        var values = literals(n.values());
        if (op.isBare() ? !values.isEmpty() : values.isEmpty() || (!op.isList() && values.size() > 1)) {
            throw wrong(op.text() + " does not take " + values.size() + " values");
        }
        Past p = n.when();
        When when = p == null || !op.isPast()
                ? When.EVER
                : new When(
                        literals(p.from()),
                        literals(p.to()),
                        literal(p.after()),
                        literal(p.before()),
                        literal(p.on()),
                        literals(p.during()),
                        literals(p.by()));
        return new Expr.Compare(name(n.field()), op, values, when, 0, 0);
    }

    private static List<Literal> literals(@Nullable List<Value> values) {
        return values == null
                ? List.of()
                : there(values).stream()
                        .map(v -> Objects.requireNonNull(literal(v)))
                        .toList();
    }

    private static @Nullable Literal literal(@Nullable Value v) {
        if (v == null) {
            return null;
        }
        Form form = Arrays.stream(Form.values())
                .filter(f -> f.key().equals(v.kind() == null ? "text" : v.kind()))
                .findFirst()
                .orElseThrow(() -> wrong("A value is a text, empty or a function"));
        String text = v.text() == null ? "" : v.text();
        return switch (form) {
            case EMPTY -> new Literal("empty", form, List.of(), 0, 0);
            case TEXT -> new Literal(text, form, List.of(), 0, 0);
            case FUNCTION ->
                new Literal(name(text), form, v.arguments() == null ? List.of() : there(v.arguments()), 0, 0);
        };
    }

    /** JSON may have null in a list. */
    private static <T> List<T> there(List<T> list) {
        if (list.stream().anyMatch(Objects::isNull)) {
            throw wrong("A part is missing");
        }
        return list;
    }

    /** A name is one word, else the text would say something else than the tree. */
    private static String name(@Nullable String name) {
        if (name == null
                || !name.matches("[\\w.-]{1,200}")
                || !QueryText.text(name).equals(name)) {
            throw wrong("There is no such name: " + name);
        }
        return name.toLowerCase(Locale.ROOT);
    }

    private static QueryError wrong(String message) {
        return new QueryError(0, 0, message);
    }
}
