package io.steward.server.oncall.rules;

import java.time.DayOfWeek;
import java.time.LocalTime;
import java.util.Set;

/**
 * Hours of the week in which a layer counts.
 *
 * @param days the days on which they begin
 * @param until not after {@code from}: they go over midnight, and are a whole day when both are the same
 */
public record Hours(Set<DayOfWeek> days, LocalTime from, LocalTime until) {
    /** Whether they end on the day after they began. */
    public boolean overMidnight() {
        return !until.isAfter(from);
    }
}
