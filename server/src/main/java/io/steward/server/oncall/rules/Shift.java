package io.steward.server.oncall.rules;

import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Somebody is on call from a moment (inclusive) until another (exclusive).
 *
 * @param layer the number of the layer that it comes from, the lowest being 0; {@value #OVERRIDE} for an override
 * @param override which override; null for a turn in a layer
 */
public record Shift(
        UUID person,
        Instant from,
        Instant until,
        int layer,
        @Nullable UUID override) {
    public static final int OVERRIDE = -1;

    Shift between(Instant begin, Instant end) {
        return new Shift(person, begin, end, layer, override);
    }

    boolean covers(Instant at) {
        return !at.isBefore(from) && at.isBefore(until);
    }

    /** Whether the other goes on where this ends, as the same. */
    boolean continues(Shift other) {
        return until.equals(other.from)
                && person.equals(other.person)
                && layer == other.layer
                && java.util.Objects.equals(override, other.override);
    }
}
