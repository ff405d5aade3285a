package io.steward.server.oncall;

import io.steward.server.platform.Problem;
import java.util.Locale;

/** How a page stands. */
public enum PageState {
    /** People are being called. */
    TRIGGERED,
    /** Somebody has taken it on; nobody else is called. */
    ACKNOWLEDGED,
    /** Over: by hand, or since the ticket is not open any more. */
    RESOLVED,
    /** Everybody was called as often as the chain says, and nobody answered. */
    EXHAUSTED;

    public String key() {
        return name().toLowerCase(Locale.ROOT);
    }

    public boolean isStanding() {
        return this == TRIGGERED || this == ACKNOWLEDGED;
    }

    /** @throws Problem naming the field {@code state} */
    public static PageState of(String key) {
        for (PageState state : values()) {
            if (state.key().equals(key)) {
                return state;
            }
        }
        throw Problem.invalid("state", "unknown", "One of triggered, acknowledged, resolved, exhausted");
    }
}
