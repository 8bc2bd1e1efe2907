package org.subtext.perturbation;

import org.subtext.images.PixelLayout;
import org.subtext.images.PixelSource;
import org.subtext.provenance.Seed;

/**
 * A change of one image, in the image's own units (0 black, 1 white).
 *
 * <p>Immutable and thread-safe; the same image, row and seed give the same result. Most kinds are a record of a few lines.
 */
public interface Perturbation {
    /** Kind and parameters as a plan writes them and {@link Perturbations#parse} reads them: "low-pass 10". */
    String name();

    /** What is left or taken away, for a reader of the report: "keeps what varies less than 10 times across the image". */
    String description();

    /** The layout of what {@link #apply} gives for images of that layout; the same unless the size changes. */
    default PixelLayout layout(PixelLayout given) {
        return given;
    }

    /** Whether images of that layout come out as they went in, bit for bit: a battery runs one such setting a kind. */
    default boolean isIdentity(PixelLayout given) {
        return false;
    }

    /** What a newly trained network is given instead; the same unless a smaller image says it better than a blurred one. */
    default Perturbation trainedForm() {
        return this;
    }

    /** The same as the study's code made it, each defect named in the description; itself where the code does what it says. */
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
     * Changes an image.
     *
     * @param image taken over: it may be changed in place and returned
     * @param row of the pixel source, for kinds that hold something an image (masks)
     * @param seed of this image, for kinds that draw
     */
    PixelValues apply(PixelValues image, int row, Seed seed);
}
