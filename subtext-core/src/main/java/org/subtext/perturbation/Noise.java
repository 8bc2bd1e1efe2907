package org.subtext.perturbation;

import java.util.List;
import org.subtext.perturbation.contract.Perturbation;
import org.subtext.perturbation.contract.PerturbationFamily;
import org.subtext.perturbation.contract.PerturbationKind;
import org.subtext.perturbation.contract.PlannedPerturbation;
import org.subtext.perturbation.contract.Role;
import org.subtext.perturbation.pixels.NormalDraws;
import org.subtext.perturbation.pixels.PixelValues;
import org.subtext.provenance.Seed;
import org.subtext.wording.Digits;

/**
 * Gaussian noise added to every pixel, a field of its own for every image, the same for all channels of an image.
 * Values may leave [0, 1]: cutting them off would take other information than noise takes.
 *
 * @param deviation standard deviation, of the range from black to white
 */
public record Noise(double deviation) implements PlannedPerturbation {
    static final PerturbationKind KIND = new PerturbationKind(
                    "noise",
                    PerturbationFamily.NOISE,
                    "standard deviation (of the range from black to white)",
                    1,
                    List.of("noise 0.01", "noise 0.03", "noise 0.1", "noise 0.3", "noise 1"),
                    numbers -> new Noise(numbers.get(0)))
            .trainedFor("noise 0.1", "noise 0.3");

    public Noise {
        if (!(deviation > 0 && deviation <= 100)) {
            throw new IllegalArgumentException("the standard deviation must lie above 0 and not above 100");
        }
    }

    @Override
    public PerturbationKind kind() {
        return KIND;
    }

    @Override
    public List<Double> numbers() {
        return List.of(deviation);
    }

    @Override
    public Role role() {
        return new Role.Rung(KIND.parameters(), deviation, Role.Harsher.LARGER, "noise of standard deviation %s");
    }

    @Override
    public String description() {
        return "Gaussian noise of standard deviation " + Digits.parameter(deviation)
                + " of the range added, another field for every image";
    }

    @Override
    public Perturbation studyFaithful() {
        return new SharedNoise(this);
    }

    @Override
    public PixelValues apply(PixelValues image, int row, Seed seed) {
        float[] values = image.values();
        float[] field = new float[image.valuesPerChannel()];
        new NormalDraws(seed.random()).fill(field);
        float scale = (float) deviation;
        for (int channel = 0; channel < image.channels(); channel++) {
            int offset = image.offset(channel);
            for (int i = 0; i < field.length; i++) {
                values[offset + i] += scale * field[i];
            }
        }
        return image;
    }

    /**
     * The study's noise: one field for all images, so that a network may learn to subtract it and a fixed pattern is
     * taken for noise (study definition 2.6).
     */
    private record SharedNoise(Noise noise) implements PlannedPerturbation {
        private static final Seed FIELD = new Seed(0).child("one noise field for all images");

        @Override
        public PerturbationKind kind() {
            return KIND;
        }

        @Override
        public List<Double> numbers() {
            return noise.numbers();
        }

        @Override
        public Role role() {
            return noise.role();
        }

        @Override
        public String description() {
            return "as the study's code: one field of Gaussian noise of standard deviation "
                    + Digits.parameter(noise.deviation()) + " added to every image, the same for all";
        }

        @Override
        public PixelValues apply(PixelValues image, int row, Seed seed) {
            return noise.apply(image, row, FIELD);
        }
    }
}
