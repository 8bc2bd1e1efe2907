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
 * The grey-scale window moved at the same width: {@code clip(x − shift, 0, 1)}.
 *
 * @param shift of the window's centre, −1 to 1 of the range from black to white; a higher centre gives a darker image;
 *     at 0 nothing changes
 */
public record WindowCentre(double shift) implements PlannedPerturbation {
    static final PerturbationKind KIND = new PerturbationKind(
                    "window-centre",
                    PerturbationFamily.INTENSITY,
                    "shift of the window's centre (of the range from black to white)",
                    1,
                    List.of(
                            "window-centre -0.4",
                            "window-centre -0.2",
                            "window-centre -0.1",
                            "window-centre 0.1",
                            "window-centre 0.2",
                            "window-centre 0.4"),
                    numbers -> new WindowCentre(numbers.get(0)))
            .trainedFor();

    public WindowCentre {
        if (!(shift > -1 && shift < 1)) {
            throw new IllegalArgumentException("the shift must lie between -1 and 1");
        }
    }

    @Override
    public PerturbationKind kind() {
        return KIND;
    }

    @Override
    public List<Double> numbers() {
        return List.of(shift);
    }

    @Override
    public String description() {
        return "image made " + (shift > 0 ? "darker" : "brighter") + " by " + Digits.parameter(Math.abs(shift))
                + " of the range, what leaves the range cut off";
    }

    @Override
    public boolean isIdentity(PixelLayout given) {
        return shift == 0;
    }

    @Override
    public PixelValues apply(PixelValues image, int row, Seed seed) {
        if (shift == 0) {
            return image;
        }
        float[] values = image.values();
        float by = (float) shift;
        for (int i = 0; i < values.length; i++) {
            values[i] = Math.max(0, Math.min(1, values[i] - by));
        }
        return image;
    }
}
