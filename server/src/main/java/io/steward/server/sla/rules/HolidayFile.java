package io.steward.server.sla.rules;

import java.time.DateTimeException;
import java.time.DayOfWeek;
import java.time.LocalDate;
import java.time.Month;
import java.time.Period;
import java.time.YearMonth;
import java.time.format.DateTimeFormatter;
import java.time.temporal.TemporalAdjusters;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Holidays out of an iCalendar file (RFC 5545): events of whole days, once or yearly. Rules that hit another day each year are
 * written out for the years asked for; events with a time of day and other rules are left out, and counted.
 */
public final class HolidayFile {
    /** More would be no holidays. */
    public static final int MOST = 2_000;

    private static final Pattern NTH = Pattern.compile("([+]?[1-4]|-[1-4])(MO|TU|WE|TH|FR|SA|SU)");
    private static final List<String> DAYS = List.of("MO", "TU", "WE", "TH", "FR", "SA", "SU");

    private final int untilYear;
    private final List<Holiday> found = new ArrayList<>();
    private int leftOut;

    private HolidayFile(int untilYear) {
        this.untilYear = untilYear;
    }

    /** @param leftOut events that are no holidays this can tell */
    public record Read(List<Holiday> holidays, int leftOut) {}

    /** @param untilYear how far rules are written out that hit another day each year */
    public static Read read(String text, int untilYear) {
        var file = new HolidayFile(untilYear);
        Map<String, List<Line>> event = null;
        for (String raw : unfolded(text)) {
            Line line = Line.of(raw);
            if (line == null) {
                continue;
            }
            if (line.is("BEGIN", "VEVENT")) {
                event = new HashMap<>();
            } else if (line.is("END", "VEVENT") && event != null) {
                file.event(event);
                event = null;
            } else if (event != null) {
                event.computeIfAbsent(line.name(), n -> new ArrayList<>()).add(line);
            }
        }
        return new Read(file.found.stream().distinct().limit(MOST).toList(), file.leftOut);
    }

    private static List<String> unfolded(String text) {
        return List.of(text.replaceAll("\r?\n[ \t]", "").split("\r?\n", -1));
    }

    private record Line(String name, String parameters, String value) {
        static @Nullable Line of(String raw) {
            int colon = raw.indexOf(':');
            if (colon < 1) {
                return null;
            }
            String head = raw.substring(0, colon).toUpperCase(Locale.ROOT);
            int semicolon = head.indexOf(';');
            return semicolon < 0
                    ? new Line(head, "", raw.substring(colon + 1).strip())
                    : new Line(
                            head.substring(0, semicolon),
                            head.substring(semicolon),
                            raw.substring(colon + 1).strip());
        }

        boolean is(String n, String v) {
            return name.equals(n) && value.equalsIgnoreCase(v);
        }

        /** Null: not a whole day. */
        @Nullable
        LocalDate day() {
            try {
                return value.length() == 8 ? LocalDate.parse(value, DateTimeFormatter.BASIC_ISO_DATE) : null;
            } catch (DateTimeException e) {
                return null;
            }
        }
    }

    private static @Nullable Line first(Map<String, List<Line>> event, String name) {
        var all = event.get(name);
        return all == null ? null : all.getFirst();
    }

    private void event(Map<String, List<Line>> event) {
        Line status = first(event, "STATUS");
        if (status != null && status.value().equalsIgnoreCase("CANCELLED")) {
            return;
        }
        Line start = first(event, "DTSTART");
        LocalDate day = start == null ? null : start.day();
        if (day == null || day.getYear() < 1900 || day.getYear() > 2200) {
            leftOut++;
            return;
        }
        long length = length(event, day);
        Line summary = first(event, "SUMMARY");
        String name = summary == null ? "" : name(summary.value());
        Line rule = first(event, "RRULE");
        if (length < 1 || length > Holiday.MOST_DAYS) {
            leftOut++;
        } else if (rule == null) {
            add(day, length, name, false);
        } else {
            rule(rule.value(), day, length, name, except(event));
        }
    }

    /** How many days; an end that is not after the start is what some write for one day. */
    private static long length(Map<String, List<Line>> event, LocalDate day) {
        Line end = first(event, "DTEND");
        LocalDate last = end == null ? null : end.day();
        if (last != null) {
            return Math.max(1, last.toEpochDay() - day.toEpochDay());
        }
        Line duration = first(event, "DURATION");
        if (duration == null) {
            return 1;
        }
        try {
            return Math.max(1, Period.parse(duration.value()).getDays());
        } catch (DateTimeException e) {
            return 0;
        }
    }

    private static Set<LocalDate> except(Map<String, List<Line>> event) {
        var all = new HashSet<LocalDate>();
        for (Line line : event.getOrDefault("EXDATE", List.of())) {
            for (String one : line.value().split(",", -1)) {
                LocalDate day = new Line("", "", one).day();
                if (day != null) {
                    all.add(day);
                }
            }
        }
        return all;
    }

    private void add(LocalDate day, long length, String name, boolean yearly) {
        found.add(new Holiday(day, day.plusDays(length - 1), name, yearly));
    }

    private void rule(String text, LocalDate day, long length, String name, Set<LocalDate> except) {
        var parts = new HashMap<String, String>();
        for (String part : text.toUpperCase(Locale.ROOT).split(";", -1)) {
            int equal = part.indexOf('=');
            if (equal > 0) {
                parts.put(part.substring(0, equal), part.substring(equal + 1));
            }
        }
        boolean yearly = "YEARLY".equals(parts.remove("FREQ")) && "1".equals(parts.getOrDefault("INTERVAL", "1"));
        parts.remove("INTERVAL");
        parts.remove("WKST");
        String until = parts.remove("UNTIL");
        String count = parts.remove("COUNT");
        YearlyDay on = yearly ? YearlyDay.of(parts, day) : null;
        if (on == null) {
            leftOut++;
            return;
        }
        if (on.fixed() && until == null && count == null && except.isEmpty()) {
            add(on.in(day.getYear()), length, name, true);
            return;
        }
        LocalDate end = until == null ? LocalDate.of(untilYear, 12, 31) : end(until);
        int most = count != null && count.matches("\\d{1,4}") ? Integer.parseInt(count) : Integer.MAX_VALUE;
        for (int year = day.getYear(), made = 0; year <= Math.min(untilYear, end.getYear()) && made < most; year++) {
            LocalDate one = on.in(year);
            if (!one.isBefore(day) && !one.isAfter(end)) {
                made++;
                if (!except.contains(one)) {
                    add(one, length, name, false);
                }
            }
        }
    }

    private LocalDate end(String until) {
        LocalDate day = new Line("", "", until.length() > 8 ? until.substring(0, 8) : until).day();
        return day == null ? LocalDate.of(untilYear, 12, 31) : day;
    }

    /** A day of every year: of a month by its number, or by its weekday. */
    private record YearlyDay(
            int month, int day, int nth, @Nullable DayOfWeek weekday) {
        static @Nullable YearlyDay of(Map<String, String> parts, LocalDate start) {
            String month = parts.getOrDefault("BYMONTH", "" + start.getMonthValue());
            String day = parts.getOrDefault("BYMONTHDAY", "" + start.getDayOfMonth());
            String weekday = parts.get("BYDAY");
            boolean known = Set.of("BYMONTH", "BYMONTHDAY", "BYDAY").containsAll(parts.keySet());
            if (!known || !month.matches("[1-9]|1[0-2]") || !day.matches("[1-9]|[12]\\d|3[01]")) {
                return null;
            }
            int m = Integer.parseInt(month);
            int d = Integer.parseInt(day);
            if (weekday == null) {
                // 29 February and days that a month has not would be skipped by the rule.
                return d <= Month.of(m).minLength() ? new YearlyDay(m, d, 0, null) : null;
            }
            var nth = NTH.matcher(weekday);
            if (!nth.matches() || parts.containsKey("BYMONTHDAY")) {
                return null;
            }
            return new YearlyDay(m, 0, Integer.parseInt(nth.group(1)), DayOfWeek.of(DAYS.indexOf(nth.group(2)) + 1));
        }

        boolean fixed() {
            return weekday == null;
        }

        LocalDate in(int year) {
            return weekday == null
                    ? LocalDate.of(year, month, day)
                    : YearMonth.of(year, month).atDay(1).with(TemporalAdjusters.dayOfWeekInMonth(nth, weekday));
        }
    }

    private static String name(String value) {
        String plain =
                value.replaceAll("\\\\[nN]", " ").replaceAll("\\\\(.)", "$1").strip();
        return plain.length() > 100 ? plain.substring(0, 100) : plain;
    }
}
