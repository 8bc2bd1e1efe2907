package org.subtext.perturbation;

/** Parameters as settings write them. */
final class Numbers {
    private Numbers() {}

    /** "10" and "2.5". */
    static String text(double number) {
        return number == Math.rint(number) && Math.abs(number) < 1e15
                ? Long.toString((long) number)
                : Double.toString(number);
    }

    /** @throws IllegalArgumentException when the number is not whole */
    static int whole(double number, String what) {
        if (number != Math.rint(number) || Math.abs(number) > Integer.MAX_VALUE) {
            throw new IllegalArgumentException(what + " must be a whole number, got " + text(number));
        }
        return (int) number;
    }
}
