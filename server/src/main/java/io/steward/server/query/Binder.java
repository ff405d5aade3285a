package io.steward.server.query;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.UUID;

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
        return switch (c.op()) {
            case EMPTY -> new Bound.Empty<>(field);
            case NOT_EMPTY -> new Bound.Not<>(new Bound.Empty<>(field));
            case EQ, IN -> equal(c, field);
            case NE, NOT_IN -> new Bound.Not<>(equal(c, field));
            case LIKE -> like(c, field);
            case NOT_LIKE -> new Bound.Not<>(like(c, field));
            case LT, LE, GT, GE -> range(c, field);
        };
    }

    private Bound<R> like(Expr.Compare c, QueryField<R> field) {
        if (field.type() != QueryType.TEXT) {
            throw new QueryError(c.at(), c.length(), "~ is for texts; use = here");
        }
        return new Bound.Like<>(field, c.values().getFirst().text());
    }

    private Bound<R> equal(Expr.Compare c, QueryField<R> field) {
        if (field.type() == QueryType.TIME) {
            var days = c.values().stream().<Bound<R>>map(v -> {
                var span = Times.span(v, scope);
                return new Bound.Between<>(field, span.from(), span.until());
            });
            return new Bound.Or<>(days.toList());
        }
        var values = new ArrayList<Object>();
        boolean empty = false;
        for (Expr.Literal v : c.values()) {
            if (!v.function() && v.text().equalsIgnoreCase("empty")) {
                empty = true;
            } else {
                values.addAll(values(field, v));
            }
        }
        Bound<R> oneOf = new Bound.OneOf<>(field, values);
        return empty ? new Bound.Or<>(List.of(oneOf, new Bound.Empty<>(field))) : oneOf;
    }

    private List<Object> values(QueryField<R> field, Expr.Literal v) {
        if (v.function()) {
            return function(field, v);
        }
        return switch (field.type()) {
            case NUMBER -> List.of(number(v));
            case BOOLEAN -> List.of(bool(v));
            case TEXT, TAGS -> List.of(v.text());
            case CHOICE -> {
                List<Object> found = field.values().apply(scope, v.text());
                if (found.isEmpty()) {
                    throw new QueryError(v.at(), v.length(), "There is no " + field.name() + " " + v.text());
                }
                yield found;
            }
            case TIME -> throw new QueryError(v.at(), v.length(), "A date");
        };
    }

    private List<Object> function(QueryField<R> field, Expr.Literal v) {
        boolean ids = field.column().getType() == UUID.class;
        if (ids && v.text().equals("me")) {
            UUID person = scope.person();
            return person == null ? List.of() : List.of(person);
        }
        if (ids && v.text().equals("myteams")) {
            return List.copyOf(scope.teams());
        }
        throw new QueryError(v.at(), v.length(), "There is no function " + v.text() + "() for " + field.name());
    }

    private Bound<R> range(Expr.Compare c, QueryField<R> field) {
        Expr.Literal v = c.values().getFirst();
        if (field.type() == QueryType.TIME) {
            var span = Times.span(v, scope);
            return switch (c.op()) {
                case LT -> new Bound.Between<>(field, null, span.from());
                case LE -> new Bound.Between<>(field, null, span.until());
                case GT -> new Bound.Between<>(field, span.until(), null);
                default -> new Bound.Between<>(field, span.from(), null);
            };
        }
        if (field.type() == QueryType.NUMBER) {
            int n = number(v);
            return switch (c.op()) {
                case LT -> new Bound.Between<>(field, null, n);
                case LE -> new Bound.Between<>(field, null, n + 1);
                case GT -> new Bound.Between<>(field, n + 1, null);
                default -> new Bound.Between<>(field, n, null);
            };
        }
        throw new QueryError(c.at(), c.length(), c.op().text() + " is for dates and numbers");
    }

    private static int number(Expr.Literal v) {
        String digits = v.text().matches("[Pp]\\d") ? v.text().substring(1) : v.text();
        try {
            int n = Integer.parseInt(digits);
            if (n > -1_000_000 && n < 1_000_000) {
                return n;
            }
        } catch (NumberFormatException e) {
            // falls through to the error that names the place
        }
        throw new QueryError(v.at(), v.length(), "A whole number, please");
    }

    private static boolean bool(Expr.Literal v) {
        return switch (v.text().toLowerCase(Locale.ROOT)) {
            case "true", "yes" -> true;
            case "false", "no" -> false;
            default -> throw new QueryError(v.at(), v.length(), "true or false, please");
        };
    }
}
