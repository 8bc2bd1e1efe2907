package org.subtext.perturbation;

import java.util.List;
import org.subtext.perturbation.contract.Band;
import org.subtext.perturbation.contract.PerturbationFamily;
import org.subtext.perturbation.contract.PerturbationKind;
import org.subtext.perturbation.contract.Radius;
import org.subtext.perturbation.contract.Role;
import org.subtext.perturbation.spectrum.Butterworth;
import org.subtext.perturbation.spectrum.FrequencyResponse;
import org.subtext.wording.Digits;

/**
 * Keeps a ring of frequencies with soft edges, so that nothing rings: the product of {@link Butterworth} filters.
 *
 * @param innerCyclesPerImage frequencies at or beyond it are kept, those at it by one half
 * @param outerCyclesPerImage up to here, the rim left out
 */
public record SmoothBandPass(double innerCyclesPerImage, double outerCyclesPerImage) implements FrequencyFilter {
    static final PerturbationKind KIND = new PerturbationKind(
                    "smooth-band-pass",
                    PerturbationFamily.FREQUENCY,
                    "inner and outer radius (cycles per image)",
                    2,
                    List.of(Radius.octaves("smooth-band-pass")),
                    numbers -> new SmoothBandPass(numbers.get(0), numbers.get(1)))
            .trainedFor();

    public SmoothBandPass {
        Radius.checkBand(innerCyclesPerImage, outerCyclesPerImage);
    }

    @Override
    public PerturbationKind kind() {
        return KIND;
    }

    @Override
    public List<Double> numbers() {
        return List.of(innerCyclesPerImage, outerCyclesPerImage);
    }

    @Override
    public Role role() {
        return new Role.Keeps(new Band(innerCyclesPerImage, outerCyclesPerImage));
    }

    /** Soft edges repeat what sharp ones say. */
    @Override
    public boolean isRefinement() {
        return true;
    }

    @Override
    public String description() {
        return "fades out all but what varies " + Digits.parameter(innerCyclesPerImage) + " to "
                + Digits.parameter(outerCyclesPerImage)
                + " times across the image, without ringing (Butterworth, order 2); the mean grey becomes 0";
    }

    @Override
    public FrequencyResponse response() {
        return squared -> Butterworth.lowPass(squared, outerCyclesPerImage)
                * (1 - Butterworth.lowPass(squared, innerCyclesPerImage));
    }
}
