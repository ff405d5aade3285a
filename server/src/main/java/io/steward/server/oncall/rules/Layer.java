package io.steward.server.oncall.rules;

import java.time.LocalDate;
import java.time.LocalTime;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * One rotation of a schedule: its people take turns, the first of them from the start date on.
 *
 * @param people in the order of their turns, 0 to {@value #MOST_PEOPLE}; one may stand there more than once
 * @param every how many hours, days or weeks a turn has, from 1
 * @param handOver when on the start date it begins, and so when turns of days and weeks change
 * @param end on this day, at the time of hand-over, the layer is over; null: it never is
 * @param hours in which it counts; empty: always
 */
public record Layer(
        String name,
        List<UUID> people,
        Turn turn,
        int every,
        LocalDate start,
        LocalTime handOver,
        @Nullable LocalDate end,
        List<Hours> hours) {
    public static final int MOST_PEOPLE = 50;
    public static final int MOST_HOURS = 20;

    /** How long a turn is, in hours on the wall's clock. */
    long turnHours() {
        return (long) every * turn.hours();
    }
}
