package org.subtext.wording;

/** Intervals, alone or after the value they belong to, all with the same number of decimals. */
public final class IntervalText {
    private IntervalText() {}

    /** {@code 0.874–0.943}; with "to" where a bound is negative, since a dash would read as a minus. */
    public static String bounds(double lower, double upper, int decimals) {
        return lower < 0
                ? spanning(lower, upper, decimals)
                : Digits.fixed(lower, decimals) + "–" + Digits.fixed(upper, decimals);
    }

    /** {@code 0.08 to 0.16}, for what may be negative as well as positive. */
    public static String spanning(double lower, double upper, int decimals) {
        return Digits.fixed(lower, decimals) + " to " + Digits.fixed(upper, decimals);
    }

    /** {@code 0.912 (0.874–0.943)}. */
    public static String around(double value, double lower, double upper, int decimals) {
        return Digits.fixed(value, decimals) + " (" + bounds(lower, upper, decimals) + ")";
    }

    /** {@code 0.912 (97.5 % CI 0.874–0.943)}. */
    public static String around(double value, double level, double lower, double upper, int decimals) {
        return Digits.fixed(value, decimals) + " (" + Percent.exact(level) + " % CI " + bounds(lower, upper, decimals)
                + ")";
    }

    /** {@code +0.12 (−0.01 to 0.25)}, of a difference. */
    public static String ofDifference(double difference, double lower, double upper, int decimals) {
        return Digits.signed(difference, decimals) + " (" + spanning(lower, upper, decimals) + ")";
    }

    /** {@code 0.12 (0.08 to 0.16)}, for what may be negative as well as positive. */
    public static String aroundSpanning(double value, double lower, double upper, int decimals) {
        return Digits.fixed(value, decimals) + " (" + spanning(lower, upper, decimals) + ")";
    }
}
