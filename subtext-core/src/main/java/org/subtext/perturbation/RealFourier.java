package org.subtext.perturbation;

import java.util.ArrayList;
import java.util.List;
import java.util.function.IntPredicate;
import java.util.stream.IntStream;

/**
 * Cosine and sine sums of many real signals at once, at some frequencies only.
 *
 * <p>With n values x[y] a signal: {@code c[k] = Σ x[y] cos(2π k y / n)} and {@code s[k] = Σ x[y] sin(2π k y / n)} for the
 * frequencies k that are asked for, 0 to n / 2; {@link #synthesise} adds {@code Σ c[k] cos + s[k] sin} up again, so that
 * weights of 1/n (k = 0 and n/2) and 2/n between the two give the signals back.
 *
 * <p>Signals are columns: {@code rows[y][lane]}. Dense sums, not a fast transform: filters keep few frequencies, sums of rows
 * run on the processor's vector units where butterflies do not, and any n will do, primes too. Symmetries shorten the
 * sums, see {@link FourierPart}. Cost for k frequencies: n k multiplications a signal for odd n, n k / 2 for even n, and no
 * more than n² / 8 where 4 divides n. Immutable.
 */
final class RealFourier {
    private final int length;
    private final int half;
    private final List<FourierPart> parts;
    /** By part, where the folded row of each y stands; -1 where the symmetry leaves nothing. */
    private final int[][] positions;

    private final int foldedRows;
    private final int[] frequencies;
    private final boolean[] sines;

    /** @param kept which of the frequencies 0 to n / 2 */
    RealFourier(int length, IntPredicate kept) {
        this.length = length;
        this.half = length / 2;
        this.parts = length % 2 == 0 ? quarters(length, kept) : halves(length, kept);
        this.positions = new int[parts.size()][half + 1];
        int rows = 0;
        List<Integer> all = new ArrayList<>();
        List<Boolean> sine = new ArrayList<>();
        for (int p = 0; p < parts.size(); p++) {
            FourierPart part = parts.get(p);
            java.util.Arrays.fill(positions[p], -1);
            for (int row = 0; row < part.rowCount(); row++) {
                positions[p][part.y(row)] = rows++;
            }
            for (int i = 0; i < part.frequencyCount(); i++) {
                all.add(part.frequency(i));
                sine.add(part.sine());
            }
        }
        foldedRows = rows;
        frequencies = all.stream().mapToInt(Integer::intValue).toArray();
        sines = new boolean[frequencies.length];
        for (int i = 0; i < sines.length; i++) {
            sines[i] = sine.get(i);
        }
    }

    /** Even and odd frequencies behave differently about n / 4, which is its own mirror image where 4 divides n. */
    private static List<FourierPart> quarters(int length, IntPredicate kept) {
        int half = length / 2;
        int last = half / 2;
        int beforeMiddle = half % 2 == 0 ? last - 1 : last;
        IntPredicate even = k -> k % 2 == 0 && kept.test(k);
        IntPredicate odd = k -> k % 2 == 1 && kept.test(k);
        return List.of(
                new FourierPart(length, false, 0, last, IntStream.rangeClosed(0, half).filter(even)),
                new FourierPart(length, false, 0, beforeMiddle, IntStream.rangeClosed(0, half).filter(odd)),
                new FourierPart(length, true, 1, beforeMiddle, IntStream.range(1, half).filter(even)),
                new FourierPart(length, true, 1, last, IntStream.range(1, half).filter(odd)));
    }

    private static List<FourierPart> halves(int length, IntPredicate kept) {
        int half = length / 2;
        return List.of(
                new FourierPart(length, false, 0, half, IntStream.rangeClosed(0, half).filter(kept)),
                new FourierPart(length, true, 1, half, IntStream.rangeClosed(1, half).filter(kept)));
    }

    /** Number of sums of one signal. */
    int coefficients() {
        return frequencies.length;
    }

    /** Frequency of coefficient i. */
    int frequency(int i) {
        return frequencies[i];
    }

    /** Whether coefficient i is a sum over sines. */
    boolean sine(int i) {
        return sines[i];
    }

    /** What coefficient i must be multiplied with between analysis and synthesis to give the signals back. */
    double inverseWeight(int i) {
        boolean alone = frequencies[i] == 0 || 2 * frequencies[i] == length;
        return (alone ? 1.0 : 2.0) / length;
    }

    /** A buffer for {@link #analyse} and {@link #synthesise} of that many lanes. */
    double[][] foldedBuffer(int lanes) {
        return new double[foldedRows][lanes];
    }

    /** From {@code signals[y][lane]} to {@code coefficients[i][lane]}. */
    void analyse(double[][] signals, double[][] folded, double[][] coefficients, int lanes) {
        int row = 0;
        int coefficient = 0;
        for (FourierPart part : parts) {
            for (int i = 0; i < part.rowCount(); i++) {
                fold(signals, part.y(i), part, folded[row + i], lanes);
            }
            part.analyse(folded, row, coefficients, coefficient, lanes);
            row += part.rowCount();
            coefficient += part.frequencyCount();
        }
    }

    /** From {@code coefficients[i][lane]}, which are used up, to {@code signals[y][lane]}. */
    void synthesise(double[][] coefficients, double[][] folded, double[][] signals, int lanes) {
        int row = 0;
        int coefficient = 0;
        for (FourierPart part : parts) {
            part.synthesise(coefficients, coefficient, folded, row, lanes);
            row += part.rowCount();
            coefficient += part.frequencyCount();
        }
        double[] nothing = new double[lanes];
        for (int y = 0; y <= (length % 2 == 0 ? half / 2 : half); y++) {
            unfold(folded, y, nothing, signals, lanes);
        }
    }

    /** Adds up the two or four rows that the part's symmetry makes one. */
    private void fold(double[][] x, int y, FourierPart part, double[] to, int lanes) {
        double mirrored = part.sine() ? -1 : 1;
        if (length % 2 == 1 || 2 * y == half) {
            if (y == 0) {
                System.arraycopy(x[0], 0, to, 0, lanes);
            } else {
                Lanes.sum(x[y], x[length - y], mirrored, to, lanes);
            }
            return;
        }
        double turned = part.oddFrequencies() == part.sine() ? 1 : -1;
        if (y == 0) {
            Lanes.sum(x[0], x[half], turned, to, lanes);
        } else {
            Lanes.sum(x[y], x[length - y], mirrored, x[half - y], turned, x[half + y], turned * mirrored, to, lanes);
        }
    }

    /** The reverse: each row from the parts' rows of the same y. */
    private void unfold(double[][] folded, int y, double[] nothing, double[][] x, int lanes) {
        if (length % 2 == 1) {
            double[] cosine = row(folded, 0, y, nothing);
            double[] sine = row(folded, 1, y, nothing);
            Lanes.sum(cosine, sine, 1, x[y], lanes);
            if (y > 0) {
                Lanes.sum(cosine, sine, -1, x[length - y], lanes);
            }
            return;
        }
        double[] cosineEven = row(folded, 0, y, nothing);
        double[] cosineOdd = row(folded, 1, y, nothing);
        double[] sineEven = row(folded, 2, y, nothing);
        double[] sineOdd = row(folded, 3, y, nothing);
        Lanes.sum(cosineEven, cosineOdd, 1, sineEven, 1, sineOdd, 1, x[y], lanes);
        if (y > 0) {
            Lanes.sum(cosineEven, cosineOdd, 1, sineEven, -1, sineOdd, -1, x[length - y], lanes);
        }
        if (2 * y != half) {
            Lanes.sum(cosineEven, cosineOdd, -1, sineEven, -1, sineOdd, 1, x[half - y], lanes);
            if (y > 0) {
                Lanes.sum(cosineEven, cosineOdd, -1, sineEven, 1, sineOdd, -1, x[half + y], lanes);
            }
        }
    }

    private double[] row(double[][] folded, int part, int y, double[] nothing) {
        int position = positions[part][y];
        return position < 0 ? nothing : folded[position];
    }
}
