package org.subtext.perturbation;

import java.util.List;
import org.subtext.perturbation.contract.PerturbationFamily;
import org.subtext.perturbation.contract.PerturbationKind;
import org.subtext.perturbation.contract.Radius;
import org.subtext.perturbation.contract.Role;
import org.subtext.perturbation.spectrum.Butterworth;
import org.subtext.perturbation.spectrum.FrequencyResponse;
import org.subtext.wording.Digits;

/**
 * Keeps the highest frequencies with a soft edge, so that nothing rings: see {@link Butterworth}.
 *
 * @param radiusCyclesPerImage frequencies at or beyond it are kept, those at it by one half
 */
public record SmoothHighPass(double radiusCyclesPerImage) implements FrequencyFilter {
    static final PerturbationKind KIND = new PerturbationKind(
                    "smooth-high-pass",
                    PerturbationFamily.FREQUENCY,
                    "radius (cycles per image)",
                    1,
                    Radius.grid("smooth-high-pass"),
                    numbers -> new SmoothHighPass(numbers.get(0)))
            .trainedFor();

    public SmoothHighPass {
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
                "a smooth loss of what lies below %s cycles per image");
    }

    /** Soft edges repeat what sharp ones say. */
    @Override
    public boolean isRefinement() {
        return true;
    }

    @Override
    public String description() {
        return "fades out what varies less than " + Digits.parameter(radiusCyclesPerImage)
                + " times across the image, without ringing (Butterworth, order 2); the mean grey becomes 0";
    }

    @Override
    public FrequencyResponse response() {
        return squared -> 1 - Butterworth.lowPass(squared, radiusCyclesPerImage);
    }
}
