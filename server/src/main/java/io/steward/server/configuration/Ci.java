package io.steward.server.configuration;

import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A configuration item: a service, or a thing that services are made of.
 *
 * @param externalId what another system calls it
 */
public record Ci(
        UUID id,
        UUID classId,
        String name,
        CiStatus status,
        @Nullable UUID ownerId,
        @Nullable UUID locationId,
        String description,
        @Nullable String externalId,
        Instant created,
        Instant updated,
        int version) {

    /** What somebody wants it to be. */
    public record Wanted(
            @Nullable UUID classId,
            @Nullable String name,
            CiStatus status,
            @Nullable UUID ownerId,
            @Nullable UUID locationId,
            @Nullable String description,
            @Nullable String externalId) {}
}
