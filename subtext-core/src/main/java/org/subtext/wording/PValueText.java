package org.subtext.wording;

/** P-values: three decimals, and below 0.001 a bound, since what is smaller depends on the number of draws. */
public final class PValueText {
    private static final double SMALLEST = 0.001;

    private PValueText() {}

    /** For a cell: {@code 0.012}, {@code <0.001}. */
    public static String cell(double p) {
        return p < SMALLEST ? "<0.001" : Digits.fixed(p, 3);
    }

    /** What follows the letter p in a sentence: {@code = 0.012}, {@code < 0.001}. */
    public static String relation(double p) {
        return p < SMALLEST ? "< 0.001" : "= " + Digits.fixed(p, 3);
    }

    /** Without a sign: {@code 0.012}, {@code below 0.001}. */
    public static String words(double p) {
        return p < SMALLEST ? "below 0.001" : Digits.fixed(p, 3);
    }
}
