package org.subtext.readers;

import java.util.Arrays;

/**
 * Images with what a reader is taught by: features, classes and patients.
 *
 * <p>Arrays are handed over, not copied: do not change them afterwards.
 *
 * @param features {@code [image][feature]}, finite
 * @param blocks how many features each block has, in order; all together the number of features
 * @param recorded of each image
 */
@SuppressWarnings("ArrayRecordComponent") // handed over, read only; nobody compares them
public record TaughtImages(float[][] features, int[] blocks, RecordedClasses recorded) {
    public TaughtImages {
        if (features.length != recorded.size()) {
            throw new IllegalArgumentException("features and what is recorded must be of one length, got "
                    + features.length + ", " + recorded.size());
        }
        int width = Arrays.stream(blocks).sum();
        for (float[] row : features) {
            if (row.length != width) {
                throw new IllegalArgumentException("expected " + width + " features an image, got " + row.length);
            }
        }
    }

    public int size() {
        return features.length;
    }

    int[] labels() {
        return recorded.labels();
    }

    int[] patients() {
        return recorded.patients();
    }

    int classes() {
        return recorded.classes();
    }

    /** The same images with other labels. */
    TaughtImages labelled(int[] other) {
        return new TaughtImages(features, blocks, recorded.labelled(other));
    }

    int width() {
        return Arrays.stream(blocks).sum();
    }

    /** Of each image, by how many images its patient has. */
    double[] weights() {
        return weights(recorded.patients(), recorded.balance());
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
