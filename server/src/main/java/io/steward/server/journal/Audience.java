package io.steward.server.journal;

import java.util.Locale;

/** Who may read an entry: requesters and agents, or agents only. */
public enum Audience {
    PUBLIC,
    INTERNAL;

    public String key() {
        return name().toLowerCase(Locale.ROOT);
    }

    public static Audience of(String key) {
        return valueOf(key.toUpperCase(Locale.ROOT));
    }
}
