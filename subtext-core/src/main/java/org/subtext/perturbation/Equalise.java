package org.subtext.perturbation;

import java.util.List;
import org.subtext.perturbation.contract.PerturbationFamily;
import org.subtext.perturbation.contract.PerturbationKind;
import org.subtext.perturbation.contract.PlannedPerturbation;
import org.subtext.perturbation.pixels.EachChannel;
import org.subtext.perturbation.pixels.PixelValues;
import org.subtext.provenance.Seed;

/**
 * Histogram equalisation: every image gets about the same, flat distribution of grey values, so that what remains lies
 * in their arrangement.
 *
 * <p>Cumulative histogram of 256 bins between the image's own least and greatest value, read off linearly between bin
 * centres, as scikit-image's {@code exposure.equalize_hist} does. An image of one value stays as it is. Channels of a
 * colour image are equalised apart.
 */
public record Equalise() implements PlannedPerturbation {
    static final PerturbationKind KIND = new PerturbationKind(
            "equalise", PerturbationFamily.INTENSITY, "", 0, List.of("equalise"), numbers -> new Equalise());

    private static final int BINS = 256;

    @Override
    public PerturbationKind kind() {
        return KIND;
    }

    @Override
    public String description() {
        return "histogram equalised: each image is left the same distribution of grey values";
    }

    @Override
    public PixelValues apply(PixelValues image, int row, Seed seed) {
        int count = image.valuesPerChannel();
        return EachChannel.change(image, (values, offset) -> equalise(values, offset, offset + count));
    }

    private static void equalise(float[] values, int from, int to) {
        float least = values[from];
        float greatest = values[from];
        for (int i = from; i < to; i++) {
            least = Math.min(least, values[i]);
            greatest = Math.max(greatest, values[i]);
        }
        if (!(greatest > least)) {
            return;
        }
        float perBin = BINS / (greatest - least);
        int[] counts = new int[BINS + 1];
        for (int i = from; i < to; i++) {
            counts[(int) ((values[i] - least) * perBin)]++;
        }
        counts[BINS - 1] += counts[BINS]; // the greatest value belongs to the last bin
        float[] cumulative = new float[BINS + 2]; // the first and the last share once more: the ends are flat
        int sum = 0;
        for (int bin = 0; bin < BINS; bin++) {
            sum += counts[bin];
            cumulative[bin + 1] = (float) ((double) sum / (to - from));
        }
        cumulative[0] = cumulative[1];
        cumulative[BINS + 1] = cumulative[BINS];
        for (int i = from; i < to; i++) {
            float position = (values[i] - least) * perBin + 0.5f; // 1 at the centre of the first bin
            int below = Math.min(BINS, (int) position);
            float share = position - below;
            values[i] = cumulative[below] + share * (cumulative[below + 1] - cumulative[below]);
        }
    }
}
