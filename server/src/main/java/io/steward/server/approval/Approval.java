package io.steward.server.approval;

import io.steward.server.approval.rules.Ballot;
import java.time.Instant;
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

    /** What the votes of each step come to. */
    public List<Ballot.Outcome> outcomes() {
        return IntStream.range(0, plan.steps().size())
                .mapToObj(i -> {
                    var votes = at(i).stream().map(Seat::approved).toList();
                    return Ballot.of(plan.steps().get(i), votes);
                })
                .toList();
    }
}
