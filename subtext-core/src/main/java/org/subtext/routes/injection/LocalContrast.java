package org.subtext.routes.injection;

import org.subtext.perturbation.spectrum.Butterworth;
import org.subtext.perturbation.spectrum.RadialFilter;
import org.subtext.provenance.Seed;
import org.subtext.wording.Digits;

/**
 * Local contrast raised everywhere: what an image holds beside its local mean, times one and a bit more.
 *
 * <p>The local mean is what a soft low-pass of {@value #MEAN} cycles an image side leaves. Strength: percent by which
 * the deviation from it is raised.
 */
public final class LocalContrast implements FaintSignal {
    private static final int MEAN = 4;
    private static final Range STRENGTHS = new Range(0.05, 4, 100);
    private static final double PERCENT = 100;

    private final RadialFilter deviation;

    public LocalContrast(int side) {
        deviation = new RadialFilter(side, squared -> 1 - Butterworth.lowPass(squared, MEAN));
    }

    @Override
    public String name() {
        return "local contrast";
    }

    @Override
    public String axis() {
        return "rise of the deviation from the local mean, %";
    }

    @Override
    public PlainReader reader() {
        return PlainReader.PIXELS;
    }

    @Override
    public String words(double strength) {
        return "a rise of local contrast by " + Digits.significant(strength, 2) + " %";
    }

    @Override
    public Range range() {
        return STRENGTHS;
    }

    @Override
    public void add(float[] plane, double strength, Seed seed) {
        float[] field = plane.clone();
        deviation.apply(field, 0);
        float scale = (float) (strength / PERCENT);
        for (int i = 0; i < field.length; i++) {
            plane[i] += scale * field[i];
        }
    }
}
