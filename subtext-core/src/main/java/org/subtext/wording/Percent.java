package org.subtext.wording;

import java.math.BigDecimal;

/** Shares as percentages, without the sign: sentences write {@code 95 %}, labels {@code 95%}. */
public final class Percent {
    private Percent() {}

    /** Every digit of a share that somebody chose: {@code 95}, {@code 97.5}, {@code 99.2}. */
    public static String exact(double share) {
        return Digits.exact(BigDecimal.valueOf(share).movePointRight(2).doubleValue());
    }

    /** A counted or estimated share, rounded to so many decimals. */
    public static String fixed(double share, int decimals) {
        return Digits.fixed(100 * share, decimals);
    }
}
