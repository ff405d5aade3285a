package io.steward.server.sla.rules;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/**
 * Working time that repeats every seven days, in microseconds since the epoch: with sums, so that any span costs a search and no
 * walk. Holds as long as no clock is changed and no holiday begins or ends.
 */
final class Week {
    static final long SECOND = 1_000_000L;
    static final long DAY = 86_400 * SECOND;
    static final long LENGTH = 7 * DAY;
    /** The epoch was a Thursday. */
    private static final int THURSDAY = 4;

    private final long[] from;
    private final long[] to;
    /** Working time of the week before each range. */
    private final long[] before;

    private final long total;

    private record Span(long from, long to) {}

    private Week(List<Span> spans) {
        int n = spans.size();
        from = new long[n];
        to = new long[n];
        before = new long[n];
        long sum = 0;
        for (int i = 0; i < n; i++) {
            from[i] = spans.get(i).from();
            to[i] = spans.get(i).to();
            before[i] = sum;
            sum += to[i] - from[i];
        }
        total = sum;
    }

    /** The shifts of several calendars, each with its zone's offset in seconds. */
    static Week of(List<WorkCalendar> calendars, List<Integer> offsets) {
        var spans = new ArrayList<Span>();
        for (int i = 0; i < calendars.size(); i++) {
            for (Shift s : calendars.get(i).shifts()) {
                long day = Math.floorMod(s.day().getValue() - THURSDAY, 7) * DAY - offsets.get(i) * SECOND;
                add(spans, day + s.from() * 60 * SECOND, day + s.end() * 60 * SECOND);
            }
        }
        return new Week(merged(spans));
    }

    private static void add(List<Span> spans, long from, long to) {
        long start = Math.floorMod(from, LENGTH);
        long end = start + (to - from);
        spans.add(new Span(start, Math.min(end, LENGTH)));
        if (end > LENGTH) {
            spans.add(new Span(0, end - LENGTH));
        }
    }

    private static List<Span> merged(List<Span> spans) {
        spans.sort(Comparator.comparingLong(Span::from));
        var all = new ArrayList<Span>();
        for (Span s : spans) {
            Span last = all.isEmpty() ? null : all.getLast();
            if (last != null && s.from() <= last.to()) {
                all.set(all.size() - 1, new Span(last.from(), Math.max(last.to(), s.to())));
            } else {
                all.add(s);
            }
        }
        return all;
    }

    /** Working time from a fixed point in the past. */
    private long until(long at) {
        long in = Math.floorMod(at, LENGTH);
        long sum = Math.floorDiv(at, LENGTH) * total;
        int low = 0;
        int high = from.length;
        while (low < high) {
            int middle = (low + high) >>> 1;
            if (from[middle] < in) {
                low = middle + 1;
            } else {
                high = middle;
            }
        }
        return low == 0 ? sum : sum + before[low - 1] + Math.min(in, to[low - 1]) - from[low - 1];
    }

    long between(long a, long b) {
        return total == 0 ? 0 : until(b) - until(a);
    }

    /** The earliest moment when so much has been worked since; {@link Long#MAX_VALUE} if never. {@code work} is positive. */
    long reach(long at, long work) {
        if (total == 0) {
            return Long.MAX_VALUE;
        }
        long wanted = until(at) + work;
        long weeks = Math.floorDiv(wanted - 1, total);
        long rest = wanted - weeks * total;
        int i = from.length - 1;
        while (before[i] >= rest) {
            i--;
        }
        return weeks * LENGTH + from[i] + rest - before[i];
    }

    /** The end of the working range at this moment, or of the pause. */
    long changeAfter(long at) {
        if (total == 0 || total == LENGTH) {
            return Long.MAX_VALUE;
        }
        long start = Math.floorDiv(at, LENGTH) * LENGTH;
        long in = at - start;
        for (int i = 0; i < from.length; i++) {
            if (in < from[i]) {
                return start + from[i];
            }
            if (in < to[i]) {
                return start + to[i];
            }
        }
        return start + LENGTH + from[0];
    }

    boolean works(long at) {
        long in = Math.floorMod(at, LENGTH);
        for (int i = 0; i < from.length; i++) {
            if (in >= from[i] && in < to[i]) {
                return true;
            }
        }
        return false;
    }
}
