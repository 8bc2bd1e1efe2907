package org.subtext.recognition.testing;

import java.util.Arrays;
import org.subtext.recognition.LabelledImages;

/**
 * Gradient descent over all images at once, on tiles brought to mean 0 and deviation 1: no order, no batches and no
 * threads on which the result could depend.
 */
final class LogisticTraining {
    private static final int STEPS_A_PASS = 10;
    private static final double RATE = 0.2;
    private static final double SHRINKAGE = 0.01;

    private final Tiles tiles;
    private final int[] labels;
    private final double[][] inputs;
    private final double[] means;
    private final double[] deviations;
    private final double[][] weights;

    LogisticTraining(LabelledImages images, LogisticModel start) {
        tiles = start.tiles();
        labels = new int[images.size()];
        inputs = new double[images.size()][];
        for (int i = 0; i < labels.length; i++) {
            labels[i] = images.label(i);
            inputs[i] = tiles.means(Tiles.image(images.pixels(), images.row(i)));
        }
        means = new double[tiles.count()];
        deviations = new double[tiles.count()];
        standardise();
        weights = Arrays.stream(start.weights()).map(double[]::clone).toArray(double[][]::new);
        for (double[] ofClass : weights) {
            for (int t = 0; t < means.length; t++) {
                ofClass[means.length] += ofClass[t] * means[t];
                ofClass[t] *= deviations[t];
            }
        }
    }

    private void standardise() {
        for (int t = 0; t < means.length; t++) {
            double sum = 0;
            double squares = 0;
            for (double[] input : inputs) {
                sum += input[t];
                squares += input[t] * input[t];
            }
            means[t] = sum / inputs.length;
            deviations[t] = Math.sqrt(Math.max(1e-12, squares / inputs.length - means[t] * means[t]));
            for (double[] input : inputs) {
                input[t] = (input[t] - means[t]) / deviations[t];
            }
        }
    }

    /** One pass; the mean cross-entropy before its last step comes back. */
    double pass() {
        LogisticModel now = new LogisticModel(tiles, weights);
        double loss = 0;
        for (int step = 0; step < STEPS_A_PASS; step++) {
            double[][] gradients = new double[weights.length][means.length + 1];
            loss = 0;
            for (int i = 0; i < inputs.length; i++) {
                double[] probabilities = LogisticModel.softmax(now.logits(inputs[i]));
                loss -= Math.log(probabilities[labels[i]]) / inputs.length;
                for (int k = 0; k < weights.length; k++) {
                    double excess = (probabilities[k] - (labels[i] == k ? 1 : 0)) / inputs.length;
                    for (int t = 0; t < means.length; t++) {
                        gradients[k][t] += excess * inputs[i][t];
                    }
                    gradients[k][means.length] += excess;
                }
            }
            descend(gradients);
        }
        return loss;
    }

    private void descend(double[][] gradients) {
        for (int k = 0; k < weights.length; k++) {
            for (int t = 0; t < weights[k].length; t++) {
                double shrinkage = t < means.length ? SHRINKAGE * weights[k][t] : 0;
                weights[k][t] -= RATE * (gradients[k][t] + shrinkage);
            }
        }
    }

    /** The weights as they stand, of standardised tiles; what a checkpoint holds. */
    double[][] weights() {
        return weights;
    }

    /** Goes on from weights that {@link #weights} gave. */
    void continueFrom(double[][] stored) {
        for (int k = 0; k < weights.length; k++) {
            weights[k] = stored[k].clone();
        }
    }

    /** The model of tiles as they are. */
    LogisticModel model() {
        double[][] plain = Arrays.stream(weights).map(double[]::clone).toArray(double[][]::new);
        for (double[] ofClass : plain) {
            for (int t = 0; t < means.length; t++) {
                ofClass[t] /= deviations[t];
                ofClass[means.length] -= ofClass[t] * means[t];
            }
        }
        return new LogisticModel(tiles, plain);
    }
}
