package io.steward.server.sla;

import io.steward.server.platform.Problem;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Between whom something is promised. */
public enum Agreement {
    /** With those who ask: the first policy of the desk that a ticket meets holds. */
    SLA,
    /** Between teams (operational level agreement): all that a ticket meets hold, each with clocks of its own. */
    OLA,
    /** With a supplier (underpinning contract); as between teams. */
    CONTRACT;

    @com.fasterxml.jackson.annotation.JsonValue
    public String key() {
        return name().toLowerCase(Locale.ROOT);
    }

    public static Agreement of(@Nullable String key) {
        for (Agreement one : values()) {
            if (one.key().equals(key)) {
                return one;
            }
        }
        throw Problem.invalid("agreement", "unknown", "One of sla, ola, contract");
    }
}
