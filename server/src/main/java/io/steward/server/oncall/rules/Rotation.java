package io.steward.server.oncall.rules;

import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** The shifts of one layer. */
final class Rotation {
    private final Layer layer;
    private final int number;
    private final ZoneId zone;

    Rotation(Layer layer, int number, ZoneId zone) {
        this.layer = layer;
        this.number = number;
        this.zone = zone;
    }

    /** In their order, cut to the span. */
    List<Shift> between(Instant from, Instant until) {
        var turns = turns(from, until);
        return layer.hours().isEmpty() || turns.isEmpty() ? turns : within(turns, windows(from, until));
    }

    private List<Shift> turns(Instant from, Instant until) {
        var turns = new ArrayList<Shift>();
        if (layer.people().isEmpty()) {
            return turns;
        }
        LocalDateTime first = layer.start().atTime(layer.handOver());
        long hours = layer.turnHours();
        // A day earlier: no clock is set by more.
        LocalDateTime near = LocalDateTime.ofInstant(from, zone).minusDays(1);
        long turn = Math.max(0, Math.floorDiv(ChronoUnit.HOURS.between(first, near), hours) - 1);
        Instant last = over(until);
        while (true) {
            Instant begin = WallClock.shows(first.plusHours(turn * hours), zone);
            if (!begin.isBefore(last)) {
                return turns;
            }
            Instant end = WallClock.shows(first.plusHours((turn + 1) * hours), zone);
            var person = layer.people().get(Math.floorMod(turn, layer.people().size()));
            add(turns, new Shift(person, later(begin, from), earlier(end, last), number, null));
            turn++;
        }
    }

    private Instant over(Instant until) {
        LocalDate end = layer.end();
        return end == null ? until : earlier(until, WallClock.shows(end.atTime(layer.handOver()), zone));
    }

    /** The spans in which the layer counts, in order and apart from one another. */
    private List<Span> windows(Instant from, Instant until) {
        var all = new ArrayList<Span>();
        LocalDate last = LocalDate.ofInstant(until, zone).plusDays(1);
        for (LocalDate day = LocalDate.ofInstant(from, zone).minusDays(2); !day.isAfter(last); day = day.plusDays(1)) {
            for (Hours h : layer.hours()) {
                if (h.days().contains(day.getDayOfWeek())) {
                    LocalDate end = h.overMidnight() ? day.plusDays(1) : day;
                    all.add(new Span(
                            WallClock.shows(day.atTime(h.from()), zone), WallClock.shows(end.atTime(h.until()), zone)));
                }
            }
        }
        all.sort(Comparator.comparing(Span::from));
        return joined(all);
    }

    private static List<Span> joined(List<Span> sorted) {
        var joined = new ArrayList<Span>();
        for (Span next : sorted) {
            Span last = joined.isEmpty() ? null : joined.getLast();
            if (last != null && !next.from().isAfter(last.until())) {
                joined.set(joined.size() - 1, new Span(last.from(), later(last.until(), next.until())));
            } else {
                joined.add(next);
            }
        }
        return joined;
    }

    private static List<Shift> within(List<Shift> turns, List<Span> windows) {
        var cut = new ArrayList<Shift>();
        int at = 0;
        for (Shift turn : turns) {
            while (at < windows.size() && !windows.get(at).until().isAfter(turn.from())) {
                at++;
            }
            for (int i = at; i < windows.size() && windows.get(i).from().isBefore(turn.until()); i++) {
                Span w = windows.get(i);
                add(cut, turn.between(later(turn.from(), w.from()), earlier(turn.until(), w.until())));
            }
        }
        return cut;
    }

    /** What is empty is left out; what goes on as the same is one. */
    static void add(List<Shift> all, Shift next) {
        if (!next.from().isBefore(next.until())) {
            return;
        }
        if (!all.isEmpty() && all.getLast().continues(next)) {
            all.set(all.size() - 1, all.getLast().between(all.getLast().from(), next.until()));
        } else {
            all.add(next);
        }
    }

    static Instant later(Instant a, Instant b) {
        return a.isAfter(b) ? a : b;
    }

    static Instant earlier(Instant a, Instant b) {
        return a.isBefore(b) ? a : b;
    }
}
