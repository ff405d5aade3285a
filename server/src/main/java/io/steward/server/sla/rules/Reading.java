package io.steward.server.sla.rules;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * What holds for a clock from an instant on.
 *
 * @param terms null: nothing is promised
 * @param why a word for the explanation: what pauses, stops or cancels it
 * @param onceOnly it does not go on once it is done
 * @param anew when it starts again after it was done it begins at zero
 */
public record Reading(
        Instant at,
        @Nullable Terms terms,
        boolean started,
        boolean paused,
        boolean stopped,
        boolean cancelled,
        boolean onceOnly,
        boolean anew,
        Why why) {

    /** @param code {@code start}, {@code pause}, {@code stop}, …; @param text the condition or the status */
    public record Why(String code, @Nullable String text) {}
}
