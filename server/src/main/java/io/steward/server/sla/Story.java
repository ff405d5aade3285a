package io.steward.server.sla;

import io.steward.server.sla.rules.ClockState;
import io.steward.server.sla.rules.Phase;
import io.steward.server.sla.rules.Terms;
import io.steward.server.sla.rules.WorkingTime;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** How a clock came to stand as it does: when it ran, when it did not, and why. */
public final class Story {
    /** Of a very long story the last of it is told. */
    private static final int MOST = 400;

    private Story() {}

    /**
     * A stretch of time in which a clock did one thing.
     *
     * @param until null: it still does
     * @param what ran, closed (outside the hours that count), paused, waiting, done or cancelled
     * @param why a word, with {@code text}: a condition, or the name of a holiday
     * @param seconds what was counted
     * @param elapsed seconds counted until its end, of {@code target}
     */
    public record Part(
            Instant from,
            @Nullable Instant until,
            String what,
            String why,
            @Nullable String text,
            long seconds,
            long elapsed,
            @Nullable Long target,
            @Nullable UUID policy) {}

    static List<Part> of(List<ClockState> steps, Instant now) {
        var parts = new ArrayList<Part>();
        for (int i = 0; i < steps.size(); i++) {
            ClockState s = steps.get(i);
            Instant until = i + 1 < steps.size() ? steps.get(i + 1).since() : null;
            if (until != null && !until.isAfter(s.since())) {
                continue;
            }
            if (s.phase() == Phase.RUNNING && s.terms() != null) {
                ran(parts, s, s.terms(), until == null ? now : until, until == null);
            } else {
                parts.add(part(
                        s,
                        s.since(),
                        until,
                        s.phase().key(),
                        s.why().code(),
                        s.why().text(),
                        Duration.ZERO));
            }
        }
        return joined(parts);
    }

    private static void ran(List<Part> parts, ClockState s, Terms terms, Instant until, boolean open) {
        WorkingTime time = terms.time();
        Instant at = s.since();
        Duration counted = Duration.ZERO;
        for (WorkingTime.Range range : time.ranges(s.since(), until, MOST)) {
            closed(parts, s, time, at, range.from(), counted);
            Duration length = Duration.between(range.from(), range.until());
            counted = counted.plus(length);
            Instant end = open && range.until().equals(until) ? null : range.until();
            parts.add(part(s, range.from(), end, "ran", s.why().code(), s.why().text(), counted, length));
            at = range.until();
        }
        if (at.isBefore(until)) {
            closed(parts, s, time, at, open ? null : until, counted);
        }
    }

    private static void closed(
            List<Part> parts, ClockState s, WorkingTime time, Instant from, @Nullable Instant until, Duration counted) {
        if (until == null || from.isBefore(until)) {
            String holiday = time.holiday(from);
            String why = holiday == null ? "hours" : "holiday";
            parts.add(part(s, from, until, "closed", why, holiday, counted));
        }
    }

    private static Part part(
            ClockState s,
            Instant from,
            @Nullable Instant until,
            String what,
            String why,
            @Nullable String text,
            Duration counted) {
        return part(s, from, until, what, why, text, counted, Duration.ZERO);
    }

    private static Part part(
            ClockState s,
            Instant from,
            @Nullable Instant until,
            String what,
            String why,
            @Nullable String text,
            Duration counted,
            Duration here) {
        Terms terms = s.terms();
        return new Part(
                from,
                until,
                what,
                why,
                text,
                here.toSeconds(),
                s.elapsed().plus(counted).toSeconds(),
                terms == null ? null : Long.valueOf(terms.target().toSeconds()),
                terms == null ? null : terms.policy());
    }

    /** What goes on as before is told as one. */
    private static List<Part> joined(List<Part> all) {
        var parts = new ArrayList<Part>();
        for (Part p : all) {
            Part last = parts.isEmpty() ? null : parts.getLast();
            if (last != null && goesOn(last, p)) {
                parts.set(
                        parts.size() - 1,
                        new Part(
                                last.from(),
                                p.until(),
                                p.what(),
                                p.why(),
                                p.text(),
                                last.seconds() + p.seconds(),
                                p.elapsed(),
                                p.target(),
                                p.policy()));
            } else {
                parts.add(p);
            }
        }
        return parts.size() > MOST ? List.copyOf(parts.subList(parts.size() - MOST, parts.size())) : parts;
    }

    private static boolean goesOn(Part last, Part p) {
        return p.from().equals(last.until())
                && last.what().equals(p.what())
                && last.why().equals(p.why())
                && Objects.equals(last.text(), p.text())
                && Objects.equals(last.target(), p.target());
    }
}
