package io.steward.server.query;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.List;
import java.util.Locale;
import java.util.UUID;
import java.util.stream.Stream;
import org.jooq.Condition;
import org.jooq.Field;
import org.jooq.impl.DSL;
import org.jspecify.annotations.Nullable;

/** A resolved condition as SQL. */
final class SqlEvaluator<R> {
    private static final BigDecimal LEAST_LONG = BigDecimal.valueOf(Long.MIN_VALUE);
    private static final BigDecimal MOST_LONG = BigDecimal.valueOf(Long.MAX_VALUE);

    private final QueryFields<R> fields;

    SqlEvaluator(QueryFields<R> fields) {
        this.fields = fields;
    }

    Condition condition(Bound<R> bound) {
        return switch (bound) {
            case Bound.All<R> all -> DSL.noCondition();
            case Bound.And<R>(var parts) ->
                DSL.and(parts.stream().map(this::condition).toList());
            case Bound.Or<R>(var parts) when parts.isEmpty() -> DSL.falseCondition();
            case Bound.Or<R>(var parts) ->
                DSL.or(parts.stream().map(this::condition).toList());
            case Bound.Not<R>(Bound.All<R> all) -> DSL.falseCondition();
            case Bound.Not<R>(var part) ->
                DSL.not(DSL.coalesce(DSL.field(condition(part)), DSL.inline(false))
                        .isTrue());
            case Bound.Ids<R>(var ids) ->
                ids.isEmpty() ? DSL.falseCondition() : fields.id().eq(DSL.any(ids.toArray(UUID[]::new)));
            case Bound.Empty<R>(var field) -> empty(field);
            case Bound.OneOf<R>(var field, var values) -> guarded(field, oneOf(field, values));
            case Bound.Like<R>(var field, var part) -> guarded(field, like(field, part.toLowerCase(Locale.ROOT)));
            case Bound.Than<R>(var field, var op, var number) -> guarded(field, than(field.column(), op, number));
            case Bound.Between<R>(var field, var from, var until) ->
                guarded(field, between(field.column(), from, until));
            case Bound.Was<R>(var field, var key, var had) -> fields.history().was(field, had);
            case Bound.Changed<R>(var field, var key, var moved) ->
                fields.history().changed(field, moved);
        };
    }

    private static Condition guarded(QueryField<?> field, Condition condition) {
        return field.guard() == null ? condition : field.guard().and(condition);
    }

    private static Condition empty(QueryField<?> field) {
        if (field.related() != null) {
            return DSL.not(field.related().exists(null));
        }
        Condition none = field.type().isList()
                ? DSL.coalesce(DSL.cardinality(texts(field.column())), DSL.inline(0))
                        .eq(DSL.inline(0))
                : field.column().isNull();
        return field.guard() == null ? none : DSL.not(field.guard()).or(none);
    }

    @SuppressWarnings("unchecked")
    private static Field<String[]> texts(Field<?> column) {
        return (Field<String[]>) column;
    }

    private static Condition oneOf(QueryField<?> field, List<Object> values) {
        if (values.isEmpty()) {
            return DSL.falseCondition();
        }
        if (field.related() != null) {
            return field.related().exists(values);
        }
        if (field.type().isList()) {
            return DSL.or(values.stream()
                    .map(v -> DSL.val(v.toString()).eq(DSL.any(texts(field.column()))))
                    .toList());
        }
        if (field.type().isNumeric()) {
            return numbers(field.column(), values);
        }
        Field<?> column = field.column();
        if (field.type() == QueryType.CHOICE && column.getType() == String.class) {
            // From a known set, never as typed: written out, so that the planner can match partial indexes.
            return column.in(values.stream()
                    .map(v -> DSL.inline(v, column.getDataType()))
                    .toList());
        }
        if (values.size() == 1) {
            return equal(column, values.getFirst());
        }
        return column.in(
                values.stream().map(v -> DSL.val(v, column.getDataType())).toList());
    }

    private static <T> Condition equal(Field<T> column, Object value) {
        return column.eq(DSL.val(value, column.getDataType()));
    }

    private static Condition like(QueryField<?> field, String part) {
        if (field.type().isList()) {
            Field<String> tag = DSL.field(DSL.name("tag"), String.class);
            return DSL.exists(DSL.selectOne()
                    .from(DSL.unnest(texts(field.column())).as("tags", "tag"))
                    .where(DSL.lower(tag).contains(part)));
        }
        return DSL.lower(field.column().cast(String.class)).contains(part);
    }

    private static boolean isWhole(Field<?> column) {
        Class<?> type = column.getType();
        return type == Short.class || type == Integer.class || type == Long.class;
    }

    /** Compared as long, which an index on a smaller integer answers too. */
    private static Condition numbers(Field<?> column, List<Object> values) {
        Stream<BigDecimal> all = values.stream().map(BigDecimal.class::cast);
        if (!isWhole(column)) {
            return column.coerce(BigDecimal.class).in(all.toList());
        }
        var whole = all.filter(v -> v.stripTrailingZeros().scale() <= 0)
                .map(BigDecimal::longValue)
                .toList();
        return whole.isEmpty()
                ? DSL.falseCondition()
                : column.coerce(Long.class).in(whole);
    }

    private static Condition than(Field<?> column, Expr.Op op, BigDecimal number) {
        if (!isWhole(column)) {
            Field<BigDecimal> decimal = column.coerce(BigDecimal.class);
            return switch (op) {
                case LT -> decimal.lt(number);
                case LE -> decimal.le(number);
                case GT -> decimal.gt(number);
                default -> decimal.ge(number);
            };
        }
        Field<Long> whole = column.coerce(Long.class);
        return switch (op) {
            case LT -> whole.lt(rounded(number, RoundingMode.CEILING));
            case LE -> whole.le(rounded(number, RoundingMode.FLOOR));
            case GT -> whole.gt(rounded(number, RoundingMode.FLOOR));
            default -> whole.ge(rounded(number, RoundingMode.CEILING));
        };
    }

    private static long rounded(BigDecimal number, RoundingMode mode) {
        return number.setScale(0, mode).max(LEAST_LONG).min(MOST_LONG).longValue();
    }

    private static <T> Condition between(Field<T> column, @Nullable Comparable<?> from, @Nullable Comparable<?> until) {
        Condition all = DSL.noCondition();
        if (from != null) {
            all = all.and(column.ge(DSL.val(from, column.getDataType())));
        }
        if (until != null) {
            all = all.and(column.lt(DSL.val(until, column.getDataType())));
        }
        return all;
    }
}
