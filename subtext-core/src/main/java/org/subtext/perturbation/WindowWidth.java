package org.subtext.perturbation;

import java.util.List;
import org.subtext.images.PixelLayout;
import org.subtext.perturbation.contract.PerturbationFamily;
import org.subtext.perturbation.contract.PerturbationKind;
import org.subtext.perturbation.contract.PlannedPerturbation;
import org.subtext.perturbation.pixels.PixelValues;
import org.subtext.provenance.Seed;
import org.subtext.wording.Digits;

/**
 * Another width of the grey-scale window around the middle grey c = 0.5: {@code clip((x − c)/factor + c, 0, 1)}.
 *
 * <p>Source: Lotter (2024), doi:10.1038/s41467-024-52003-3, who varied it at test time.
 *
 * @param factor above 0; below 1 narrows the window (more contrast, ends cut off), above 1 widens it; at 1 nothing
 *     changes
 */
public record WindowWidth(double factor) implements PlannedPerturbation {
    static final PerturbationKind KIND = new PerturbationKind(
                    "window-width",
                    PerturbationFamily.INTENSITY,
                    "factor of the window's width",
                    1,
                    List.of(
                            "window-width 0.4",
                            "window-width 0.6",
                            "window-width 0.8",
                            "window-width 1.25",
                            "window-width 1.7",
                            "window-width 2.5"),
                    numbers -> new WindowWidth(numbers.get(0)))
            .trainedFor();

    private static final float CENTRE = 0.5f;

    public WindowWidth {
        if (!(factor > 0 && factor <= 100)) {
            throw new IllegalArgumentException("the factor must lie above 0 and not above 100");
        }
    }

    @Override
    public PerturbationKind kind() {
        return KIND;
    }

    @Override
    public List<Double> numbers() {
        return List.of(factor);
    }

    @Override
    public String description() {
        return "window " + Digits.parameter(factor) + " times as wide around the middle grey";
    }

    @Override
    public boolean isIdentity(PixelLayout given) {
        return factor == 1;
    }

    @Override
    public PixelValues apply(PixelValues image, int row, Seed seed) {
        if (factor == 1) {
            return image;
        }
        float[] values = image.values();
        float slope = (float) (1 / factor);
        for (int i = 0; i < values.length; i++) {
            values[i] = Math.max(0, Math.min(1, (values[i] - CENTRE) * slope + CENTRE));
        }
        return image;
    }
}
