package io.steward.server.outgoing.rules;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/** When a request that failed is tried again: soon at first, then ever later, for about three days (Standard Webhooks). */
public final class Backoff {
    private static final List<Duration> PAUSES = List.of(
            Duration.ofSeconds(5),
            Duration.ofMinutes(5),
            Duration.ofMinutes(30),
            Duration.ofHours(2),
            Duration.ofHours(5),
            Duration.ofHours(10),
            Duration.ofHours(14),
            Duration.ofHours(20),
            Duration.ofHours(24));

    /** A receiver may ask for a pause, but not for ever. */
    private static final Duration LONGEST_ASKED = Duration.ofHours(24);

    private Backoff() {}

    /**
     * Up to a fifth later than the pause says, so that what failed together does not come again together.
     *
     * @param attempts how many there were, from 1
     * @param asked the pause that the receiver asked for
     * @return empty: it is given up
     */
    public static Optional<Instant> next(int attempts, Instant now, @Nullable Duration asked, RandomGenerator random) {
        if (attempts > PAUSES.size()) {
            return Optional.empty();
        }
        Duration pause = PAUSES.get(Math.max(attempts, 1) - 1);
        if (asked != null && asked.compareTo(pause) > 0) {
            pause = asked.compareTo(LONGEST_ASKED) > 0 ? LONGEST_ASKED : asked;
        }
        return Optional.of(now.plus(pause).plusMillis((long) (pause.toMillis() * random.nextDouble() * 0.2)));
    }

    /** How often a request is tried at most. */
    public static int most() {
        return PAUSES.size() + 1;
    }
}
