package io.steward.server.platform;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class MovedClockTest {
    private static final Instant REAL = Instant.parse("2026-03-02T09:00:00Z");

    @TempDir
    Path folder;

    private final AtomicLong nanos = new AtomicLong();
    private Path file;

    @BeforeEach
    void file() throws IOException {
        file = folder.resolve("clock.txt");
        Files.writeString(file, "PT0S\n");
    }

    private MovedClock clock() {
        return new MovedClock(Clock.fixed(REAL, ZoneOffset.UTC), file, nanos::get);
    }

    private void later(Duration by) {
        nanos.addAndGet(by.toNanos());
    }

    private void write(String text) throws IOException {
        Files.writeString(file, text);
        later(MovedClock.LOOK);
    }

    @Test
    void isAheadByWhatTheFileSaysOnceItLooksAgain() throws IOException {
        var clock = clock();
        assertThat(clock.instant()).isEqualTo(REAL);
        Files.writeString(file, "PT4H");
        later(MovedClock.LOOK.minusMillis(1));
        assertThat(clock.instant()).as("not looked yet").isEqualTo(REAL);
        later(Duration.ofMillis(1));
        assertThat(clock.instant()).isEqualTo(REAL.plus(Duration.ofHours(4)));
        assertThat(clock.millis()).isEqualTo(REAL.plus(Duration.ofHours(4)).toEpochMilli());
    }

    @Test
    void neverGoesBackAndBearsWhatIsNoDuration() throws IOException {
        var clock = clock();
        write("P1DT2H");
        assertThat(clock.ahead()).isEqualTo(Duration.ofHours(26));
        for (String text : new String[] {"PT1H", "-PT1H", "soon", "", "P99999D"}) {
            write(text);
            assertThat(clock.ahead()).as(text).isEqualTo(Duration.ofHours(26));
        }
        Files.delete(file);
        later(MovedClock.LOOK);
        assertThat(clock.ahead()).isEqualTo(Duration.ofHours(26));
        write("PT30H");
        assertThat(clock.ahead()).isEqualTo(Duration.ofHours(30));
    }

    @Test
    void movesWithItsZonesToo() throws IOException {
        var clock = clock();
        var vienna = clock.withZone(ZoneId.of("Europe/Vienna"));
        assertThat(vienna.getZone()).isEqualTo(ZoneId.of("Europe/Vienna"));
        write("PT1H");
        assertThat(vienna.instant()).isEqualTo(REAL.plus(Duration.ofHours(1)));
        assertThat(vienna.withZone(ZoneOffset.UTC).instant()).isEqualTo(REAL.plus(Duration.ofHours(1)));
    }

    @Test
    void isRefusedWithoutAFileThatHoldsADuration() throws IOException {
        Files.writeString(file, "tomorrow");
        assertThatThrownBy(this::clock)
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("steward.clock-file");
        Files.delete(file);
        assertThatThrownBy(this::clock)
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("clock.txt");
    }
}
