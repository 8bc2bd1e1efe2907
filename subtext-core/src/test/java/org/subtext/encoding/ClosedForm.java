package org.subtext.encoding;

import java.util.Arrays;
import java.util.SplittableRandom;
import java.util.stream.IntStream;

/** Rows that validation/encoding/reference.py makes too, and Gaussian ones. */
final class ClosedForm {
    private ClosedForm() {}

    /** Every row its own patient. */
    static ProbeRows rows(int n, int width, int classes) {
        float[][] vectors = new float[n][width];
        int[] labels = new int[n];
        for (int i = 0; i < n; i++) {
            labels[i] = (i * 7 + i / 3) % classes;
            for (int j = 0; j < width; j++) {
                double shift = j == 0 ? 0.8 * labels[i] : j == 2 ? -(0.5 * labels[i]) : 0;
                vectors[i][j] = (float) (Math.sin(i * 1.7 + j * 2.3) + 0.4 * Math.cos(i * j * 0.9) + shift);
            }
        }
        return new ProbeRows(vectors, labels, IntStream.range(0, n).toArray(), classes);
    }

    /** Two classes in turn at ∓{@code shift} on the first coordinate, variance one on all; {@code images} a patient. */
    static ProbeRows gaussian(SplittableRandom random, int patients, int images, int width, double shift) {
        int n = patients * images;
        float[][] vectors = new float[n][width];
        int[] labels = new int[n];
        int[] ordinals = new int[n];
        for (int i = 0; i < n; i++) {
            ordinals[i] = i / images;
            labels[i] = ordinals[i] % 2;
            for (int j = 0; j < width; j++) {
                vectors[i][j] = (float) (random.nextGaussian() + (j == 0 ? (2 * labels[i] - 1) * shift : 0));
            }
        }
        return new ProbeRows(vectors, labels, ordinals, 2);
    }

    static int[] range(int from, int to) {
        return IntStream.range(from, to).toArray();
    }

    static double macroAuc(double[][] scores, ProbeRows rows) {
        return Scores.macroAuc(scores, rows);
    }

    static double[] column(double[][] rows, int k) {
        return Arrays.stream(rows).mapToDouble(row -> row[k]).toArray();
    }
}
