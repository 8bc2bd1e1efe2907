package org.subtext.wording;

import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;
import java.util.Locale;

/** Numbers as text: all the digits of what was chosen, a fixed number of decimals of what was estimated. */
public final class Digits {
    /** More than anybody writes, and fewer than the noise that arithmetic leaves in the last digits of a double. */
    private static final MathContext WRITTEN = new MathContext(12, RoundingMode.HALF_EVEN);

    private Digits() {}

    /**
     * The shortest writing that a plan reads back as the same number: {@code 10}, {@code 0.6}, {@code -1}; no exponent.
     */
    public static String parameter(double value) {
        return BigDecimal.valueOf(value).stripTrailingZeros().toPlainString();
    }

    /** Every digit of a number that somebody chose, with a true minus sign: {@code 0.125}, {@code 97.5}, {@code −1}. */
    public static String exact(double value) {
        return exact(value, 0);
    }

    /** The same, with zeros up to so many decimals: with two, {@code 0.10} and {@code 0.125}. */
    public static String exact(double value, int atLeast) {
        BigDecimal written = BigDecimal.valueOf(Math.abs(value)).round(WRITTEN).stripTrailingZeros();
        String text = written.setScale(Math.max(atLeast, written.scale()), RoundingMode.UNNECESSARY)
                .toPlainString();
        return value < 0 ? "−" + text : text;
    }

    /** So many decimals, with a true minus sign; never {@code −0.00}. */
    public static String fixed(double value, int decimals) {
        String text = String.format(Locale.ROOT, "%." + decimals + "f", Math.abs(value));
        return value < 0 && !isZero(text) ? "−" + text : text;
    }

    /** The same with the sign of a change, {@code +0.012}, {@code −0.120}; what is written as zero has none. */
    public static String signed(double value, int decimals) {
        String text = fixed(value, decimals);
        return value > 0 && !isZero(text) ? "+" + text : text;
    }

    /** So many significant digits, for rates, which span magnitudes: {@code 0.0312}, {@code 1.25e+04}. */
    public static String significant(double value, int digits) {
        return String.format(Locale.ROOT, "%." + digits + "g", value);
    }

    /** A count with thousands separators: {@code 38,240}. */
    public static String count(long n) {
        return String.format(Locale.ROOT, "%,d", n);
    }

    /** A count with its noun: {@code 1 patient}, {@code 1,000 images}. */
    public static String counted(long n, String singular, String plural) {
        return count(n) + " " + (n == 1 ? singular : plural);
    }

    private static boolean isZero(String text) {
        return text.chars().allMatch(c -> c == '0' || c == '.');
    }
}
