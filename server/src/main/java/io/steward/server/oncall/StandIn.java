package io.steward.server.oncall;

import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * An override: the person takes the schedule over, from a moment (inclusive) until another (exclusive).
 *
 * @param createdBy who arranged it
 */
public record StandIn(
        UUID id,
        UUID scheduleId,
        UUID personId,
        Instant from,
        Instant until,
        Instant created,
        @Nullable UUID createdBy) {}
