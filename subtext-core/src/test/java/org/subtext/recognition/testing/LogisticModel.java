package org.subtext.recognition.testing;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import org.subtext.problems.InvalidInputException;
import org.subtext.provenance.AtomicFiles;
import org.subtext.provenance.Seed;
import org.subtext.recognition.ModelCard;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.json.JsonMapper;

/**
 * Weights of a softmax regression on tiles.
 *
 * @param tiles what they are applied to
 * @param weights {@code [class][tile]}, and behind the last tile the intercept; handed over
 */
@SuppressWarnings("ArrayRecordComponent") // handed over, read only; nobody compares models
record LogisticModel(Tiles tiles, double[][] weights) {
    private static final JsonMapper JSON = JsonMapper.shared();
    private static final double SMALL = 0.01;

    /** What a file holds. */
    @SuppressWarnings("ArrayRecordComponent")
    record Stored(ModelCard card, double[][] weights) {
        LogisticModel model() {
            return new LogisticModel(new Tiles(card.layout()), weights);
        }
    }

    /** Small weights drawn from the seed. */
    static LogisticModel drawn(Tiles tiles, int classes, Seed seed) {
        var random = seed.child("weights").random();
        double[][] weights = new double[classes][tiles.count() + 1];
        for (double[] ofClass : weights) {
            for (int t = 0; t < tiles.count(); t++) {
                ofClass[t] = SMALL * random.nextGaussian();
            }
        }
        return new LogisticModel(tiles, weights);
    }

    /** Reads what {@link #write} wrote. */
    static Stored read(Path file) {
        try {
            return JSON.readValue(Files.readString(file), Stored.class);
        } catch (IOException | JacksonException e) {
            throw new InvalidInputException(file + " is no model of a softmax regression: " + e.getMessage());
        }
    }

    void write(Path file, ModelCard card) throws IOException {
        AtomicFiles.writeString(file, JSON.writeValueAsString(new Stored(card, weights)));
    }

    double[] logits(double[] means) {
        double[] logits = new double[weights.length];
        for (int k = 0; k < logits.length; k++) {
            logits[k] = weights[k][means.length];
            for (int t = 0; t < means.length; t++) {
                logits[k] += weights[k][t] * means[t];
            }
        }
        return logits;
    }

    float[] scores(float[] image) {
        double[] probabilities = softmax(logits(tiles.means(image)));
        float[] scores = new float[probabilities.length];
        for (int k = 0; k < scores.length; k++) {
            scores[k] = (float) probabilities[k];
        }
        return scores;
    }

    static double[] softmax(double[] logits) {
        double highest = Double.NEGATIVE_INFINITY;
        for (double logit : logits) {
            highest = Math.max(highest, logit);
        }
        double[] shares = new double[logits.length];
        double sum = 0;
        for (int k = 0; k < shares.length; k++) {
            shares[k] = Math.exp(logits[k] - highest);
            sum += shares[k];
        }
        for (int k = 0; k < shares.length; k++) {
            shares[k] /= sum;
        }
        return shares;
    }

    /** How the cross-entropy of an image grows with each of its values. */
    double[] gradient(float[] image, int label) {
        double[] probabilities = softmax(logits(tiles.means(image)));
        int[] sizes = tiles.sizes();
        double[] gradient = new double[image.length];
        for (int i = 0; i < image.length; i++) {
            int tile = tiles.of(i);
            for (int k = 0; k < weights.length; k++) {
                gradient[i] += (probabilities[k] - (k == label ? 1 : 0)) * weights[k][tile] / sizes[tile];
            }
        }
        return gradient;
    }

    /** The model itself, or the one that a plan's file of weights holds. */
    LogisticModel begunFrom(@Nullable String file) {
        return file == null ? this : read(Path.of(file)).model();
    }
}
