package org.subtext.routes.masks;

import java.util.Optional;
import org.subtext.perturbation.pixels.PixelValues;
import org.subtext.perturbation.regions.Mask;
import org.subtext.perturbation.regions.MaskOutcome;
import org.subtext.routes.contract.FinishedAudit;
import org.subtext.routes.contract.NotRunException;

/** Masks of one region for the images of an audit, found when they are first asked for and then kept. Thread-safe. */
interface RegionMasks {
    /** "lung". */
    String name();

    /** Where the masks come from, for the report: "drawn or learnt masks", "the built-in segmentation". */
    String source();

    /** What else than the images determines the masks. */
    String determinants();

    /** Share of images without a mask above which the rest says little about the cohort. */
    double mostFailures();

    /** What to do when too many images have no mask, a sentence. */
    String mend();

    /**
     * Makes the masks of some positions ready, on all processors.
     *
     * @throws NotRunException when there can be none at all: no such folder, no mask in it
     */
    void prepare(FinishedAudit audit, int[] positions) throws NotRunException;

    /** Of a phantom film, to show what the settings look like; empty where these masks have nothing to do with it. */
    default Optional<Mask> ofPhantom(PixelValues phantom) {
        return Optional.empty();
    }

    /** Of a prepared position. */
    MaskOutcome outcome(int position);
}
