package org.subtext.perturbation;

import java.math.BigDecimal;

/** Parameters as settings write them. */
final class Numbers {
    private Numbers() {}

    /** "10" and "0.6", never "10.0" or "1E1". */
    static String text(double number) {
        return BigDecimal.valueOf(number).stripTrailingZeros().toPlainString();
    }

    /** @throws IllegalArgumentException when the number is not whole */
    static int whole(double number, String what) {
        if (number != Math.rint(number) || Math.abs(number) > Integer.MAX_VALUE) {
            throw new IllegalArgumentException(what + " must be a whole number, got " + text(number));
        }
        return (int) number;
    }
}
