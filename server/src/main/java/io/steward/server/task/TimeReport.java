package io.steward.server.task;

import java.time.LocalDate;
import java.util.List;

/** Sums of time spent, from a day until before another: most first, days in their order. */
public record TimeReport(
        LocalDate from,
        LocalDate to,
        long minutes,
        long billable,
        List<Sum> byDesk,
        List<Sum> byPerson,
        List<Sum> byType,
        List<Sum> byDay) {

    /** @param key an id or a day; {@code label} as people read it */
    public record Sum(String key, String label, long minutes, long billable) {}
}
