package org.subtext.perturbation;

import java.util.ArrayList;
import java.util.List;
import java.util.function.IntPredicate;

/**
 * Cosine and sine sums of many real signals at once, at some frequencies only.
 *
 * <p>With n values x[y] a signal: {@code c[k] = Σ x[y] cos(2π k y / n)} and {@code s[k] = Σ x[y] sin(2π k y / n)} for the
 * frequencies k that are asked for, 0 to n / 2; {@link #synthesise} adds {@code Σ c[k] cos + s[k] sin} up again, so that
 * weights of 1/n (k = 0 and n/2) and 2/n between the two give the signals back.
 *
 * <p>Signals are columns: {@code rows[y][lane]}. A dense product, not a fast transform: filters keep few frequencies, a
 * product of rows runs on the processor's vector units where a butterfly does not, and it suits every n, primes too.
 * Symmetry quarters it (halves it for odd n): cosines are even and sines odd about n / 2, and about n / 4 the even
 * frequencies behave the one way and the odd ones the other. Cost n · (frequencies) / 2 multiplications a signal.
 * Immutable.
 */
final class RealFourier {
    /** Rows are taken four at a time: as many as the compiler turns into vector instructions. */
    private static final int AT_ONCE = 4;

    private final int length;
    private final int half;
    /** Rows of each part in a folded buffer. */
    private final int foldedRows;

    private final List<Part> parts;
    private final int[] frequencies;
    private final boolean[] sines;

    /** The frequencies of one symmetry, with the rows between which that symmetry leaves something to add up. */
    @SuppressWarnings("ArrayRecordComponent") // private, never compared
    private record Part(boolean sine, int from, int to, int[] frequencies, double[][] byFrequency, double[][] byRow) {
        boolean isEmpty() {
            return frequencies.length == 0;
        }

        /** Sign with which row n / 2 - y joins row y: plus for even cosines and odd sines. */
        double aboutQuarter() {
            return (frequencies[0] % 2 == 0) == sine ? -1 : 1;
        }

        static Part of(int length, boolean sine, int from, int to, int[] frequencies) {
            double[][] byFrequency = new double[frequencies.length][padded(Math.max(0, to + 1 - from))];
            double[][] byRow = new double[Math.max(0, to + 1 - from)][padded(frequencies.length)];
            for (int i = 0; i < frequencies.length; i++) {
                for (int y = from; y <= to; y++) {
                    double angle = 2 * Math.PI * ((long) frequencies[i] * y % length) / length;
                    double value = sine ? Math.sin(angle) : Math.cos(angle);
                    byFrequency[i][y - from] = value;
                    byRow[y - from][i] = value;
                }
            }
            return new Part(sine, from, to, frequencies, byFrequency, byRow);
        }
    }

    /** @param kept which of the frequencies 0 to n / 2 */
    RealFourier(int length, IntPredicate kept) {
        this.length = length;
        this.half = length / 2;
        this.parts = length % 2 == 0 ? quarters(length, kept) : halves(length, kept);
        this.foldedRows = padded(length % 2 == 0 ? half / 2 + 1 : half + 1) + AT_ONCE;
        List<Integer> all = new ArrayList<>();
        List<Boolean> sine = new ArrayList<>();
        for (Part part : parts) {
            for (int frequency : part.frequencies()) {
                all.add(frequency);
                sine.add(part.sine());
            }
        }
        frequencies = all.stream().mapToInt(Integer::intValue).toArray();
        sines = new boolean[sine.size()];
        for (int i = 0; i < sines.length; i++) {
            sines[i] = sine.get(i);
        }
    }

    private static List<Part> quarters(int length, IntPredicate kept) {
        int half = length / 2;
        int last = half / 2;
        int beforeMiddle = half % 2 == 0 ? last - 1 : last; // row n / 4 is its own mirror image
        return List.of(
                Part.of(length, false, 0, last, frequencies(0, half, k -> k % 2 == 0 && kept.test(k))),
                Part.of(length, false, 0, beforeMiddle, frequencies(0, half, k -> k % 2 == 1 && kept.test(k))),
                Part.of(length, true, 1, beforeMiddle, frequencies(1, half - 1, k -> k % 2 == 0 && kept.test(k))),
                Part.of(length, true, 1, last, frequencies(1, half - 1, k -> k % 2 == 1 && kept.test(k))));
    }

    private static List<Part> halves(int length, IntPredicate kept) {
        int half = length / 2;
        return List.of(
                Part.of(length, false, 0, half, frequencies(0, half, kept)),
                Part.of(length, true, 1, half, frequencies(1, half, kept)));
    }

    private static int[] frequencies(int from, int to, IntPredicate kept) {
        return java.util.stream.IntStream.rangeClosed(from, to).filter(kept).toArray();
    }

    private static int padded(int count) {
        return (count + AT_ONCE - 1) / AT_ONCE * AT_ONCE;
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

    /** A buffer for {@link #analyse} and {@link #synthesise} of that many lanes; all zeros to begin with. */
    double[][] foldedBuffer(int lanes) {
        return new double[parts.size() * foldedRows][lanes];
    }

    /** A buffer for coefficients; the rows beyond {@link #coefficients()} stay zero. */
    double[][] coefficientBuffer(int lanes) {
        return new double[coefficients() + AT_ONCE][lanes];
    }

    /** From {@code signals[y][lane]} to {@code coefficients[i][lane]}. */
    void analyse(double[][] signals, double[][] folded, double[][] coefficients, int lanes) {
        fold(signals, folded, lanes);
        int row = 0;
        for (int p = 0; p < parts.size(); p++) {
            Part part = parts.get(p);
            int first = p * foldedRows + part.from();
            for (double[] weights : part.byFrequency()) {
                Lanes.weightedSum(folded, first, weights, coefficients[row++], lanes);
            }
        }
    }

    /** From {@code coefficients[i][lane]} to {@code signals[y][lane]}. */
    void synthesise(double[][] coefficients, double[][] folded, double[][] signals, int lanes) {
        int first = 0;
        for (int p = 0; p < parts.size(); p++) {
            Part part = parts.get(p);
            if (!part.isEmpty()) {
                for (int y = part.from(); y <= part.to(); y++) {
                    Lanes.weightedSum(
                            coefficients,
                            first,
                            part.byRow()[y - part.from()],
                            folded[p * foldedRows + y],
                            lanes);
                }
            }
            first += part.frequencies().length;
        }
        unfold(folded, signals, lanes);
    }

    private void fold(double[][] x, double[][] folded, int lanes) {
        for (int p = 0; p < parts.size(); p++) {
            Part part = parts.get(p);
            if (part.isEmpty()) {
                continue; // its rows stay zero, as synthesis expects
            }
            double mirrored = part.sine() ? -1 : 1;
            for (int y = part.from(); y <= part.to(); y++) {
                double[] to = folded[p * foldedRows + y];
                if (y == 0 && length % 2 == 1) {
                    System.arraycopy(x[0], 0, to, 0, lanes);
                } else if (y == 0) {
                    Lanes.sum(x[0], x[half], part.aboutQuarter(), to, lanes);
                } else if (length % 2 == 1 || 2 * y == half) {
                    Lanes.sum(x[y], x[length - y], mirrored, to, lanes);
                } else {
                    double sign = part.aboutQuarter();
                    Lanes.sum(
                            x[y], x[length - y], mirrored, x[half - y], sign, x[half + y], sign * mirrored, to, lanes);
                }
            }
        }
    }

    private void unfold(double[][] folded, double[][] x, int lanes) {
        if (length % 2 == 1) {
            System.arraycopy(folded[0], 0, x[0], 0, lanes);
            for (int y = 1; y <= half; y++) {
                Lanes.sum(folded[y], folded[foldedRows + y], 1, x[y], lanes);
                Lanes.sum(folded[y], folded[foldedRows + y], -1, x[length - y], lanes);
            }
            return;
        }
        Lanes.sum(folded[0], folded[foldedRows], 1, x[0], lanes);
        Lanes.sum(folded[0], folded[foldedRows], -1, x[half], lanes);
        for (int y = 1; 2 * y < half; y++) {
            double[] cosineEven = folded[y];
            double[] cosineOdd = folded[foldedRows + y];
            double[] sineEven = folded[2 * foldedRows + y];
            double[] sineOdd = folded[3 * foldedRows + y];
            Lanes.sum(cosineEven, cosineOdd, 1, sineEven, 1, sineOdd, 1, x[y], lanes);
            Lanes.sum(cosineEven, cosineOdd, 1, sineEven, -1, sineOdd, -1, x[length - y], lanes);
            Lanes.sum(cosineEven, cosineOdd, -1, sineEven, -1, sineOdd, 1, x[half - y], lanes);
            Lanes.sum(cosineEven, cosineOdd, -1, sineEven, 1, sineOdd, -1, x[half + y], lanes);
        }
        if (half % 2 == 0) {
            int y = half / 2;
            Lanes.sum(folded[y], folded[3 * foldedRows + y], 1, x[y], lanes);
            Lanes.sum(folded[y], folded[3 * foldedRows + y], -1, x[length - y], lanes);
        }
    }
}
