package io.steward.server.approval.rules;

import io.steward.server.approval.Plan;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What votes come to. */
public final class Ballot {
    /** Of a step, or of all. */
    public enum Outcome {
        OPEN,
        APPROVED,
        REJECTED
    }

    private Ballot() {}

    /** How many have to agree. */
    public static int needed(Plan.Step step, int seats) {
        return switch (step.rule()) {
            case ANY -> 1;
            case ALL -> seats;
            case QUORUM -> step.needed();
        };
    }

    /**
     * A step is approved once enough agree, and rejected once enough cannot agree any more.
     *
     * @param votes one for each who is asked; null while they have not decided
     */
    public static Outcome of(Plan.Step step, List<@Nullable Boolean> votes) {
        int needed = needed(step, votes.size());
        long yes = votes.stream().filter(Boolean.TRUE::equals).count();
        long no = votes.stream().filter(Boolean.FALSE::equals).count();
        if (yes >= needed) {
            return Outcome.APPROVED;
        }
        return votes.size() - no < needed ? Outcome.REJECTED : Outcome.OPEN;
    }

    /** Steps are decided one after the other; the first that is rejected ends it all. */
    public static Outcome all(List<Outcome> steps) {
        for (Outcome step : steps) {
            if (step != Outcome.APPROVED) {
                return step;
            }
        }
        return Outcome.APPROVED;
    }

    /** The place of the step that is decided now: the first that is not approved, or the last. */
    public static int place(List<Outcome> steps) {
        for (int i = 0; i < steps.size(); i++) {
            if (steps.get(i) != Outcome.APPROVED) {
                return i;
            }
        }
        return steps.size() - 1;
    }
}
