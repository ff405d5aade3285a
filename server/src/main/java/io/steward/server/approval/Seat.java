package io.steward.server.approval;

import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * One vote: whose it is, and what it was.
 *
 * @param source as what they were asked, such as a team's name
 * @param approved null while they have not decided
 * @param decidedBy the person themselves or who decided for them
 * @param via {@code app} or {@code mail}
 */
public record Seat(
        int step,
        UUID personId,
        String source,
        @Nullable Boolean approved,
        @Nullable UUID decidedBy,
        @Nullable Instant decided,
        String comment,
        @Nullable String via) {

    static Seat of(int step, UUID person, String source) {
        return new Seat(step, person, source, null, null, null, "", null);
    }
}
