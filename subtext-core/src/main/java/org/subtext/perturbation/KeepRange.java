package org.subtext.perturbation;

import java.util.List;
import org.subtext.images.PixelLayout;
import org.subtext.perturbation.contract.GreyRange;
import org.subtext.perturbation.contract.PerturbationFamily;
import org.subtext.perturbation.contract.PerturbationKind;
import org.subtext.perturbation.contract.PlannedPerturbation;
import org.subtext.perturbation.contract.Role;
import org.subtext.perturbation.pixels.PixelValues;
import org.subtext.provenance.Seed;

/**
 * Keeps the differences within a range of grey values and no others: darker values become its lower end, brighter ones
 * its upper end. The shapes of what is darker and of what is brighter stay visible as flat areas.
 *
 * <p>Together the ranges that share out the scale hold the image: Σ (kept − low) over them is the image itself.
 */
record KeepRange(GreyRange range) implements PlannedPerturbation {
    static final PerturbationKind KIND = new PerturbationKind(
            "keep-range",
            PerturbationFamily.INTENSITY,
            "lowest and highest grey value kept (0 black to 1 white)",
            2,
            GreyRange.fifthsAndPairs("keep-range"),
            numbers -> new KeepRange(new GreyRange(numbers.get(0), numbers.get(1))));

    @Override
    public PerturbationKind kind() {
        return KIND;
    }

    @Override
    public List<Double> numbers() {
        return List.of(range.low(), range.high());
    }

    @Override
    public Role role() {
        return new Role.Keeps(range);
    }

    @Override
    public String description() {
        return "keeps differences between grey values from " + range.words() + "; what is darker or brighter is flat";
    }

    @Override
    public boolean isIdentity(PixelLayout given) {
        return range.low() == 0 && range.high() == 1;
    }

    @Override
    public PixelValues apply(PixelValues image, int row, Seed seed) {
        float[] values = image.values();
        float low = (float) range.low();
        float high = (float) range.high();
        for (int i = 0; i < values.length; i++) {
            values[i] = Math.min(high, Math.max(low, values[i]));
        }
        return image;
    }
}
