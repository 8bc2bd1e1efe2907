package org.subtext.perturbation.spectrum;

import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.function.IntPredicate;

/**
 * Real Fourier sums of square planes: goes to the spectrum, lets it be changed, and comes back.
 *
 * <p>The spectrum is {@code [j][i]}, products of horizontal coefficient j and vertical coefficient i, each the cosine
 * or sine sum of a frequency as {@link RealFourier} lists them: four real numbers where a complex transform has two
 * conjugate pairs. It must be multiplied with {@link #inverseWeight} to give the plane back. Thread-safe: each call
 * borrows the buffers of an earlier one (1.5 MB for a side of 224 and all frequencies).
 */
final class PlaneFourier<R> {
    private final int side;
    private final Lanes<R> arithmetic;
    private final RealFourier<R> axis;
    private final Queue<Buffers<R>> idle = new ConcurrentLinkedQueue<>();

    /** A change of a spectrum {@code [horizontal][vertical]} in place. */
    @FunctionalInterface
    interface Change<R> {
        void of(R[] spectrum);
    }

    /** Reads a plane, row by row. */
    @FunctionalInterface
    interface Rows<R> {
        void read(int y, R row);
    }

    /** Reads and writes a plane, row by row. */
    interface Plane<R> extends Rows<R> {
        /** @param changed what came back from the spectrum */
        void write(int y, R changed);
    }

    @SuppressWarnings("ArrayRecordComponent") // buffers, never compared
    private record Buffers<R>(
            R[] rows,
            RealFourier.Buffers<R> ofRows,
            R[] vertical,
            R[] turned,
            RealFourier.Buffers<R> ofTurned,
            R[] spectrum) {
        static <R> Buffers<R> of(Lanes<R> arithmetic, int side, RealFourier<R> axis) {
            int kept = axis.coefficients();
            return new Buffers<>(
                    arithmetic.rows(side, side),
                    axis.buffers(side),
                    arithmetic.rows(kept, side),
                    arithmetic.rows(side, kept),
                    axis.buffers(kept),
                    arithmetic.rows(kept, kept));
        }
    }

    /** @param kept frequencies of either axis that are looked at, of 0 to side / 2 */
    PlaneFourier(Lanes<R> arithmetic, int side, IntPredicate kept) {
        this.arithmetic = arithmetic;
        this.side = side;
        this.axis = new RealFourier<>(arithmetic, side, kept);
    }

    /** The coefficients of one axis. */
    RealFourier<R> axis() {
        return axis;
    }

    /** What entry {@code [j][i]} must be multiplied with to give the plane back. */
    double inverseWeight(int j, int i) {
        return axis.inverseWeight(j) * axis.inverseWeight(i);
    }

    /** Lets the spectrum be looked at, from which nothing comes back. */
    void look(Rows<R> plane, Change<R> look) {
        Buffers<R> buffers = borrowed();
        look.of(spectrum(plane, buffers));
        idle.add(buffers);
    }

    void change(Plane<R> plane, Change<R> change) {
        Buffers<R> buffers = borrowed();
        int kept = axis.coefficients();
        change.of(spectrum(plane, buffers));
        axis.synthesise(buffers.spectrum, buffers.ofTurned, buffers.turned, kept);
        arithmetic.turn(buffers.turned, side, kept, buffers.vertical);
        axis.synthesise(buffers.vertical, buffers.ofRows, buffers.rows, side);
        for (int y = 0; y < side; y++) {
            plane.write(y, buffers.rows[y]);
        }
        idle.add(buffers);
    }

    private Buffers<R> borrowed() {
        Buffers<R> borrowed = idle.poll();
        return borrowed == null ? Buffers.of(arithmetic, side, axis) : borrowed;
    }

    private R[] spectrum(Rows<R> plane, Buffers<R> buffers) {
        int kept = axis.coefficients();
        for (int y = 0; y < side; y++) {
            plane.read(y, buffers.rows[y]);
        }
        axis.analyse(buffers.rows, buffers.ofRows, buffers.vertical, side);
        arithmetic.turn(buffers.vertical, kept, side, buffers.turned);
        axis.analyse(buffers.turned, buffers.ofTurned, buffers.spectrum, kept);
        return buffers.spectrum;
    }
}
