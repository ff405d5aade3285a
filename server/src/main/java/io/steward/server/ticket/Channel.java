package io.steward.server.ticket;

import java.util.Locale;

/** How a ticket or an entry came. */
public enum Channel {
    EMAIL,
    PORTAL,
    AGENT,
    PHONE,
    API,
    IMPORT;

    public String key() {
        return name().toLowerCase(Locale.ROOT);
    }

    public static Channel of(String key) {
        return valueOf(key.toUpperCase(Locale.ROOT));
    }
}
