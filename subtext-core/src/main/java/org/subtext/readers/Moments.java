package org.subtext.readers;

import java.util.Arrays;
import java.util.stream.IntStream;

/**
 * Weighted sums over images' features that a ridge regression is solved from, whatever the labels, see
 * {@link ClassSums}; those of disjoint sets of patients add up, so that cross-validation goes over its images once.
 *
 * <p>Features are counted from a point of reference near their mean, so that little is lost when means are taken away.
 * O(images · width²) time, O(width²) memory; every sum is taken in the order of images, so threads do not change it.
 */
final class Moments {
    /** Columns that one thread adds up: 64 rows of 500 doubles stay within a processor's cache. */
    private static final int STRIP = 64;

    private static final int TOGETHER = 4;

    private final double[] reference;
    private double weight;
    private int patients;
    private final double[] sums;
    /** {@code [i][j]} for j up to i. */
    private final double[][] products;

    private Moments(double[] reference) {
        this.reference = reference;
        int width = reference.length;
        sums = new double[width];
        products = new double[width][];
        Arrays.setAll(products, i -> new double[i + 1]);
    }

    /** The mean of images that teach, at least one, as a point of reference. */
    static double[] reference(TaughtImages images, int[] rows) {
        double[] mean = new double[images.width()];
        for (int row : rows) {
            float[] own = images.features()[row];
            for (int j = 0; j < mean.length; j++) {
                mean[j] += own[j];
            }
        }
        for (int j = 0; j < mean.length; j++) {
            mean[j] /= rows.length;
        }
        return mean;
    }

    /** Of some images, who are all of their patients' images. */
    static Moments of(TaughtImages images, int[] rows, double[] weights, double[] reference) {
        Moments moments = new Moments(reference);
        moments.patients = (int) Arrays.stream(rows)
                .map(row -> images.patients()[row])
                .distinct()
                .count();
        int width = reference.length;
        for (int row : rows) {
            float[] own = images.features()[row];
            moments.weight += weights[row];
            for (int j = 0; j < width; j++) {
                moments.sums[j] += weights[row] * (own[j] - reference[j]);
            }
        }
        IntStream.range(0, (width + STRIP - 1) / STRIP)
                .parallel()
                .forEach(strip -> moments.addProducts(
                        images, rows, weights, strip * STRIP, Math.min(width, (strip + 1) * STRIP)));
        return moments;
    }

    /** Images go {@value #TOGETHER} at a time, each sum in their order still: one load of a sum serves all of them. */
    private void addProducts(TaughtImages images, int[] rows, double[] weights, int from, int to) {
        double[][] centred = new double[TOGETHER][to];
        double[] weight = new double[TOGETHER];
        for (int first = 0; first < rows.length; first += TOGETHER) {
            for (int k = 0; k < TOGETHER; k++) {
                boolean isThere = first + k < rows.length;
                weight[k] = isThere ? weights[rows[first + k]] : 0;
                if (isThere) {
                    centre(images.features()[rows[first + k]], centred[k]);
                }
            }
            for (int i = from; i < to; i++) {
                addProducts(centred, weight, i);
            }
        }
    }

    private void centre(float[] features, double[] into) {
        for (int j = 0; j < into.length; j++) {
            into[j] = features[j] - reference[j];
        }
    }

    private void addProducts(double[][] centred, double[] weight, int i) {
        double[] into = products[i];
        double[] a = centred[0];
        double[] b = centred[1];
        double[] c = centred[2];
        double[] d = centred[3];
        double ofA = weight[0] * a[i];
        double ofB = weight[1] * b[i];
        double ofC = weight[2] * c[i];
        double ofD = weight[3] * d[i];
        for (int j = 0; j <= i; j++) {
            into[j] = into[j] + ofA * a[j] + ofB * b[j] + ofC * c[j] + ofD * d[j];
        }
    }

    /** Of several sets of images together, which share no patient. */
    static Moments sum(Iterable<Moments> parts, double[] reference) {
        Moments all = new Moments(reference);
        for (Moments part : parts) {
            all.weight += part.weight;
            all.patients += part.patients;
            add(part.sums, all.sums);
            for (int i = 0; i < all.products.length; i++) {
                add(part.products[i], all.products[i]);
            }
        }
        return all;
    }

    static void add(double[] values, double[] into) {
        for (int j = 0; j < values.length; j++) {
            into[j] += values[j];
        }
    }

    int width() {
        return reference.length;
    }

    int patients() {
        return patients;
    }

    double weight() {
        return weight;
    }

    /** Weighted sum of feature j, counted from the point of reference. */
    double sum(int j) {
        return sums[j];
    }

    /** Mean of feature j. */
    double mean(int j) {
        return reference[j] + sums[j] / weight;
    }

    /** Weighted sum of products of deviations of features i and j from their means, {@code j <= i}. */
    double scatter(int i, int j) {
        return products[i][j] - sums[i] * sums[j] / weight;
    }
}
