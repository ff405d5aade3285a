package io.steward.server.query;

import java.math.BigDecimal;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.function.Function;
import org.jooq.Field;
import org.jooq.JSONB;
import org.jooq.impl.DSL;
import org.jooq.impl.SQLDataType;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * Fields that are kept in a JSON column. A value that is not of the field's type counts as none, in SQL as in memory: data
 * written before a field changed its type must not make a query fail.
 *
 * @param <R> the record
 */
public final class JsonFields<R> {
    private final Field<JSONB> column;
    private final Function<R, @Nullable JsonNode> getter;

    private JsonFields(Field<JSONB> column, Function<R, @Nullable JsonNode> getter) {
        this.column = column;
        this.getter = getter;
    }

    /** The values of a column that holds an object. */
    public static <R> JsonFields<R> of(Field<JSONB> column, Function<R, @Nullable JsonNode> getter) {
        return new JsonFields<>(column, getter);
    }

    /** A value within. */
    public JsonFields<R> at(String key) {
        return new JsonFields<>(DSL.field("{0} -> {1}", SQLDataType.JSONB, column, DSL.inline(key)), row -> {
            JsonNode node = getter.apply(row);
            return node == null || !node.isObject() ? null : node.get(key);
        });
    }

    /** A field of this type out of the value. */
    public QueryField<R> field(String name, QueryType type) {
        return switch (type) {
            case NUMBER -> make(name, type, number(), JsonFields::number);
            case DURATION -> make(name, type, number(), JsonFields::number);
            case BOOLEAN -> make(name, type, bool(), n -> n.isBoolean() ? n.booleanValue() : null);
            case TIME -> make(name, type, time(), JsonFields::time);
            case DATE -> make(name, type, day(), JsonFields::day);
            case TAGS, SET -> make(name, type, list(), JsonFields::list);
            case TEXT, CHOICE -> make(name, type, text(), n -> n.isString() ? n.stringValue() : null);
            case RELATION, WORDS -> throw new IllegalArgumentException(type + " is not kept in JSON");
        };
    }

    private QueryField<R> make(String name, QueryType type, Field<?> sql, Function<JsonNode, @Nullable Object> read) {
        var field = QueryField.<R>of(name, type, sql, (scope, row) -> {
            JsonNode node = getter.apply(row);
            return node == null ? null : read.apply(node);
        });
        return type.isList() ? field : field.sorted();
    }

    private Field<String> text() {
        return DSL.field("case jsonb_typeof({0}) when 'string' then {0} #>> '{}' end", String.class, column);
    }

    private Field<BigDecimal> number() {
        return DSL.field(
                "case jsonb_typeof({0}) when 'number' then ({0} #>> '{}')::numeric end", BigDecimal.class, column);
    }

    private Field<Boolean> bool() {
        return DSL.field(
                "case jsonb_typeof({0}) when 'boolean' then ({0} #>> '{}')::boolean end", Boolean.class, column);
    }

    /** Compared byte by byte: days as ISO 8601 texts sort so. */
    private Field<String> day() {
        return DSL.field(
                "(case when jsonb_typeof({0}) = 'string' and ({0} #>> '{}') ~ {1} then {0} #>> '{}' end) collate \"C\"",
                String.class, column, DSL.inline("^[0-9]{4}-(0[1-9]|1[0-2])-(0[1-9]|[12][0-9]|3[01])$"));
    }

    private Field<Instant> time() {
        return DSL.field(
                "case when jsonb_typeof({0}) = 'string' and ({0} #>> '{}') ~ {1}"
                        + " and pg_input_is_valid({0} #>> '{}', 'timestamptz') then ({0} #>> '{}')::timestamptz end",
                SQLDataType.INSTANT,
                column,
                DSL.inline(
                        "^[0-9]{4}-[0-9]{2}-[0-9]{2}T[0-9]{2}:[0-9]{2}(:[0-9]{2}([.][0-9]{1,6})?)?(Z|[+-][0-9]{2}:[0-9]{2})$"));
    }

    private Field<String[]> list() {
        return DSL.field(
                "case jsonb_typeof({0}) when 'array' then array(select part #>> '{}'"
                        + " from jsonb_array_elements({0}) part where jsonb_typeof(part) = 'string') end",
                SQLDataType.CLOB.array(), column);
    }

    private static @Nullable Object number(JsonNode n) {
        return n.isNumber() ? n.decimalValue() : null;
    }

    private static @Nullable Object day(JsonNode n) {
        return n.isString() && n.stringValue().matches("[0-9]{4}-(0[1-9]|1[0-2])-(0[1-9]|[12][0-9]|3[01])")
                ? n.stringValue()
                : null;
    }

    private static @Nullable Object time(JsonNode n) {
        if (!n.isString()
                || !n.stringValue()
                        .matches(
                                "[0-9]{4}-[0-9]{2}-[0-9]{2}T[0-9]{2}:[0-9]{2}(:[0-9]{2}([.][0-9]{1,6})?)?(Z|[+-][0-9]{2}:[0-9]{2})")) {
            return null;
        }
        try {
            return OffsetDateTime.parse(n.stringValue()).toInstant().truncatedTo(ChronoUnit.MICROS);
        } catch (DateTimeException e) {
            return null;
        }
    }

    private static @Nullable Object list(JsonNode n) {
        if (!n.isArray()) {
            return null;
        }
        var all = new ArrayList<String>();
        for (JsonNode element : n) {
            if (element.isString()) {
                all.add(element.stringValue());
            }
        }
        return all;
    }
}
