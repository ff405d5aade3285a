package io.steward.server.task.rules;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.DayOfWeek;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** The arithmetic of recurrence against a slow one that looks at every single day. */
class RecurrenceTest {
    private static final List<ZoneId> ZONES = List.of(
            ZoneId.of("UTC"),
            ZoneId.of("Europe/Vienna"),
            ZoneId.of("America/New_York"),
            ZoneId.of("Australia/Lord_Howe"),
            ZoneId.of("America/Sao_Paulo"),
            ZoneId.of("Pacific/Apia"));

    @Test
    void agreesWithLookingAtEveryDay() {
        var random = new Random(20_261_128);
        int compared = 0;
        for (int i = 0; i < 4_000; i++) {
            Schedule s = schedule(random);
            Instant from = s.start()
                    .plusDays(random.nextInt(900) - 200)
                    .atTime(random.nextInt(24), random.nextInt(60))
                    .atZone(s.zone())
                    .toInstant();
            List<Instant> slow = slow(s, from);
            List<Instant> fast = new Recurrence(s)
                    .after(from, Math.max(1, slow.size())).stream()
                            .map(Recurrence.Occurrence::at)
                            .limit(slow.size())
                            .toList();
            assertThat(fast).as("%s after %s", s, from).isEqualTo(slow);
            compared += slow.size();
        }
        assertThat(compared).isGreaterThan(10_000);
    }

    /** All within six years: looked at day by day. */
    private static List<Instant> slow(Schedule s, Instant after) {
        var all = new TreeSet<Instant>();
        LocalDate last = after.atZone(s.zone()).toLocalDate().plusYears(6);
        for (LocalDate day = s.start(); day.isBefore(last); day = day.plusDays(1)) {
            if ((s.end() == null || !day.isAfter(s.end())) && is(s, day)) {
                Instant at = day.atTime(s.time()).atZone(s.zone()).toInstant();
                if (at.isAfter(after)) {
                    all.add(at);
                }
            }
        }
        return all.stream().limit(12).toList();
    }

    private static boolean is(Schedule s, LocalDate day) {
        long days = ChronoUnit.DAYS.between(s.start(), day);
        int months = (day.getYear() - s.start().getYear()) * 12
                + day.getMonthValue()
                - s.start().getMonthValue();
        return switch (s.kind()) {
            case ONCE -> days == 0;
            case DAILY -> days % s.interval() == 0;
            case WEEKLY -> {
                // Counted in weeks that begin on Monday, whatever day the start is.
                long weeks = (days + s.start().getDayOfWeek().getValue() - 1) / 7;
                boolean weekday = s.weekdays().isEmpty()
                        ? day.getDayOfWeek() == s.start().getDayOfWeek()
                        : s.weekdays().contains(day.getDayOfWeek());
                yield weeks % s.interval() == 0 && weekday;
            }
            case MONTHLY -> months % s.interval() == 0 && isDay(s, day);
            case YEARLY -> {
                int month = s.month() == null ? s.start().getMonthValue() : s.month();
                yield day.getMonthValue() == month
                        && (day.getYear() - s.start().getYear()) % s.interval() == 0
                        && isDay(s, day);
            }
        };
    }

    private static boolean isDay(Schedule s, LocalDate day) {
        Integer wanted = s.dayOfMonth();
        if (wanted != null && wanted == Schedule.LAST_DAY) {
            return day.getDayOfMonth() == day.lengthOfMonth();
        }
        return day.getDayOfMonth() == (wanted == null ? s.start().getDayOfMonth() : wanted);
    }

    private static Schedule schedule(Random random) {
        var kinds = Schedule.Kind.values();
        var weekdays = new ArrayList<DayOfWeek>();
        for (DayOfWeek day : DayOfWeek.values()) {
            if (random.nextInt(3) == 0) {
                weekdays.add(day);
            }
        }
        LocalDate start = LocalDate.of(2010, 1, 1).plusDays(random.nextInt(6_000));
        @Nullable
        Integer day = switch (random.nextInt(4)) {
            case 0 -> null;
            case 1 -> Schedule.LAST_DAY;
            default -> 1 + random.nextInt(31);
        };
        return new Schedule(
                kinds[random.nextInt(kinds.length)],
                1 + random.nextInt(5),
                weekdays,
                day,
                random.nextBoolean() ? null : 1 + random.nextInt(12),
                LocalTime.of(random.nextInt(24), random.nextInt(60)),
                ZONES.get(random.nextInt(ZONES.size())),
                start,
                random.nextInt(4) == 0 ? start.plusDays(random.nextInt(1_500)) : null);
    }

    @Test
    void clocksPutForwardAndBackKeepTheTimeOnTheWall() {
        var night = new Schedule(
                Schedule.Kind.DAILY,
                1,
                List.of(),
                null,
                null,
                LocalTime.of(2, 30),
                ZoneId.of("Europe/Vienna"),
                LocalDate.of(2027, 3, 27),
                null);
        assertThat(instants(night, Instant.parse("2027-03-26T12:00:00Z"), 3))
                .containsExactly(
                        Instant.parse("2027-03-27T01:30:00Z"),
                        // 02:30 does not exist on this day: 03:30 is meant.
                        Instant.parse("2027-03-28T01:30:00Z"),
                        Instant.parse("2027-03-29T00:30:00Z"));
        assertThat(instants(night, Instant.parse("2027-10-30T12:00:00Z"), 2))
                .containsExactly(
                        // 02:30 comes twice: the first is meant, and only once.
                        Instant.parse("2027-10-31T00:30:00Z"), Instant.parse("2027-11-01T01:30:00Z"));
    }

    @Test
    void aDayThatMonthsDoNotHaveIsLeftOutAndTheLastIsAlwaysThere() {
        Instant from = Instant.parse("2026-12-31T00:00:00Z");
        assertThat(days(monthly(31), from, 4)).containsExactly("2026-12-31", "2027-01-31", "2027-03-31", "2027-05-31");
        assertThat(days(monthly(Schedule.LAST_DAY), from, 3)).containsExactly("2026-12-31", "2027-01-31", "2027-02-28");
        var leap = new Schedule(
                Schedule.Kind.YEARLY,
                1,
                List.of(),
                29,
                2,
                LocalTime.NOON,
                ZoneId.of("UTC"),
                LocalDate.of(2026, 1, 1),
                null);
        assertThat(days(leap, from, 2)).containsExactly("2028-02-29", "2032-02-29");
        var never = new Schedule(
                Schedule.Kind.YEARLY,
                1,
                List.of(),
                31,
                2,
                LocalTime.NOON,
                ZoneId.of("UTC"),
                LocalDate.of(2026, 1, 1),
                null);
        assertThat(new Recurrence(never).after(from)).isEmpty();
    }

    @Test
    void whatWasMissedIsDoneOnceAndCounted() {
        var daily = new Schedule(
                Schedule.Kind.DAILY,
                1,
                List.of(),
                null,
                null,
                LocalTime.of(9, 0),
                ZoneId.of("UTC"),
                LocalDate.of(2026, 11, 1),
                null);
        var due = new Recurrence(daily)
                .due(Instant.parse("2026-11-10T09:00:00Z"), Instant.parse("2026-11-14T08:59:59Z"))
                .orElseThrow();
        assertThat(due.occurrence().at()).isEqualTo(Instant.parse("2026-11-13T09:00:00Z"));
        assertThat(due.missed()).isEqualTo(3);
        assertThat(new Recurrence(daily)
                        .due(Instant.parse("2026-11-14T09:00:00Z"), Instant.parse("2026-11-14T08:59:59Z")))
                .isEmpty();
    }

    private static Schedule monthly(int day) {
        return new Schedule(
                Schedule.Kind.MONTHLY,
                1,
                List.of(),
                day,
                null,
                LocalTime.NOON,
                ZoneId.of("UTC"),
                LocalDate.of(2026, 12, 1),
                null);
    }

    private static List<Instant> instants(Schedule s, Instant after, int count) {
        return new Recurrence(s)
                .after(after, count).stream().map(Recurrence.Occurrence::at).toList();
    }

    private static List<String> days(Schedule s, Instant after, int count) {
        return new Recurrence(s)
                .after(after, count).stream().map(o -> o.day().toString()).toList();
    }
}
