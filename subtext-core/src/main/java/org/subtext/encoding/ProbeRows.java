package org.subtext.encoding;

import java.util.Arrays;

/**
 * Embeddings with their recorded classes and patients, to learn from or to be assessed on.
 *
 * <p>Arrays are handed over, not copied: do not change them afterwards.
 *
 * @param vectors {@code [row][coordinate]}, finite, all of one length
 * @param labels class index of each row
 * @param patients patient ordinal of each row
 * @param classes number of classes, of which some may have no row
 */
@SuppressWarnings("ArrayRecordComponent") // handed over, read only; nobody compares them
public record ProbeRows(float[][] vectors, int[] labels, int[] patients, int classes) {
    public ProbeRows {
        if (vectors.length != labels.length || vectors.length != patients.length) {
            throw new IllegalArgumentException("vectors, labels and patients must be of one length, got "
                    + vectors.length + ", " + labels.length + ", " + patients.length);
        }
        if (classes < 2) {
            throw new IllegalArgumentException("a probe tells at least two classes apart, got " + classes);
        }
    }

    public int size() {
        return labels.length;
    }

    /** Coordinates; 0 without rows. */
    public int width() {
        return vectors.length == 0 ? 0 : vectors[0].length;
    }

    /** Some of the rows. */
    public ProbeRows at(int[] rows) {
        return new ProbeRows(
                vectorsAt(rows),
                Arrays.stream(rows).map(row -> labels[row]).toArray(),
                Arrays.stream(rows).map(row -> patients[row]).toArray(),
                classes);
    }

    float[][] vectorsAt(int[] rows) {
        return Arrays.stream(rows).mapToObj(row -> vectors[row]).toArray(float[][]::new);
    }

    /** The same rows with other classes. */
    public ProbeRows withLabels(int[] other) {
        return new ProbeRows(vectors, other, patients, classes);
    }

    /** Classes that have a row, ascending. */
    int[] classesPresent() {
        return Arrays.stream(labels).distinct().sorted().toArray();
    }

    /** The rows with classes numbered as they stand in {@code present}, and no others. */
    ProbeRows renumbered(int[] present) {
        int[] renumbered = Arrays.stream(labels)
                .map(label -> Arrays.binarySearch(present, label))
                .toArray();
        return new ProbeRows(vectors, renumbered, patients, present.length);
    }

    int patientCount() {
        return (int) Arrays.stream(patients).distinct().count();
    }
}
