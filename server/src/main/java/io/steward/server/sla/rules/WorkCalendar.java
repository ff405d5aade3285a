package io.steward.server.sla.rules;

import java.time.LocalDate;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** The hours that count in one zone: shifts by weekday, without holidays. An instant counts by its local date and time. */
public final class WorkCalendar {
    private static final int LEAP = 8;

    private final ZoneId zone;
    private final List<Shift> shifts;
    private final List<Holiday> holidays;
    /** First to last day, merged, of the holidays that come once. */
    private final NavigableMap<LocalDate, LocalDate> once = new TreeMap<>();

    public WorkCalendar(ZoneId zone, List<Shift> shifts, List<Holiday> holidays) {
        this.zone = zone;
        this.shifts = List.copyOf(shifts);
        this.holidays = List.copyOf(holidays);
        holidays.stream().filter(h -> !h.yearly()).forEach(this::add);
    }

    private void add(Holiday h) {
        LocalDate first = h.first();
        LocalDate last = h.last();
        Map.Entry<LocalDate, LocalDate> near = once.floorEntry(last.plusDays(1));
        while (near != null && !near.getValue().isBefore(first.minusDays(1))) {
            first = near.getKey().isBefore(first) ? near.getKey() : first;
            last = near.getValue().isAfter(last) ? near.getValue() : last;
            once.remove(near.getKey());
            near = once.floorEntry(last.plusDays(1));
        }
        once.put(first, last);
    }

    public ZoneId zone() {
        return zone;
    }

    public List<Shift> shifts() {
        return shifts;
    }

    public List<Holiday> holidays() {
        return holidays;
    }

    public boolean isHoliday(LocalDate day) {
        return lastOf(day) != null;
    }

    /** What a holiday is called, for explanations. */
    public @Nullable String holidayName(LocalDate day) {
        return holidays.stream()
                .filter(h -> {
                    LocalDate last = h.yearly() ? yearlyLast(h, day) : h.last();
                    return last != null && !day.isAfter(last) && (h.yearly() || !day.isBefore(h.first()));
                })
                .map(Holiday::name)
                .findFirst()
                .orElse(null);
    }

    /** The first day from this one on that is no holiday; null when there is none for years. */
    @Nullable
    LocalDate workingFrom(LocalDate day) {
        LocalDate at = day;
        LocalDate end = day.plusYears(LEAP);
        for (LocalDate last = lastOf(at); last != null; last = lastOf(at)) {
            at = last.plusDays(1);
            if (at.isAfter(end)) {
                return null;
            }
        }
        return at;
    }

    /** The first holiday from this day on. */
    @Nullable
    LocalDate holidayFrom(LocalDate day) {
        if (isHoliday(day)) {
            return day;
        }
        LocalDate next = once.ceilingKey(day);
        for (Holiday h : holidays) {
            if (h.yearly()) {
                LocalDate first = yearlyFrom(h, day);
                next = first != null && (next == null || first.isBefore(next)) ? first : next;
            }
        }
        return next;
    }

    /** The last day of a holiday that this day is in. */
    private @Nullable LocalDate lastOf(LocalDate day) {
        var entry = once.floorEntry(day);
        if (entry != null && !entry.getValue().isBefore(day)) {
            return entry.getValue();
        }
        for (Holiday h : holidays) {
            LocalDate last = h.yearly() ? yearlyLast(h, day) : null;
            if (last != null) {
                return last;
            }
        }
        return null;
    }

    private static @Nullable LocalDate yearlyLast(Holiday h, LocalDate day) {
        long length = h.last().toEpochDay() - h.first().toEpochDay();
        for (int year = day.getYear(); year >= day.getYear() - 1; year--) {
            LocalDate first = in(h, year);
            if (first != null && !first.isAfter(day) && !first.plusDays(length).isBefore(day)) {
                return first.plusDays(length);
            }
        }
        return null;
    }

    private static @Nullable LocalDate yearlyFrom(Holiday h, LocalDate day) {
        for (int year = day.getYear(); year <= day.getYear() + LEAP; year++) {
            LocalDate first = in(h, year);
            if (first != null && !first.isBefore(day)) {
                return first;
            }
        }
        return null;
    }

    /** 29 February comes in leap years only. */
    private static @Nullable LocalDate in(Holiday h, int year) {
        boolean there =
                h.first().getMonthValue() != 2 || h.first().getDayOfMonth() != 29 || java.time.Year.isLeap(year);
        return there ? LocalDate.of(year, h.first().getMonth(), h.first().getDayOfMonth()) : null;
    }
}
