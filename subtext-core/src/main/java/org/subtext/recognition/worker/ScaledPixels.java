package org.subtext.recognition.worker;

import java.nio.FloatBuffer;
import java.util.List;
import org.subtext.images.PixelLayout;
import org.subtext.recognition.Normalisation;

/** Pixels in [0, 1] as a network takes them: {@code (x − offset) / unit}, by channel or by image, in place. */
final class ScaledPixels {
    private ScaledPixels() {}

    /**
     * Scales one image.
     *
     * @param image {@code (channel, height, width)} from 0 to its limit
     */
    static void scale(FloatBuffer image, PixelLayout layout, Normalisation how) {
        how.inNumbers(layout.channels())
                .ifPresentOrElse(
                        numbers -> scale(image, layout, numbers.mean(), numbers.deviation()),
                        () -> standardise(image, layout));
    }

    private static void scale(FloatBuffer image, PixelLayout layout, List<Double> offsets, List<Double> units) {
        int plane = layout.side() * layout.side();
        for (int channel = 0; channel < layout.channels(); channel++) {
            float offset = offsets.get(offsets.size() == 1 ? 0 : channel).floatValue();
            float unit = units.get(units.size() == 1 ? 0 : channel).floatValue();
            for (int i = channel * plane; i < (channel + 1) * plane; i++) {
                image.put(i, (image.get(i) - offset) / unit);
            }
        }
    }

    private static void standardise(FloatBuffer image, PixelLayout layout) {
        int count = layout.valuesPerImage();
        double mean = 0;
        for (int i = 0; i < count; i++) {
            mean += image.get(i);
        }
        mean /= count;
        double variance = 0;
        for (int i = 0; i < count; i++) {
            variance += (image.get(i) - mean) * (image.get(i) - mean);
        }
        variance /= count;
        double unit = Math.sqrt(Math.max(Normalisation.LEAST_VARIANCE, variance)) + Normalisation.LEAST_DEVIATION;
        for (int i = 0; i < count; i++) {
            image.put(i, (float) ((image.get(i) - mean) / unit));
        }
    }
}
