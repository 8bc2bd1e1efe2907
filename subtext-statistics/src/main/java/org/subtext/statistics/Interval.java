package org.subtext.statistics;

/**
 * A two-sided interval.
 *
 * @param lower lower bound, finite
 * @param upper upper bound, finite, not below {@code lower}
 * @param level nominal coverage in (0, 1), for instance 0.95
 * @param method how it was made, in words a methods section would print
 */
public record Interval(double lower, double upper, double level, String method) {
    public Interval {
        if (!(lower <= upper) || Double.isInfinite(lower) || Double.isInfinite(upper)) {
            throw new IllegalArgumentException("an interval needs finite lower <= upper, got " + lower + ", " + upper);
        }
        if (!(level > 0 && level < 1)) {
            throw new IllegalArgumentException("an interval's level lies in (0, 1), got " + level);
        }
    }

    public boolean contains(double value) {
        return lower <= value && value <= upper;
    }

    /** Whether this interval lies strictly inside ({@code low}, {@code high}). */
    public boolean liesWithin(double low, double high) {
        return low < lower && upper < high;
    }
}
