package io.steward.server.automation.rules;

import java.time.Duration;
import java.util.Optional;

/** How long after a failure an action is tried again: four times, over about an hour and a quarter in all, as the settings are. */
public final class Backoff {
    private static final int[] FACTORS = {1, 6, 60, 360};

    private Backoff() {}

    /**
     * @param failed how often it failed so far, from 1
     * @param first how long the first wait is
     */
    public static Optional<Duration> after(int failed, Duration first) {
        return failed > FACTORS.length ? Optional.empty() : Optional.of(first.multipliedBy(FACTORS[failed - 1]));
    }
}
