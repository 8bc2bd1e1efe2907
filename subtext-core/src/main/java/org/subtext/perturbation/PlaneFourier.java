package org.subtext.perturbation;

import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.function.IntPredicate;

/**
 * Real Fourier sums of square planes: goes to the spectrum, lets it be changed, and comes back.
 *
 * <p>The spectrum is {@code [j][i]}, products of horizontal coefficient j and vertical coefficient i, each the cosine or sine
 * sum of a frequency as {@link RealFourier} lists them: four real numbers where a complex transform has two conjugate
 * pairs. It must be multiplied with {@link #inverseWeight} to give the plane back. Thread-safe: each call borrows the
 * buffers of an earlier one (1.5 MB for a side of 224 and all frequencies).
 */
final class PlaneFourier {
    private static final int BLOCK = 16;

    private final int side;
    private final RealFourier axis;
    private final Queue<Buffers> idle = new ConcurrentLinkedQueue<>();

    /** A change of a spectrum {@code [horizontal][vertical]} in place. */
    @FunctionalInterface
    interface Change {
        void of(double[][] spectrum);
    }

    /** Reads and writes a plane, row by row. */
    interface Plane {
        void read(int y, double[] row);

        /** @param changed what came back from the spectrum */
        void write(int y, double[] changed);
    }

    @SuppressWarnings("ArrayRecordComponent") // buffers, never compared
    private record Buffers(
            double[][] rows,
            RealFourier.Buffers ofRows,
            double[][] vertical,
            double[][] turned,
            RealFourier.Buffers ofTurned,
            double[][] spectrum) {
        static Buffers of(int side, RealFourier axis) {
            int kept = axis.coefficients();
            return new Buffers(
                    new double[side][side],
                    axis.buffers(side),
                    new double[kept][side],
                    new double[side][kept],
                    axis.buffers(kept),
                    new double[kept][kept]);
        }
    }

    /** @param kept frequencies of either axis that are looked at, of 0 to side / 2 */
    PlaneFourier(int side, IntPredicate kept) {
        this.side = side;
        this.axis = new RealFourier(side, kept);
    }

    /** The coefficients of one axis. */
    RealFourier axis() {
        return axis;
    }

    /** What entry {@code [j][i]} must be multiplied with to give the plane back. */
    double inverseWeight(int j, int i) {
        return axis.inverseWeight(j) * axis.inverseWeight(i);
    }

    void change(Plane plane, Change change) {
        Buffers borrowed = idle.poll();
        Buffers buffers = borrowed == null ? Buffers.of(side, axis) : borrowed;
        int kept = axis.coefficients();
        for (int y = 0; y < side; y++) {
            plane.read(y, buffers.rows[y]);
        }
        axis.analyse(buffers.rows, buffers.ofRows, buffers.vertical, side);
        turn(buffers.vertical, kept, side, buffers.turned);
        axis.analyse(buffers.turned, buffers.ofTurned, buffers.spectrum, kept);
        change.of(buffers.spectrum);
        axis.synthesise(buffers.spectrum, buffers.ofTurned, buffers.turned, kept);
        turn(buffers.turned, side, kept, buffers.vertical);
        axis.synthesise(buffers.vertical, buffers.ofRows, buffers.rows, side);
        for (int y = 0; y < side; y++) {
            plane.write(y, buffers.rows[y]);
        }
        idle.add(buffers);
    }

    /** {@code to[x][y] = from[y][x]}, block by block for the sake of the processor's cache, four rows of the target at once. */
    private static void turn(double[][] from, int height, int width, double[][] to) {
        for (int blockY = 0; blockY < height; blockY += BLOCK) {
            int endY = Math.min(height, blockY + BLOCK);
            int x = 0;
            for (; x + 3 < width; x += 4) {
                turnFour(from, blockY, endY, x, to[x], to[x + 1], to[x + 2], to[x + 3]);
            }
            for (; x < width; x++) {
                for (int y = blockY; y < endY; y++) {
                    to[x][y] = from[y][x];
                }
            }
        }
    }

    private static void turnFour(
            double[][] from, int fromY, int endY, int x, double[] a, double[] b, double[] c, double[] d) {
        for (int y = fromY; y < endY; y++) {
            double[] row = from[y];
            a[y] = row[x];
            b[y] = row[x + 1];
            c[y] = row[x + 2];
            d[y] = row[x + 3];
        }
    }
}
