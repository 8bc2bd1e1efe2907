package org.subtext.perturbation.spectrum;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.IntPredicate;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * Cosine and sine sums of many real signals at once, at some frequencies only.
 *
 * <p>With n values x[y] a signal: {@code c[k] = Σ x[y] cos(2π k y / n)} and {@code s[k] = Σ x[y] sin(2π k y / n)} for
 * the frequencies k that are asked for, 0 to n / 2; {@link #synthesise} adds {@code Σ c[k] cos + s[k] sin} up again, so
 * that weights of 1/n (k = 0 and n/2) and 2/n between the two give the signals back.
 *
 * <p>Signals are columns: {@code rows[y][lane]}. Dense sums, not a fast transform: filters keep few frequencies, sums
 * of rows run on the processor's vector units where butterflies do not, and any n will do, primes too. Even frequencies
 * are those of a signal of half the length, as long as 8 divides it; symmetries shorten the rest, see {@link
 * FourierPart}. Cost for all frequencies: n² multiplications a signal for odd n, n² / 12 where 8 divides n often.
 * Immutable.
 */
final class RealFourier<R> {
    private static final int HALVED_WHILE_DIVISIBLE_BY = 8;

    private final Lanes<R> arithmetic;
    private final int length;
    private final int half;
    /** Of the sums of both halves of the signal, which the even frequencies see; null where it is not worth it. */
    private final @Nullable RealFourier<R> even;

    private final List<FourierPart> parts;
    /** By part, where the folded row of each y stands; -1 where the symmetry leaves nothing. */
    private final int[][] positions;

    private final int foldedRows;
    private final int[] frequencies;
    private final boolean[] sines;

    /** Rows in between; one set a thread. */
    @SuppressWarnings("ArrayRecordComponent") // buffers, never compared
    record Buffers<R>(
            R[] folded, R[] sums, R nothing, @Nullable Buffers<R> even) {}

    /** @param kept which of the frequencies 0 to n / 2 */
    RealFourier(Lanes<R> arithmetic, int length, IntPredicate kept) {
        this.arithmetic = arithmetic;
        this.length = length;
        this.half = length / 2;
        this.even = length % HALVED_WHILE_DIVISIBLE_BY == 0
                ? new RealFourier<>(arithmetic, half, k -> kept.test(2 * k))
                : null;
        this.parts = length % 2 == 1
                ? wholes(length, kept)
                : even == null ? quarters(length, kept) : quarters(length, kept).subList(0, 2);
        this.positions = new int[parts.size()][half + 1];
        int rows = 0;
        List<Integer> all = new ArrayList<>();
        List<Boolean> sine = new ArrayList<>();
        for (int p = 0; p < parts.size(); p++) {
            FourierPart part = parts.get(p);
            Arrays.fill(positions[p], -1);
            for (int row = 0; row < part.rowCount(); row++) {
                positions[p][part.y(row)] = rows++;
            }
            for (int i = 0; i < part.frequencyCount(); i++) {
                all.add(part.frequency(i));
                sine.add(part.sine());
            }
        }
        for (int i = 0; even != null && i < even.coefficients(); i++) {
            all.add(2 * even.frequency(i));
            sine.add(even.sine(i));
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
                new FourierPart(
                        length,
                        false,
                        0,
                        beforeMiddle,
                        IntStream.rangeClosed(0, half).filter(odd)),
                new FourierPart(length, true, 1, last, IntStream.range(1, half).filter(odd)),
                new FourierPart(
                        length, false, 0, last, IntStream.rangeClosed(0, half).filter(even)),
                new FourierPart(
                        length, true, 1, beforeMiddle, IntStream.range(1, half).filter(even)));
    }

    private static List<FourierPart> wholes(int length, IntPredicate kept) {
        int half = length / 2;
        return List.of(
                new FourierPart(
                        length, false, 0, half, IntStream.rangeClosed(0, half).filter(kept)),
                new FourierPart(
                        length, true, 1, half, IntStream.rangeClosed(1, half).filter(kept)));
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

    /** Buffers for {@link #analyse} and {@link #synthesise} of that many lanes. */
    Buffers<R> buffers(int lanes) {
        return new Buffers<>(
                arithmetic.rows(foldedRows, lanes),
                arithmetic.rows(even == null ? 0 : half, lanes),
                arithmetic.rows(1, lanes)[0],
                even == null ? null : even.buffers(lanes));
    }

    /** From {@code signals[y][lane]} to {@code coefficients[i][lane]}. */
    void analyse(R[] signals, Buffers<R> buffers, R[] coefficients, int lanes) {
        analyse(signals, buffers, coefficients, 0, lanes);
    }

    private void analyse(R[] signals, Buffers<R> buffers, R[] coefficients, int first, int lanes) {
        int row = 0;
        int coefficient = first;
        for (FourierPart part : parts) {
            for (int i = 0; i < part.rowCount(); i++) {
                fold(signals, part.y(i), part, buffers.folded()[row + i], lanes);
            }
            part.analyse(arithmetic, buffers.folded(), row, coefficients, coefficient, lanes);
            row += part.rowCount();
            coefficient += part.frequencyCount();
        }
        if (even != null && buffers.even() != null && even.coefficients() > 0) {
            for (int y = 0; y < half; y++) {
                arithmetic.sum(signals[y], signals[half + y], 1, buffers.sums()[y], lanes);
            }
            even.analyse(buffers.sums(), buffers.even(), coefficients, coefficient, lanes);
        }
    }

    /** From {@code coefficients[i][lane]}, which are used up, to {@code signals[y][lane]}. */
    void synthesise(R[] coefficients, Buffers<R> buffers, R[] signals, int lanes) {
        synthesise(coefficients, 0, buffers, signals, lanes);
    }

    private void synthesise(R[] coefficients, int first, Buffers<R> buffers, R[] signals, int lanes) {
        int row = 0;
        int coefficient = first;
        for (FourierPart part : parts) {
            part.synthesise(arithmetic, coefficients, coefficient, buffers.folded(), row, lanes);
            row += part.rowCount();
            coefficient += part.frequencyCount();
        }
        if (even != null && buffers.even() != null) {
            even.synthesise(coefficients, coefficient, buffers.even(), buffers.sums(), lanes);
        }
        for (int y = 0; y <= (length % 2 == 0 ? half / 2 : half); y++) {
            if (length % 2 == 1) {
                unfoldWhole(buffers, y, signals, lanes);
            } else if (even == null) {
                unfoldQuarters(buffers, y, signals, lanes);
            } else {
                unfoldOdd(buffers, y, signals, lanes);
            }
        }
    }

    /** Adds up the two or four rows that the part's symmetry makes one. */
    private void fold(R[] x, int y, FourierPart part, R to, int lanes) {
        double mirrored = part.sine() ? -1 : 1;
        if (length % 2 == 1 || 2 * y == half) {
            if (y == 0) {
                arithmetic.copy(x[0], to, lanes);
            } else {
                arithmetic.sum(x[y], x[length - y], mirrored, to, lanes);
            }
            return;
        }
        double turned = part.oddFrequencies() == part.sine() ? 1 : -1;
        if (y == 0) {
            arithmetic.sum(x[0], x[half], turned, to, lanes);
        } else {
            arithmetic.sum(
                    x[y], x[length - y], mirrored, x[half - y], turned, x[half + y], turned * mirrored, to, lanes);
        }
    }

    private void unfoldWhole(Buffers<R> buffers, int y, R[] x, int lanes) {
        R cosine = row(buffers, 0, y);
        R sine = row(buffers, 1, y);
        arithmetic.sum(cosine, sine, 1, x[y], lanes);
        if (y > 0) {
            arithmetic.sum(cosine, sine, -1, x[length - y], lanes);
        }
    }

    private void unfoldQuarters(Buffers<R> buffers, int y, R[] x, int lanes) {
        R cosineOdd = row(buffers, 0, y);
        R sineOdd = row(buffers, 1, y);
        R cosineEven = row(buffers, 2, y);
        R sineEven = row(buffers, 3, y);
        arithmetic.sum(cosineEven, cosineOdd, 1, sineEven, 1, sineOdd, 1, x[y], lanes);
        if (y > 0) {
            arithmetic.sum(cosineEven, cosineOdd, 1, sineEven, -1, sineOdd, -1, x[length - y], lanes);
        }
        if (2 * y != half) {
            arithmetic.sum(cosineEven, cosineOdd, -1, sineEven, -1, sineOdd, 1, x[half - y], lanes);
            if (y > 0) {
                arithmetic.sum(cosineEven, cosineOdd, -1, sineEven, 1, sineOdd, -1, x[half + y], lanes);
            }
        }
    }

    /** Both halves of the signal are what the even frequencies add up to, plus and minus the odd ones. */
    private void unfoldOdd(Buffers<R> buffers, int y, R[] x, int lanes) {
        R cosine = row(buffers, 0, y);
        R sine = row(buffers, 1, y);
        R here = buffers.sums()[y];
        arithmetic.sum(here, cosine, 1, sine, 1, x[y], lanes);
        arithmetic.sum(here, cosine, -1, sine, -1, x[half + y], lanes);
        if (y > 0 && 2 * y != half) {
            R mirrored = buffers.sums()[half - y];
            arithmetic.sum(mirrored, cosine, -1, sine, 1, x[half - y], lanes);
            arithmetic.sum(mirrored, cosine, 1, sine, -1, x[length - y], lanes);
        }
    }

    private R row(Buffers<R> buffers, int part, int y) {
        int position = positions[part][y];
        return position < 0 ? buffers.nothing() : buffers.folded()[position];
    }
}
