package io.steward.server.blueprint;

import io.steward.server.blueprint.rules.TypeFile;
import io.steward.server.platform.Problem;
import io.steward.server.sla.DeskCalendar;
import io.steward.server.sla.rules.Holiday;
import io.steward.server.sla.rules.Shift;
import java.time.DateTimeException;
import java.time.DayOfWeek;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Between a calendar and its file. */
final class CalendarForm {
    private static final Pattern HOURS = Pattern.compile("([01]\\d|2[0-4]):([0-5]\\d)-([01]\\d|2[0-4]):([0-5]\\d)");

    /** @param hours by weekday, each such as {@code 08:00-17:00}; over midnight where the end comes first */
    record CalendarFile(
            @Nullable String name,
            @Nullable String zone,
            @Nullable Map<String, List<String>> hours,
            @Nullable List<HolidayFile> holidays) {
        CalendarFile {
            name = TypeFile.strip(name);
            zone = TypeFile.strip(zone);
        }
    }

    /** @param last the same day when it is left out */
    record HolidayFile(
            @Nullable String first,
            @Nullable String last,
            @Nullable String name,
            @Nullable Boolean yearly) {
        HolidayFile {
            last = Objects.equals(first, last) ? null : last;
            yearly = Boolean.TRUE.equals(yearly) ? yearly : null;
        }
    }

    private CalendarForm() {}

    static CalendarFile file(DeskCalendar c) {
        var hours = new LinkedHashMap<String, List<String>>();
        for (Shift s : c.shifts()) {
            hours.computeIfAbsent(s.day().name().toLowerCase(Locale.ROOT), d -> new ArrayList<>())
                    .add(time(s.from()) + "-" + time(s.to()));
        }
        var holidays = c.holidays().stream()
                .map(h -> new HolidayFile(h.first().toString(), h.last().toString(), h.name(), h.yearly()))
                .toList();
        return new CalendarFile(c.name(), c.zone(), hours, holidays);
    }

    private static String time(int minutes) {
        return String.format(Locale.ROOT, "%02d:%02d", minutes / 60, minutes % 60);
    }

    static DeskCalendar calendar(UUID desk, CalendarFile w) {
        return new DeskCalendar(
                desk,
                desk,
                w.name() == null ? "" : w.name(),
                w.zone() == null ? "" : w.zone(),
                shifts(w),
                holidays(w),
                1);
    }

    private static List<Shift> shifts(CalendarFile w) {
        var all = new ArrayList<Shift>();
        if (w.hours() != null) {
            w.hours().forEach((day, spans) -> spans.forEach(span -> all.add(shift(day, span))));
        }
        return all;
    }

    private static Shift shift(String day, String span) {
        var hours = HOURS.matcher(span);
        if (!hours.matches()) {
            throw Problem.invalid("hours." + day, "unreadable", "Hours such as 08:00-17:00");
        }
        try {
            return new Shift(
                    DayOfWeek.valueOf(day.toUpperCase(Locale.ROOT)),
                    minutes(hours.group(1), hours.group(2)),
                    minutes(hours.group(3), hours.group(4)));
        } catch (IllegalArgumentException e) {
            throw Problem.invalid("hours." + day, "unknown", "One of monday to sunday");
        }
    }

    private static int minutes(String hours, String minutes) {
        return Integer.parseInt(hours) * 60 + Integer.parseInt(minutes);
    }

    private static List<Holiday> holidays(CalendarFile w) {
        var all = new ArrayList<Holiday>();
        for (HolidayFile h : w.holidays() == null ? List.<HolidayFile>of() : w.holidays()) {
            String at = "holidays[" + all.size() + "].";
            LocalDate first = day(at + "first", h.first());
            LocalDate last = h.last() == null ? first : day(at + "last", h.last());
            all.add(new Holiday(first, last, h.name() == null ? "" : h.name(), Boolean.TRUE.equals(h.yearly())));
        }
        return all;
    }

    private static LocalDate day(String path, @Nullable String written) {
        try {
            return LocalDate.parse(written == null ? "" : written);
        } catch (DateTimeException e) {
            throw Problem.invalid(path, "unreadable", "A day such as 2026-12-24");
        }
    }
}
