package org.subtext.perturbation;

import java.util.List;
import org.subtext.images.PixelLayout;
import org.subtext.perturbation.contract.Perturbation;
import org.subtext.perturbation.contract.PerturbationFamily;
import org.subtext.perturbation.contract.PerturbationKind;
import org.subtext.perturbation.contract.PlannedPerturbation;
import org.subtext.perturbation.contract.Role;
import org.subtext.perturbation.pixels.PixelValues;
import org.subtext.provenance.Seed;
import org.subtext.wording.Digits;

/**
 * Cuts off bright values: {@code min(x, threshold)}. Bone is what is brightest, so at 0.6 this is the study's
 * experiment on bone density as its paper words it.
 *
 * @param threshold grey value, 0 to 1; at 1 nothing changes
 */
public record Clip(double threshold) implements PlannedPerturbation {
    static final PerturbationKind KIND = new PerturbationKind(
                    "clip",
                    PerturbationFamily.INTENSITY,
                    "highest grey value kept (0 black to 1 white)",
                    1,
                    List.of("clip 0.8", "clip 0.7", "clip 0.6", "clip 0.5", "clip 0.4", "clip 0.2"),
                    numbers -> new Clip(numbers.get(0)))
            .trainedFor("clip 0.6", "clip 0.4");

    public Clip {
        if (!(threshold > 0 && threshold <= 1)) {
            throw new IllegalArgumentException("the threshold must lie above 0 and not above 1");
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
                KIND.parameters(), threshold, Role.Harsher.SMALLER, "the loss of grey values above %s of white");
    }

    @Override
    public String description() {
        return "grey values above " + Digits.parameter(threshold)
                + " of white cut down to it, so that bone loses its detail";
    }

    @Override
    public Perturbation studyFaithful() {
        return new AsCoded(
                this,
                "the threshold is in ImageNet-normalised units, which is another grey value in each channel",
                StudyStep.NONE,
                threshold);
    }

    @Override
    public boolean isIdentity(PixelLayout given) {
        return threshold == 1;
    }

    @Override
    public PixelValues apply(PixelValues image, int row, Seed seed) {
        float[] values = image.values();
        float highest = (float) threshold;
        for (int i = 0; i < values.length; i++) {
            values[i] = Math.min(values[i], highest);
        }
        return image;
    }
}
