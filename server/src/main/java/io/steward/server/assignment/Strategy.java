package io.steward.server.assignment;

import com.fasterxml.jackson.annotation.JsonValue;
import io.steward.server.platform.Problem;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** How a rule chooses among those who are free. */
public enum Strategy {
    /** Nobody: the ticket waits in the team's queue. */
    NONE,
    ROUND_ROBIN,
    LEAST_LOADED,
    BY_SKILL,
    /** Whoever is on call just then, however much they have to do. */
    ON_CALL;

    @JsonValue
    public String key() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** @throws Problem naming the field {@code strategy} */
    public static Strategy of(@Nullable String key) {
        for (Strategy strategy : values()) {
            if (strategy.key().equals(key)) {
                return strategy;
            }
        }
        throw Problem.invalid(
                "strategy", "unknown", "A strategy is none, round_robin, least_loaded, by_skill or on_call");
    }
}
