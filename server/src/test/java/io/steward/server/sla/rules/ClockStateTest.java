package io.steward.server.sla.rules;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.DayOfWeek;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Test;

class ClockStateTest {
    private static final UUID POLICY = new UUID(1, 1);
    private static final Instant MONDAY = Instant.parse("2026-03-02T08:00:00Z");
    private static final List<Integer> PERCENTS = List.of(50, 75, 100, 150);
    private static final WorkingTime OFFICE = new WorkingTime(List.of(new WorkCalendar(
            ZoneId.of("UTC"),
            List.of(DayOfWeek.values()).stream()
                    .map(d -> new Shift(d, 8 * 60, 16 * 60))
                    .toList(),
            List.of())));

    private final long seed = System.nanoTime();
    private final Random random = new Random(seed);

    private static Terms terms(int minutes) {
        return new Terms(POLICY, Duration.ofMinutes(minutes), OFFICE, PERCENTS);
    }

    private static Reading reading(Instant at, @Nullable Terms terms, String what) {
        return new Reading(
                at,
                terms,
                true,
                what.equals("pause"),
                what.equals("stop"),
                what.equals("cancel"),
                false,
                false,
                new Reading.Why(what, null));
    }

    private static Instant at(int minutes) {
        return MONDAY.plus(minutes, ChronoUnit.MINUTES);
    }

    private static ClockState started(int minutes) {
        return ClockState.begin(MONDAY).next(reading(MONDAY, terms(minutes), "run"));
    }

    @Test
    void isDueWhenTheTargetIsUsedUpAndMetWhenItIsDoneByThen() {
        ClockState running = started(120);
        assertThat(running.due()).isEqualTo(at(120));
        ClockState met = running.next(reading(at(120), terms(120), "stop"));
        assertThat(met.standing()).isEqualTo("met");
        ClockState missed = running.next(reading(at(121), terms(120), "stop"));
        assertThat(missed.standing()).isEqualTo("missed");
        assertThat(missed.missedAt()).isEqualTo(at(120));
    }

    @Test
    void standsWhilePausedAndGoesOnWithWhatIsLeft() {
        ClockState paused = started(120).next(reading(at(30), terms(120), "pause"));
        assertThat(paused.due()).isNull();
        assertThat(paused.nextAt(0)).isNull();
        ClockState on = paused.next(reading(at(200), terms(120), "run"));
        assertThat(on.due()).isEqualTo(at(290));
        assertThat(on.elapsed()).isEqualTo(Duration.ofMinutes(30));
    }

    @Test
    void anotherTargetDoesNotForgetTheTime() {
        ClockState longer = started(120).next(reading(at(60), terms(240), "run"));
        assertThat(longer.due()).isEqualTo(at(240));
        ClockState shorter = started(120).next(reading(at(60), terms(45), "run"));
        assertThat(shorter.missedAt()).isEqualTo(at(60));
        assertThat(shorter.reached()).isEqualTo(100);
    }

    @Test
    void whatIsMissedStaysMissed() {
        ClockState missed = started(60).next(reading(at(90), terms(60), "run"));
        ClockState longer = missed.next(reading(at(91), terms(400), "run"));
        assertThat(longer.missedAt()).isEqualTo(at(60));
        assertThat(longer.standing()).isEqualTo("missed");
        assertThat(longer.nextAt(100)).isEqualTo(at(600 + 960));
        ClockState done = longer.next(reading(at(95), terms(400), "stop"));
        assertThat(done.standing()).isEqualTo("missed");
    }

    @Test
    void goesOnWhenOpenedAgain() {
        ClockState done = started(120).next(reading(at(60), terms(120), "stop"));
        ClockState again = done.next(reading(at(100), terms(120), "run"));
        assertThat(again.due()).isEqualTo(at(160));
        assertThat(again.stopped()).isNull();
    }

    @Test
    void aNewRoundBeginsAtZeroAndCanBeMissedToo() {
        var first =
                new Reading(MONDAY, terms(60), true, false, false, false, false, true, new Reading.Why("run", null));
        var stop =
                new Reading(at(90), terms(60), false, false, true, false, false, true, new Reading.Why("stop", null));
        var again =
                new Reading(at(100), terms(60), true, false, false, false, false, true, new Reading.Why("run", null));
        ClockState late = ClockState.begin(MONDAY).next(first).next(stop);
        assertThat(late.missedAt()).isEqualTo(at(60));
        ClockState round = late.next(again);
        assertThat(round.elapsed()).isZero();
        assertThat(round.due()).isEqualTo(at(160));
        assertThat(round.reached()).isZero();
        assertThat(round.passed(at(161)).missedAt()).isEqualTo(at(160));
    }

    @Test
    void comesToItsPercentagesOneAfterTheOther() {
        ClockState running = started(100);
        assertThat(running.nextAt(0)).isEqualTo(at(50));
        assertThat(running.seen(at(50)).reached()).isEqualTo(50);
        assertThat(running.seen(at(50)).nextAt(50)).isEqualTo(at(75));
        assertThat(running.seen(at(100)).reached()).isEqualTo(75);
        assertThat(running.seen(at(75)).nextAt(75)).isEqualTo(at(100).plusNanos(1_000));
        ClockState missed = running.seen(at(100).plusNanos(1_000));
        assertThat(missed.reached()).isEqualTo(100);
        assertThat(missed.nextAt(100)).isEqualTo(at(150));
        assertThat(running.seen(at(150)).reached()).isEqualTo(150);
    }

    @Test
    void nothingIsPromisedNoMoreAndThenAgain() {
        ClockState gone = started(120).next(reading(at(30), null, "no_policy"));
        assertThat(gone.phase()).isEqualTo(Phase.CANCELLED);
        ClockState back = gone.next(reading(at(60), terms(120), "run"));
        assertThat(back.due()).isEqualTo(at(150));
    }

    /** Looking at a clock in between, and hearing of what does not concern it, changes nothing of how it ends. */
    @RepeatedTest(500)
    void endsAlikeHoweverOftenItIsLookedAt() {
        var words = List.of("run", "run", "pause", "stop", "cancel");
        var plain = new ArrayList<Reading>();
        int minute = 0;
        for (int i = 0; i < 8; i++) {
            plain.add(
                    reading(at(minute), terms(100 * (1 + random.nextInt(3))), words.get(random.nextInt(words.size()))));
            minute += 1 + random.nextInt(400);
        }
        ClockState once = ClockState.begin(MONDAY);
        ClockState often = once;
        for (Reading r : plain) {
            once = once.next(r);
            often = often.next(r);
            for (int i = 0; i < 3; i++) {
                Instant later = r.at().plusSeconds(random.nextInt(50));
                if (later.isAfter(often.since())) {
                    often = often.next(reading(later, r.terms(), r.why().code()));
                }
            }
        }
        Instant end = at(minute);
        ClockState a = once.passed(end);
        ClockState b = often.passed(end);
        assertThat(b.elapsed()).as("seed %s", seed).isEqualTo(a.elapsed());
        assertThat(b.isAs(a)).as("%s and %s (seed %s)", a, b, seed).isTrue();
    }
}
