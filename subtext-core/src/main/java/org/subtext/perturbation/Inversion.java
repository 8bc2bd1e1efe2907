package org.subtext.perturbation;

import java.util.List;
import org.subtext.perturbation.contract.PerturbationFamily;
import org.subtext.perturbation.contract.PerturbationKind;
import org.subtext.perturbation.contract.PlannedPerturbation;
import org.subtext.perturbation.pixels.PixelValues;
import org.subtext.provenance.Seed;

/** Black for white. Nothing is lost, so whatever changes under it was read from the sign of the contrast. */
public record Inversion() implements PlannedPerturbation {
    static final PerturbationKind KIND = new PerturbationKind(
            "inversion",
            PerturbationFamily.INTENSITY,
            "",
            0,
            List.of("inversion"),
            List.of(),
            numbers -> new Inversion());

    @Override
    public PerturbationKind kind() {
        return KIND;
    }

    @Override
    public String description() {
        return "black and white exchanged; nothing is lost";
    }

    @Override
    public PixelValues apply(PixelValues image, int row, Seed seed) {
        float[] values = image.values();
        for (int i = 0; i < values.length; i++) {
            values[i] = 1 - values[i];
        }
        return image;
    }
}
