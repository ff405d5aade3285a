package io.steward.server.analytics;

import java.time.LocalDate;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What the manager's page shows; each figure with the query of the tickets behind it. */
public record Figures(
        LocalDate from,
        LocalDate to,
        String timeZone,
        List<Age> openByAge,
        List<Day> daily,
        Counted created,
        Counted resolved,
        Resolution resolution,
        FirstContact firstContact,
        Csat csat,
        Counted reopened) {

    public record Age(String bucket, int count, String query) {}

    public record Day(LocalDate day, long created, long resolved, String createdQuery, String resolvedQuery) {}

    public record Counted(long count, String query) {}

    public record Resolution(
            long count,
            @Nullable Double medianHours,
            @Nullable Double p90Hours,
            @Nullable Double meanHours,
            String query) {}

    public record FirstContact(@Nullable Double share, long resolvedAtFirst, long resolved, String query) {}

    public record Csat(@Nullable Double average, long count, List<Long> scores, String query) {}
}
