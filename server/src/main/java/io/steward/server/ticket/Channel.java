package io.steward.server.ticket;

import java.util.Locale;

/** How a ticket or an entry came. */
public enum Channel {
    EMAIL,
    PORTAL,
    AGENT,
    PHONE,
    API,
    IMPORT,
    SCHEDULE,
    WEBHOOK;

    public String key() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** Who writes this way, as the one who asked, is no agent at that moment, whatever else they are. */
    boolean isRequesters() {
        return this == PORTAL || this == EMAIL;
    }

    /** A form was filled in, which asks for what is needed; a mail, an import or another system cannot be asked. */
    boolean isFilledIn() {
        return this != EMAIL && this != IMPORT && this != WEBHOOK;
    }

    public static Channel of(String key) {
        return valueOf(key.toUpperCase(Locale.ROOT));
    }
}
