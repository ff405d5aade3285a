package io.steward.server.identity;

import io.steward.server.platform.Problem;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** The two trees of a tenant that people and tickets belong to. */
public enum UnitKind {
    ORGANISATION_UNIT,
    LOCATION;

    public String key() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** @throws Problem naming the field {@code kind} */
    public static UnitKind of(@Nullable String key) {
        for (UnitKind kind : values()) {
            if (kind.key().equals(key)) {
                return kind;
            }
        }
        throw Problem.invalid("kind", "unknown", "A kind is organisation_unit or location");
    }
}
