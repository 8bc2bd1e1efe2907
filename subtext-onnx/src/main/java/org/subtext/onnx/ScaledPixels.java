package org.subtext.onnx;

import java.nio.FloatBuffer;
import java.util.List;
import org.subtext.images.PixelLayout;
import org.subtext.recognition.Normalisation;

/** Pixels in [0, 1] as a network takes them: {@code (x − offset) / unit}, by channel or by image, in place. */
final class ScaledPixels {
    private static final List<Double> IMAGENET_MEAN = List.of(0.485, 0.456, 0.406);
    private static final List<Double> IMAGENET_DEVIATION = List.of(0.229, 0.224, 0.225);
    private static final List<Double> IMAGENET_GREY_MEAN = List.of(0.449);
    private static final List<Double> IMAGENET_GREY_DEVIATION = List.of(0.226);
    private static final double LEAST_DEVIATION = 1e-3; // keeps an image of one value finite
    private static final double LEAST_VARIANCE = 1e-12;

    private ScaledPixels() {}

    /**
     * Scales one image.
     *
     * @param image {@code (channel, height, width)} from 0 to its limit
     */
    static void scale(FloatBuffer image, PixelLayout layout, Normalisation how) {
        if (how.kind() == null) {
            scale(image, layout, how.mean(), how.deviation());
            return;
        }
        switch (how.kind()) {
            case UNIT -> {}
            case ZERO_TO_255 -> scale(image, layout, List.of(0.0), List.of(1 / 255.0));
            case IMAGENET -> {
                if (layout.channels() == 1) {
                    scale(image, layout, IMAGENET_GREY_MEAN, IMAGENET_GREY_DEVIATION);
                } else {
                    scale(image, layout, IMAGENET_MEAN, IMAGENET_DEVIATION);
                }
            }
            case STANDARDISED_PER_IMAGE -> standardise(image, layout);
        }
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
        double unit = Math.sqrt(Math.max(LEAST_VARIANCE, variance)) + LEAST_DEVIATION;
        for (int i = 0; i < count; i++) {
            image.put(i, (float) ((image.get(i) - mean) / unit));
        }
    }
}
