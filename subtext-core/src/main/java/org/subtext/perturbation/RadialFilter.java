package org.subtext.perturbation;

/**
 * A filter of square planes that treats all directions alike, ready for one side.
 *
 * <p>With F the discrete Fourier transform of a plane, the result is the inverse transform of {@code response(k² + l²) F(k, l)},
 * k and l from −side/2 to side/2. Frequencies that pass whole along with everything else in their row cost nothing: the
 * smaller of what is kept and what is taken away is computed, and the latter subtracted. Real by symmetry; accurate to some
 * 1e-13 of the largest value. Immutable, thread-safe.
 */
public final class RadialFilter {
    private final int side;
    /** Whether the spectrum below is what is taken away rather than what is kept. */
    private final boolean subtracts;

    private final PlaneFourier fourier;
    /** {@code [horizontal][vertical]}; no rows where nothing is computed. */
    private final double[][] weights;

    public RadialFilter(int side, FrequencyResponse response) {
        this.side = side;
        int kept = 0;
        int taken = 0;
        boolean[] keeps = new boolean[side / 2 + 1];
        boolean[] takes = new boolean[side / 2 + 1];
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
        boolean[] computed = subtracts ? takes : keeps;
        this.fourier = new PlaneFourier(side, k -> computed[k]);
        RealFourier axis = fourier.axis();
        this.weights = new double[axis.coefficients()][axis.coefficients()];
        for (int j = 0; j < weights.length; j++) {
            for (int i = 0; i < weights.length; i++) {
                long k = axis.frequency(i);
                long l = axis.frequency(j);
                double share = response.at(k * k + l * l);
                weights[j][i] = (subtracts ? 1 - share : share) * fourier.inverseWeight(j, i);
            }
        }
    }

    /** Whether planes come out as they went in, bit for bit. */
    public boolean isIdentity() {
        return subtracts && weights.length == 0;
    }

    /** Whether nothing is left. */
    public boolean isNothing() {
        return !subtracts && weights.length == 0;
    }

    /** Filters {@code values[offset + y * side + x]} in place. */
    public void apply(float[] values, int offset) {
        if (isIdentity()) {
            return;
        }
        if (isNothing()) {
            java.util.Arrays.fill(values, offset, offset + side * side, 0f);
            return;
        }
        fourier.change(
                new PlaneFourier.Plane() {
                    @Override
                    public void read(int y, double[] row) {
                        int from = offset + y * side;
                        for (int x = 0; x < side; x++) {
                            row[x] = values[from + x];
                        }
                    }

                    @Override
                    public void write(int y, double[] changed) {
                        int to = offset + y * side;
                        for (int x = 0; x < side; x++) {
                            values[to + x] = (float) (subtracts ? values[to + x] - changed[x] : changed[x]);
                        }
                    }
                },
                this::weigh);
    }

    /** The filtered plane, {@code plane[y * side + x]}; the given one is left as it is. */
    public double[] of(double[] plane) {
        double[] filtered = plane.clone();
        if (isIdentity()) {
            return filtered;
        }
        if (isNothing()) {
            return new double[plane.length];
        }
        fourier.change(
                new PlaneFourier.Plane() {
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
                },
                this::weigh);
        return filtered;
    }

    private void weigh(double[][] spectrum) {
        for (int j = 0; j < weights.length; j++) {
            double[] row = spectrum[j];
            double[] weight = weights[j];
            for (int i = 0; i < weight.length; i++) {
                row[i] *= weight[i];
            }
        }
    }
}
