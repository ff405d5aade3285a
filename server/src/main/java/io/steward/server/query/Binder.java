package io.steward.server.query;

import io.steward.server.query.QueryField.Refers;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.Predicate;

/** Resolves a parsed condition against the fields there are. */
final class Binder<R> {
    private final QueryFields<R> fields;
    private final QueryScope scope;

    Binder(QueryFields<R> fields, QueryScope scope) {
        this.fields = fields;
        this.scope = scope;
    }

    Bound<R> bind(Expr expr) {
        return switch (expr) {
            case Expr.All all -> new Bound.All<>();
            case Expr.And(var parts) ->
                new Bound.And<>(parts.stream().map(this::bind).toList());
            case Expr.Or(var parts) ->
                new Bound.Or<>(parts.stream().map(this::bind).toList());
            case Expr.Not(var part) -> new Bound.Not<>(bind(part));
            case Expr.Words w -> new Bound.Ids<>(scope.fullText().apply(w.text()));
            case Expr.Compare c -> compare(c, fields.get(c.field(), c.at(), c.length()));
        };
    }

    private Bound<R> compare(Expr.Compare c, QueryField<R> field) {
        if (c.op().isPast()) {
            return new PastBinder<>(fields, scope, this).bind(c, field);
        }
        if (field.type() == QueryType.WORDS && c.op() != Expr.Op.LIKE && c.op() != Expr.Op.NOT_LIKE) {
            throw new QueryError(c.at(), c.length(), field.name() + " takes ~ and !~ only");
        }
        return switch (c.op()) {
            case EMPTY -> new Bound.Empty<>(field);
            case NOT_EMPTY -> new Bound.Not<>(new Bound.Empty<>(field));
            case EQ, IN -> equal(c, field);
            case NE, NOT_IN -> new Bound.Not<>(equal(c, field));
            case LIKE -> like(c, field);
            case NOT_LIKE -> new Bound.Not<>(like(c, field));
            default -> range(c, field);
        };
    }

    private Bound<R> like(Expr.Compare c, QueryField<R> field) {
        Expr.Literal part = c.values().getFirst();
        if (part.function()) {
            throw new QueryError(part.at(), part.length(), "~ takes a text");
        }
        if (field.type() == QueryType.WORDS) {
            return new Bound.Ids<>(scope.fullText().apply(part.text()));
        }
        if (field.type() != QueryType.TEXT && field.type() != QueryType.TAGS) {
            throw new QueryError(c.at(), c.length(), "~ is for texts; use = here");
        }
        return new Bound.Like<>(field, part.text());
    }

    private Bound<R> equal(Expr.Compare c, QueryField<R> field) {
        var parts = new ArrayList<Bound<R>>();
        if (c.values().stream().anyMatch(Expr.Literal::empty)) {
            parts.add(new Bound.Empty<>(field));
        }
        var written =
                c.values().stream().filter(Predicate.not(Expr.Literal::empty)).toList();
        if (field.type().isTemporal()) {
            written.forEach(v -> parts.add(within(field, v)));
        } else if (!written.isEmpty()) {
            parts.add(new Bound.OneOf<>(
                    field,
                    written.stream()
                            .flatMap(v -> values(field, v).stream())
                            .distinct()
                            .toList()));
        }
        return parts.size() == 1 ? parts.getFirst() : new Bound.Or<>(parts);
    }

    private Bound<R> within(QueryField<R> field, Expr.Literal v) {
        var span = Times.span(v, scope);
        return field.type() == QueryType.TIME
                ? new Bound.Between<>(field, span.from(), span.until())
                : new Bound.Between<>(field, Times.day(span, scope, 0), Times.day(span, scope, 1));
    }

    /** What a literal stands for among a field's values. */
    List<Object> values(QueryField<R> field, Expr.Literal v) {
        if (v.function()) {
            return function(field, v);
        }
        return switch (field.type()) {
            case NUMBER, DURATION -> List.of(Numbers.of(field.type(), v));
            case BOOLEAN -> List.of(bool(v));
            case TEXT, TAGS -> List.of(v.text());
            case RELATION -> field.values().resolve(scope, v.text());
            case CHOICE, SET -> named(field.values(), field.name(), v);
            case TIME, DATE, WORDS -> throw new QueryError(v.at(), v.length(), "This cannot stand here");
        };
    }

    private List<Object> named(Values values, String what, Expr.Literal v) {
        List<Object> found = values.resolve(scope, v.text());
        if (found.isEmpty()) {
            throw new QueryError(v.at(), v.length(), "There is no " + what + " " + v.text());
        }
        return found;
    }

    /** People by name, address or me(). */
    List<Object> people(Expr.Literal v) {
        if (!v.function()) {
            return named(fields.history().actors(), "person", v);
        }
        if (v.text().equals("me")) {
            return scope.person() == null ? List.of() : List.of(scope.person());
        }
        throw new QueryError(v.at(), v.length(), "There is no function " + v.text() + "() for people");
    }

    private List<Object> function(QueryField<R> field, Expr.Literal v) {
        var function = field.functions().get(v.text());
        if (function == null) {
            String there = field.refers() == Refers.NOTHING || field.functions().isEmpty()
                    ? ""
                    : "; there is " + String.join("(), ", field.functions().keySet()) + "()";
            throw new QueryError(
                    v.at(), v.length(), "There is no function " + v.text() + "() for " + field.name() + there);
        }
        return function.of(scope, v.arguments());
    }

    private Bound<R> range(Expr.Compare c, QueryField<R> field) {
        Expr.Literal v = c.values().getFirst();
        if (field.type() == QueryType.TIME) {
            var span = Times.span(v, scope);
            return between(field, c.op(), span.from(), span.until());
        }
        if (field.type() == QueryType.DATE) {
            var span = Times.span(v, scope);
            return between(field, c.op(), Times.day(span, scope, 0), Times.day(span, scope, 1));
        }
        if (field.type().isNumeric()) {
            return new Bound.Than<>(field, c.op(), Numbers.of(field.type(), v));
        }
        throw new QueryError(c.at(), c.length(), c.op().text() + " is for dates and numbers");
    }

    private Bound<R> between(QueryField<R> field, Expr.Op op, Comparable<?> from, Comparable<?> until) {
        return switch (op) {
            case LT -> new Bound.Between<>(field, null, from);
            case LE -> new Bound.Between<>(field, null, until);
            case GT -> new Bound.Between<>(field, until, null);
            default -> new Bound.Between<>(field, from, null);
        };
    }

    private static boolean bool(Expr.Literal v) {
        return switch (v.text().toLowerCase(Locale.ROOT)) {
            case "true", "yes" -> true;
            case "false", "no" -> false;
            default -> throw new QueryError(v.at(), v.length(), "true or false, please");
        };
    }

    /** The moments that a literal means. */
    Instant from(Expr.Literal v) {
        return Times.span(v, scope).from();
    }

    Instant until(Expr.Literal v) {
        return Times.span(v, scope).until();
    }
}
