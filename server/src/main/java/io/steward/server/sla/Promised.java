package io.steward.server.sla;

import java.util.Locale;
import java.util.Optional;

/** What is promised: what starts, pauses and stops a clock where its policy does not say otherwise. */
public enum Promised {
    /** The first public answer, from when the ticket was created; done as well when it is resolved without one. */
    FIRST_RESPONSE,
    /** Each further answer, from when the requester wrote. */
    NEXT_RESPONSE,
    /** That it is resolved; goes on when it is opened again. */
    RESOLUTION,
    /** A decision; the policy says what starts and stops it. */
    APPROVAL,
    /** Anything else; the policy says what starts and stops it. */
    CUSTOM;

    @com.fasterxml.jackson.annotation.JsonValue
    public String key() {
        return name().toLowerCase(Locale.ROOT);
    }

    public static Optional<Promised> find(String key) {
        for (Promised one : values()) {
            if (one.key().equals(key)) {
                return Optional.of(one);
            }
        }
        return Optional.empty();
    }

    /** The policy has to say what starts and what stops the clock. */
    public boolean needsConditions() {
        return this == APPROVAL || this == CUSTOM;
    }
}
