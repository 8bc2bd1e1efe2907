package org.subtext.perturbation.spectrum;

import java.util.Arrays;
import java.util.function.IntPredicate;

/**
 * A filter of square planes that treats all directions alike, ready for one side.
 *
 * <p>With F the discrete Fourier transform of a plane, the result is the inverse transform of {@code response(k² + l²)
 * F(k, l)}, k and l from -side/2 to side/2. The smaller of what is kept and what is taken away is computed, and the
 * latter subtracted. Real by symmetry. Pixels are filtered in floats (some 3e-7 off where they lie between 0 and 1),
 * planes of doubles in doubles (1e-13). Immutable, thread-safe.
 */
public final class RadialFilter {
    private final int side;
    /** Whether the weights are of what is taken away rather than of what is kept. */
    private final boolean subtracts;
    /** Whether every frequency passes whole, or none at all, so that there is nothing to compute. */
    private final boolean trivial;

    private final Spectrum<float[]> inFloats;
    private final Spectrum<double[]> inDoubles;

    /** The frequencies that are computed, with the weight of each pair of them. */
    @SuppressWarnings("ArrayRecordComponent") // private, never compared
    private record Spectrum<R>(PlaneFourier<R> fourier, R[] weights, Lanes<R> arithmetic) {
        static <R> Spectrum<R> of(Lanes<R> arithmetic, int side, IntPredicate computed, FrequencyResponse share) {
            PlaneFourier<R> fourier = new PlaneFourier<>(arithmetic, side, computed);
            RealFourier<R> axis = fourier.axis();
            int count = axis.coefficients();
            R[] weights = arithmetic.rows(count, 0);
            for (int j = 0; j < count; j++) {
                double[] row = new double[count];
                for (int i = 0; i < count; i++) {
                    long k = axis.frequency(i);
                    long l = axis.frequency(j);
                    row[i] = share.at(k * k + l * l) * fourier.inverseWeight(j, i);
                }
                weights[j] = arithmetic.row(row);
            }
            return new Spectrum<>(fourier, weights, arithmetic);
        }

        void apply(PlaneFourier.Plane<R> plane) {
            fourier.change(plane, spectrum -> {
                for (int j = 0; j < weights.length; j++) {
                    arithmetic.multiply(spectrum[j], weights[j], weights.length);
                }
            });
        }
    }

    /** @param response share of each frequency that passes */
    public RadialFilter(int side, FrequencyResponse response) {
        this.side = side;
        boolean[] keeps = new boolean[side / 2 + 1];
        boolean[] takes = new boolean[side / 2 + 1];
        int kept = 0;
        int taken = 0;
        for (int k = 0; k < keeps.length; k++) {
            for (int l = 0; l < keeps.length; l++) {
                double share = response.at((long) k * k + (long) l * l);
                keeps[k] |= share != 0;
                takes[k] |= share != 1;
            }
            kept += keeps[k] ? 1 : 0;
            taken += takes[k] ? 1 : 0;
        }
        this.subtracts = taken < kept;
        this.trivial = Math.min(taken, kept) == 0;
        boolean[] computed = subtracts ? takes : keeps;
        FrequencyResponse share = subtracts ? squared -> 1 - response.at(squared) : response;
        this.inFloats = Spectrum.of(new FloatLanes(), side, k -> computed[k], share);
        this.inDoubles = Spectrum.of(new DoubleLanes(), side, k -> computed[k], share);
    }

    /** Whether planes come out as they went in, bit for bit. */
    public boolean isIdentity() {
        return subtracts && trivial;
    }

    /** Whether nothing is left. */
    public boolean isNothing() {
        return !subtracts && trivial;
    }

    /** Filters {@code values[offset + y * side + x]} in place. */
    public void apply(float[] values, int offset) {
        if (isIdentity()) {
            return;
        }
        if (isNothing()) {
            Arrays.fill(values, offset, offset + side * side, 0f);
            return;
        }
        float[] line = new float[side];
        inFloats.apply(new PlaneFourier.Plane<>() {
            @Override
            public void read(int y, float[] row) {
                System.arraycopy(values, offset + y * side, row, 0, side);
            }

            @Override
            public void write(int y, float[] changed) {
                if (subtracts) {
                    System.arraycopy(values, offset + y * side, line, 0, side);
                    inFloats.arithmetic.sum(line, changed, -1, changed, side);
                }
                System.arraycopy(changed, 0, values, offset + y * side, side);
            }
        });
    }

    /** The filtered plane, {@code plane[y * side + x]}; the given one is left as it is. */
    public double[] of(double[] plane) {
        if (trivial) {
            return isIdentity() ? plane.clone() : new double[plane.length];
        }
        double[] filtered = plane.clone();
        inDoubles.apply(new PlaneFourier.Plane<>() {
            @Override
            public void read(int y, double[] row) {
                System.arraycopy(plane, y * side, row, 0, side);
            }

            @Override
            public void write(int y, double[] changed) {
                for (int x = 0; x < side; x++) {
                    int i = y * side + x;
                    filtered[i] = subtracts ? plane[i] - changed[x] : changed[x];
                }
            }
        });
        return filtered;
    }
}
