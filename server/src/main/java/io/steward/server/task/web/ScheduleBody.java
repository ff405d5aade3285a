package io.steward.server.task.web;

import io.steward.server.platform.Check;
import io.steward.server.task.rules.Schedule;
import java.time.DateTimeException;
import java.time.DayOfWeek;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.TreeSet;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** A schedule as requests and answers have it. */
record ScheduleBody(
        @Nullable String kind,
        @Nullable Integer interval,
        @Nullable List<String> weekdays,
        @Nullable Integer dayOfMonth,
        @Nullable Integer month,
        @Nullable String time,
        @Nullable String zone,
        @Nullable String start,
        @Nullable String end) {

    static ScheduleBody of(Schedule s) {
        return new ScheduleBody(
                s.kind().name().toLowerCase(Locale.ROOT),
                s.interval(),
                s.weekdays().stream()
                        .map(d -> d.name().toLowerCase(Locale.ROOT))
                        .toList(),
                s.dayOfMonth(),
                s.month(),
                s.time().toString(),
                s.zone().getId(),
                s.start().toString(),
                s.end() == null ? null : s.end().toString());
    }

    /** @throws io.steward.server.platform.Problem naming the fields that cannot be read */
    Schedule schedule() {
        var check = new Check();
        var read = new Schedule(
                read(check, "kind", kind, k -> Schedule.Kind.valueOf(k.toUpperCase(Locale.ROOT)), Schedule.Kind.ONCE),
                interval == null ? 1 : interval,
                weekdays(check),
                dayOfMonth,
                month,
                read(check, "time", time, LocalTime::parse, LocalTime.MIDNIGHT),
                read(check, "zone", zone, ZoneId::of, ZoneId.of("UTC")),
                read(check, "start", start, LocalDate::parse, LocalDate.EPOCH),
                end == null || end.isEmpty() ? null : read(check, "end", end, LocalDate::parse, LocalDate.EPOCH));
        check.done();
        return read;
    }

    private List<DayOfWeek> weekdays(Check check) {
        var all = new TreeSet<DayOfWeek>();
        for (String day : weekdays == null ? List.<String>of() : weekdays) {
            all.add(read(check, "weekdays", day, d -> DayOfWeek.valueOf(d.toUpperCase(Locale.ROOT)), DayOfWeek.MONDAY));
        }
        return new ArrayList<>(all);
    }

    private static <T> T read(
            Check check, String field, @Nullable String text, Function<String, T> parse, T otherwise) {
        if (text == null || text.isBlank()) {
            check.error("schedule." + field, "required", "This is needed");
            return otherwise;
        }
        try {
            return parse.apply(text.strip());
        } catch (DateTimeException | IllegalArgumentException e) {
            check.error("schedule." + field, "unreadable", "This has not the right form");
            return otherwise;
        }
    }
}
