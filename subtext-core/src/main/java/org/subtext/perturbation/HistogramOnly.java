package org.subtext.perturbation;

import java.util.List;
import java.util.SplittableRandom;
import org.subtext.perturbation.contract.PerturbationFamily;
import org.subtext.perturbation.contract.PerturbationKind;
import org.subtext.perturbation.contract.PlannedPerturbation;
import org.subtext.perturbation.pixels.EachChannel;
import org.subtext.perturbation.pixels.PixelValues;
import org.subtext.provenance.Seed;

/**
 * The grey-level histogram as an image: every pixel is moved to a random place. Which values occur, and how often,
 * stays exactly; where they stood is lost.
 *
 * <p>One permutation an image, the same for its channels, another for every image: Fisher and Yates' shuffle with
 * 32-bit draws scaled to the range, whose bias is below {@code pixels / 2^32}.
 */
public record HistogramOnly() implements PlannedPerturbation {
    static final PerturbationKind KIND = new PerturbationKind(
            "histogram-only",
            PerturbationFamily.INTENSITY,
            "",
            0,
            List.of("histogram-only"),
            numbers -> new HistogramOnly());

    private static final long LOW_HALF = 0xFFFFFFFFL;

    @Override
    public PerturbationKind kind() {
        return KIND;
    }

    @Override
    public String description() {
        return "pixels of each image shuffled: only its grey-level histogram is left";
    }

    @Override
    public PixelValues apply(PixelValues image, int row, Seed seed) {
        int count = image.valuesPerChannel();
        return EachChannel.change(image, (values, offset) -> shuffle(values, offset, count, seed.random()));
    }

    private static void shuffle(float[] values, int offset, int count, SplittableRandom random) {
        long bits = random.nextLong();
        for (int i = count - 1; i > 0; i--) {
            boolean fresh = (i & 1) == 1;
            bits = fresh ? random.nextLong() : bits >>> 32;
            int j = (int) (((bits & LOW_HALF) * (i + 1)) >>> 32);
            float moved = values[offset + i];
            values[offset + i] = values[offset + j];
            values[offset + j] = moved;
        }
    }
}
