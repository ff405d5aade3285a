package io.steward.server.ticket;

import io.steward.server.platform.Problem;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Typed relations between tickets, as read from either end. */
public enum LinkKind {
    RELATES("relates to", "relates to"),
    DUPLICATES("duplicates", "is duplicated by"),
    BLOCKS("blocks", "is blocked by"),
    CAUSES("causes", "is caused by");

    private final String forward;
    private final String backward;

    LinkKind(String forward, String backward) {
        this.forward = forward;
        this.backward = backward;
    }

    public String key() {
        return name().toLowerCase(Locale.ROOT);
    }

    public String label(boolean outgoing) {
        return outgoing ? forward : backward;
    }

    /** @throws Problem naming the field {@code kind} */
    public static LinkKind of(@Nullable String key) {
        for (LinkKind kind : values()) {
            if (kind.key().equals(key)) {
                return kind;
            }
        }
        throw Problem.invalid("kind", "unknown", "relates, duplicates, blocks or causes");
    }
}
