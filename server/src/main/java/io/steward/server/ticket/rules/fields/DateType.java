package io.steward.server.ticket.rules.fields;

import io.steward.server.platform.Check;
import io.steward.server.query.QueryType;
import io.steward.server.ticket.FieldDef;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** A day. Queries take it as its first instant in UTC. */
class DateType implements FieldType {
    private static final int EARLIEST = 1800;
    private static final int LATEST = 2200;

    @Override
    public QueryType queryType(FieldDef field) {
        return QueryType.TIME;
    }

    @Override
    public Set<String> settings() {
        return Set.of("min", "max");
    }

    @Override
    public @Nullable JsonNode read(FieldDef field, JsonNode given, Check check, String path) {
        LocalDate day = day(given);
        if (day == null) {
            return Values.bad(check, path, "unreadable", "A date such as 2026-11-28");
        }
        LocalDate low = day(field.config().get("min"));
        LocalDate high = day(field.config().get("max"));
        check.that(low == null || !day.isBefore(low), path, "range", "Not before " + low);
        check.that(high == null || !day.isAfter(high), path, "range", "Not after " + high);
        return Values.JSON.stringNode(day.toString());
    }

    static @Nullable LocalDate day(@Nullable JsonNode node) {
        if (node == null || !node.isString()) {
            return null;
        }
        try {
            LocalDate day = LocalDate.parse(node.stringValue());
            return day.getYear() >= EARLIEST && day.getYear() <= LATEST ? day : null;
        } catch (DateTimeException e) {
            return null;
        }
    }

    static @Nullable Instant start(@Nullable LocalDate day) {
        return day == null ? null : day.atStartOfDay(ZoneOffset.UTC).toInstant();
    }

    @Override
    public @Nullable Object compared(FieldDef field, JsonNode kept) {
        return start(day(kept));
    }

    @Override
    public String label(FieldDef field, JsonNode kept, Names names) {
        return kept.asString("");
    }

    @Override
    public void define(FieldDef field, Check check, String path) {
        for (String name : settings()) {
            JsonNode node = field.config().get(name);
            check.that(
                    node == null || node.isNull() || day(node) != null,
                    path + ".config." + name,
                    "unreadable",
                    "A date");
        }
    }

    /** A moment. */
    static final class Moment extends DateType {
        @Override
        public Set<String> settings() {
            return Set.of();
        }

        @Override
        public @Nullable JsonNode read(FieldDef field, JsonNode given, Check check, String path) {
            Instant at = instant(given);
            return at == null
                    ? Values.bad(check, path, "unreadable", "A time such as 2026-11-28T09:30:00Z")
                    : Values.JSON.stringNode(at.toString());
        }

        static @Nullable Instant instant(JsonNode node) {
            try {
                Instant at = Instant.parse(node.asString(""));
                int year = at.atZone(ZoneOffset.UTC).getYear();
                return year >= EARLIEST && year <= LATEST ? at : null;
            } catch (DateTimeException e) {
                return null;
            }
        }

        @Override
        public @Nullable Object compared(FieldDef field, JsonNode kept) {
            return instant(kept);
        }
    }

    /** From a day to a day, both included. Queries take it by its first day. */
    static final class Range extends DateType {
        @Override
        public Set<String> settings() {
            return Set.of();
        }

        @Override
        public @Nullable JsonNode read(FieldDef field, JsonNode given, Check check, String path) {
            LocalDate from = day(given.path("from"));
            LocalDate to = day(given.path("to"));
            if (from == null || to == null) {
                return Values.bad(check, path, "unreadable", "Two dates: from and to");
            }
            if (to.isBefore(from)) {
                return Values.bad(check, path, "range", "The end is before the beginning");
            }
            ObjectNode range = Values.JSON.objectNode();
            return range.put("from", from.toString()).put("to", to.toString());
        }

        @Override
        public @Nullable Object compared(FieldDef field, JsonNode kept) {
            return start(day(kept.path("from")));
        }

        @Override
        public String label(FieldDef field, JsonNode kept, Names names) {
            return kept.path("from").asString("") + " – " + kept.path("to").asString("");
        }
    }
}
