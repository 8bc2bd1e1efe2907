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
 * Another grey curve: {@code x^exponent}. Nothing is lost but what rounding takes.
 *
 * <p>Read from a table of all grey values of 16 bits, the depth of the pixel cache, hence exact for cached images;
 * values between two of them take the nearer one's, values outside [0, 1] that of the end. Above 1 darkens, below 1
 * brightens.
 */
public final class Gamma implements PlannedPerturbation {
    static final PerturbationKind KIND = new PerturbationKind(
                    "gamma",
                    PerturbationFamily.INTENSITY,
                    "exponent",
                    1,
                    List.of("gamma 0.4", "gamma 0.6", "gamma 0.8", "gamma 1.25", "gamma 1.7", "gamma 2.5"),
                    numbers -> new Gamma(numbers.get(0)))
            .trainedFor();

    private static final int STEPS = 65535;

    private final double exponent;
    private final float[] curve;

    /** @param exponent 0.01 to 100; at 1 nothing changes */
    public Gamma(double exponent) {
        if (!(exponent >= 0.01 && exponent <= 100)) {
            throw new IllegalArgumentException("the exponent must lie between 0.01 and 100");
        }
        this.exponent = exponent;
        this.curve = new float[STEPS + 1];
        for (int i = 0; i <= STEPS; i++) {
            curve[i] = (float) Math.pow((double) i / STEPS, exponent);
        }
    }

    @Override
    public PerturbationKind kind() {
        return KIND;
    }

    @Override
    public List<Double> numbers() {
        return List.of(exponent);
    }

    @Override
    public String description() {
        return "grey values raised to the power " + Digits.parameter(exponent) + ", which "
                + (exponent > 1 ? "darkens" : "brightens") + " the middle greys";
    }

    @Override
    public boolean isIdentity(PixelLayout given) {
        return exponent == 1;
    }

    @Override
    public PixelValues apply(PixelValues image, int row, Seed seed) {
        if (exponent == 1) {
            return image;
        }
        float[] values = image.values();
        for (int i = 0; i < values.length; i++) {
            int step = (int) (values[i] * STEPS + 0.5f);
            values[i] = curve[Math.max(0, Math.min(STEPS, step))];
        }
        return image;
    }
}
