package io.steward.server.platform;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeParseException;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.LongSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A clock that is ahead of the real one by what a file says, an ISO-8601 duration such as {@code PT4H}; for trials only. The file
 * is looked at five times a second at most. Time never goes back: what is unreadable, or less than before, changes nothing.
 */
public final class MovedClock extends Clock {
    private static final Logger LOG = LoggerFactory.getLogger(MovedClock.class);
    static final Duration LOOK = Duration.ofMillis(200);
    private static final Duration MOST = Duration.ofDays(3_660);

    private final Clock real;
    private final Path file;
    private final LongSupplier nanos;
    private final AtomicLong looked;
    private volatile Duration ahead = Duration.ZERO;

    /** @throws IllegalArgumentException when the file cannot be read, or holds no such duration */
    public MovedClock(Clock real, Path file) {
        this(real, file, System::nanoTime);
    }

    MovedClock(Clock real, Path file, LongSupplier nanos) {
        this.real = real;
        this.file = file;
        this.nanos = nanos;
        this.looked = new AtomicLong(nanos.getAsLong());
        try {
            ahead = read();
        } catch (IOException | DateTimeParseException e) {
            throw new IllegalArgumentException(
                    "steward.clock-file must name a file that holds a duration such as PT4H, 0 to 3660 days: " + file,
                    e);
        }
    }

    /** By how much it is ahead now. */
    public Duration ahead() {
        long now = nanos.getAsLong();
        long last = looked.get();
        // One thread looks; the others go on with what was read before.
        if (now - last >= LOOK.toNanos() && looked.compareAndSet(last, now)) {
            look();
        }
        return ahead;
    }

    private void look() {
        try {
            Duration found = read();
            if (found.compareTo(ahead) > 0) {
                LOG.warn("The clock is moved: it is ahead by {}", found);
                ahead = found;
            }
        } catch (IOException | DateTimeParseException e) {
            // Somebody may be in the middle of writing it.
            LOG.debug("The clock stays as it is: {}", e.toString());
        }
    }

    private Duration read() throws IOException {
        String text = Files.readString(file).strip();
        Duration found = text.isEmpty() ? Duration.ZERO : Duration.parse(text);
        if (found.isNegative() || found.compareTo(MOST) > 0) {
            throw new DateTimeParseException("0 to 3660 days", text, 0);
        }
        return found;
    }

    @Override
    public Instant instant() {
        return real.instant().plus(ahead());
    }

    @Override
    public ZoneId getZone() {
        return real.getZone();
    }

    @Override
    public Clock withZone(ZoneId zone) {
        Clock moved = this;
        Clock zoned = real.withZone(zone);
        return new Clock() {
            @Override
            public Instant instant() {
                return moved.instant();
            }

            @Override
            public ZoneId getZone() {
                return zoned.getZone();
            }

            @Override
            public Clock withZone(ZoneId other) {
                return moved.withZone(other);
            }
        };
    }
}
