package io.steward.server.sla;

import io.steward.server.sla.rules.ClockState;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * One running promise on one ticket.
 *
 * @param book the number of the book that it follows
 * @param begun what happened to the ticket before has no say
 * @param fired the highest percentage for which all that belongs to it was done
 * @param missedBook under which book it was missed
 */
public record Clock(
        UUID ticketId,
        String key,
        UUID deskId,
        int book,
        Promised kind,
        String name,
        Instant begun,
        ClockState state,
        int fired,
        @Nullable Integer missedBook,
        @Nullable Excuse excuse) {

    /** Why it does not matter that the target was missed, and who says so. */
    public record Excuse(Instant at, @Nullable UUID by, String reason) {}

    /** The book that a ticket follows: clocks of an earlier one are over, and stay as they ended. */
    static int bookOf(List<Clock> clocks) {
        return clocks.stream().mapToInt(Clock::book).max().orElse(0);
    }

    /** How it stands, in one word. */
    public String standing() {
        return excuse != null ? "excused" : state.standing();
    }

    Clock with(ClockState next, int nowFired, int nowBook) {
        boolean newly = next.missedAt() != null && state.missedAt() == null;
        return new Clock(
                ticketId,
                key,
                deskId,
                nowBook,
                kind,
                name,
                begun,
                next,
                nowFired,
                newly ? Integer.valueOf(nowBook) : missedBook,
                excuse);
    }
}
