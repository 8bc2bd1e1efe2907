package org.subtext.perturbation;

import java.util.List;
import org.subtext.perturbation.contract.PerturbationFamily;
import org.subtext.perturbation.contract.PerturbationKind;
import org.subtext.perturbation.contract.Radius;
import org.subtext.perturbation.contract.Role;
import org.subtext.perturbation.spectrum.FrequencyResponse;
import org.subtext.wording.Digits;

/**
 * Keeps the highest frequencies, cut off sharply (ideal filter). The mean grey goes with the low ones.
 *
 * @param radiusCyclesPerImage frequencies at or beyond it are kept
 */
public record HighPass(double radiusCyclesPerImage) implements FrequencyFilter {
    static final PerturbationKind KIND = new PerturbationKind(
            "high-pass",
            PerturbationFamily.FREQUENCY,
            "radius (cycles per image)",
            1,
            Radius.grid("high-pass"),
            numbers -> new HighPass(numbers.get(0)));

    public HighPass {
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
                        Role.Harsher.LARGER,
                        "the loss of everything below %s cycles per image")
                .showing(Role.Edge.UPPER)
                .askedFirst();
    }

    @Override
    public String description() {
        return "keeps what varies at least " + Digits.parameter(radiusCyclesPerImage)
                + " times across the image: edges and fine texture; the mean grey becomes 0";
    }

    @Override
    public FrequencyResponse response() {
        return squared -> Radius.within(squared, radiusCyclesPerImage) ? 0 : 1;
    }
}
