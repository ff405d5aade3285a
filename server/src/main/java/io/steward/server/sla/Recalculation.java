package io.steward.server.sla;

import io.steward.server.platform.Ids;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * The clocks of a whole desk counted anew from the journal, in the background.
 *
 * @param kind {@code apply}: they follow the newest book from now on; {@code check}: what is kept is compared with what comes
 *     out, and nothing is changed
 * @param since tickets created from then on, also those that are over; null for open ones only
 * @param changed clocks that stand otherwise than before, of a check: that drifted
 * @param missed targets missed, as it comes out
 */
public record Recalculation(
        UUID id,
        UUID deskId,
        String kind,
        @Nullable Instant since,
        int book,
        String state,
        @Nullable UUID cursor,
        int tickets,
        int clocks,
        int changed,
        int missed,
        List<Example> examples,
        @Nullable UUID byId,
        Instant created,
        @Nullable Instant finished) {

    public static final String APPLY = "apply";
    public static final String CHECK = "check";

    /** The place in the order of tickets before those created from then on; ids begin with when they were drawn. */
    static @Nullable UUID placeBefore(@Nullable Instant since) {
        if (since == null || since.isBefore(Instant.EPOCH.plusSeconds(1))) {
            return null;
        }
        return Ids.at(since.minusSeconds(1));
    }

    /** A clock that stands otherwise, and how. */
    public record Example(UUID ticketId, String number, String clock, String before, String after) {}

    Recalculation after(
            UUID last, int moreTickets, int moreClocks, int moreChanged, int moreMissed, List<Example> shown) {
        return new Recalculation(
                id,
                deskId,
                kind,
                since,
                book,
                state,
                last,
                tickets + moreTickets,
                clocks + moreClocks,
                changed + moreChanged,
                missed + moreMissed,
                shown,
                byId,
                created,
                null);
    }

    Recalculation ended(String how, Instant at) {
        return new Recalculation(
                id, deskId, kind, since, book, how, cursor, tickets, clocks, changed, missed, examples, byId, created,
                at);
    }
}
