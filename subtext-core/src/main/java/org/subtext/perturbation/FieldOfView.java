package org.subtext.perturbation;

import java.util.Arrays;
import java.util.List;
import org.subtext.images.PixelLayout;
import org.subtext.perturbation.contract.PerturbationFamily;
import org.subtext.perturbation.contract.PerturbationKind;
import org.subtext.perturbation.contract.PlannedPerturbation;
import org.subtext.perturbation.contract.Role;
import org.subtext.perturbation.pixels.EachChannel;
import org.subtext.perturbation.pixels.PixelValues;
import org.subtext.provenance.Seed;
import org.subtext.wording.Digits;

/**
 * Another field of view at the same size: below 1 the middle is cropped and enlarged, above 1 the image is surrounded
 * by black and reduced.
 *
 * <p>Resizing is separable with a triangle of half-width max(1, factor) source pixels, as Pillow's {@code BILINEAR} on
 * the cropped or padded floating-point image. Source: Lotter (2024), doi:10.1038/s41467-024-52003-3, who varied it at
 * test time.
 *
 * @param factor side of the field over that of the image, 0.1 to 10; at 1 nothing changes
 */
public record FieldOfView(double factor) implements PlannedPerturbation {
    static final PerturbationKind KIND = new PerturbationKind(
                    "field-of-view",
                    PerturbationFamily.FIELD_OF_VIEW,
                    "side of the field over that of the image",
                    1,
                    List.of(
                            "field-of-view 0.4",
                            "field-of-view 0.6",
                            "field-of-view 0.8",
                            "field-of-view 1.25",
                            "field-of-view 1.7",
                            "field-of-view 2.5"),
                    numbers -> new FieldOfView(numbers.get(0)))
            .trainedFor("field-of-view 0.6");

    public FieldOfView {
        if (!(factor >= 0.1 && factor <= 10)) {
            throw new IllegalArgumentException("the factor must lie between 0.1 and 10");
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
    public Role role() {
        return new Role.Rung(KIND.parameters(), factor, Role.Harsher.SMALLER, "a field of view of %s of the image's");
    }

    @Override
    public String description() {
        return factor < 1
                ? "middle " + Digits.parameter(factor) + " of each side cropped and enlarged"
                : "surrounded by black to " + Digits.parameter(factor) + " times the side and reduced";
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
        int side = image.side();
        Spans spans = Spans.of(side, factor);
        return EachChannel.change(image, (values, offset) -> spans.resize(values, offset, side));
    }

    /**
     * For each target pixel the first source pixel and the weights from there on; weights on the black add up to the
     * rest.
     */
    @SuppressWarnings("ArrayRecordComponent") // read only, private to the kind
    private record Spans(int[] first, float[][] weights) {
        static Spans of(int side, double factor) {
            double start = side * (1 - factor) / 2;
            double support = Math.max(1, factor);
            // A crop ends at its edge; a padded image goes on as black.
            double low = factor < 1 ? start : Double.NEGATIVE_INFINITY;
            double high = factor < 1 ? start + side * factor : Double.POSITIVE_INFINITY;
            int[] first = new int[side];
            float[][] weights = new float[side][];
            for (int t = 0; t < side; t++) {
                double centre = start + (t + 0.5) * factor;
                int from = (int) Math.floor(Math.max(centre - support, Math.floor(low)) + 0.5);
                int to = (int) Math.floor(Math.min(centre + support, Math.ceil(high)) + 0.5);
                double sum = 0;
                for (int i = from; i < to; i++) {
                    sum += triangle((i + 0.5 - centre) / support);
                }
                first[t] = Math.max(0, Math.min(side, from));
                int last = Math.max(first[t], Math.min(side, to));
                weights[t] = new float[last - first[t]];
                for (int i = first[t]; i < last; i++) {
                    weights[t][i - first[t]] = (float) (triangle((i + 0.5 - centre) / support) / sum);
                }
            }
            return new Spans(first, weights);
        }

        private static double triangle(double distance) {
            return Math.max(0, 1 - Math.abs(distance));
        }

        void resize(float[] values, int offset, int side) {
            float[] line = new float[side];
            float[] sum = new float[side];
            float[] down = new float[side * side];
            for (int t = 0; t < side; t++) {
                Arrays.fill(sum, 0);
                for (int k = 0; k < weights[t].length; k++) {
                    System.arraycopy(values, offset + (first[t] + k) * side, line, 0, side);
                    add(line, weights[t][k], sum);
                }
                System.arraycopy(sum, 0, down, t * side, side);
            }
            for (int y = 0; y < side; y++) {
                System.arraycopy(down, y * side, line, 0, side);
                for (int t = 0; t < side; t++) {
                    float[] weight = weights[t];
                    int from = first[t];
                    float across = 0;
                    for (int k = 0; k < weight.length; k++) {
                        across += weight[k] * line[from + k];
                    }
                    values[offset + y * side + t] = across;
                }
            }
        }

        // A whole array from index 0: of such loops the compiler makes vector instructions.
        private static void add(float[] line, float weight, float[] sum) {
            for (int i = 0; i < sum.length; i++) {
                sum[i] += weight * line[i];
            }
        }
    }
}
