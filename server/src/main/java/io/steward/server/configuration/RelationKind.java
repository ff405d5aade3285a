package io.steward.server.configuration;

import com.fasterxml.jackson.annotation.JsonValue;
import io.steward.server.platform.Problem;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** How one CI hangs together with another. */
public enum RelationKind {
    DEPENDS_ON,
    PART_OF,
    RUNS_ON,
    CONNECTED_TO;

    @JsonValue
    public String key() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** Reads the same from both ends. */
    public boolean isMutual() {
        return this == CONNECTED_TO;
    }

    /** A thing cannot be part of its own part, nor run on what runs on it; two services may well need each other. */
    public boolean isOneWay() {
        return this == PART_OF || this == RUNS_ON;
    }

    /** @throws Problem naming the field {@code kind} */
    public static RelationKind of(@Nullable String key) {
        for (RelationKind kind : values()) {
            if (kind.key().equals(key)) {
                return kind;
            }
        }
        throw Problem.invalid("kind", "unknown", "A kind is depends_on, part_of, runs_on or connected_to");
    }
}
