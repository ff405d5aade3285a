package io.steward.server.integration;

import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A system that tells us what happens.
 *
 * @param typeId what its alerts become
 * @param requesterId in whose name tickets are opened
 * @param kind one of {@link io.steward.server.integration.rules.Signals#KINDS}
 * @param tokenHash of the secret part of its address
 * @param sealed what its sender must know, sealed
 * @param hmacHeader the header with a signature of the body; null: none is asked for
 * @param reopenMinutes how long after a ticket was resolved the same alert reopens it
 * @param resolves whether the ticket is resolved when the alert is over
 * @param perMinute how many payloads are taken within a minute
 */
public record Source(
        UUID id,
        UUID deskId,
        UUID typeId,
        UUID requesterId,
        @Nullable UUID teamId,
        String name,
        String kind,
        boolean active,
        byte[] tokenHash,
        String sealed,
        @Nullable String hmacHeader,
        SourceMapping mapping,
        int reopenMinutes,
        boolean resolves,
        int perMinute,
        Instant created,
        @Nullable Instant lastAt,
        int version) {}
