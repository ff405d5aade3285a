package io.steward.server.ticket.rules;

import java.time.LocalDate;
import java.time.temporal.IsoFields;
import java.util.Arrays;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** By what dates are grouped; a group is known by its first day. */
public enum DatePart {
    DAY,
    WEEK,
    MONTH,
    QUARTER,
    YEAR;

    public static @Nullable DatePart of(String key) {
        return Arrays.stream(values())
                .filter(p -> p.key().equals(key))
                .findFirst()
                .orElse(null);
    }

    public String key() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** The first day of the next group. */
    public LocalDate next(LocalDate first) {
        return switch (this) {
            case DAY -> first.plusDays(1);
            case WEEK -> first.plusWeeks(1);
            case MONTH -> first.plusMonths(1);
            case QUARTER -> first.plusMonths(3);
            case YEAR -> first.plusYears(1);
        };
    }

    /** As ISO 8601 writes it, quarters in the same manner. */
    public String label(LocalDate first) {
        return switch (this) {
            case DAY -> first.toString();
            case WEEK ->
                "%d-W%02d"
                        .formatted(first.get(IsoFields.WEEK_BASED_YEAR), first.get(IsoFields.WEEK_OF_WEEK_BASED_YEAR));
            case MONTH -> first.toString().substring(0, 7);
            case QUARTER -> first.getYear() + "-Q" + first.get(IsoFields.QUARTER_OF_YEAR);
            case YEAR -> Integer.toString(first.getYear());
        };
    }
}
