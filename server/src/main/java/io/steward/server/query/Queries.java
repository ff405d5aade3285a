package io.steward.server.query;

import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.UUID;
import java.util.function.Predicate;
import org.jooq.Condition;
import org.jooq.Field;
import org.jooq.impl.DSL;
import org.jspecify.annotations.Nullable;

/** Evaluates queries: as SQL for lists, in memory for events. Both read the same resolved tree. */
public final class Queries<R> {
    private final QueryFields<R> fields;

    public Queries(QueryFields<R> fields) {
        this.fields = fields;
    }

    public QueryFields<R> fields() {
        return fields;
    }

    /** @throws QueryError */
    public Condition condition(Expr where, QueryScope scope) {
        return sql(new Binder<>(fields, scope).bind(where));
    }

    /** @throws QueryError */
    public Predicate<R> predicate(Expr where, QueryScope scope) {
        Bound<R> bound = new Binder<>(fields, scope).bind(where);
        return row -> matches(bound, row);
    }

    private Condition sql(Bound<R> bound) {
        return switch (bound) {
            case Bound.All<R> all -> DSL.noCondition();
            case Bound.And<R>(var parts) ->
                DSL.and(parts.stream().map(this::sql).toList());
            case Bound.Or<R>(var parts) -> DSL.or(parts.stream().map(this::sql).toList());
            case Bound.Not<R>(var part) ->
                DSL.not(DSL.coalesce(DSL.field(sql(part)), DSL.inline(false)).isTrue());
            case Bound.Ids<R>(var ids) ->
                ids.isEmpty() ? DSL.falseCondition() : fields.id().eq(DSL.any(ids.toArray(UUID[]::new)));
            case Bound.Empty<R>(var field) -> empty(field);
            case Bound.OneOf<R>(var field, var values) -> oneOf(field, values);
            case Bound.Like<R>(var field, var part) ->
                DSL.lower(field.column().cast(String.class)).contains(part.toLowerCase(Locale.ROOT));
            case Bound.Between<R>(var field, var from, var until) -> between(field.column(), from, until);
        };
    }

    private static <R> Condition empty(QueryField<R> field) {
        return field.type() == QueryType.TAGS
                ? DSL.cardinality(tags(field.column())).eq(0)
                : field.column().isNull();
    }

    @SuppressWarnings("unchecked")
    private static Field<String[]> tags(Field<?> column) {
        return (Field<String[]>) column;
    }

    private static <R> Condition oneOf(QueryField<R> field, List<Object> values) {
        if (values.isEmpty()) {
            return DSL.falseCondition();
        }
        if (field.type() == QueryType.TAGS) {
            return DSL.or(values.stream()
                    .map(v -> DSL.val(v.toString()).eq(DSL.any(tags(field.column()))))
                    .toList());
        }
        if (field.type() == QueryType.CHOICE && field.column().getType() == String.class) {
            // From a known set, never as typed: written out, so that the planner can match partial indexes.
            return field.column()
                    .in(values.stream()
                            .map(v -> DSL.inline(v, field.column().getDataType()))
                            .toList());
        }
        if (values.size() == 1) {
            return equal(field.column(), values.getFirst());
        }
        return field.column()
                .in(values.stream()
                        .map(v -> DSL.val(v, field.column().getDataType()))
                        .toList());
    }

    private static <T> Condition equal(Field<T> column, Object value) {
        return column.eq(DSL.val(value, column.getDataType()));
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

    private boolean matches(Bound<R> bound, R row) {
        return switch (bound) {
            case Bound.All<R> all -> true;
            case Bound.And<R>(var parts) -> parts.stream().allMatch(p -> matches(p, row));
            case Bound.Or<R>(var parts) -> parts.stream().anyMatch(p -> matches(p, row));
            case Bound.Not<R>(var part) -> !matches(part, row);
            case Bound.Ids<R>(var ids) -> ids.contains(fields.idOf(row));
            case Bound.Empty<R>(var field) -> {
                Object value = field.getter().apply(row);
                yield value == null || (value instanceof Collection<?> list && list.isEmpty());
            }
            case Bound.OneOf<R>(var field, var values) -> {
                Object value = field.getter().apply(row);
                yield value instanceof Collection<?> list
                        ? values.stream().anyMatch(list::contains)
                        : value != null && values.contains(value);
            }
            case Bound.Like<R>(var field, var part) -> {
                Object value = field.getter().apply(row);
                yield value != null
                        && value.toString().toLowerCase(Locale.ROOT).contains(part.toLowerCase(Locale.ROOT));
            }
            case Bound.Between<R>(var field, var from, var until) -> {
                Object value = field.getter().apply(row);
                yield value != null
                        && (from == null || compare(value, from) >= 0)
                        && (until == null || compare(value, until) < 0);
            }
        };
    }

    @SuppressWarnings("unchecked")
    private static int compare(Object a, Object b) {
        return ((Comparable<Object>) a).compareTo(b);
    }
}
