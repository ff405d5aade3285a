package io.steward.server.oncall.rules;

import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.zone.ZoneOffsetTransition;

/** When a clock on the wall shows a time. */
final class WallClock {
    private WallClock() {}

    /**
     * The first moment at which the clock shows the time or a later one: the moment of the change for a time that is skipped,
     * the earlier of both for one that is there twice. So what comes later on the wall never comes earlier in time.
     */
    static Instant shows(LocalDateTime time, ZoneId zone) {
        ZoneOffsetTransition change = zone.getRules().getTransition(time);
        return change != null && change.isGap()
                ? change.getInstant()
                : time.atZone(zone).withEarlierOffsetAtOverlap().toInstant();
    }
}
