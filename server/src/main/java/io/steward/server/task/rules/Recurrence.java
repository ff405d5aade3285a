package io.steward.server.task.rules;

import java.time.DayOfWeek;
import java.time.Instant;
import java.time.LocalDate;
import java.time.YearMonth;
import java.time.ZonedDateTime;
import java.time.temporal.ChronoUnit;
import java.time.temporal.TemporalAdjusters;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** When a schedule happens, found by arithmetic and not by counting days. */
public final class Recurrence {
    /** The longest run of months without the day: 29 February, with any interval of up to 100 years, comes again before. */
    private static final int MOST_STEPS = 4_000;

    private final Schedule s;

    public Recurrence(Schedule schedule) {
        this.s = schedule;
    }

    /** One time that it happens: the day by the calendar, and the instant. */
    public record Occurrence(LocalDate day, Instant at) {}

    /** The first after an instant. */
    public Optional<Occurrence> after(Instant instant) {
        // A day earlier: where clocks are put back over midnight, a later instant can have an earlier date.
        LocalDate from = instant.atZone(s.zone()).toLocalDate().minusDays(1);
        Optional<LocalDate> day = onOrAfter(from);
        while (day.isPresent()) {
            Occurrence occurrence = on(day.get());
            if (occurrence.at().isAfter(instant)) {
                return Optional.of(occurrence);
            }
            day = onOrAfter(day.get().plusDays(1));
        }
        return Optional.empty();
    }

    /** The next ones after an instant. */
    public List<Occurrence> after(Instant instant, int count) {
        var all = new ArrayList<Occurrence>();
        Instant at = instant;
        while (all.size() < count) {
            Optional<Occurrence> next = after(at);
            if (next.isEmpty()) {
                break;
            }
            all.add(next.get());
            at = next.get().at();
        }
        return all;
    }

    /** What is to be done now, of an occurrence that was planned: the last that is due, and how many before it were missed. */
    public record Due(Occurrence occurrence, int missed) {}

    /** @param planned the instant of the first occurrence that was not done yet */
    public Optional<Due> due(Instant planned, Instant now) {
        Due due = null;
        Optional<Occurrence> next = after(planned.minusMillis(1));
        while (next.isPresent() && !next.get().at().isAfter(now)) {
            due = new Due(next.get(), due == null ? 0 : due.missed() + 1);
            next = after(next.get().at());
        }
        return Optional.ofNullable(due);
    }

    private Occurrence on(LocalDate day) {
        return new Occurrence(day, ZonedDateTime.of(day, s.time(), s.zone()).toInstant());
    }

    /** The first day from this one on. */
    Optional<LocalDate> onOrAfter(LocalDate day) {
        LocalDate from = day.isBefore(s.start()) ? s.start() : day;
        LocalDate found = switch (s.kind()) {
            case ONCE -> from.equals(s.start()) ? from : null;
            case DAILY -> daily(from);
            case WEEKLY -> weekly(from);
            case MONTHLY -> monthly(from);
            case YEARLY -> yearly(from);
        };
        return Optional.ofNullable(found).filter(d -> s.end() == null || !d.isAfter(s.end()));
    }

    private LocalDate daily(LocalDate from) {
        return s.start().plusDays(rounded(ChronoUnit.DAYS.between(s.start(), from)));
    }

    private @Nullable LocalDate weekly(LocalDate from) {
        var weekdays = new TreeSet<>(s.weekdays());
        if (weekdays.isEmpty()) {
            weekdays.add(s.start().getDayOfWeek());
        }
        LocalDate first = monday(s.start());
        long week = rounded(ChronoUnit.WEEKS.between(first, monday(from)));
        // In the week itself all its days may be over; in the one after the interval the first is there.
        for (int turn = 0; turn < 2; turn++) {
            for (DayOfWeek weekday : weekdays) {
                LocalDate day = first.plusWeeks(week).plusDays(weekday.getValue() - 1L);
                if (!day.isBefore(from)) {
                    return day;
                }
            }
            week += s.interval();
        }
        return null;
    }

    private @Nullable LocalDate monthly(LocalDate from) {
        YearMonth first = YearMonth.from(s.start());
        return inMonths(first, ChronoUnit.MONTHS.between(first, YearMonth.from(from)), s.interval(), from);
    }

    private @Nullable LocalDate yearly(LocalDate from) {
        Integer month = s.month();
        YearMonth first =
                YearMonth.of(s.start().getYear(), month == null ? s.start().getMonthValue() : month);
        long passed = Math.max(0, ChronoUnit.MONTHS.between(first, YearMonth.from(from)));
        return inMonths(first, passed, 12 * s.interval(), from);
    }

    /** The first that has the day among every so many months after the first one. */
    private @Nullable LocalDate inMonths(YearMonth first, long passed, int every, LocalDate from) {
        long at = (passed + every - 1) / every * every;
        for (int step = 0; step < MOST_STEPS; step++) {
            LocalDate day = dayIn(first.plusMonths(at));
            if (day != null && !day.isBefore(from)) {
                return day;
            }
            at += every;
        }
        return null;
    }

    private @Nullable LocalDate dayIn(YearMonth month) {
        Integer wanted = s.dayOfMonth();
        int day = wanted == null ? s.start().getDayOfMonth() : wanted;
        if (day == Schedule.LAST_DAY) {
            return month.atEndOfMonth();
        }
        return month.isValidDay(day) ? month.atDay(day) : null;
    }

    /** Up to a whole number of intervals. */
    private long rounded(long passed) {
        return (passed + s.interval() - 1) / s.interval() * s.interval();
    }

    private static LocalDate monday(LocalDate day) {
        return day.with(TemporalAdjusters.previousOrSame(DayOfWeek.MONDAY));
    }
}
