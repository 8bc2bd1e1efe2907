package org.subtext.routes.injection;

import org.subtext.perturbation.pixels.NormalDraws;
import org.subtext.perturbation.spectrum.RadialFilter;
import org.subtext.provenance.Seed;
import org.subtext.wording.Digits;

/**
 * A texture in a band of spatial frequencies: Gaussian noise of random phases without anything outside the band, drawn
 * anew for every image, so that no template of it can be learnt.
 *
 * <p>Strength: root mean square over the image, in percent of the range from black to white.
 */
public final class BandTexture implements FaintSignal {
    private static final Range STRENGTHS = new Range(0.02, 1, 20);
    private static final double PERCENT = 100;

    private final int side;
    private final int low;
    private final int high;
    private final RadialFilter filter;

    /**
     * A texture.
     *
     * @param low fewest cycles an image side, at least 1
     * @param high most, not beyond half the side
     */
    public BandTexture(int side, int low, int high) {
        if (!(low >= 1 && low < high && high <= side / 2)) {
            throw new IllegalArgumentException(
                    "a band lies within 1 to " + side / 2 + " cycles, got " + low + " to " + high);
        }
        this.side = side;
        this.low = low;
        this.high = high;
        long least = (long) low * low;
        long most = (long) high * high;
        this.filter = new RadialFilter(side, squared -> squared >= least && squared <= most ? 1 : 0);
    }

    @Override
    public String name() {
        return "texture at " + band();
    }

    @Override
    public String axis() {
        return "RMS contrast, % of black to white";
    }

    @Override
    public PlainReader reader() {
        return PlainReader.PIXELS;
    }

    @Override
    public String words(double strength) {
        return "a texture of " + Digits.significant(strength, 2) + " % contrast at " + band();
    }

    String band() {
        return low + " to " + high + " cycles";
    }

    @Override
    public Range range() {
        return STRENGTHS;
    }

    @Override
    public void add(float[] plane, double strength, Seed seed) {
        float[] field = new float[side * side];
        new NormalDraws(seed.random()).fill(field);
        filter.apply(field, 0);
        double squares = 0;
        for (float value : field) {
            squares += (double) value * value;
        }
        float scale = (float) (strength / PERCENT / Math.sqrt(squares / field.length));
        for (int i = 0; i < field.length; i++) {
            plane[i] += scale * field[i];
        }
    }
}
