package io.steward.server.query;

import java.math.BigDecimal;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** A resolved condition asked of one record in memory. */
final class MemoryEvaluator<R> {
    private final QueryFields<R> fields;
    private final QueryScope scope;

    MemoryEvaluator(QueryFields<R> fields, QueryScope scope) {
        this.fields = fields;
        this.scope = scope;
    }

    boolean matches(Bound<R> bound, R row) {
        return switch (bound) {
            case Bound.All<R> all -> true;
            case Bound.And<R>(var parts) -> parts.stream().allMatch(p -> matches(p, row));
            case Bound.Or<R>(var parts) -> parts.stream().anyMatch(p -> matches(p, row));
            case Bound.Not<R>(var part) -> !matches(part, row);
            case Bound.Ids<R>(var ids) -> ids.contains(fields.idOf(row));
            case Bound.Empty<R>(var field) -> {
                Object value = field.get(scope, row);
                yield value == null || (value instanceof Collection<?> list && list.isEmpty());
            }
            case Bound.OneOf<R>(var field, var values) -> oneOf(field.get(scope, row), values);
            case Bound.Like<R>(var field, var part) -> like(field.get(scope, row), part.toLowerCase(Locale.ROOT));
            case Bound.Than<R>(var field, var op, var number) -> than(field.get(scope, row), op, number);
            case Bound.Between<R>(var field, var from, var until) -> {
                Object value = field.get(scope, row);
                yield value != null
                        && (from == null || compare(value, from) >= 0)
                        && (until == null || compare(value, until) < 0);
            }
            case Bound.Was<R>(var field, var key, var had) -> {
                Object now = field.get(scope, row);
                var history = fields.history();
                yield History.was(
                        had, history.of(scope, row, key), history.began(row), now == null ? null : Past.text(now));
            }
            case Bound.Changed<R>(var field, var key, var moved) ->
                History.changed(moved, fields.history().of(scope, row, key));
        };
    }

    private static boolean oneOf(@Nullable Object value, List<Object> values) {
        if (value == null) {
            return false;
        }
        if (value instanceof Collection<?> list) {
            return values.stream().anyMatch(list::contains);
        }
        if (value instanceof Number n) {
            BigDecimal number = decimal(n);
            return values.stream().anyMatch(v -> number.compareTo((BigDecimal) v) == 0);
        }
        return values.contains(value);
    }

    private static boolean like(@Nullable Object value, String part) {
        if (value instanceof Collection<?> list) {
            return list.stream().anyMatch(v -> like(v, part));
        }
        return value != null && value.toString().toLowerCase(Locale.ROOT).contains(part);
    }

    private static boolean than(@Nullable Object value, Expr.Op op, BigDecimal number) {
        if (!(value instanceof Number n)) {
            return false;
        }
        int order = decimal(n).compareTo(number);
        return switch (op) {
            case LT -> order < 0;
            case LE -> order <= 0;
            case GT -> order > 0;
            default -> order >= 0;
        };
    }

    private static BigDecimal decimal(Number n) {
        return n instanceof BigDecimal d ? d : new BigDecimal(n.toString());
    }

    @SuppressWarnings("unchecked")
    private static int compare(Object a, Object b) {
        return ((Comparable<Object>) a).compareTo(b);
    }
}
