package io.steward.server.sla.rules;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/**
 * What is promised of one clock: the target, the time that counts, and at which percentages of it something happens.
 *
 * @param percents ascending, 100 among them: that the target is missed
 */
public record Terms(UUID policy, Duration target, WorkingTime time, List<Integer> percents) {
    /** The target itself. */
    public static final int MISSED = 100;

    /** The same target of the same policy. */
    boolean isAs(Terms other) {
        return policy.equals(other.policy) && target.equals(other.target);
    }

    Duration share(int percent) {
        long micros = target.toSeconds() * 1_000_000 + target.toNanosPart() / 1_000;
        return Duration.of(Math.floorDiv(micros * percent, 100L), java.time.temporal.ChronoUnit.MICROS);
    }

    /** When a running clock comes to a percentage; what it has already, it has at once. */
    Optional<Instant> at(int percent, Instant since, Duration elapsed) {
        Duration left = share(percent).minus(elapsed);
        return left.isNegative() ? Optional.of(since) : time.add(since, left);
    }
}
