package io.steward.server.automation;

import io.steward.server.platform.Check;
import io.steward.server.task.rules.Recurrence;
import io.steward.server.task.rules.Schedule;
import java.time.DateTimeException;
import java.time.DayOfWeek;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** The times of a schedule as a trigger has them. */
final class Repeat {
    private Repeat() {}

    /** The first time after an instant; null when there is none any more. */
    static @Nullable Instant next(JsonNode trigger, ZoneId zone, Instant after) {
        var check = new Check();
        Schedule schedule = read(trigger, zone, after, check, "trigger");
        return check.isGood()
                ? new Recurrence(schedule)
                        .after(after)
                        .map(Recurrence.Occurrence::at)
                        .orElse(null)
                : null;
    }

    /** @param now what it begins with where no start is given */
    static Schedule read(JsonNode trigger, ZoneId zone, Instant now, Check check, String path) {
        JsonNode repeat = trigger.path("repeat");
        String at = path + ".repeat.";
        var kind = one(
                check,
                at + "kind",
                repeat.path("kind").asString(""),
                k -> Schedule.Kind.valueOf(k.toUpperCase(Locale.ROOT)),
                Schedule.Kind.DAILY);
        int interval = repeat.path("interval").asInt(1);
        check.that(interval >= 1 && interval <= 100, at + "interval", "range", "From 1 to 100");
        Integer day = number(repeat, "dayOfMonth");
        check.that(
                day == null || day == Schedule.LAST_DAY || (day >= 1 && day <= 31),
                at + "dayOfMonth",
                "range",
                "From 1 to 31, or -1 for the last day");
        Integer month = number(repeat, "month");
        check.that(month == null || (month >= 1 && month <= 12), at + "month", "range", "From 1 to 12");
        List<DayOfWeek> weekdays = new ArrayList<>();
        for (JsonNode weekday : repeat.path("weekdays")) {
            weekdays.add(one(
                    check,
                    at + "weekdays",
                    weekday.asString(""),
                    d -> DayOfWeek.valueOf(d.toUpperCase(Locale.ROOT)),
                    DayOfWeek.MONDAY));
        }
        String own = repeat.path("zone").asString("");
        ZoneId where = own.isEmpty() ? zone : one(check, at + "zone", own, ZoneId::of, zone);
        String start = repeat.path("start").asString("");
        String end = repeat.path("end").asString("");
        LocalDate today = LocalDate.ofInstant(now, where);
        return new Schedule(
                kind,
                Math.clamp(interval, 1, 100),
                weekdays.stream().distinct().toList(),
                day,
                month,
                one(check, path + ".time", trigger.path("time").asString(""), LocalTime::parse, LocalTime.MIDNIGHT),
                where,
                start.isEmpty() ? fixed(kind, today) : one(check, at + "start", start, LocalDate::parse, today),
                end.isEmpty() ? null : one(check, at + "end", end, LocalDate::parse, today));
    }

    /** Where none is given every second week, say, is to be the same one whenever it is asked. */
    private static LocalDate fixed(Schedule.Kind kind, LocalDate today) {
        return kind == Schedule.Kind.ONCE ? today : LocalDate.of(2024, 1, 1);
    }

    private static @Nullable Integer number(JsonNode json, String name) {
        return json.path(name).isInt() ? json.path(name).intValue() : null;
    }

    private static <T> T one(Check check, String field, String text, Function<String, T> parse, T otherwise) {
        try {
            return parse.apply(text.strip());
        } catch (DateTimeException | IllegalArgumentException e) {
            check.error(field, "unreadable", text.isBlank() ? "This is needed" : "This has not the right form");
            return otherwise;
        }
    }
}
