package io.steward.server.ticket;

import java.util.Locale;

/** What code may rely on of a status, since its name is the customer's. */
public enum StatusCategory {
    NEW,
    OPEN,
    PENDING,
    RESOLVED,
    CLOSED,
    CANCELLED;

    public String key() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** Work that is not finished. */
    public boolean isOpen() {
        return switch (this) {
            case NEW, OPEN, PENDING -> true;
            case RESOLVED, CLOSED, CANCELLED -> false;
        };
    }

    public static StatusCategory of(String key) {
        return valueOf(key.toUpperCase(Locale.ROOT));
    }
}
