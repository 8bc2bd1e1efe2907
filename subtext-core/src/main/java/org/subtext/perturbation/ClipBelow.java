package org.subtext.perturbation;

import java.util.List;
import org.subtext.images.PixelLayout;
import org.subtext.perturbation.contract.PerturbationFamily;
import org.subtext.perturbation.contract.PerturbationKind;
import org.subtext.perturbation.contract.PlannedPerturbation;
import org.subtext.perturbation.contract.Role;
import org.subtext.perturbation.pixels.PixelValues;
import org.subtext.provenance.Seed;
import org.subtext.wording.Digits;

/**
 * Lifts dark values: {@code max(x, threshold)}, the counterpart of {@link Clip}: what is lost is air and lung.
 *
 * @param threshold grey value, 0 to 1; at 0 nothing changes
 */
public record ClipBelow(double threshold) implements PlannedPerturbation {
    static final PerturbationKind KIND = new PerturbationKind(
                    "clip-below",
                    PerturbationFamily.INTENSITY,
                    "lowest grey value kept (0 black to 1 white)",
                    1,
                    List.of("clip-below 0.2", "clip-below 0.4", "clip-below 0.5", "clip-below 0.6", "clip-below 0.8"),
                    numbers -> new ClipBelow(numbers.get(0)))
            .trainedFor("clip-below 0.4");

    public ClipBelow {
        if (!(threshold >= 0 && threshold < 1)) {
            throw new IllegalArgumentException("the threshold must be at least 0 and lie below 1");
        }
    }

    @Override
    public PerturbationKind kind() {
        return KIND;
    }

    @Override
    public List<Double> numbers() {
        return List.of(threshold);
    }

    @Override
    public Role role() {
        return new Role.Rung(
                KIND.parameters(), threshold, Role.Harsher.LARGER, "the loss of grey values below %s of white");
    }

    @Override
    public String description() {
        return "grey values below " + Digits.parameter(threshold)
                + " of white lifted to it, so that air and lung lose their" + " detail";
    }

    @Override
    public boolean isIdentity(PixelLayout given) {
        return threshold == 0;
    }

    @Override
    public PixelValues apply(PixelValues image, int row, Seed seed) {
        float[] values = image.values();
        float lowest = (float) threshold;
        for (int i = 0; i < values.length; i++) {
            values[i] = Math.max(values[i], lowest);
        }
        return image;
    }
}
