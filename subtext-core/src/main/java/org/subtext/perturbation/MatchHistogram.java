package org.subtext.perturbation;

import java.nio.FloatBuffer;
import java.util.List;
import java.util.stream.IntStream;
import org.subtext.images.PixelSource;
import org.subtext.perturbation.contract.Perturbation;
import org.subtext.perturbation.contract.PerturbationFamily;
import org.subtext.perturbation.contract.PerturbationKind;
import org.subtext.perturbation.contract.PlannedPerturbation;
import org.subtext.perturbation.pixels.EachChannel;
import org.subtext.perturbation.pixels.PixelValues;
import org.subtext.provenance.Seed;

/**
 * Histogram matching: every image gets the grey-level distribution of the training images together.
 *
 * <p>As scikit-image's {@code exposure.match_histograms}: a grey value of cumulative share q becomes the value of that
 * share in the reference, linear between neighbouring values. Both distributions are kept in 4,096 levels with the mean
 * of what fell into each, so 8-bit images are matched exactly. All channels are matched to the reference of the first.
 */
public record MatchHistogram() implements PlannedPerturbation {
    static final PerturbationKind KIND = new PerturbationKind(
                    "match-histogram",
                    PerturbationFamily.INTENSITY,
                    "",
                    0,
                    List.of("match-histogram"),
                    numbers -> new MatchHistogram())
            .trainedFor();

    private static final int LEVELS = 4096;
    /** More images do not change the reference visibly. */
    private static final int MOST_IMAGES = 2000;

    @Override
    public PerturbationKind kind() {
        return KIND;
    }

    @Override
    public String description() {
        return "histogram matched: each image is given the distribution of grey values of the training images";
    }

    @Override
    public Perturbation prepared(PixelSource pixels, int[] trainingRows) {
        int images = Math.min(MOST_IMAGES, trainingRows.length);
        long[] counts = new long[LEVELS];
        double[] sums = new double[LEVELS];
        FloatBuffer buffer = FloatBuffer.allocate(pixels.layout().valuesPerImage());
        int perChannel = pixels.layout().side() * pixels.layout().side();
        for (int i = 0; i < images; i++) {
            buffer.clear();
            pixels.read(trainingRows[(int) ((long) i * trainingRows.length / images)], buffer);
            float[] values = buffer.array();
            for (int k = 0; k < perChannel; k++) {
                int level = level(values[k]);
                counts[level]++;
                sums[level] += values[k];
            }
        }
        return new Matched(this, Reference.of(counts, sums));
    }

    @Override
    public PixelValues apply(PixelValues image, int row, Seed seed) {
        throw new IllegalStateException("histogram matching needs a reference: call prepared first");
    }

    private static int level(float value) {
        return Math.max(0, Math.min(LEVELS - 1, (int) (value * (LEVELS - 1) + 0.5f)));
    }

    /** Values that occur, ascending, and the share of pixels up to each. */
    @SuppressWarnings("ArrayRecordComponent") // read only, private to the kind
    private record Reference(double[] shares, float[] values) {
        static Reference of(long[] counts, double[] sums) {
            int[] occupied =
                    IntStream.range(0, LEVELS).filter(k -> counts[k] > 0).toArray();
            double total = IntStream.of(occupied).mapToLong(k -> counts[k]).sum();
            double[] shares = new double[occupied.length];
            float[] values = new float[occupied.length];
            long below = 0;
            for (int i = 0; i < occupied.length; i++) {
                int level = occupied[i];
                below += counts[level];
                shares[i] = below / total;
                values[i] = (float) (sums[level] / counts[level]);
            }
            return new Reference(shares, values);
        }
    }

    private record Matched(MatchHistogram kind, Reference reference) implements Perturbation {
        @Override
        public String name() {
            return kind.name();
        }

        @Override
        public String description() {
            return kind.description();
        }

        @Override
        public PixelValues apply(PixelValues image, int row, Seed seed) {
            int count = image.valuesPerChannel();
            return EachChannel.change(image, (values, offset) -> match(values, offset, offset + count));
        }

        private void match(float[] values, int from, int to) {
            int[] counts = new int[LEVELS];
            for (int i = from; i < to; i++) {
                counts[level(values[i])]++;
            }
            float[] matched = matched(counts, to - from);
            for (int i = from; i < to; i++) {
                values[i] = matched[level(values[i])];
            }
        }

        /** The reference's value at the share of each level, in one walk over both. */
        private float[] matched(int[] counts, int total) {
            double[] shares = reference.shares();
            float[] values = reference.values();
            float[] matched = new float[LEVELS];
            int below = 0;
            int next = 0;
            for (int level = 0; level < LEVELS; level++) {
                if (counts[level] == 0) {
                    continue;
                }
                below += counts[level];
                double share = (double) below / total;
                while (next < shares.length - 1 && shares[next] < share) {
                    next++;
                }
                matched[level] = next == 0 || shares[next] <= share
                        ? values[next]
                        : (float) (values[next - 1]
                                + (share - shares[next - 1])
                                        / (shares[next] - shares[next - 1])
                                        * (values[next] - values[next - 1]));
            }
            return matched;
        }
    }
}
