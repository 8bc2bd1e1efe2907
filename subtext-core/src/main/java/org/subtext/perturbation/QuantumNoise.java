package org.subtext.perturbation;

import java.util.List;
import org.subtext.perturbation.contract.PerturbationFamily;
import org.subtext.perturbation.contract.PerturbationKind;
import org.subtext.perturbation.contract.PlannedPerturbation;
import org.subtext.perturbation.contract.Role;
import org.subtext.perturbation.pixels.NormalDraws;
import org.subtext.perturbation.pixels.PixelValues;
import org.subtext.provenance.Seed;
import org.subtext.wording.Digits;

/**
 * Noise as of fewer photons: strong where the body is dense and the image white, weak behind lung and air.
 *
 * <p>Grey is taken as the logarithm of the detector's signal over a range of 1 : 100 from white to black. With N
 * photons a pixel at white, a pixel of grey g receives N·100^(1 − g); the logarithm of a count n has standard deviation
 * 1/√n, so g gets Gaussian noise of {@code 100^((g − 1)/2) / (√N · ln 100)}. An approximation: the film's own grey
 * curve is not known, and below some ten photons counts are not Gaussian. Values may leave [0, 1].
 *
 * @param photons expected at a white pixel
 */
public record QuantumNoise(double photons) implements PlannedPerturbation {
    static final PerturbationKind KIND = new PerturbationKind(
                    "quantum-noise",
                    PerturbationFamily.NOISE,
                    "photons at a white pixel",
                    1,
                    List.of(
                            "quantum-noise 100",
                            "quantum-noise 30",
                            "quantum-noise 10",
                            "quantum-noise 3",
                            "quantum-noise 1"),
                    numbers -> new QuantumNoise(numbers.get(0)))
            .trainedFor();

    private static final double LOG_RANGE = Math.log(100);
    private static final int STEPS = 256;
    /** 100^((g − 1)/2) at g = i/256; noise need not be known more finely. */
    private static final float[] RELATIVE = relative();

    public QuantumNoise {
        if (!(photons >= 0.1 && photons <= 1e9)) {
            throw new IllegalArgumentException("photons must lie between 0.1 and 1000000000");
        }
    }

    @Override
    public PerturbationKind kind() {
        return KIND;
    }

    @Override
    public List<Double> numbers() {
        return List.of(photons);
    }

    @Override
    public Role role() {
        return new Role.Rung(
                KIND.parameters(), photons, Role.Harsher.SMALLER, "the noise of %s photons at a white pixel");
    }

    @Override
    public String description() {
        return "noise as of " + Digits.parameter(photons)
                + " photons a pixel where the image is white, less where it is dark";
    }

    /** Standard deviation at white, of the range from black to white. */
    double deviationAtWhite() {
        return 1 / (Math.sqrt(photons) * LOG_RANGE);
    }

    @Override
    public PixelValues apply(PixelValues image, int row, Seed seed) {
        float[] values = image.values();
        float[] field = new float[image.valuesPerChannel()];
        new NormalDraws(seed.random()).fill(field);
        float atWhite = (float) deviationAtWhite();
        for (int channel = 0; channel < image.channels(); channel++) {
            int offset = image.offset(channel);
            for (int i = 0; i < field.length; i++) {
                float grey = values[offset + i];
                int step = Math.max(0, Math.min(STEPS, (int) (grey * STEPS + 0.5f)));
                values[offset + i] = grey + atWhite * RELATIVE[step] * field[i];
            }
        }
        return image;
    }

    private static float[] relative() {
        float[] relative = new float[STEPS + 1];
        for (int i = 0; i <= STEPS; i++) {
            relative[i] = (float) Math.exp(LOG_RANGE * ((double) i / STEPS - 1) / 2);
        }
        return relative;
    }
}
