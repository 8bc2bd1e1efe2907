package org.subtext.perturbation.contract;

import org.subtext.wording.Digits;

/** Parameters of settings that must be whole. */
public final class Numbers {
    private Numbers() {}

    /** @throws IllegalArgumentException when the number is not whole */
    public static int whole(double number, String what) {
        if (number != Math.rint(number) || Math.abs(number) > Integer.MAX_VALUE) {
            throw new IllegalArgumentException(what + " must be a whole number, got " + Digits.parameter(number));
        }
        return (int) number;
    }
}
