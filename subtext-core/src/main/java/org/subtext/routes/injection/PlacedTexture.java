package org.subtext.routes.injection;

import org.subtext.provenance.Seed;
import org.subtext.wording.Digits;

/**
 * A {@link BandTexture} that is the same in every image of a draw: a pattern in one place, as a grid, a plate or a
 * detector leaves it. Each draw has another, so that what is found of it holds for such patterns and not for one.
 *
 * <p>Strength: as of the texture.
 *
 * @param own by which the pattern of a draw is made
 */
record PlacedTexture(BandTexture texture, Seed own) implements FaintSignal {
    PlacedTexture(BandTexture texture) {
        this(texture, new Seed(0));
    }

    @Override
    public String name() {
        return "pattern at " + texture.band();
    }

    @Override
    public String axis() {
        return texture.axis();
    }

    /** A ridge over all features reads next to nothing of it. */
    @Override
    public PlainReader reader() {
        return PlainReader.BANDS;
    }

    @Override
    public String words(double strength) {
        return "a pattern of " + Digits.significant(strength, 2) + " % contrast at " + texture.band()
                + " that is the same in every image";
    }

    @Override
    public Range range() {
        return texture.range();
    }

    @Override
    public FaintSignal drawn(Seed seed) {
        return new PlacedTexture(texture, seed);
    }

    @Override
    public void add(float[] plane, double strength, Seed ofImage) {
        texture.add(plane, strength, own);
    }
}
