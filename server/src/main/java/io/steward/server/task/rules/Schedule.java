package io.steward.server.task.rules;

import java.time.DayOfWeek;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * When something happens again: the part of RFC 5545's recurrence rules that calendars of service desks use.
 *
 * @param interval every how many days, weeks, months or years, counted from the start
 * @param weekdays of a weekly one; the start's when empty
 * @param dayOfMonth of a monthly or yearly one; {@link #LAST_DAY} for the last; the start's when null. A month that has no
 *     such day is left out, as RFC 5545 says
 * @param month of a yearly one; the start's when null
 * @param time on the clocks of the zone: one that is skipped in spring counts as an hour later, one that comes twice in
 *     autumn is the first
 * @param end the last day on which it may happen; null for no end
 */
public record Schedule(
        Kind kind,
        int interval,
        List<DayOfWeek> weekdays,
        @Nullable Integer dayOfMonth,
        @Nullable Integer month,
        LocalTime time,
        ZoneId zone,
        LocalDate start,
        @Nullable LocalDate end) {
    /** The last day of a month, whatever its length. */
    public static final int LAST_DAY = -1;

    /** How often. */
    public enum Kind {
        ONCE,
        DAILY,
        WEEKLY,
        MONTHLY,
        YEARLY
    }
}
