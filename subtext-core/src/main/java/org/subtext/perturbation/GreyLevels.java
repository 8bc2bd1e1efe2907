package org.subtext.perturbation;

import java.util.Arrays;
import org.subtext.perturbation.pixels.PixelValues;
import org.subtext.perturbation.regions.Mask;
import org.subtext.perturbation.regions.OtsuThresholds;

/**
 * Numbers that describe an image's grey values without their places. The first channel counts.
 *
 * <p>The histogram is the study's (definition B7: 256 bins on [0, 1] of channel 0), as shares. The tissues are those of
 * a frontal chest film: air outside the body, lung fields, and the rest of the body parted by Otsu's threshold into
 * soft tissue and bone; the study's own procedure is not published.
 */
public final class GreyLevels {
    /** Bins of the histogram. */
    public static final int BINS = 256;

    private GreyLevels() {}

    /** Share of pixels in each bin of [0, 1]; values outside count at the ends, white in the last bin. */
    public static double[] histogram(PixelValues image) {
        int[] counts = new int[BINS];
        float[] values = image.values();
        int count = image.valuesPerChannel();
        for (int i = 0; i < count; i++) {
            counts[Math.max(0, Math.min(BINS - 1, (int) (values[i] * BINS)))]++;
        }
        double[] shares = new double[BINS];
        for (int bin = 0; bin < BINS; bin++) {
            shares[bin] = (double) counts[bin] / count;
        }
        return shares;
    }

    /**
     * Mean grey of air, lung, soft tissue and bone, 0 to 1; a tissue that no pixel belongs to has the mean of the
     * image.
     *
     * @param lungs and body masks of the image's side
     */
    public static double[] tissueMeans(PixelValues image, Mask lungs, Mask body) {
        float[] values = image.values();
        int count = image.valuesPerChannel();
        float[] rest = new float[count];
        int inRest = 0;
        for (int i = 0; i < count; i++) {
            if (body.contains(i) && !lungs.contains(i)) {
                rest[inRest++] = values[i];
            }
        }
        double bone = OtsuThresholds.of(Arrays.copyOf(rest, inRest), 2)[0];
        double[] sums = new double[4];
        int[] counts = new int[4];
        double total = 0;
        for (int i = 0; i < count; i++) {
            int tissue = lungs.contains(i) ? 1 : !body.contains(i) ? 0 : values[i] < bone ? 2 : 3;
            sums[tissue] += values[i];
            counts[tissue]++;
            total += values[i];
        }
        for (int tissue = 0; tissue < sums.length; tissue++) {
            sums[tissue] = counts[tissue] == 0 ? total / count : sums[tissue] / counts[tissue];
        }
        return sums;
    }
}
