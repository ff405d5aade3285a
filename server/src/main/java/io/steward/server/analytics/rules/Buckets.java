package io.steward.server.analytics.rules;

import java.util.OptionalDouble;
import java.util.SortedMap;

/**
 * Durations in buckets of equal ratio: 128 to the doubling, so that a bucket's middle is within 0.3 % of every duration in
 * it. Percentiles over any range of days are then sums of small tables instead of scans of tickets.
 */
public final class Buckets {
    private static final double PER_DOUBLING = 128;

    private Buckets() {}

    /** The bucket of a duration in minutes, 0 or more. */
    public static int of(long minutes) {
        return minutes < 1 ? 0 : 1 + (int) Math.floor(log2(minutes) * PER_DOUBLING + 1e-9);
    }

    /** The middle of a bucket, in minutes. */
    public static double middle(int bucket) {
        return bucket == 0 ? 0 : Math.pow(2, (bucket - 1 + 0.5) / PER_DOUBLING);
    }

    /**
     * The duration in minutes below which a share of all lies, by the nearest-rank definition.
     *
     * @param counts buckets in rising order with how many are in each
     * @param share above 0 up to 1
     */
    public static OptionalDouble percentile(SortedMap<Integer, Long> counts, double share) {
        long total = counts.values().stream().mapToLong(Long::longValue).sum();
        long rank = (long) Math.ceil(total * share);
        long seen = 0;
        for (var bucket : counts.entrySet()) {
            seen += bucket.getValue();
            if (seen >= rank && total > 0) {
                return OptionalDouble.of(middle(bucket.getKey()));
            }
        }
        return OptionalDouble.empty();
    }

    private static double log2(double value) {
        return Math.log(value) / Math.log(2);
    }
}
