package io.steward.server.sla.rules;

import java.util.Locale;

/** What a clock does. Whether its target is missed is another matter: a missed clock may run on. */
public enum Phase {
    /** What starts it has not happened. */
    WAITING,
    RUNNING,
    PAUSED,
    /** What was promised is done. */
    DONE,
    /** Nothing is promised any more: no policy applies, or the ticket was cancelled. */
    CANCELLED;

    public String key() {
        return name().toLowerCase(Locale.ROOT);
    }

    public static Phase of(String key) {
        return valueOf(key.toUpperCase(Locale.ROOT));
    }
}
