package org.subtext.perturbation;

import org.subtext.images.PixelLayout;
import org.subtext.perturbation.contract.Perturbation;
import org.subtext.perturbation.pixels.ImageNetUnits;
import org.subtext.perturbation.pixels.PixelChange;
import org.subtext.perturbation.pixels.PixelValues;
import org.subtext.perturbation.spectrum.RadialFilter;
import org.subtext.provenance.Seed;
import org.subtext.wording.Digits;

/**
 * A perturbation as the study's PyTorch code did it: on the image in {@link ImageNetUnits}, with {@code min(z,
 * threshold)} as the last step (study definitions 2.2 to 2.5).
 *
 * <p>Given and returned are pixels; a network that normalises by ImageNet's means and deviations, as the study's did,
 * sees the study's values within float rounding. A network of another scaling sees them in its own units.
 *
 * @param original what the words mean
 * @param defects where the code differs from the words; sentences
 * @param step what happens before the clip
 * @param threshold upper limit in normalised units; {@link #DEFAULT_THRESHOLD} unless a run was about clipping
 */
public record AsCoded(Perturbation original, String defects, StudyStep step, double threshold) implements Perturbation {
    /**
     * Without being asked, the code clipped at 1 in normalised units: pixels above 0.714, 0.680 and 0.631 by channel.
     */
    public static final double DEFAULT_THRESHOLD = 1.0;

    /** What ends the name of a setting as coded. */
    static final String SUFFIX = "as coded";

    private static final String CLIPPED =
            "everything above %s in ImageNet-normalised units is clipped as the last step";

    /** With the clip that every run of the code ended with. */
    public AsCoded(Perturbation original, String defects, StudyStep step) {
        this(original, defects, step, DEFAULT_THRESHOLD);
    }

    /** A frequency filter: of the first channel, given to all. */
    static AsCoded filter(FrequencyFilter filter) {
        StudyStep step = side -> {
            RadialFilter ready = filter.filter(side);
            return planes -> {
                double[] filtered = ready.of(planes[0]);
                double[][] repeated = new double[planes.length][];
                java.util.Arrays.fill(repeated, filtered);
                return repeated;
            };
        };
        return new AsCoded(
                filter,
                "only the first channel of the ImageNet-normalised image is filtered and given to all three; an ideal"
                        + " mask whose rim is left out, so that edges ring",
                step);
    }

    @Override
    public String name() {
        return original.name() + " " + SUFFIX;
    }

    @Override
    public String description() {
        return original.description() + " -- as the study's code did it: " + defects + "; "
                + String.format(CLIPPED, Digits.parameter(threshold));
    }

    @Override
    public String effect(PixelLayout given) {
        return original.effect(given) + " " + SUFFIX;
    }

    @Override
    public boolean isRefinement() {
        return original.isRefinement();
    }

    @Override
    public PixelChange on(PixelLayout layout) {
        StudyStep.Planes ready = step.on(layout.side());
        return (image, row, seed) -> {
            double[][] planes = ready.apply(ImageNetUnits.planes(image));
            for (double[] plane : planes) {
                clip(plane, threshold);
            }
            return ImageNetUnits.image(image.layout(), planes);
        };
    }

    @Override
    public PixelValues apply(PixelValues image, int row, Seed seed) {
        return on(image.layout()).apply(image, row, seed);
    }

    /** {@code min(z, threshold)} in place: the study's "pixel_thres". */
    public static void clip(double[] plane, double threshold) {
        for (int i = 0; i < plane.length; i++) {
            plane[i] = Math.min(plane[i], threshold);
        }
    }
}
