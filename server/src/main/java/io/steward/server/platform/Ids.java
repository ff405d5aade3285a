package io.steward.server.platform;

import java.time.Instant;
import java.util.UUID;

/** New ids: UUID version 7 (RFC 9562), so that they sort by time and indexes grow at one end. */
public final class Ids {
    private Ids() {}

    public static UUID next() {
        return com.github.f4b6a3.uuid.UuidCreator.getTimeOrderedEpoch();
    }

    /** The id of something that happened at a past instant, so that imported history sorts like the rest. */
    public static UUID at(Instant instant) {
        return com.github.f4b6a3.uuid.UuidCreator.getTimeOrderedEpoch(instant);
    }
}
