package io.steward.server.approval;

import java.util.Locale;

/** How an approval stands. Only the first is not the end. */
public enum ApprovalState {
    PENDING,
    APPROVED,
    REJECTED,
    /** Who asked wants no answer any more. */
    WITHDRAWN,
    /** Nobody decided in time. */
    EXPIRED,
    /** What it is about has changed; another one took its place. */
    SUPERSEDED;

    public String key() {
        return name().toLowerCase(Locale.ROOT);
    }

    public static ApprovalState of(String key) {
        return valueOf(key.toUpperCase(Locale.ROOT));
    }
}
