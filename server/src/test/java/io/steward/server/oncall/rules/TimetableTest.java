package io.steward.server.oncall.rules;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.DayOfWeek;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.UUID;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Test;

/** Who is on call, against a clock on the wall that is watched minute by minute. */
class TimetableTest {
    /** With clocks changed at night, at midnight, by half an hour, on other days, a day left out; and with none. */
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

    private static final List<UUID> PEOPLE =
            IntStream.range(0, 5).mapToObj(i -> new UUID(0, i)).toList();
    private static final UUID ANNA = PEOPLE.get(0);
    private static final UUID BEN = PEOPLE.get(1);
    private static final UUID CARA = PEOPLE.get(2);
    private static final Set<DayOfWeek> ALL = EnumSet.allOf(DayOfWeek.class);

    private final long seed = System.nanoTime();
    private final Random random = new Random(seed);

    /** A clock on the wall: what it has shown so far is over, even if it shows it once more. */
    private static final class Watcher {
        private final List<Layer> layers;
        private final ZoneId zone;
        private final long[] turns;
        private LocalDateTime shown = LocalDateTime.MIN;

        Watcher(List<Layer> layers, ZoneId zone) {
            this.layers = layers;
            this.zone = zone;
            this.turns = new long[layers.size()];
        }

        void look(Instant minute) {
            LocalDateTime now = LocalDateTime.ofInstant(minute, zone);
            shown = now.isAfter(shown) ? now : shown;
            for (int i = 0; i < turns.length; i++) {
                Layer l = layers.get(i);
                while (!l.start()
                        .atTime(l.handOver())
                        .plusHours(turns[i] * l.every() * l.turn().hours())
                        .isAfter(shown)) {
                    turns[i]++;
                }
            }
        }

        @Nullable
        UUID onCall(int number) {
            Layer l = layers.get(number);
            LocalDate end = l.end();
            boolean over = end != null && !shown.isBefore(end.atTime(l.handOver()));
            if (turns[number] == 0 || over || l.people().isEmpty() || !counts(l)) {
                return null;
            }
            return l.people().get((int) ((turns[number] - 1) % l.people().size()));
        }

        private boolean counts(Layer l) {
            for (Hours h : l.hours()) {
                for (int back = 0; back < 2; back++) {
                    LocalDate day = shown.toLocalDate().minusDays(back);
                    LocalDateTime until = (h.until().isAfter(h.from()) ? day : day.plusDays(1)).atTime(h.until());
                    if (h.days().contains(day.getDayOfWeek())
                            && !shown.isBefore(day.atTime(h.from()))
                            && shown.isBefore(until)) {
                        return true;
                    }
                }
            }
            return l.hours().isEmpty();
        }

        @Nullable
        UUID top() {
            for (int i = layers.size() - 1; i >= 0; i--) {
                UUID person = onCall(i);
                if (person != null) {
                    return person;
                }
            }
            return null;
        }
    }

    private LocalTime time() {
        return LocalTime.of(random.nextInt(24), random.nextInt(4) * 15);
    }

    private Layer layer(LocalDate near) {
        Turn turn = Turn.values()[random.nextInt(3)];
        int every = switch (turn) {
            case HOURS -> 1 + random.nextInt(40);
            case DAYS -> 1 + random.nextInt(5);
            case WEEKS -> 1 + random.nextInt(2);
        };
        var people = new ArrayList<UUID>();
        for (int i = random.nextInt(8) == 0 ? 0 : 1 + random.nextInt(5); i > 0; i--) {
            people.add(PEOPLE.get(random.nextInt(PEOPLE.size())));
        }
        var hours = new ArrayList<Hours>();
        for (int i = random.nextInt(4) - 1; i > 0; i--) {
            var days = EnumSet.noneOf(DayOfWeek.class);
            for (int d = 1 + random.nextInt(5); d > 0; d--) {
                days.add(DayOfWeek.of(1 + random.nextInt(7)));
            }
            LocalTime from = time();
            hours.add(new Hours(days, from, random.nextInt(5) == 0 ? from : time()));
        }
        LocalDate start = near.minusDays(12).plusDays(random.nextInt(16));
        return new Layer(
                "l",
                people,
                turn,
                every,
                start,
                time(),
                random.nextInt(4) == 0 ? start.plusDays(1 + random.nextInt(15)) : null,
                hours);
    }

    /** A day around which the zone's clocks are changed, if they ever are; and sometimes any day. */
    private Instant around(ZoneId zone) {
        Instant any = LocalDate.of(2010, 1, 1)
                .plusDays(random.nextInt(6_000))
                .atStartOfDay(zone)
                .toInstant();
        var change = zone.getRules().nextTransition(any);
        if (zone.getId().equals("Pacific/Apia") && random.nextBoolean()) {
            return Instant.parse("2011-12-30T10:00:00Z");
        }
        return change == null || random.nextInt(4) == 0 ? any : change.getInstant();
    }

    @RepeatedTest(60)
    void agreesWithTheWatcher() {
        ZoneId zone = ZoneId.of(ZONES.get(random.nextInt(ZONES.size())));
        Instant change = around(zone);
        LocalDate day = LocalDate.ofInstant(change, zone);
        var layers = new ArrayList<Layer>();
        for (int i = 1 + random.nextInt(3); i > 0; i--) {
            layers.add(layer(day));
        }
        Instant from = minute(change.minus(Duration.ofMinutes(random.nextInt(3 * 1_440))));
        Instant until = from.plus(Duration.ofMinutes(1 + random.nextInt(6 * 1_440)));
        var covers = new ArrayList<Cover>();
        for (int i = random.nextInt(3); i > 0; i--) {
            Instant begin = from.plus(Duration.ofMinutes(random.nextInt(5 * 1_440) - 1_440));
            covers.add(new Cover(
                    new UUID(1, i),
                    PEOPLE.get(random.nextInt(PEOPLE.size())),
                    begin,
                    begin.plus(Duration.ofMinutes(1 + random.nextInt(2_000)))));
        }
        var table = new Timetable(zone, layers, covers);
        var byLayer = IntStream.range(0, layers.size())
                .mapToObj(i -> table.layer(i, from, until))
                .toList();
        var shifts = table.shifts(from, until);
        tidy(shifts, from, until);
        byLayer.forEach(s -> tidy(s, from, until));

        var watcher = new Watcher(layers, zone);
        for (Instant m = from.minus(Duration.ofDays(16)); m.isBefore(until); m = m.plusSeconds(60)) {
            watcher.look(m);
            if (m.isBefore(from)) {
                continue;
            }
            for (int i = 0; i < layers.size(); i++) {
                assertThat(at(byLayer.get(i), m))
                        .as("seed %s, %s, %s, %s", seed, zone, m, layers.get(i))
                        .isEqualTo(watcher.onCall(i));
            }
            UUID wanted = watcher.top();
            for (Cover c : covers) {
                if (!m.isBefore(c.from()) && m.isBefore(c.until())) {
                    wanted = c.person();
                }
            }
            assertThat(at(shifts, m)).as("seed %s, %s, %s", seed, zone, m).isEqualTo(wanted);
        }
    }

    private static Instant minute(Instant at) {
        return Instant.ofEpochSecond(Math.floorDiv(at.getEpochSecond(), 60L) * 60);
    }

    private static @Nullable UUID at(List<Shift> shifts, Instant m) {
        return shifts.stream()
                .filter(s -> s.covers(m))
                .map(Shift::person)
                .findFirst()
                .orElse(null);
    }

    /** In order, apart, within the span, none empty; and with the gaps they fill it. */
    private void tidy(List<Shift> shifts, Instant from, Instant until) {
        Instant reached = from;
        Duration sum = Duration.ZERO;
        for (Shift s : shifts) {
            assertThat(s.from()).as("seed %s", seed).isAfterOrEqualTo(reached);
            assertThat(s.until()).as("seed %s", seed).isAfter(s.from());
            reached = s.until();
            sum = sum.plus(Duration.between(s.from(), s.until()));
        }
        assertThat(reached).as("seed %s", seed).isBeforeOrEqualTo(until);
        for (Span gap : Timetable.gaps(shifts, from, until)) {
            sum = sum.plus(Duration.between(gap.from(), gap.until()));
        }
        assertThat(sum).as("seed %s", seed).isEqualTo(Duration.between(from, until));
    }

    @RepeatedTest(20)
    void whatIsAskedInPartsIsTheSameAsTheWhole() {
        ZoneId zone = ZoneId.of(ZONES.get(random.nextInt(ZONES.size())));
        Instant from = minute(around(zone)).minus(Duration.ofDays(2));
        Instant until = from.plus(Duration.ofDays(8));
        LocalDate day = LocalDate.ofInstant(from, zone);
        var table = new Timetable(zone, List.of(layer(day), layer(day)), List.of());
        Instant cut = from.plus(Duration.ofMinutes(random.nextInt(8 * 1_440)));
        var parts = new ArrayList<>(table.shifts(from, cut));
        table.shifts(cut, until).forEach(s -> Rotation.add(parts, s));
        assertThat(parts).as("seed %s", seed).isEqualTo(table.shifts(from, until));
        var now = table.at(cut).map(Shift::person);
        assertThat(now.orElse(null)).as("seed %s", seed).isEqualTo(at(table.shifts(from, until), cut));
    }

    private static Layer weekly(String start, @Nullable Hours hours, UUID... people) {
        return new Layer(
                "weekly",
                Arrays.asList(people),
                Turn.WEEKS,
                1,
                LocalDate.parse(start),
                LocalTime.of(8, 0),
                null,
                hours == null ? List.of() : List.of(hours));
    }

    private static Instant at(String local) {
        return ZonedDateTime.parse(local + "[Europe/Vienna]").toInstant();
    }

    @Test
    void handOverStaysAtItsTimeWhenTheClocksChange() {
        var table =
                new Timetable(ZoneId.of("Europe/Vienna"), List.of(weekly("2026-03-23", null, ANNA, BEN)), List.of());
        var shifts = table.shifts(at("2026-03-23T08:00+01:00"), at("2026-04-06T08:00+02:00"));
        assertThat(shifts).hasSize(2);
        assertThat(shifts.get(0).until()).isEqualTo(at("2026-03-30T08:00+02:00"));
        // An hour less than a week.
        assertThat(Duration.between(shifts.get(0).from(), shifts.get(0).until()))
                .isEqualTo(Duration.ofHours(167));
        assertThat(shifts.get(1).person()).isEqualTo(BEN);
    }

    @Test
    void laterLayersWinAndOverridesWinOverAll() {
        var nights = new Hours(ALL, LocalTime.of(18, 0), LocalTime.of(8, 0));
        var layers = List.of(weekly("2026-11-02", null, ANNA, BEN), weekly("2026-11-02", nights, CARA));
        Instant from = at("2026-11-03T12:00+01:00");
        Instant until = at("2026-11-04T12:00+01:00");
        var cover = new Cover(new UUID(9, 9), BEN, at("2026-11-03T20:00+01:00"), at("2026-11-03T22:00+01:00"));
        var shifts = new Timetable(ZoneId.of("Europe/Vienna"), layers, List.of(cover)).shifts(from, until);
        assertThat(shifts.stream().map(Shift::person).toList()).containsExactly(ANNA, CARA, BEN, CARA, ANNA);
        assertThat(shifts.stream().map(Shift::layer).toList()).containsExactly(0, 1, Shift.OVERRIDE, 1, 0);
        assertThat(Timetable.of(CARA, shifts))
                .containsExactly(
                        new Span(at("2026-11-03T18:00+01:00"), cover.from()),
                        new Span(cover.until(), at("2026-11-04T08:00+01:00")));
    }

    @Test
    void outsideOfItsHoursThereIsAGap() {
        var office =
                new Hours(EnumSet.range(DayOfWeek.MONDAY, DayOfWeek.FRIDAY), LocalTime.of(9, 0), LocalTime.of(17, 0));
        var table = new Timetable(ZoneId.of("Europe/Vienna"), List.of(weekly("2026-11-02", office, ANNA)), List.of());
        Instant from = at("2026-11-06T16:00+01:00");
        Instant until = at("2026-11-09T10:00+01:00");
        assertThat(Timetable.gaps(table.shifts(from, until), from, until))
                .containsExactly(new Span(at("2026-11-06T17:00+01:00"), at("2026-11-09T09:00+01:00")));
        assertThat(table.at(from)).isPresent();
        assertThat(table.at(at("2026-11-07T12:00+01:00"))).isEmpty();
    }

    @Test
    void aTimeThatIsSkippedIsTheMomentOfTheChange() {
        var zone = ZoneId.of("Europe/Vienna");
        var odd = new Hours(ALL, LocalTime.of(2, 15), LocalTime.of(2, 45));
        var table = new Timetable(zone, List.of(weekly("2026-03-02", odd, ANNA)), List.of());
        // 29 March: from 2:00 to 3:00 there is no such time. 25 October: there it is twice, and counts once.
        assertThat(table.shifts(at("2026-03-29T00:00+01:00"), at("2026-03-30T00:00+02:00")))
                .isEmpty();
        var autumn = table.shifts(at("2026-10-25T00:00+02:00"), at("2026-10-26T00:00+01:00"));
        assertThat(autumn).hasSize(1);
        assertThat(autumn.getFirst().from()).isEqualTo(at("2026-10-25T02:15+02:00"));
        assertThat(autumn.getFirst().until()).isEqualTo(at("2026-10-25T02:45+02:00"));
    }
}
