package org.subtext.volumes;

/**
 * The values shown black and white; what lies between is spread linearly, what lies beyond is cut.
 *
 * @param black highest value shown black
 * @param white lowest value shown white, not below {@code black}; where equal, what is above black is white
 */
record GreyRange(double black, double white) {
    private static final int WHITE = 65535;

    GreyRange {
        if (!(white >= black)) {
            throw new IllegalArgumentException("a grey range from " + black + " to " + white);
        }
    }

    /** 0 black to 65535 white, rounded to the nearest; what is no number is black. */
    int shown(double value) {
        if (!(value > black)) {
            return 0;
        }
        return value >= white ? WHITE : (int) Math.floor((value - black) / (white - black) * WHITE + 0.5);
    }
}
