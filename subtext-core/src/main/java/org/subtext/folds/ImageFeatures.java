package org.subtext.folds;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.subtext.encoding.PrincipalComponents;
import org.subtext.images.PixelSource;
import org.subtext.progress.Progress;
import org.subtext.provenance.Seed;
import org.subtext.readers.GreyImage;

/**
 * Numbers that tell images apart without a label having had a part in them: coarse grey values with their principal
 * components, and answers of filters drawn at random.
 *
 * <p>{@code [image][feature]}. A random filter is a convolution with normal weights of mean zero on the image at
 * {@value
 * #FINE} pixels a side, less a threshold, negative values cut off, averaged over the image: what the first layer of an
 * untrained network says (random features as in Rahimi and Recht 2007, Advances in Neural Information Processing
 * Systems
 * 20). The same for any number of threads.
 */
public final class ImageFeatures {
    private static final int FINE = 32;
    private static final int COARSE = 16;
    private static final int MOST_COMPONENTS = 200;
    private static final int FILTERS = 200;
    private static final int FEW_FILTERS = 60;
    private static final int FILTER_SIDE = 5;
    private static final int STRIDE = 2;

    private final float[][] components;
    private final float[][] answers;

    private ImageFeatures(float[][] components, float[][] answers) {
        this.components = components;
        this.answers = answers;
    }

    /** Of the given rows of a pixel source, in their order. */
    public static ImageFeatures of(PixelSource pixels, int[] rows, Seed seed, Progress progress) {
        Filters filters = Filters.drawn(Math.min(FINE, pixels.layout().side()), seed.child("filters"));
        float[][] coarse = new float[rows.length][];
        float[][] answers = new float[rows.length][];
        progress.begin("Measuring images", rows.length, "images");
        IntStream.range(0, rows.length).parallel().forEach(i -> {
            float[] grey = GreyImage.of(pixels, rows[i]);
            int side = pixels.layout().side();
            coarse[i] = GreyImage.shrunk(grey, side, Math.min(COARSE, side));
            answers[i] = filters.answers(standardised(GreyImage.shrunk(grey, side, filters.side)));
            progress.advance(1, "");
        });
        progress.end(rows.length + " images");
        double[][] scores = PrincipalComponents.of(coarse, MOST_COMPONENTS).scores();
        return new ImageFeatures(
                Arrays.stream(scores).map(ImageFeatures::floats).toArray(float[][]::new), answers);
    }

    /**
     * The learners that are trained on them, from the stiffest to the most yielding.
     *
     * @param balance see {@link RidgeLearner}
     */
    List<RidgeLearner> learners(double balance) {
        List<RidgeLearner> learners = new ArrayList<>();
        learners.add(ridge("30 principal components", first(components, 30), 0.01, balance));
        learners.add(ridge("100 principal components", first(components, 100), 0.01, balance));
        learners.add(ridge("200 principal components", components, 0.001, balance));
        learners.add(ridge("60 random filters", few(), 0.01, balance));
        learners.add(ridge("60 random filters", few(), 0.001, balance));
        learners.add(ridge("200 random filters", scaled(answers), 0.001, balance));
        return List.copyOf(learners);
    }

    /**
     * One learner on grey values and one on filters, for whoever asks whether anything is to be seen at all.
     *
     * @param balance see {@link RidgeLearner}
     */
    public List<RidgeLearner> oneOfEachKind(double balance) {
        return List.of(
                ridge("100 principal components", first(components, 100), 0.01, balance),
                ridge("200 random filters", scaled(answers), 0.01, balance));
    }

    private static RidgeLearner ridge(String on, float[][] features, double penalty, double balance) {
        return new RidgeLearner(
                "ridge, " + on + ", penalty "
                        + BigDecimal.valueOf(penalty).stripTrailingZeros().toPlainString(),
                features,
                penalty,
                balance);
    }

    private float[][] few() {
        return scaled(first(answers, FEW_FILTERS));
    }

    private static float[][] first(float[][] all, int count) {
        return Arrays.stream(all)
                .map(row -> Arrays.copyOf(row, Math.min(count, row.length)))
                .toArray(float[][]::new);
    }

    /** Every feature with standard deviation one; a constant stays as it is. */
    static float[][] scaled(float[][] all) {
        int width = all[0].length;
        float[][] scaled = new float[all.length][width];
        for (int j = 0; j < width; j++) {
            double sum = 0;
            double squares = 0;
            for (float[] row : all) {
                sum += row[j];
                squares += (double) row[j] * row[j];
            }
            double mean = sum / all.length;
            double variance = squares / all.length - mean * mean;
            double unit = variance > 0 ? Math.sqrt(variance) : 1;
            for (int i = 0; i < all.length; i++) {
                scaled[i][j] = (float) ((all[i][j] - mean) / unit);
            }
        }
        return scaled;
    }

    private static float[] floats(double[] values) {
        float[] floats = new float[values.length];
        for (int i = 0; i < floats.length; i++) {
            floats[i] = (float) values[i];
        }
        return floats;
    }

    /** Mean zero and standard deviation one over the image, so that filters answer to shape and not to exposure. */
    private static float[] standardised(float[] image) {
        double mean = 0;
        for (float value : image) {
            mean += value / image.length;
        }
        double variance = 0;
        for (float value : image) {
            variance += (value - mean) * (value - mean) / image.length;
        }
        double unit = variance > 0 ? Math.sqrt(variance) : 1;
        float[] standardised = new float[image.length];
        for (int i = 0; i < image.length; i++) {
            standardised[i] = (float) ((image[i] - mean) / unit);
        }
        return standardised;
    }

    /** Filters with their thresholds. */
    private static final class Filters {
        final int side;
        private final int width;
        private final float[][] weights;
        private final float[] thresholds;

        private Filters(int side, int width, float[][] weights, float[] thresholds) {
            this.side = side;
            this.width = width;
            this.weights = weights;
            this.thresholds = thresholds;
        }

        static Filters drawn(int side, Seed seed) {
            int width = Math.min(FILTER_SIDE, side);
            float[][] weights = new float[FILTERS][];
            float[] thresholds = new float[FILTERS];
            SplittableRandom random = seed.random();
            for (int f = 0; f < FILTERS; f++) {
                float[] drawn = new float[width * width];
                for (int i = 0; i < drawn.length; i++) {
                    drawn[i] = (float) random.nextGaussian();
                }
                weights[f] = ImageFeatures.standardised(drawn);
                for (int i = 0; i < drawn.length; i++) {
                    weights[f][i] /= width;
                }
                thresholds[f] = (float) random.nextGaussian();
            }
            return new Filters(side, width, weights, thresholds);
        }

        float[] answers(float[] image) {
            float[] answers = new float[weights.length];
            float[] patch = new float[width * width];
            int places = 0;
            for (int y = 0; y + width <= side; y += STRIDE) {
                for (int x = 0; x + width <= side; x += STRIDE) {
                    for (int row = 0; row < width; row++) {
                        System.arraycopy(image, (y + row) * side + x, patch, row * width, width);
                    }
                    add(patch, answers);
                    places++;
                }
            }
            for (int f = 0; f < answers.length; f++) {
                answers[f] /= places;
            }
            return answers;
        }

        private void add(float[] patch, float[] answers) {
            for (int f = 0; f < weights.length; f++) {
                float[] own = weights[f];
                float sum = -thresholds[f];
                for (int i = 0; i < patch.length; i++) {
                    sum += own[i] * patch[i];
                }
                answers[f] += Math.max(0, sum);
            }
        }
    }
}
