package org.subtext.encoding;

import java.util.SplittableRandom;
import org.subtext.provenance.Seed;

/** Weights of one hidden layer with Adam's moments. Not thread-safe. */
final class MlpNetwork {
    private static final double RATE = 1e-3;
    private static final double DECAY = 1e-4;
    private static final double FIRST = 0.9;
    private static final double SECOND = 0.999;
    private static final double SMALL = 1e-8;

    private final int width;
    private final int hidden;
    private final int classes;
    private final Scaling scaling;

    /** {@code width} rows of {@code hidden} weights, hidden intercepts, {@code classes} rows of weights, intercepts. */
    private final double[] weights;

    private final double[] gradient;
    private final double[] moments;
    private final double[] squares;
    private final double[] x;
    private final double[] activity;
    private final double[] back;
    private final double[] scores;
    private int steps;

    private MlpNetwork(int width, int hidden, int classes, Scaling scaling, double[] weights) {
        this.width = width;
        this.hidden = hidden;
        this.classes = classes;
        this.scaling = scaling;
        this.weights = weights;
        this.gradient = new double[weights.length];
        this.moments = new double[weights.length];
        this.squares = new double[weights.length];
        this.x = new double[width];
        this.activity = new double[hidden];
        this.back = new double[hidden];
        this.scores = new double[classes];
    }

    static MlpNetwork drawn(int width, int hidden, int classes, Scaling scaling, Seed seed) {
        double[] weights = new double[(width + 1) * hidden + (hidden + 1) * classes];
        SplittableRandom random = seed.random();
        int second = (width + 1) * hidden;
        for (int i = 0; i < weights.length; i++) {
            boolean first = i < width * hidden;
            boolean last = i >= second && i < second + hidden * classes;
            if (first || last) {
                weights[i] = random.nextGaussian() * Math.sqrt(2.0 / (first ? width : hidden));
            }
        }
        return new MlpNetwork(width, hidden, classes, scaling, weights);
    }

    /** The same weights, for scoring. */
    MlpNetwork copy() {
        return new MlpNetwork(width, hidden, classes, scaling, weights.clone());
    }

    /** Adds a row's gradient of the cross-entropy. */
    void accumulate(float[] row, int label) {
        forward(row);
        scores[label] -= 1;
        int second = (width + 1) * hidden;
        java.util.Arrays.fill(back, 0);
        for (int k = 0; k < classes; k++) {
            int offset = second + k * hidden;
            double residual = scores[k];
            for (int h = 0; h < hidden; h++) {
                gradient[offset + h] += residual * activity[h];
                back[h] += residual * weights[offset + h];
            }
            gradient[second + hidden * classes + k] += residual;
        }
        for (int h = 0; h < hidden; h++) {
            back[h] = activity[h] > 0 ? back[h] : 0;
            gradient[width * hidden + h] += back[h];
        }
        for (int j = 0; j < width; j++) {
            double value = x[j];
            int offset = j * hidden;
            for (int h = 0; h < hidden; h++) {
                gradient[offset + h] += value * back[h];
            }
        }
    }

    /** One step of Adam along the mean of what was accumulated. */
    void step(int rows) {
        steps++;
        double first = 1 - Math.pow(FIRST, steps);
        double second = 1 - Math.pow(SECOND, steps);
        for (int i = 0; i < weights.length; i++) {
            double mean = gradient[i] / rows;
            moments[i] = FIRST * moments[i] + (1 - FIRST) * mean;
            squares[i] = SECOND * squares[i] + (1 - SECOND) * mean * mean;
            weights[i] -= RATE * (moments[i] / first / (Math.sqrt(squares[i] / second) + SMALL) + DECAY * weights[i]);
            gradient[i] = 0;
        }
    }

    double[][] probabilities(float[][] rows) {
        double[][] all = new double[rows.length][];
        for (int row = 0; row < rows.length; row++) {
            forward(rows[row]);
            all[row] = scores.clone();
        }
        return all;
    }

    /** Leaves hidden activities and class probabilities behind. */
    private void forward(float[] row) {
        scaling.apply(row, x);
        System.arraycopy(weights, width * hidden, activity, 0, hidden);
        for (int j = 0; j < width; j++) {
            double value = x[j];
            int offset = j * hidden;
            for (int h = 0; h < hidden; h++) {
                activity[h] += value * weights[offset + h];
            }
        }
        for (int h = 0; h < hidden; h++) {
            activity[h] = Math.max(0, activity[h]);
        }
        int second = (width + 1) * hidden;
        double highest = Double.NEGATIVE_INFINITY;
        for (int k = 0; k < classes; k++) {
            scores[k] = weights[second + hidden * classes + k];
            for (int h = 0; h < hidden; h++) {
                scores[k] += weights[second + k * hidden + h] * activity[h];
            }
            highest = Math.max(highest, scores[k]);
        }
        double sum = 0;
        for (int k = 0; k < classes; k++) {
            scores[k] = Math.exp(scores[k] - highest);
            sum += scores[k];
        }
        for (int k = 0; k < classes; k++) {
            scores[k] /= sum;
        }
    }
}
