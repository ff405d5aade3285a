package io.steward.server.notification;

import io.steward.server.platform.Problem;
import java.util.Locale;

/** How long mails of notices are gathered into one. */
public enum Digest {
    NONE,
    QUARTER_HOUR,
    HOUR,
    DAY;

    public String key() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** @throws Problem naming the field {@code digest} */
    public static Digest of(String key) {
        for (Digest digest : values()) {
            if (digest.key().equals(key)) {
                return digest;
            }
        }
        throw Problem.invalid("digest", "unknown", "One of none, quarter_hour, hour, day");
    }
}
