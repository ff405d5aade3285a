package io.steward.server.ticket;

import io.steward.server.platform.Problem;
import io.steward.server.query.Expr;
import io.steward.server.query.QueryError;
import io.steward.server.query.QueryField;
import io.steward.server.query.QueryFields;
import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.UUID;
import org.jooq.Condition;
import org.jooq.Field;
import org.jooq.SortField;
import org.jooq.impl.DSL;

/** An order of tickets with a cursor: keyset paging, so that the thousandth page costs what the first does. */
final class Ordering {
    private static final io.steward.db.ticket.tables.Ticket T = io.steward.db.ticket.Tables.TICKET_;

    private record Key(QueryField<Ticket> field, boolean descending) {}

    private final List<Key> keys;

    private Ordering(List<Key> keys) {
        this.keys = keys;
    }

    /** Newest change first, unless told otherwise. The id settles ties, in the direction of the last key. */
    static Ordering of(List<Expr.Order> order, QueryFields<Ticket> fields) {
        if (order.size() > 3) {
            var third = order.get(3);
            throw new QueryError(third.at(), third.length(), "At most three fields to order by");
        }
        var keys = new ArrayList<Key>();
        for (Expr.Order o : order) {
            var field = fields.get(o.field(), o.at(), o.length());
            if (!field.sortable()) {
                throw new QueryError(o.at(), o.length(), "Tickets cannot be ordered by " + o.field());
            }
            keys.add(new Key(field, o.descending()));
        }
        if (keys.isEmpty()) {
            keys.add(new Key(fields.get("updated", 0, 0), true));
        }
        return new Ordering(keys);
    }

    List<SortField<?>> sort() {
        var all = new ArrayList<SortField<?>>();
        for (Key key : keys) {
            all.add(sort(key));
        }
        all.add(keys.getLast().descending() ? T.ID.desc() : T.ID.asc());
        return all;
    }

    private static SortField<?> sort(Key key) {
        Field<?> column = key.field().column();
        SortField<?> sort = key.descending() ? column.desc() : column.asc();
        boolean optional = key.field().name().equals("resolved")
                || key.field().name().equals("closed")
                || key.field().name().equals("rated");
        return optional ? sort.nullsLast() : sort;
    }

    String cursor(Ticket last) {
        var parts = new ArrayList<String>();
        for (Key key : keys) {
            Object value = key.field().getter().apply(last);
            parts.add(value == null ? "" : value.toString());
        }
        parts.add(last.id().toString());
        return Base64.getUrlEncoder()
                .withoutPadding()
                .encodeToString(String.join("\n", parts).getBytes(StandardCharsets.UTF_8));
    }

    /** What comes after the cursor, written so that an index on the same columns answers it. */
    Condition after(String cursor) {
        String[] parts;
        UUID id;
        try {
            parts = new String(Base64.getUrlDecoder().decode(cursor), StandardCharsets.UTF_8).split("\n", -1);
            id = UUID.fromString(parts[parts.length - 1]);
        } catch (IllegalArgumentException e) {
            throw bad();
        }
        if (parts.length != keys.size() + 1) {
            throw bad();
        }
        boolean same =
                keys.stream().allMatch(k -> k.descending() == keys.getFirst().descending());
        boolean plain = Arrays.stream(parts).noneMatch(String::isEmpty);
        if (same && plain) {
            return row(parts, id);
        }
        return oneByOne(parts, id);
    }

    private Condition row(String[] parts, UUID id) {
        var columns = new ArrayList<Field<?>>();
        var values = new ArrayList<Field<?>>();
        for (int i = 0; i < keys.size(); i++) {
            Field<?> column = keys.get(i).field().column();
            columns.add(column);
            values.add(value(column, parts[i]));
        }
        columns.add(T.ID);
        values.add(DSL.val(id));
        var left = DSL.row(columns);
        var right = DSL.row(values);
        return keys.getFirst().descending() ? left.lt(right) : left.gt(right);
    }

    private Condition oneByOne(String[] parts, UUID id) {
        Condition any = DSL.falseCondition();
        Condition equal = DSL.noCondition();
        for (int i = 0; i < keys.size(); i++) {
            Field<?> column = keys.get(i).field().column();
            any = any.or(equal.and(beyond(column, parts[i], keys.get(i).descending())));
            equal = equal.and(parts[i].isEmpty() ? column.isNull() : same(column, parts[i]));
        }
        return any.or(equal.and(keys.getLast().descending() ? T.ID.lt(id) : T.ID.gt(id)));
    }

    private static <V> Condition same(Field<V> column, String text) {
        return column.eq(value(column, text));
    }

    private static <V> Condition beyond(Field<V> column, String text, boolean descending) {
        if (text.isEmpty()) {
            return DSL.falseCondition();
        }
        Field<V> value = value(column, text);
        return (descending ? column.lt(value) : column.gt(value)).or(column.isNull());
    }

    private static <V> Field<V> value(Field<V> column, String text) {
        try {
            Object parsed = column.getType() == Instant.class
                    ? Instant.parse(text)
                    : column.getType() == Short.class ? (Object) Short.valueOf(text) : text;
            return DSL.val(parsed, column.getDataType());
        } catch (DateTimeException | NumberFormatException e) {
            throw bad();
        }
    }

    private static Problem bad() {
        return Problem.invalid("cursor", "unreadable", "Not a cursor of this list");
    }
}
