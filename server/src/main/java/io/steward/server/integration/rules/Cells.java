package io.steward.server.integration.rules;

import io.steward.server.integration.Mapping;
import io.steward.server.integration.RowError;
import io.steward.server.platform.Check;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Reads the cells of a row as the mapping says, noting what is wrong with them. */
public final class Cells {
    private static final int REMEMBERED = 50_000;
    private final Mapping mapping;
    private final Map<String, Integer> at = new HashMap<>();
    private final Map<String, String> columnOf = new HashMap<>();
    private final DateTimeFormatter dates;
    private final ZoneId zone;
    private final Set<String> unknown;
    private final Map<String, @Nullable Instant> parsed = new HashMap<>();
    private final Map<String, String> statuses = new HashMap<>();

    /** @throws Problem naming what is wrong with the mapping itself */
    public Cells(Mapping mapping, List<String> header) {
        this.mapping = mapping;
        this.unknown = Set.copyOf(mapping.unknown());
        for (int i = 0; i < header.size(); i++) {
            at.put(header.get(i), i);
        }
        var check = new Check();
        mapping.columns().forEach((column, field) -> {
            if (!field.isEmpty()) {
                check.that(at.containsKey(column), "columns", "unknown", "The file has no column " + column);
                check.that(Mapping.FIELDS.contains(field), "columns", "unknown", "There is no field " + field);
                columnOf.putIfAbsent(field, column);
            }
        });
        check.that(mapping.key() != null && at.containsKey(mapping.key()), "key", "unknown", "A column of the file");
        check.that(
                mapping.order() == null || at.containsKey(mapping.order()), "order", "unknown", "A column of the file");
        DateTimeFormatter format = DateTimeFormatter.ISO_DATE_TIME;
        ZoneId parsedZone = ZoneId.of("UTC");
        try {
            format = DateTimeFormatter.ofPattern(mapping.dateFormat(), Locale.ROOT);
        } catch (IllegalArgumentException e) {
            check.error("dateFormat", "format", "A pattern such as d/M/yyyy HH:mm");
        }
        try {
            parsedZone = ZoneId.of(mapping.timeZone());
        } catch (DateTimeException e) {
            check.error("timeZone", "unknown", "A time zone such as Europe/Vienna");
        }
        check.done();
        dates = format;
        zone = parsedZone;
    }

    /** A row as the file has it, without what no text may hold. All other methods take cleaned rows. */
    public static List<String> clean(List<String> row) {
        return row.stream().map(Check::clean).toList();
    }

    public String key(List<String> row) {
        return raw(row, String.valueOf(mapping.key()));
    }

    /** Sorts rows of one ticket: numbers by value, else by text. */
    public String position(List<String> row, long number) {
        String order = mapping.order();
        String value = order == null ? Long.toString(number) : raw(row, order);
        return isNumber(value) ? "0".repeat(18 - value.length()) + value : value;
    }

    private static boolean isNumber(String value) {
        return !value.isEmpty() && value.length() <= 18 && value.chars().allMatch(c -> c >= '0' && c <= '9');
    }

    /** The value of a field, or null where it is empty, unknown, or no column holds it. */
    public @Nullable String text(List<String> row, String field) {
        String column = columnOf.get(field);
        if (column == null) {
            return null;
        }
        String value = raw(row, column);
        return value.isEmpty() || unknown.contains(value) ? null : value;
    }

    public @Nullable Instant time(List<String> row, String field) {
        String value = text(row, field);
        if (value == null) {
            return null;
        }
        if (parsed.size() > REMEMBERED) {
            parsed.clear();
        }
        if (!parsed.containsKey(value)) {
            parsed.put(value, parse(value));
        }
        return parsed.get(value);
    }

    private @Nullable Instant parse(String value) {
        try {
            var best = dates.parseBest(value, OffsetDateTime::from, LocalDateTime::from, LocalDate::from);
            return switch (best) {
                case OffsetDateTime o -> o.toInstant();
                case LocalDateTime l -> l.atZone(zone).toInstant();
                case LocalDate d -> d.atStartOfDay(zone).toInstant();
                default -> null;
            };
        } catch (DateTimeException e) {
            return null;
        }
    }

    /** A number at the start of the value, such as 2 of "2 - Medium". */
    public @Nullable Integer number(List<String> row, String field) {
        String value = text(row, field);
        if (value == null) {
            return null;
        }
        var digits = new StringBuilder();
        for (int i = 0; i < value.length() && i < 9 && Character.isDigit(value.charAt(i)); i++) {
            digits.append(value.charAt(i));
        }
        return digits.isEmpty() ? null : Integer.valueOf(digits.toString());
    }

    public @Nullable String status(List<String> row) {
        String column = columnOf.get("status");
        String value = text(row, "status");
        if (column == null || value == null) {
            return null;
        }
        String mapped = mapping.values().getOrDefault(column, Map.of()).get(value);
        return mapped == null || mapped.isEmpty() ? guessed(value) : mapped;
    }

    private String guessed(String value) {
        if (statuses.size() > REMEMBERED) {
            statuses.clear();
        }
        return statuses.computeIfAbsent(value, Suggest::status);
    }

    /** Everything that is wrong with a row. */
    public List<RowError> check(List<String> row, long number, Set<String> statuses) {
        var errors = new ArrayList<RowError>();
        String key = key(row);
        if (key.isEmpty()) {
            errors.add(new RowError(number, String.valueOf(mapping.key()), key, "The key is empty"));
        }
        if (row.size() != at.size()) {
            errors.add(new RowError(number, "", null, "The row has " + row.size() + " cells, the header " + at.size()));
        }
        for (String field : List.of("created", "updated", "resolved", "closed")) {
            String value = text(row, field);
            if (value != null && time(row, field) == null) {
                errors.add(
                        new RowError(number, column(field), value, "Not a date in the form " + mapping.dateFormat()));
            }
        }
        for (String field : List.of("impact", "urgency")) {
            String value = text(row, field);
            Integer level = number(row, field);
            if (value != null && (level == null || level < 1 || level > 3)) {
                errors.add(new RowError(number, column(field), value, "A level from 1 to 3 is expected"));
            }
        }
        String status = status(row);
        if (status != null && !statuses.contains(status)) {
            errors.add(new RowError(number, column("status"), text(row, "status"), "The type has no status " + status));
        }
        return errors;
    }

    private String column(String field) {
        return String.valueOf(columnOf.get(field));
    }

    private String raw(List<String> row, String column) {
        int index = at.getOrDefault(column, -1);
        return index < 0 || index >= row.size() ? "" : row.get(index);
    }
}
