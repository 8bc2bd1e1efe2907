package org.subtext.perturbation.regions;

/** A region of one image, or why there is none. */
public sealed interface MaskOutcome {
    /** The region was found; it is neither empty nor the whole image. */
    record Found(Mask mask) implements MaskOutcome {}

    /**
     * There is no mask that may be relied on.
     *
     * @param reason a few words, the same for all images that fail alike: "no lung field on one side"
     */
    record Failed(String reason) implements MaskOutcome {}
}
