package org.subtext.routes.injection;

import org.subtext.provenance.Seed;
import org.subtext.wording.Digits;

/** All grey values raised alike. Strength: percent of the range from black to white. */
public final class GreyShift implements FaintSignal {
    private static final Range STRENGTHS = new Range(0.02, 2, 50);
    private static final double PERCENT = 100;

    @Override
    public String name() {
        return "grey-value shift";
    }

    @Override
    public String axis() {
        return "shift, % of black to white";
    }

    @Override
    public String words(double strength) {
        // Files of 8 bits hold whole steps: what was put in is no more than the next of them.
        double steps = Math.max(1, Math.ceil(strength / PERCENT * GreyStep.LEVELS - 1e-9));
        return "a shift of grey values by " + Digits.significant(PERCENT * steps / GreyStep.LEVELS, 2)
                + " % of black to white";
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
