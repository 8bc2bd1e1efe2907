package org.subtext.predictions;

import java.util.Arrays;
import java.util.function.IntPredicate;
import java.util.stream.IntStream;

/**
 * The scores of one model by image and class, as rows of a table bring them; images go by their numbers. Not
 * thread-safe.
 */
final class ModelScores {
    private static final int NOT_MET = -1;

    /** The row in which each image was met first. */
    private int[] rows = {};

    /** {@code [class][image]}, NaN where there is none yet. */
    private final double[][] scores;

    /** Images in the order in which they were met. */
    private int[] images = new int[64];

    private int count;

    ModelScores(int classes) {
        scores = new double[classes][0];
    }

    /** Meets an image in a row; returns the row in which it was met first. */
    int meet(int image, int row) {
        if (image >= rows.length) {
            makeRoom(image);
        }
        if (rows[image] == NOT_MET) {
            rows[image] = row;
            if (count == images.length) {
                images = Arrays.copyOf(images, 2 * count);
            }
            images[count++] = image;
        }
        return rows[image];
    }

    private void makeRoom(int image) {
        int before = rows.length;
        int length = Math.max(64, image + (image >> 1) + 1);
        rows = Arrays.copyOf(rows, length);
        Arrays.fill(rows, before, length, NOT_MET);
        for (int k = 0; k < scores.length; k++) {
            scores[k] = Arrays.copyOf(scores[k], length);
            Arrays.fill(scores[k], before, length, Double.NaN);
        }
    }

    boolean has(int image) {
        return image < rows.length && rows[image] != NOT_MET;
    }

    int row(int image) {
        return rows[image];
    }

    /** NaN where there is none. */
    double get(int k, int image) {
        return scores[k][image];
    }

    void set(int k, int image, double score) {
        scores[k][image] = score;
    }

    /** Forgets all other images. */
    void keep(IntPredicate kept) {
        images = images().filter(kept).toArray();
        count = images.length;
    }

    /** In the order in which they were met. */
    IntStream images() {
        return Arrays.stream(images, 0, count);
    }

    /** How many images it scored. */
    int size() {
        return count;
    }

    /** Scores of a class for images in the order given. */
    double[] of(int k, int[] order) {
        return Arrays.stream(order).mapToDouble(image -> scores[k][image]).toArray();
    }
}
