package org.subtext.routes.injection;

import org.subtext.provenance.Seed;
import org.subtext.wording.Digits;

/**
 * All grey values raised alike, by whole steps of 8 bits: between two steps a file of these would hold one of them.
 * Strength: percent of the range from black to white.
 */
public final class GreyShift implements FaintSignal {
    private static final double PERCENT = 100;
    private static final double STEP = PERCENT / GreyStep.LEVELS;
    private static final Range STRENGTHS = new Range(STEP, 5 * STEP, 127 * STEP, STEP);

    @Override
    public String name() {
        return "grey-value shift";
    }

    @Override
    public String axis() {
        return "shift, % of black to white";
    }

    @Override
    public PlainReader reader() {
        return PlainReader.PIXELS;
    }

    @Override
    public String words(double strength) {
        return "a shift of grey values by " + Digits.significant(strength, 2) + " % of black to white";
    }

    @Override
    public Range range() {
        return STRENGTHS;
    }

    @Override
    public void add(float[] plane, double strength, Seed seed) {
        float shift = (float) (strength / PERCENT);
        for (int i = 0; i < plane.length; i++) {
            plane[i] += shift;
        }
    }
}
