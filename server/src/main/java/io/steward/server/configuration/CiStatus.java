package io.steward.server.configuration;

import com.fasterxml.jackson.annotation.JsonValue;
import io.steward.server.platform.Problem;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Where a CI is in its life. */
public enum CiStatus {
    PLANNED,
    IN_USE,
    IN_REPAIR,
    RETIRED;

    @JsonValue
    public String key() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** @throws Problem naming the field {@code status} */
    public static CiStatus of(@Nullable String key) {
        for (CiStatus status : values()) {
            if (status.key().equals(key)) {
                return status;
            }
        }
        throw Problem.invalid("status", "unknown", "A status is planned, in_use, in_repair or retired");
    }
}
