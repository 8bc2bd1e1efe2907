package org.subtext.perturbation.spectrum;

import java.util.Arrays;
import java.util.function.DoubleSupplier;

/**
 * The discrete Fourier transform of a plane as amplitude and phase, to be changed pair by pair.
 *
 * <p>With cc, cs, sc, ss the sums over cosines and sines ({@link PlaneFourier}, vertical first), {@code F(k, l) = (cc -
 * ss) - i (sc + cs)} and {@code F(k, -l) = (cc + ss) - i (sc - cs)}; all other frequencies are their conjugates.
 * Immutable, thread-safe.
 */
public final class SpectrumParts {
    private static final double[] NONE = {};

    private final int side;
    private final PlaneFourier<double[]> fourier;
    /** Row of the cosine and of the sine of each frequency; -1 where there is no sine. */
    private final int[] cosine;

    private final int[] sine;

    /** One complex number, reused. */
    public static final class Term {
        public double real;
        public double imaginary;

        public double amplitude() {
            return Math.sqrt(power());
        }

        double power() {
            return real * real + imaginary * imaginary;
        }
    }

    /** Looks at the term of each frequency, and may change it. */
    @FunctionalInterface
    public interface Visitor {
        /**
         * Visits a term.
         *
         * @param k vertical frequency, 0 to side / 2
         * @param l horizontal frequency, -side / 2 to side / 2
         */
        void of(Term term, int k, int l);
    }

    /** Looks at how strong each frequency is. */
    @FunctionalInterface
    public interface PowerVisitor {
        /**
         * Visits a frequency.
         *
         * @param power squared amplitude
         * @param k vertical frequency, above -side / 2 to side / 2
         * @param l horizontal frequency, 0 to side / 2
         */
        void of(double power, int k, int l);
    }

    /** Makes the visitor of one image's spectrum. */
    @FunctionalInterface
    public interface Change {
        /** @param largest computes the largest amplitude of all terms but that of zero frequency */
        Visitor of(DoubleSupplier largest);
    }

    public SpectrumParts(int side) {
        this.side = side;
        this.fourier = new PlaneFourier<>(new DoubleLanes(), side, k -> true);
        this.cosine = new int[side / 2 + 1];
        this.sine = new int[side / 2 + 1];
        Arrays.fill(sine, -1);
        RealFourier<double[]> axis = fourier.axis();
        for (int i = 0; i < axis.coefficients(); i++) {
            (axis.sine(i) ? sine : cosine)[axis.frequency(i)] = i;
        }
    }

    /** Changes every term of the plane at {@code values[offset]}; what comes back is multiplied and shifted. */
    public void change(float[] values, int offset, Change change, double factor, double shift) {
        fourier.change(
                new PlaneFourier.Plane<>() {
                    @Override
                    public void read(int y, double[] row) {
                        for (int x = 0; x < side; x++) {
                            row[x] = values[offset + y * side + x];
                        }
                    }

                    @Override
                    public void write(int y, double[] changed) {
                        for (int x = 0; x < side; x++) {
                            values[offset + y * side + x] = (float) (changed[x] * factor + shift);
                        }
                    }
                },
                spectrum -> {
                    each(spectrum, change.of(() -> largest(spectrum)));
                    weigh(spectrum);
                });
    }

    /** Reads the terms of {@code plane[y * side + x]}. */
    public void read(double[] plane, Visitor reader) {
        fourier.look((y, row) -> System.arraycopy(plane, y * side, row, 0, side), spectrum -> each(spectrum, reader));
    }

    /**
     * Reads the power of each frequency of {@code plane[y * side + x]} that is not left of the vertical axis; all
     * others are conjugates.
     */
    public void powers(double[] plane, PowerVisitor reader) {
        fourier.look((y, row) -> System.arraycopy(plane, y * side, row, 0, side), spectrum -> {
            Term plus = new Term();
            Term minus = new Term();
            for (int l = 0; l < cosine.length; l++) {
                for (int k = 0; k < cosine.length; k++) {
                    terms(spectrum, k, l, plus, minus);
                    reader.of(plus.power(), k, l);
                    if (sine[k] >= 0) {
                        reader.of(minus.power(), -k, l);
                    }
                }
            }
        });
    }

    private double largest(double[][] spectrum) {
        double[] largest = {0};
        each(spectrum, (term, k, l) -> {
            if (k != 0 || l != 0) {
                largest[0] = Math.max(largest[0], term.amplitude());
            }
        });
        return largest[0];
    }

    private void each(double[][] spectrum, Visitor visitor) {
        Term plus = new Term();
        Term minus = new Term();
        for (int l = 0; l < cosine.length; l++) {
            double[] acrossCosine = spectrum[cosine[l]];
            double[] acrossSine = sine[l] < 0 ? NONE : spectrum[sine[l]];
            for (int k = 0; k < cosine.length; k++) {
                int down = cosine[k];
                int downSine = sine[k];
                terms(spectrum, k, l, plus, minus);
                visitor.of(plus, k, l);
                visitor.of(minus, k, -l);
                acrossCosine[down] = (plus.real + minus.real) / 2;
                if (sine[l] >= 0) {
                    acrossSine[down] = (minus.imaginary - plus.imaginary) / 2;
                }
                if (downSine >= 0) {
                    acrossCosine[downSine] = -(plus.imaginary + minus.imaginary) / 2;
                }
                if (sine[l] >= 0 && downSine >= 0) {
                    acrossSine[downSine] = (minus.real - plus.real) / 2;
                }
            }
        }
    }

    /** F(k, l) and F(k, -l). */
    private void terms(double[][] spectrum, int k, int l, Term plus, Term minus) {
        double[] acrossCosine = spectrum[cosine[l]];
        double[] acrossSine = sine[l] < 0 ? NONE : spectrum[sine[l]];
        double cc = acrossCosine[cosine[k]];
        double cs = sine[l] < 0 ? 0 : acrossSine[cosine[k]];
        double sc = sine[k] < 0 ? 0 : acrossCosine[sine[k]];
        double ss = sine[l] < 0 || sine[k] < 0 ? 0 : acrossSine[sine[k]];
        plus.real = cc - ss;
        plus.imaginary = -(sc + cs);
        minus.real = cc + ss;
        minus.imaginary = -(sc - cs);
    }

    private void weigh(double[][] spectrum) {
        int kept = fourier.axis().coefficients();
        for (int j = 0; j < kept; j++) {
            for (int i = 0; i < kept; i++) {
                spectrum[j][i] *= fourier.inverseWeight(j, i);
            }
        }
    }
}
