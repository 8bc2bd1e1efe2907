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
 * Keeps a ring of frequencies, cut off sharply (ideal filter).
 *
 * @param innerCyclesPerImage frequencies at or beyond it are kept
 * @param outerCyclesPerImage up to here, the rim left out
 */
public record BandPass(double innerCyclesPerImage, double outerCyclesPerImage) implements FrequencyFilter {
    static final PerturbationKind KIND = new PerturbationKind(
                    "band-pass",
                    PerturbationFamily.FREQUENCY,
                    "inner and outer radius (cycles per image)",
                    2,
                    Radius.bandGrid("band-pass"),
                    numbers -> new BandPass(numbers.get(0), numbers.get(1)))
            .trainedFor(Radius.octaves("band-pass"));

    public BandPass {
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

    /** Rings beyond the octaves repeat what the curves of low-pass and high-pass say. */
    @Override
    public boolean isRefinement() {
        return !Radius.isOctave(innerCyclesPerImage, outerCyclesPerImage);
    }

    @Override
    public String description() {
        return "keeps what varies " + Digits.parameter(innerCyclesPerImage) + " to "
                + Digits.parameter(outerCyclesPerImage) + " times across the image; the mean grey becomes 0";
    }

    @Override
    public FrequencyResponse response() {
        return squared ->
                Radius.within(squared, outerCyclesPerImage) && !Radius.within(squared, innerCyclesPerImage) ? 1 : 0;
    }
}
