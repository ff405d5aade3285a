package io.steward.server.sla.rules;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.DayOfWeek;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Test;

/** Calendar arithmetic against a counter that looks at each minute by itself. */
class WorkingTimeTest {
    /** With clocks changed at night, at midnight, by half an hour, on other days; and with none. */
    private static final List<String> ZONES = List.of(
            "Europe/Vienna",
            "America/New_York",
            "America/Sao_Paulo",
            "America/Santiago",
            "Australia/Lord_Howe",
            "Asia/Kolkata",
            "Asia/Beirut",
            "Africa/Casablanca",
            "Pacific/Apia",
            "UTC");

    private final long seed = System.nanoTime();
    private final Random random = new Random(seed);

    private WorkCalendar calendar() {
        var shifts = new ArrayList<Shift>();
        for (DayOfWeek day : DayOfWeek.values()) {
            for (int i = random.nextInt(3); i > 0; i--) {
                int from = random.nextInt(Shift.DAY);
                int to = random.nextInt(Shift.DAY + 1);
                shifts.add(new Shift(day, from, from == to ? (to + 60) % Shift.DAY : to));
            }
        }
        shifts.add(new Shift(DayOfWeek.of(1 + random.nextInt(7)), 480, 1020));
        var holidays = new ArrayList<Holiday>();
        for (int i = random.nextInt(6); i > 0; i--) {
            LocalDate day = LocalDate.of(2010 + random.nextInt(16), 1, 1).plusDays(random.nextInt(366));
            holidays.add(new Holiday(day, day.plusDays(random.nextInt(9)), "h", random.nextInt(3) == 0));
        }
        return new WorkCalendar(ZoneId.of(ZONES.get(random.nextInt(ZONES.size()))), shifts, holidays);
    }

    private List<WorkCalendar> calendars() {
        var all = new ArrayList<WorkCalendar>();
        for (int i = 1 + random.nextInt(3); i > 0; i--) {
            all.add(calendar());
        }
        return all;
    }

    /** Near a change of clocks half of the time. */
    private Instant moment(WorkCalendar calendar) {
        Instant any = Instant.parse("2010-01-01T00:00:00Z").plusSeconds(60L * random.nextInt(16 * 366 * 24 * 60));
        var next = calendar.zone().getRules().nextTransition(any);
        return next == null || random.nextBoolean()
                ? any
                : next.getInstant().truncatedTo(ChronoUnit.MINUTES).minus(random.nextInt(3_000), ChronoUnit.MINUTES);
    }

    private static boolean works(List<WorkCalendar> all, Instant at) {
        return all.stream().anyMatch(c -> works(c, at));
    }

    /** As a person would say: is it a holiday there, and does the clock on the wall show an hour of a shift? */
    private static boolean works(WorkCalendar c, Instant at) {
        ZonedDateTime local = at.atZone(c.zone());
        LocalDate day = local.toLocalDate();
        for (Holiday h : c.holidays()) {
            LocalDate first = h.first();
            for (int year = day.getYear() - 1; h.yearly() && year <= day.getYear(); year++) {
                boolean there =
                        first.getMonthValue() != 2 || first.getDayOfMonth() != 29 || java.time.Year.isLeap(year);
                LocalDate again = there ? LocalDate.of(year, first.getMonth(), first.getDayOfMonth()) : null;
                if (again != null
                        && !day.isBefore(again)
                        && !day.isAfter(again.plusDays(ChronoUnit.DAYS.between(first, h.last())))) {
                    return false;
                }
            }
            if (!h.yearly() && !day.isBefore(first) && !day.isAfter(h.last())) {
                return false;
            }
        }
        int minute = local.getHour() * 60 + local.getMinute();
        return c.shifts().stream().anyMatch(s -> {
            boolean over = s.to() <= s.from();
            boolean today = s.day() == day.getDayOfWeek() && minute >= s.from() && (over || minute < s.to());
            return today || (over && s.day().plus(1) == day.getDayOfWeek() && minute < s.to());
        });
    }

    @RepeatedTest(400)
    void countsWhatAMinuteByMinuteCounterCounts() {
        var calendars = calendars();
        var time = new WorkingTime(calendars);
        Instant from = moment(calendars.getFirst());
        int minutes = random.nextInt(random.nextInt(4) == 0 ? 60_000 : 6_000);
        long counted = 0;
        for (int i = 0; i < minutes; i++) {
            Instant at = from.plus(i, ChronoUnit.MINUTES);
            boolean works = works(calendars, at);
            counted += works ? 1 : 0;
            if (i % 97 == 0) {
                assertThat(time.works(at))
                        .as("%s at %s (seed %s)", describe(calendars), at, seed)
                        .isEqualTo(works);
            }
        }
        Instant until = from.plus(minutes, ChronoUnit.MINUTES);
        assertThat(time.between(from, until))
                .as("%s from %s to %s (seed %s)", describe(calendars), from, until, seed)
                .isEqualTo(Duration.ofMinutes(counted));
        Duration ranges = time.ranges(from, until, 100_000).stream()
                .map(r -> Duration.between(r.from(), r.until()))
                .reduce(Duration.ZERO, Duration::plus);
        assertThat(ranges).as("ranges (seed %s)", seed).isEqualTo(Duration.ofMinutes(counted));
    }

    @RepeatedTest(200)
    void theDueInstantIsTheFirstMinuteByWhichEnoughWasCounted() {
        var calendars = calendars();
        var time = new WorkingTime(calendars);
        Instant from = moment(calendars.getFirst());
        int wanted = 1 + random.nextInt(2_000);
        Instant at = from;
        int left = wanted;
        Instant end = from.plus(400_000, ChronoUnit.MINUTES);
        while (left > 0 && at.isBefore(end)) {
            left -= works(calendars, at) ? 1 : 0;
            at = at.plus(1, ChronoUnit.MINUTES);
        }
        if (left == 0) {
            assertThat(time.add(from, Duration.ofMinutes(wanted)))
                    .as("%s from %s by %s minutes (seed %s)", describe(calendars), from, wanted, seed)
                    .hasValue(at);
        }
    }

    @RepeatedTest(2_000)
    void isAdditiveToTheMicrosecond() {
        var calendars = calendars();
        var time = new WorkingTime(calendars);
        Instant a = moment(calendars.getFirst()).plusNanos(1_000L * random.nextInt(60_000_000));
        Instant b = a.plusSeconds(random.nextInt(40_000_000)).plusNanos(1_000L * random.nextInt(1_000_000));
        Instant c = b.plusSeconds(random.nextInt(40_000_000)).plusNanos(1_000L * random.nextInt(1_000_000));
        assertThat(time.between(a, b).plus(time.between(b, c)))
                .as("%s %s %s %s (seed %s)", describe(calendars), a, b, c, seed)
                .isEqualTo(time.between(a, c));
        Duration some = Duration.of(1 + random.nextInt(2_000_000_000), ChronoUnit.MICROS)
                .plusMinutes(random.nextInt(20_000));
        Instant due = time.add(a, some).orElseThrow();
        assertThat(time.between(a, due)).as("added (seed %s)", seed).isEqualTo(some);
        assertThat(time.between(a, due.minusNanos(1_000)))
                .as("not a microsecond too late (seed %s)", seed)
                .isLessThan(some);
    }

    @Test
    void anHourThatIsThereTwiceCountsTwiceAndOneThatIsNotCountsNever() {
        var night = new WorkingTime(List.of(new WorkCalendar(
                ZoneId.of("Europe/Vienna"), List.of(new Shift(DayOfWeek.SUNDAY, 0, 6 * 60)), List.of())));
        assertThat(night.between(Instant.parse("2026-10-24T00:00:00Z"), Instant.parse("2026-10-26T00:00:00Z")))
                .isEqualTo(Duration.ofHours(7));
        assertThat(night.between(Instant.parse("2026-03-28T00:00:00Z"), Instant.parse("2026-03-30T00:00:00Z")))
                .isEqualTo(Duration.ofHours(5));
    }

    @Test
    void theSunIsFollowedWithoutCountingTwice() {
        var week = List.of(DayOfWeek.values()).stream()
                .map(d -> new Shift(d, 8 * 60, 17 * 60))
                .toList();
        var around = new WorkingTime(List.of(
                new WorkCalendar(ZoneId.of("Asia/Tokyo"), week, List.of()),
                new WorkCalendar(ZoneId.of("Europe/London"), week, List.of()),
                new WorkCalendar(ZoneId.of("America/Los_Angeles"), week, List.of())));
        Instant day = Instant.parse("2026-01-14T00:00:00Z");
        assertThat(around.between(day, day.plus(1, ChronoUnit.DAYS))).isEqualTo(Duration.ofHours(24));
    }

    @Test
    void thirtyYearsCostNoMoreThanWhatChangesInThem() {
        var time = new WorkingTime(List.of(calendarOfOffice()));
        Instant from = Instant.parse("2000-01-03T08:00:00Z");
        Instant until = Instant.parse("2030-01-03T08:00:00Z");
        time.between(from, until);
        long begin = System.nanoTime();
        for (int i = 0; i < 1_000; i++) {
            time.between(from, until);
        }
        assertThat(Duration.ofNanos(System.nanoTime() - begin)).isLessThan(Duration.ofSeconds(2));
    }

    @Test
    void whatNeverWorksIsNeverDue() {
        var none = new WorkingTime(List.of(new WorkCalendar(
                ZoneId.of("UTC"),
                List.of(new Shift(DayOfWeek.MONDAY, 0, 60)),
                List.of(new Holiday(LocalDate.of(2000, 1, 1), LocalDate.of(2000, 12, 31), "all", true)))));
        assertThat(none.add(Instant.parse("2026-01-01T00:00:00Z"), Duration.ofMinutes(1)))
                .isEmpty();
    }

    private static WorkCalendar calendarOfOffice() {
        var shifts = List.of(DayOfWeek.values()).stream()
                .filter(d -> d.getValue() < 6)
                .map(d -> new Shift(d, 8 * 60, 17 * 60))
                .toList();
        var christmas = new Holiday(LocalDate.of(2000, 12, 25), LocalDate.of(2000, 12, 26), "Christmas", true);
        return new WorkCalendar(ZoneId.of("Europe/Vienna"), shifts, List.of(christmas));
    }

    private static String describe(List<WorkCalendar> all) {
        return all.stream()
                .map(c -> c.zone() + " " + c.shifts() + " " + c.holidays())
                .toList()
                .toString();
    }
}
