package io.steward.server.oncall.rules;

import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Who is on call when, by the layers of a schedule and its overrides. At any moment that is one person, or nobody. */
public final class Timetable {
    /** The longest that is worked out at once. */
    public static final Duration LONGEST = Duration.ofDays(60);

    private final ZoneId zone;
    private final List<Layer> layers;
    private final List<Cover> covers;

    /**
     * @param layers the lowest first: later ones win
     * @param covers in the order in which they were made: later ones win, and all of them over the layers
     */
    public Timetable(ZoneId zone, List<Layer> layers, List<Cover> covers) {
        this.zone = zone;
        this.layers = List.copyOf(layers);
        this.covers = List.copyOf(covers);
    }

    /** One layer's shifts, whatever the others say. */
    public List<Shift> layer(int number, Instant from, Instant until) {
        return new Rotation(layers.get(number), number, zone).between(from, until);
    }

    /** What holds in the end: in order, none over another. */
    public List<Shift> shifts(Instant from, Instant until) {
        List<Shift> all = List.of();
        for (int i = 0; i < layers.size(); i++) {
            all = over(all, layer(i, from, until));
        }
        for (Cover c : covers) {
            var one = new ArrayList<Shift>(1);
            Rotation.add(
                    one,
                    new Shift(
                            c.person(),
                            Rotation.later(c.from(), from),
                            Rotation.earlier(c.until(), until),
                            Shift.OVERRIDE,
                            c.id()));
            all = over(all, one);
        }
        return all;
    }

    /** Who is on call at a moment. */
    public Optional<Shift> at(Instant moment) {
        return shifts(moment, moment.plusNanos(1)).stream().findFirst();
    }

    /** When nobody is on call. */
    public static List<Span> gaps(List<Shift> shifts, Instant from, Instant until) {
        var gaps = new ArrayList<Span>();
        Instant reached = from;
        for (Shift shift : shifts) {
            if (shift.from().isAfter(reached)) {
                gaps.add(new Span(reached, shift.from()));
            }
            reached = shift.until();
        }
        if (reached.isBefore(until)) {
            gaps.add(new Span(reached, until));
        }
        return gaps;
    }

    /** Those of a person, joined where they go on: for who is on call it is no matter by which layer. */
    public static List<Span> of(java.util.UUID person, List<Shift> shifts) {
        var spans = new ArrayList<Span>();
        for (Shift shift : shifts) {
            if (!shift.person().equals(person)) {
                continue;
            }
            Span last = spans.isEmpty() ? null : spans.getLast();
            if (last != null && last.until().equals(shift.from())) {
                spans.set(spans.size() - 1, new Span(last.from(), shift.until()));
            } else {
                spans.add(new Span(shift.from(), shift.until()));
            }
        }
        return spans;
    }

    /** The upper shifts, and what they leave of the lower ones. */
    private static List<Shift> over(List<Shift> lower, List<Shift> upper) {
        if (upper.isEmpty()) {
            return lower;
        }
        var all = new ArrayList<Shift>(lower.size() + upper.size());
        int at = 0;
        Instant reached = Instant.MIN;
        for (Shift top : upper) {
            at = left(all, lower, at, reached, top.from());
            Rotation.add(all, top);
            reached = top.until();
        }
        left(all, lower, at, reached, Instant.MAX);
        return all;
    }

    /** Adds what there is of the lower ones in a span. @return the first that may reach beyond it */
    private static int left(List<Shift> all, List<Shift> lower, int first, Instant from, Instant until) {
        int at = first;
        while (at < lower.size()) {
            Shift s = lower.get(at);
            if (!s.from().isBefore(until)) {
                return at;
            }
            Rotation.add(all, s.between(Rotation.later(s.from(), from), Rotation.earlier(s.until(), until)));
            if (s.until().isAfter(until)) {
                return at;
            }
            at++;
        }
        return at;
    }
}
