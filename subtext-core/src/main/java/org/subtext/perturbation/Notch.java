package org.subtext.perturbation;

import java.util.List;
import org.subtext.perturbation.contract.Band;
import org.subtext.perturbation.contract.PerturbationFamily;
import org.subtext.perturbation.contract.PerturbationKind;
import org.subtext.perturbation.contract.Radius;
import org.subtext.perturbation.contract.Role;
import org.subtext.perturbation.spectrum.FrequencyResponse;
import org.subtext.wording.Digits;

/**
 * Takes a ring of frequencies away, cut out sharply (ideal filter).
 *
 * @param innerCyclesPerImage frequencies at or beyond it are taken away
 * @param outerCyclesPerImage up to here, the rim left out
 */
public record Notch(double innerCyclesPerImage, double outerCyclesPerImage) implements FrequencyFilter {
    static final PerturbationKind KIND = new PerturbationKind(
                    "notch",
                    PerturbationFamily.FREQUENCY,
                    "inner and outer radius (cycles per image)",
                    2,
                    Radius.bandGrid("notch"),
                    numbers -> new Notch(numbers.get(0), numbers.get(1)))
            .trainedFor();

    public Notch {
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
        return new Role.Removes(new Band(innerCyclesPerImage, outerCyclesPerImage));
    }

    /** Rings beyond the octaves repeat what the curves of low-pass and high-pass say. */
    @Override
    public boolean isRefinement() {
        return !Radius.isOctave(innerCyclesPerImage, outerCyclesPerImage);
    }

    @Override
    public String description() {
        return "takes away what varies " + Digits.parameter(innerCyclesPerImage) + " to "
                + Digits.parameter(outerCyclesPerImage) + " times across the image, keeps the rest";
    }

    @Override
    public FrequencyResponse response() {
        return squared ->
                Radius.within(squared, outerCyclesPerImage) && !Radius.within(squared, innerCyclesPerImage) ? 0 : 1;
    }
}
