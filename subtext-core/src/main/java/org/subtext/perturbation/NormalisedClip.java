package org.subtext.perturbation;

import org.subtext.images.PixelLayout;
import org.subtext.provenance.Seed;

/**
 * The clip as the study's code does it: {@code x ← min(x, threshold)} after ImageNet normalisation, so that 0.6 is a grey
 * value of 0.6224, 0.5904 and 0.5410 in the red, green and blue channel. The code's default of 1.0 clips too.
 *
 * @param threshold in normalised units, (grey − mean) / SD
 */
record NormalisedClip(double threshold) implements Perturbation {
    /** Of ImageNet, red, green, blue; study definition 2.2. */
    private static final double[] MEAN = {0.485, 0.456, 0.406};

    private static final double[] DEVIATION = {0.229, 0.224, 0.225};

    @Override
    public String name() {
        return "clip " + PlainNumber.of(threshold);
    }

    @Override
    public String description() {
        return "as the study's code: values above " + PlainNumber.of(threshold)
                + " in ImageNet-normalised units cut down to it, which is another grey value in each channel ("
                + PlainNumber.of(Math.rint(1e4 * greyValue(0)) / 1e4) + " in the first)";
    }

    /** The threshold as a grey value of a channel, 0 black to 1 white. */
    double greyValue(int channel) {
        return threshold * DEVIATION[channel] + MEAN[channel];
    }

    @Override
    public boolean isIdentity(PixelLayout given) {
        for (int channel = 0; channel < given.channels(); channel++) {
            if (greyValue(channel) < 1) {
                return false;
            }
        }
        return true;
    }

    @Override
    public PixelValues apply(PixelValues image, int row, Seed seed) {
        float[] values = image.values();
        for (int channel = 0; channel < image.channels(); channel++) {
            float highest = (float) greyValue(channel);
            int end = image.offset(channel + 1);
            for (int i = image.offset(channel); i < end; i++) {
                values[i] = Math.min(values[i], highest);
            }
        }
        return image;
    }
}
