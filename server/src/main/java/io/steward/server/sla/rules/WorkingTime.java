package io.steward.server.sla.rules;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.zone.ZoneOffsetTransition;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/**
 * The time that counts by one calendar or by several together (follow the sun: what any of them counts), to the microsecond.
 * Between two changes of clocks or holidays weeks are alike, so a span costs what changes in it, not how long it is.
 */
public final class WorkingTime {
    /** Every minute counts. */
    public static final WorkingTime ALWAYS = new WorkingTime(List.of());

    /** In place of an offset, which is never so large. */
    private static final int HOLIDAY = Integer.MAX_VALUE;

    /** Nobody promises beyond. */
    private static final long FARTHEST = 100L * 366 * Week.DAY;

    private final List<WorkCalendar> calendars;
    private final Map<List<Integer>, Week> weeks = new ConcurrentHashMap<>();

    /** @param calendars none: always */
    public WorkingTime(List<WorkCalendar> calendars) {
        this.calendars = List.copyOf(calendars);
    }

    /** From (inclusive) until (exclusive). */
    public record Range(Instant from, Instant until) {}

    /** Weeks that are alike until then. */
    private record Piece(Week week, long until) {}

    /** How much of the time between counts; nothing when the second is not later. */
    public Duration between(Instant from, Instant until) {
        long at = micros(from);
        long end = micros(until);
        if (calendars.isEmpty()) {
            return duration(Math.max(0, end - at));
        }
        long sum = 0;
        while (at < end) {
            Piece piece = piece(at);
            long stop = Math.min(end, piece.until());
            sum += piece.week().between(at, stop);
            at = stop;
        }
        return duration(sum);
    }

    /** The earliest instant when so much has been counted; none if that never comes. */
    public Optional<Instant> add(Instant from, Duration work) {
        long left = work.toSeconds() * Week.SECOND + work.toNanosPart() / 1_000;
        if (left <= 0) {
            return Optional.of(from);
        }
        long at = micros(from);
        if (calendars.isEmpty()) {
            return Optional.of(instant(at + left));
        }
        long end = at + FARTHEST;
        while (at < end) {
            Piece piece = piece(at);
            long reached = piece.week().reach(at, left);
            if (reached <= piece.until() && reached != Long.MAX_VALUE) {
                return Optional.of(instant(reached));
            }
            left -= piece.week().between(at, piece.until());
            at = piece.until();
        }
        return Optional.empty();
    }

    public boolean works(Instant at) {
        return calendars.isEmpty() || piece(micros(at)).week().works(micros(at));
    }

    /** What counts between two instants, in order; at most so many ranges. */
    public List<Range> ranges(Instant from, Instant until, int most) {
        var all = new ArrayList<Range>();
        long at = micros(from);
        long end = micros(until);
        if (calendars.isEmpty()) {
            return at < end ? List.of(new Range(from, until)) : List.of();
        }
        while (at < end && all.size() <= most) {
            Piece piece = piece(at);
            long stop = Math.min(end, piece.until());
            while (at < stop && all.size() <= most) {
                long change = Math.min(stop, piece.week().changeAfter(at));
                if (piece.week().works(at)) {
                    join(all, instant(at), instant(change));
                }
                at = change;
            }
        }
        return all.size() > most ? List.copyOf(all.subList(0, most)) : all;
    }

    private static void join(List<Range> all, Instant from, Instant until) {
        Range last = all.isEmpty() ? null : all.getLast();
        if (last != null && last.until().equals(from)) {
            all.set(all.size() - 1, new Range(last.from(), until));
        } else {
            all.add(new Range(from, until));
        }
    }

    /** The name of a holiday of all calendars at this instant, if that is why nothing counts. */
    public @Nullable String holiday(Instant at) {
        String name = null;
        for (WorkCalendar calendar : calendars) {
            LocalDate day = at.atZone(calendar.zone()).toLocalDate();
            if (!calendar.isHoliday(day)) {
                return null;
            }
            name = calendar.holidayName(day);
        }
        return name;
    }

    private Piece piece(long at) {
        Instant instant = instant(at);
        long until = Long.MAX_VALUE;
        var offsets = new ArrayList<Integer>(calendars.size());
        for (WorkCalendar calendar : calendars) {
            var rules = calendar.zone().getRules();
            int offset = rules.getOffset(instant).getTotalSeconds();
            ZoneOffsetTransition next = rules.isFixedOffset() ? null : rules.nextTransition(instant);
            if (next != null) {
                until = Math.min(until, next.toEpochSecond() * Week.SECOND);
            }
            LocalDate day = LocalDate.ofEpochDay(Math.floorDiv(at + offset * Week.SECOND, Week.DAY));
            boolean holiday = calendar.isHoliday(day);
            LocalDate change = holiday ? calendar.workingFrom(day) : calendar.holidayFrom(day);
            if (change != null) {
                // The offset holds until the transition, which comes first where it is the nearer.
                until = Math.min(until, change.toEpochDay() * Week.DAY - offset * Week.SECOND);
            }
            offsets.add(holiday ? HOLIDAY : offset);
        }
        return new Piece(week(offsets), until);
    }

    private Week week(List<Integer> offsets) {
        return weeks.computeIfAbsent(List.copyOf(offsets), k -> {
            var open = new ArrayList<WorkCalendar>();
            var at = new ArrayList<Integer>();
            for (int i = 0; i < k.size(); i++) {
                if (k.get(i) != HOLIDAY) {
                    open.add(calendars.get(i));
                    at.add(k.get(i));
                }
            }
            return Week.of(open, at);
        });
    }

    private static long micros(Instant at) {
        return at.getEpochSecond() * Week.SECOND + at.getNano() / 1_000;
    }

    private static Instant instant(long micros) {
        return Instant.ofEpochSecond(Math.floorDiv(micros, Week.SECOND), Math.floorMod(micros, Week.SECOND) * 1_000);
    }

    private static Duration duration(long micros) {
        return Duration.ofSeconds(micros / Week.SECOND, micros % Week.SECOND * 1_000);
    }
}
