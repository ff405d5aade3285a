package io.steward.server.notification.rules;

import static org.assertj.core.api.Assertions.assertThat;

import io.steward.server.notification.Digest;
import io.steward.server.notification.Preference;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.Map;
import java.util.Random;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** When a notice goes out by mail. */
class TimingTest {
    private static final ZoneId VIENNA = ZoneId.of("Europe/Vienna");

    private static Preference wish(Digest digest, @Nullable String from, @Nullable String until) {
        return new Preference(
                Map.of(),
                from == null ? null : LocalTime.parse(from),
                until == null ? null : LocalTime.parse(until),
                digest,
                1);
    }

    @ParameterizedTest
    @CsvSource({
        "NONE,,,2026-11-28T10:07:30Z,2026-11-28T10:07:30Z",
        "QUARTER_HOUR,,,2026-11-28T10:07:30Z,2026-11-28T10:15:00Z",
        "QUARTER_HOUR,,,2026-11-28T10:15:00Z,2026-11-28T10:30:00Z",
        "HOUR,,,2026-11-28T10:07:30Z,2026-11-28T11:00:00Z",
        "DAY,,,2026-11-28T05:00:00Z,2026-11-28T07:00:00Z",
        "DAY,,,2026-11-28T07:00:00Z,2026-11-29T07:00:00Z",
        "NONE,22:00,06:30,2026-11-28T20:59:00Z,2026-11-28T20:59:00Z",
        "NONE,22:00,06:30,2026-11-28T21:00:00Z,2026-11-29T05:30:00Z",
        "NONE,22:00,06:30,2026-11-29T05:29:00Z,2026-11-29T05:30:00Z",
        "NONE,22:00,06:30,2026-11-29T05:30:00Z,2026-11-29T05:30:00Z",
        "NONE,12:00,13:00,2026-11-28T11:30:00Z,2026-11-28T12:00:00Z",
        "HOUR,12:00,13:00,2026-11-28T10:30:00Z,2026-11-28T12:00:00Z",
    })
    void byWish(Digest digest, String from, String until, String now, String due) {
        assertThat(Timing.due(wish(digest, from, until), false, Instant.parse(now), VIENNA))
                .isEqualTo(Instant.parse(due));
    }

    @Test
    void whatWaitsForAnAnswerIsNotGatheredButDoesNotWakeAnybody() {
        var now = Instant.parse("2026-11-28T10:07:30Z");
        assertThat(Timing.due(wish(Digest.DAY, null, null), true, now, VIENNA)).isEqualTo(now);
        assertThat(Timing.due(wish(Digest.DAY, "11:00", "12:00"), true, now, VIENNA))
                .isEqualTo(Instant.parse("2026-11-28T11:00:00Z"));
    }

    @Test
    void neverInThePastNeverQuietAndNeverLaterThanTwoDays() {
        var random = new Random(7);
        for (int i = 0; i < 20_000; i++) {
            var now = Instant.parse("2026-01-01T00:00:00Z").plusSeconds(random.nextInt(365 * 86_400));
            var from = LocalTime.ofSecondOfDay(random.nextInt(1_440) * 60L);
            var until = LocalTime.ofSecondOfDay(random.nextInt(1_440) * 60L);
            if (from.equals(until)) {
                continue;
            }
            var digest = Digest.values()[random.nextInt(4)];
            var due = Timing.due(new Preference(Map.of(), from, until, digest, 1), random.nextBoolean(), now, VIENNA);
            assertThat(due).isBetween(now, now.plus(Duration.ofHours(50)));
            var local = due.atZone(VIENNA).toLocalTime();
            // An hour that the clock skips in spring may end the quiet a little late, never early.
            assertThat(Timing.isQuiet(local, from, until))
                    .as("%s by %s of %s to %s", due, digest, from, until)
                    .isFalse();
        }
    }

    @Test
    void variablesAreTextAndNeverTemplates() {
        assertThat(Template.fill("{actor} wrote {text}{nothing}", Map.of("actor", "{text}", "text", "$1 {actor}")))
                .isEqualTo("{text} wrote $1 {actor}");
    }
}
