package org.subtext.perturbation;

import java.nio.FloatBuffer;
import java.util.function.IntFunction;
import org.subtext.images.PixelSource;
import org.subtext.perturbation.contract.Perturbation;
import org.subtext.perturbation.pixels.PixelValues;
import org.subtext.perturbation.regions.Mask;
import org.subtext.provenance.Seed;

/**
 * A region of each image alone, the image without it, or the bare shape of the region.
 *
 * <p>What is hidden becomes one grey, the same in all images: the mean of the training images once {@link #prepared},
 * black before. A grey taken from the image itself would tell its brightness, or that of the hidden part. What still
 * shows is the region's outline; how much that alone reveals is what {@link Part#SHAPE} measures.
 *
 * @param mask name of the region: "lung"
 * @param masks by row of the pixel source; only rows that have a mask may be asked for
 * @param fill grey of what is hidden, 0 to 1
 * @param black whether the fill stays black, as in the study (study definition C6)
 */
public record MaskedRegion(String mask, Part part, IntFunction<Mask> masks, float fill, boolean black)
        implements Perturbation {
    /** What is left. */
    public enum Part {
        INSIDE("inside", "only what lies inside the %s mask; the rest one grey"),
        OUTSIDE("outside", "only what lies outside the %s mask; the rest one grey"),
        OUTSIDE_INFLATED(
                "outside with a margin",
                "only what lies outside the %s mask and a margin of a sixteenth of the side around it"),
        SHAPE("shape only", "the %s mask itself, white on black: control for what its outline alone reveals");

        private final String words;
        private final String description;

        Part(String words, String description) {
            this.words = words;
            this.description = description;
        }
    }

    private static final int MARGIN = 16; // the side over the margin
    private static final int MOST_IMAGES = 500; // the mean of more is the same grey

    /** Filled with the mean of the training images once prepared. */
    public static MaskedRegion of(String mask, Part part, IntFunction<Mask> masks) {
        return new MaskedRegion(mask, part, masks, 0, false);
    }

    @Override
    public String name() {
        return mask + " " + part.words;
    }

    @Override
    public String description() {
        return String.format(part.description, mask) + (black ? " (black, as in the study)" : "");
    }

    /** The same with other masks, for another source of pixels. */
    public MaskedRegion withMasks(IntFunction<Mask> others) {
        return new MaskedRegion(mask, part, others, fill, black);
    }

    @Override
    public MaskedRegion studyFaithful() {
        return new MaskedRegion(mask, part, masks, 0, true);
    }

    @Override
    public Perturbation prepared(PixelSource pixels, int[] trainingRows) {
        if (black || part == Part.SHAPE || trainingRows.length == 0) {
            return this;
        }
        int images = Math.min(MOST_IMAGES, trainingRows.length);
        FloatBuffer buffer = FloatBuffer.allocate(pixels.layout().valuesPerImage());
        double sum = 0;
        for (int i = 0; i < images; i++) {
            buffer.clear();
            pixels.read(trainingRows[(int) ((long) i * trainingRows.length / images)], buffer);
            for (float value : buffer.array()) {
                sum += value;
            }
        }
        double mean = sum / images / pixels.layout().valuesPerImage();
        return new MaskedRegion(mask, part, masks, (float) mean, false);
    }

    @Override
    public PixelValues apply(PixelValues image, int row, Seed seed) {
        Mask found = masks.apply(row);
        Mask region = part == Part.OUTSIDE_INFLATED
                ? found.inflated(Math.max(1, (image.side() + MARGIN / 2) / MARGIN))
                : found;
        float[] values = image.values();
        int count = image.valuesPerChannel();
        boolean keepsInside = part == Part.INSIDE;
        for (int i = 0; i < count; i++) {
            boolean inside = region.contains(i);
            for (int k = i; k < values.length; k += count) {
                if (part == Part.SHAPE) {
                    values[k] = inside ? 1 : 0;
                } else if (inside != keepsInside) {
                    values[k] = fill;
                }
            }
        }
        return image;
    }
}
