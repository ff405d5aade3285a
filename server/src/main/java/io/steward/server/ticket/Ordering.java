package io.steward.server.ticket;

import static io.steward.db.ticket.Tables.TICKET_;

import io.steward.server.platform.Json;
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
import java.util.Objects;
import java.util.UUID;
import org.jooq.Condition;
import org.jooq.Field;
import org.jooq.SortField;
import org.jooq.exception.DataTypeException;
import org.jooq.impl.DSL;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;

/**
 * An order of tickets with a cursor: keyset paging, so that the thousandth page costs what the first does. Tickets without a
 * value come last, in either direction.
 */
final class Ordering {
    private static final int MOST = 3;
    /** Seconds from 1970 that the database's times reach. */
    private static final long FARTHEST = 200_000_000_000L;

    private record Key(Field<?> column, boolean optional, boolean descending) {}

    private final List<Key> keys;

    private Ordering(List<Key> keys) {
        this.keys = keys;
    }

    /** Newest change first, unless told otherwise. The id settles ties, in the direction of the last key. */
    static Ordering of(List<Expr.Order> order, QueryFields<Ticket> fields) {
        if (order.size() > MOST) {
            var next = order.get(MOST);
            throw new QueryError(next.at(), next.length(), "At most three fields to order by");
        }
        var keys = new ArrayList<Key>();
        for (Expr.Order o : order) {
            QueryField<Ticket> field = fields.get(o.field(), o.at(), o.length());
            if (!field.sortable()) {
                throw new QueryError(o.at(), o.length(), "Tickets cannot be ordered by " + o.field());
            }
            keys.add(new Key(Objects.requireNonNull(field.order()), field.optional(), o.descending()));
        }
        if (keys.isEmpty()) {
            keys.add(new Key(TICKET_.UPDATED, false, true));
        }
        return new Ordering(keys);
    }

    /** What is sorted by, whose values the cursor keeps. */
    List<Field<?>> columns() {
        return keys.stream().<Field<?>>map(Key::column).toList();
    }

    List<SortField<?>> sort() {
        var all = new ArrayList<SortField<?>>();
        for (Key key : keys) {
            SortField<?> sort =
                    key.descending() ? key.column().desc() : key.column().asc();
            all.add(key.optional() ? sort.nullsLast() : sort);
        }
        all.add(keys.getLast().descending() ? TICKET_.ID.desc() : TICKET_.ID.asc());
        return all;
    }

    /** The place after a ticket with these values of {@link #columns}. */
    static String cursor(List<?> values, UUID last) {
        var parts = new ArrayList<@Nullable String>();
        values.forEach(v -> parts.add(v == null ? null : v.toString()));
        parts.add(last.toString());
        return Base64.getUrlEncoder()
                .withoutPadding()
                .encodeToString(Json.text(parts).getBytes(StandardCharsets.UTF_8));
    }

    /** What comes after the cursor, written so that an index on the same columns answers it. */
    Condition after(String cursor) {
        @Nullable String[] parts;
        UUID id;
        try {
            parts = Json.read(
                    new String(Base64.getUrlDecoder().decode(cursor), StandardCharsets.UTF_8), String[].class);
            id = UUID.fromString(String.valueOf(parts[parts.length - 1]));
        } catch (IllegalArgumentException | JacksonException | IndexOutOfBoundsException e) {
            throw bad();
        }
        if (parts.length != keys.size() + 1) {
            throw bad();
        }
        boolean same =
                keys.stream().allMatch(k -> k.descending() == keys.getFirst().descending() && !k.optional());
        boolean plain = Arrays.stream(parts).noneMatch(Objects::isNull);
        return same && plain ? row(parts, id) : oneByOne(parts, id);
    }

    private Condition row(@Nullable String[] parts, UUID id) {
        var columns = new ArrayList<Field<?>>();
        var values = new ArrayList<Field<?>>();
        for (int i = 0; i < keys.size(); i++) {
            Field<?> column = keys.get(i).column();
            columns.add(column);
            values.add(value(column, Objects.requireNonNull(parts[i])));
        }
        columns.add(TICKET_.ID);
        values.add(DSL.val(id));
        var left = DSL.row(columns);
        var right = DSL.row(values);
        return keys.getFirst().descending() ? left.lt(right) : left.gt(right);
    }

    private Condition oneByOne(@Nullable String[] parts, UUID id) {
        Condition any = DSL.falseCondition();
        Condition equal = DSL.noCondition();
        for (int i = 0; i < keys.size(); i++) {
            Key key = keys.get(i);
            String part = parts[i];
            any = any.or(equal.and(beyond(key, key.column(), part)));
            equal = equal.and(part == null ? key.column().isNull() : same(key.column(), part));
        }
        return any.or(equal.and(keys.getLast().descending() ? TICKET_.ID.lt(id) : TICKET_.ID.gt(id)));
    }

    private static <V> Condition same(Field<V> column, String text) {
        return column.eq(value(column, text));
    }

    private static <V> Condition beyond(Key key, Field<V> column, @Nullable String text) {
        if (text == null) {
            return DSL.falseCondition();
        }
        Field<V> value = value(column, text);
        Condition beyond = key.descending() ? column.lt(value) : column.gt(value);
        return key.optional() ? beyond.or(column.isNull()) : beyond;
    }

    private static <V> Field<V> value(Field<V> column, String text) {
        try {
            Object parsed = column.getType() == Instant.class ? Instant.parse(text) : text;
            boolean far = parsed instanceof Instant at && Math.abs(at.getEpochSecond()) > FARTHEST;
            if (far || text.indexOf('\0') >= 0) {
                throw bad();
            }
            V value = column.getDataType().convert(parsed);
            if (value == null) {
                throw bad();
            }
            return DSL.val(value, column.getDataType());
        } catch (DateTimeException | DataTypeException e) {
            throw bad();
        }
    }

    private static Problem bad() {
        return Problem.invalid("cursor", "unreadable", "Not a cursor of this list");
    }
}
