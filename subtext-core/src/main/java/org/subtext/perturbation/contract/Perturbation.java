package org.subtext.perturbation.contract;

import org.subtext.images.PixelLayout;
import org.subtext.images.PixelSource;
import org.subtext.perturbation.pixels.PixelChange;
import org.subtext.perturbation.pixels.PixelValues;
import org.subtext.provenance.Seed;

/**
 * A change of one image, in the image's own units (0 black, 1 white).
 *
 * <p>Immutable and thread-safe; the same image, row and seed give the same result. Most kinds are a record of a few
 * lines.
 */
public interface Perturbation {
    /** The {@link #effect} of leaving images as they are. */
    String IDENTITY = "identity";

    /** The {@link #effect} of leaving nothing of any image. */
    String NOTHING = "nothing";

    /** Kind and parameters as a plan writes them and {@code Perturbations.parse} reads them: "low-pass 10". */
    String name();

    /**
     * What is left or taken away, for a reader of the report: "keeps what varies less than 10 times across the image".
     */
    String description();

    /** The layout of what {@link #apply} gives for images of that layout; the same unless the size changes. */
    default PixelLayout layout(PixelLayout given) {
        return given;
    }

    /** Whether images of that layout come out as they went in, bit for bit: a battery runs one such setting a kind. */
    default boolean isIdentity(PixelLayout given) {
        return false;
    }

    /**
     * Names what is done to images of that layout: of settings with the same effect a battery runs the first only. By
     * default the name, or "identity".
     */
    default String effect(PixelLayout given) {
        return isIdentity(given) ? IDENTITY : name();
    }

    /** Whether it repeats what others of its family say at a finer grain: where time is short, others are run first. */
    default boolean isRefinement() {
        return false;
    }

    /**
     * What a newly trained network is given instead; the same unless a smaller image says it better than a blurred one.
     *
     * @param smallestSide images must not be smaller for that network
     */
    default Perturbation trainedForm(int smallestSide) {
        return this;
    }

    /**
     * The same as the study's code did it, every defect named in its description; this one where the code agrees with
     * the words, or did no such thing.
     */
    default Perturbation studyFaithful() {
        return this;
    }

    /**
     * This perturbation made ready for a cohort: kinds that need a reference (a histogram to match) take it from the
     * training images. Most need none.
     */
    default Perturbation prepared(PixelSource pixels, int[] trainingRows) {
        return this;
    }

    /**
     * This perturbation for many images of one layout: kinds that compute masks or weights for a size do it here, once.
     */
    default PixelChange on(PixelLayout layout) {
        return this::apply;
    }

    /**
     * Changes an image.
     *
     * @param image taken over: it may be changed in place and returned; not kept
     * @param row of the pixel source, for kinds that hold something an image (masks)
     * @param seed of this image, for kinds that draw
     */
    PixelValues apply(PixelValues image, int row, Seed seed);
}
