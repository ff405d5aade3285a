package io.steward.server.sla.rules;

import java.time.DayOfWeek;

/**
 * Hours of a weekday that count, in minutes since local midnight.
 *
 * @param to not included; up to midnight is 1440. Not after {@code from}: on the next day
 */
public record Shift(DayOfWeek day, int from, int to) {
    public static final int DAY = 24 * 60;

    /** Minutes since midnight of {@link #day} when it ends, more than a day's where it runs into the next. */
    int end() {
        return to > from ? to : to + DAY;
    }
}
