package io.steward.server.approval;

import io.steward.server.approval.rules.Ballot;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * A decision about a ticket that is waited for, or was made.
 *
 * @param step the place of the step that is decided now, or was decided last
 * @param seats all votes, also of the steps to come
 * @param requestedBy null when it was asked for by itself
 * @param ending why it ended, where nobody decided
 * @param replaces the one before, if what it is about has changed
 */
public record Approval(
        UUID id,
        UUID ticketId,
        UUID deskId,
        ApprovalState state,
        int step,
        Plan plan,
        Snapshot snapshot,
        List<Seat> seats,
        @Nullable UUID requestedBy,
        Instant requested,
        @Nullable Instant settled,
        @Nullable String ending,
        @Nullable Instant expires,
        @Nullable Instant nextReminder,
        @Nullable UUID replaces,
        int version) {

    public boolean isPending() {
        return state == ApprovalState.PENDING;
    }

    /** The votes of the step that is decided now. */
    public List<Seat> current() {
        return at(step);
    }

    public List<Seat> at(int place) {
        return seats.stream().filter(s -> s.step() == place).toList();
    }

    /** The votes of a step; null while somebody has not decided. */
    List<@Nullable Boolean> votes(int place) {
        var votes = new ArrayList<@Nullable Boolean>();
        for (Seat seat : at(place)) {
            votes.add(seat.approved());
        }
        return votes;
    }

    /** What the votes of each step come to. */
    public List<Ballot.Outcome> outcomes() {
        return IntStream.range(0, plan.steps().size())
                .mapToObj(i -> Ballot.of(plan.steps().get(i), votes(i)))
                .toList();
    }
}
