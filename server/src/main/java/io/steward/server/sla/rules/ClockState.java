package io.steward.server.sla.rules;

import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A clock after the last thing that happened to its ticket.
 *
 * @param since when it came into its phase, or when the time was last counted
 * @param elapsed the time that counted until then
 * @param due when the target is used up; null unless it runs
 * @param reached the highest percentage that it came to, in this round
 * @param missedAt when a target was missed; stays
 * @param started when this round began
 * @param stopped when it was done or cancelled
 */
public record ClockState(
        Phase phase,
        Instant since,
        Duration elapsed,
        @Nullable Terms terms,
        @Nullable Instant due,
        int reached,
        @Nullable Instant missedAt,
        @Nullable Instant started,
        @Nullable Instant stopped,
        Reading.Why why) {

    /** Before anything happened. */
    public static ClockState begin(Instant at) {
        return new ClockState(
                Phase.WAITING, at, Duration.ZERO, null, null, 0, null, null, null, new Reading.Why("wait", null));
    }

    /** What happens next. */
    public ClockState next(Reading r) {
        ClockState s = passed(r.at());
        Phase to = s.phaseAfter(r);
        boolean begins = to == Phase.RUNNING || to == Phase.PAUSED;
        boolean round = begins && (s.started == null || (r.anew() && s.phase == Phase.DONE));
        Terms terms = s.termsAfter(r, to);
        Duration elapsed = round ? Duration.ZERO : s.elapsed;
        int reached = round ? 0 : s.reachedUnder(terms);
        boolean changed = to != s.phase || round;
        boolean over = to == Phase.DONE || to == Phase.CANCELLED;
        var next = new ClockState(
                to,
                r.at(),
                elapsed,
                terms,
                null,
                reached,
                s.missedAt,
                round || (s.started == null && to == Phase.DONE) ? r.at() : s.started,
                over ? (changed ? r.at() : s.stopped) : null,
                changed || begins ? r.why() : s.why);
        if (to != Phase.RUNNING || terms == null) {
            return next;
        }
        boolean same = !changed && s.terms != null && terms.isAs(s.terms);
        return same ? next.dueAt(s.due) : next.running(terms);
    }

    private ClockState dueAt(@Nullable Instant end) {
        return new ClockState(phase, since, elapsed, terms, end, reached, missedAt, started, stopped, why);
    }

    /** The same state, with what it came to until a later instant. */
    public ClockState seen(Instant at) {
        ClockState then = passed(at);
        return new ClockState(phase, since, elapsed, terms, due, then.reached, then.missedAt, started, stopped, why);
    }

    /** What was missed before stays missed. */
    public ClockState missed(@Nullable Instant before) {
        boolean earlier = before != null && (missedAt == null || before.isBefore(missedAt));
        return new ClockState(
                phase, since, elapsed, terms, due, reached, earlier ? before : missedAt, started, stopped, why);
    }

    /** Nothing is different but the time that went by. */
    public boolean isAs(ClockState other) {
        return phase == other.phase
                && reached == other.reached
                && java.util.Objects.equals(due, other.due)
                && java.util.Objects.equals(missedAt, other.missedAt)
                && java.util.Objects.equals(started, other.started)
                && (terms == null ? other.terms == null : other.terms != null && terms.isAs(other.terms));
    }

    /** The same clock at a later instant, if nothing happens until then: what it came to meanwhile. */
    public ClockState passed(Instant at) {
        if (phase != Phase.RUNNING || terms == null || !at.isAfter(since)) {
            return this;
        }
        Duration now = elapsed.plus(terms.time().between(since, at));
        boolean late = due != null && due.isBefore(at) && reached < Terms.MISSED;
        int came = reached;
        for (int percent : terms.percents()) {
            boolean there = percent == Terms.MISSED ? late : now.compareTo(terms.share(percent)) >= 0;
            came = there ? Math.max(came, percent) : came;
        }
        return new ClockState(phase, at, now, terms, due, came, late ? due : missedAt, started, stopped, why);
    }

    private ClockState running(Terms t) {
        Instant end = t.at(Terms.MISSED, since, elapsed).orElse(null);
        // Another target that is used up already is missed at once, and not in the past.
        boolean late = reached < Terms.MISSED && elapsed.compareTo(t.target()) > 0;
        int came = late ? Terms.MISSED : reached;
        return new ClockState(phase, since, elapsed, t, end, came, late ? since : missedAt, started, stopped, why);
    }

    private Phase phaseAfter(Reading r) {
        boolean done = phase == Phase.DONE && r.onceOnly();
        if (done) {
            return Phase.DONE;
        }
        if (r.terms() == null || r.cancelled()) {
            return started == null ? Phase.WAITING : Phase.CANCELLED;
        }
        if (r.stopped()) {
            return started == null && !r.started() ? Phase.WAITING : Phase.DONE;
        }
        if (started == null || (r.anew() && phase == Phase.DONE)) {
            if (!r.started()) {
                return phase == Phase.DONE ? Phase.DONE : Phase.WAITING;
            }
        }
        return r.paused() ? Phase.PAUSED : Phase.RUNNING;
    }

    /** What is over keeps what was promised when it ended. */
    private @Nullable Terms termsAfter(Reading r, Phase to) {
        boolean over = to == Phase.DONE || to == Phase.CANCELLED;
        return over && terms != null ? terms : r.terms();
    }

    /** A longer target is not as far used up; that it was missed stays. */
    private int reachedUnder(@Nullable Terms next) {
        if (next == null || terms == null || next.target().equals(terms.target())) {
            return reached;
        }
        int came = reached >= Terms.MISSED ? Terms.MISSED : 0;
        for (int percent : next.percents()) {
            if (percent != Terms.MISSED && elapsed.compareTo(next.share(percent)) >= 0) {
                came = Math.max(came, percent);
            }
        }
        return came > Terms.MISSED && reached < Terms.MISSED ? Terms.MISSED : came;
    }

    /** When something is to happen next, of a clock for which things happened up to {@code fired}; null if never. */
    public @Nullable Instant nextAt(int fired) {
        if (reached > fired) {
            return since;
        }
        if (phase != Phase.RUNNING || terms == null) {
            return null;
        }
        Terms t = terms;
        return t.percents().stream()
                .filter(p -> p > Math.max(fired, reached))
                .findFirst()
                // Done exactly when it was due is in time.
                .flatMap(p -> t.at(p, since, elapsed).map(at -> p == Terms.MISSED ? at.plusNanos(1_000) : at))
                .orElse(null);
    }

    /** How it stands, in one word: running, paused, met, missed, … */
    public String standing() {
        if (missedAt != null) {
            return "missed";
        }
        return phase == Phase.DONE ? "met" : phase.key();
    }
}
