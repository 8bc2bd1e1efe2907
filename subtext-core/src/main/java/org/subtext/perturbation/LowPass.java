package org.subtext.perturbation;

import java.util.List;
import org.subtext.perturbation.contract.PerturbationFamily;
import org.subtext.perturbation.contract.PerturbationKind;
import org.subtext.perturbation.contract.Radius;
import org.subtext.perturbation.contract.Role;
import org.subtext.perturbation.spectrum.FrequencyResponse;
import org.subtext.wording.Digits;

/**
 * Keeps the lowest frequencies, cut off sharply (ideal filter): edges ring, as in the study.
 *
 * @param radiusCyclesPerImage frequencies at or beyond it are taken away
 */
public record LowPass(double radiusCyclesPerImage) implements FrequencyFilter {
    static final PerturbationKind KIND = new PerturbationKind(
            "low-pass",
            PerturbationFamily.FREQUENCY,
            "radius (cycles per image)",
            1,
            Radius.grid("low-pass"),
            numbers -> new LowPass(numbers.get(0)));

    public LowPass {
        Radius.check(radiusCyclesPerImage);
    }

    @Override
    public PerturbationKind kind() {
        return KIND;
    }

    @Override
    public List<Double> numbers() {
        return List.of(radiusCyclesPerImage);
    }

    @Override
    public Role role() {
        return new Role.Rung(
                        KIND.parameters(),
                        radiusCyclesPerImage,
                        Role.Harsher.SMALLER,
                        "the loss of everything above %s cycles per image")
                .showing(Role.Edge.LOWER)
                .askedFirst();
    }

    @Override
    public String description() {
        return "keeps what varies less than " + Digits.parameter(radiusCyclesPerImage)
                + " times across the image: coarse shading and shape";
    }

    @Override
    public FrequencyResponse response() {
        return squared -> Radius.within(squared, radiusCyclesPerImage) ? 1 : 0;
    }
}
