package org.subtext.readers;

import java.util.Arrays;

/**
 * Images with what a reader is taught by: features, classes and patients.
 *
 * <p>Arrays are handed over, not copied: do not change them afterwards.
 *
 * @param features {@code [image][feature]}, finite
 * @param blocks how many features each block has, in order; all together the number of features
 * @param labels class of each image, counted from 0
 * @param patients patient of each image, counted from 0
 * @param classes number of classes, at least 2
 * @param balance an image weighs n^−balance where its patient has n here: 0 where every image counts the same, 1 where
 *     every patient does
 */
@SuppressWarnings("ArrayRecordComponent") // handed over, read only; nobody compares them
public record TaughtImages(
        float[][] features, int[] blocks, int[] labels, int[] patients, int classes, double balance) {
    public TaughtImages {
        if (features.length != labels.length || features.length != patients.length) {
            throw new IllegalArgumentException("features, labels and patients must be of one length, got "
                    + features.length + ", " + labels.length + ", " + patients.length);
        }
        int width = Arrays.stream(blocks).sum();
        for (float[] row : features) {
            if (row.length != width) {
                throw new IllegalArgumentException("expected " + width + " features an image, got " + row.length);
            }
        }
        if (classes < 2 || Arrays.stream(labels).anyMatch(label -> label < 0 || label >= classes)) {
            throw new IllegalArgumentException("expected labels from 0 to " + (classes - 1) + " of at least 2 classes");
        }
    }

    public int size() {
        return features.length;
    }

    /** The same images with other labels. */
    TaughtImages labelled(int[] other) {
        return new TaughtImages(features, blocks, other, patients, classes, balance);
    }

    int width() {
        return Arrays.stream(blocks).sum();
    }

    /** Of each image, by how many images its patient has. */
    double[] weights() {
        return weights(patients, balance);
    }

    /**
     * How much each image counts: n^−balance where its patient has n.
     *
     * @param patients of each image, counted from 0
     */
    public static double[] weights(int[] patients, double balance) {
        int[] images = new int[Arrays.stream(patients).max().orElse(-1) + 1];
        Arrays.stream(patients).forEach(patient -> images[patient]++);
        return Arrays.stream(patients)
                .mapToDouble(patient -> Math.pow(images[patient], -balance))
                .toArray();
    }
}
