package org.subtext.perturbation.spectrum;

import java.util.Arrays;
import java.util.function.IntPredicate;
import java.util.stream.IntStream;

/**
 * Those cosines, or sines, of {@link RealFourier} that share their symmetry in y, over the rows that it leaves.
 *
 * <p>One more symmetry is in the frequencies: {@code cos(2π (n/2 - k) y / n) = (-1)^y cos(2π k y / n)}, and minus that
 * for sines. Where k and n/2 - k are both of this part (a pair), even and odd y are summed once for both, and the two
 * sums added and subtracted.
 */
final class FourierPart {
    private final boolean sine;
    private final boolean oddFrequencies;
    /** Values of y, the even ones first. */
    private final int[] rows;

    private final int evenRows;
    /** The lower ones of the pairs, then their partners in the same order, then those that have none. */
    private final int[] frequencies;

    private final int pairs;

    /**
     * The waves of pairs and of single frequencies at even and odd y: {@code [frequency][y]}, and turned for the way
     * back.
     */
    private final double[][] evenOfPairs;

    private final double[][] oddOfPairs;
    private final double[][] ofSingles;
    private final double[][] pairsOfEven;
    private final double[][] pairsOfOdd;
    private final double[][] singlesOf;

    /**
     * A part of the frequencies that are kept.
     *
     * @param sine sines rather than cosines
     * @param from first y
     * @param to last y
     * @param kept all even, or all odd, where the length is even
     */
    FourierPart(int length, boolean sine, int from, int to, IntStream kept) {
        int[] wanted = kept.toArray();
        IntPredicate isLower = k -> length % 4 == 0
                && 4 * k < length
                && Arrays.binarySearch(wanted, k) >= 0
                && Arrays.binarySearch(wanted, length / 2 - k) >= 0;
        int[] lower = Arrays.stream(wanted).filter(isLower).toArray();
        int[] singles = Arrays.stream(wanted)
                .filter(k -> !isLower.test(k) && !isLower.test(length / 2 - k))
                .toArray();
        IntStream left = wanted.length == 0 ? IntStream.empty() : IntStream.rangeClosed(from, to);
        int[] ys = left.toArray();
        int[] even = Arrays.stream(ys).filter(y -> y % 2 == 0).toArray();
        int[] odd = Arrays.stream(ys).filter(y -> y % 2 == 1).toArray();
        this.sine = sine;
        this.oddFrequencies = wanted.length > 0 && wanted[0] % 2 == 1;
        this.rows = joined(even, odd);
        this.evenRows = even.length;
        this.frequencies = joined(
                joined(lower, Arrays.stream(lower).map(k -> length / 2 - k).toArray()), singles);
        this.pairs = lower.length;
        this.evenOfPairs = waves(length, sine, lower, even);
        this.oddOfPairs = waves(length, sine, lower, odd);
        this.ofSingles = waves(length, sine, singles, rows);
        this.pairsOfEven = waves(length, sine, even, lower);
        this.pairsOfOdd = waves(length, sine, odd, lower);
        this.singlesOf = waves(length, sine, rows, singles);
    }

    private static int[] joined(int[] a, int[] b) {
        return IntStream.concat(Arrays.stream(a), Arrays.stream(b)).toArray();
    }

    /** {@code [i][j]}: the wave of frequency a[i] at y = b[j], or the other way round. */
    private static double[][] waves(int length, boolean sine, int[] a, int[] b) {
        double[] wave = new double[length];
        for (int j = 0; j < length; j++) {
            double angle = 2 * Math.PI * j / length;
            wave[j] = sine ? Math.sin(angle) : Math.cos(angle);
        }
        double[][] waves = new double[a.length][b.length];
        for (int i = 0; i < a.length; i++) {
            for (int j = 0; j < b.length; j++) {
                waves[i][j] = wave[(int) ((long) a[i] * b[j] % length)];
            }
        }
        return waves;
    }

    boolean sine() {
        return sine;
    }

    /** Whether its frequencies are odd; of no meaning for odd lengths. */
    boolean oddFrequencies() {
        return oddFrequencies;
    }

    int rowCount() {
        return rows.length;
    }

    /** The y of a row. */
    int y(int row) {
        return rows[row];
    }

    int frequencyCount() {
        return frequencies.length;
    }

    int frequency(int i) {
        return frequencies[i];
    }

    /** Sums over {@code folded[firstRow ...]} into {@code coefficients[first ...]}. */
    <R> void analyse(Lanes<R> arithmetic, R[] folded, int firstRow, R[] coefficients, int first, int lanes) {
        arithmetic.product(evenOfPairs, folded, firstRow, coefficients, first, false, lanes);
        arithmetic.product(oddOfPairs, folded, firstRow + evenRows, coefficients, first + pairs, false, lanes);
        for (int i = first; i < first + pairs; i++) {
            arithmetic.addAndSubtract(coefficients[i], coefficients[pairs + i], sine ? -1 : 1, lanes);
        }
        arithmetic.product(ofSingles, folded, firstRow, coefficients, first + 2 * pairs, false, lanes);
    }

    /** Sums over {@code coefficients[first ...]}, which are used up, into {@code folded[firstRow ...]}. */
    <R> void synthesise(Lanes<R> arithmetic, R[] coefficients, int first, R[] folded, int firstRow, int lanes) {
        for (int i = first; i < first + pairs; i++) {
            arithmetic.addAndSubtract(coefficients[i], coefficients[pairs + i], 1, lanes);
        }
        int sums = first;
        int differences = first + pairs;
        boolean anySingle = frequencies.length > 2 * pairs;
        if (anySingle) {
            arithmetic.product(singlesOf, coefficients, first + 2 * pairs, folded, firstRow, false, lanes);
        }
        if (pairs > 0) {
            arithmetic.product(
                    pairsOfEven, coefficients, sine ? differences : sums, folded, firstRow, anySingle, lanes);
            arithmetic.product(
                    pairsOfOdd, coefficients, sine ? sums : differences, folded, firstRow + evenRows, anySingle, lanes);
        }
    }
}
