package io.steward.server.notification.rules;

import io.steward.server.notification.Preference;
import java.time.Instant;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.ZonedDateTime;

/** When a notice goes out by mail. */
public final class Timing {
    /** When a day's notices are sent, in the reader's own time. */
    private static final LocalTime MORNING = LocalTime.of(8, 0);

    private Timing() {}

    /** @param alone whether it waits for an answer and is not gathered with others */
    public static Instant due(Preference wish, boolean alone, Instant now, ZoneId zone) {
        Instant at = alone
                ? now
                : switch (wish.digest()) {
                    case NONE -> now;
                    case QUARTER_HOUR -> next(now, 900);
                    case HOUR -> next(now, 3_600);
                    case DAY -> after(now, MORNING, zone);
                };
        LocalTime from = wish.quietFrom();
        LocalTime until = wish.quietUntil();
        return from == null || until == null || !isQuiet(at.atZone(zone).toLocalTime(), from, until)
                ? at
                : after(at, until, zone);
    }

    /** Quiet hours may go over midnight. */
    static boolean isQuiet(LocalTime time, LocalTime from, LocalTime until) {
        boolean begun = !time.isBefore(from);
        boolean over = !time.isBefore(until);
        return from.isBefore(until) ? begun && !over : begun || !over;
    }

    private static Instant next(Instant now, int seconds) {
        return Instant.ofEpochSecond(Math.floorDiv(now.getEpochSecond(), seconds) * (long) seconds + seconds);
    }

    private static Instant after(Instant now, LocalTime time, ZoneId zone) {
        ZonedDateTime local = now.atZone(zone);
        ZonedDateTime today = local.toLocalDate().atTime(time).atZone(zone);
        return (today.isAfter(local)
                        ? today
                        : local.toLocalDate().plusDays(1).atTime(time).atZone(zone))
                .toInstant();
    }
}
