package org.subtext.silo.privacy;

import java.util.List;
import org.subtext.silo.masking.FixedPoint;
import org.subtext.silo.primitives.Randomness;

/**
 * What leaves a site in a round: the gradients of its patients who take part, summed, with noise, in whole numbers.
 *
 * <p>All images of a patient are summed first, and that sum is clipped: clipped one by one, the images of a patient
 * with many would move the sum by as many clip norms. Coordinates are rounded towards 0, and the norm is checked on the
 * whole numbers, so that no rounding makes a patient's part longer than what the noise is for.
 */
public final class PatientSum {
    private final NoiseTerms terms;
    private final long[] sum;

    /**
     * Nobody yet.
     *
     * @param width how many numbers a gradient has
     */
    public PatientSum(NoiseTerms terms, int width) {
        this.terms = terms;
        this.sum = new long[width];
    }

    /** Adds a patient by the gradients of all their images, each as wide as the sum. */
    public void add(List<double[]> imageGradients) {
        long[] steps = clipped(imageGradients);
        for (int i = 0; i < sum.length; i++) {
            sum[i] = Math.addExact(sum[i], steps[i]);
        }
    }

    /** A patient's part, in steps of 2^-24. */
    long[] clipped(List<double[]> imageGradients) {
        double[] patient = new double[sum.length];
        for (double[] gradient : imageGradients) {
            if (gradient.length != patient.length) {
                throw new IllegalArgumentException(
                        "a gradient of " + gradient.length + " numbers in a sum of " + patient.length);
            }
            for (int i = 0; i < patient.length; i++) {
                patient[i] += gradient[i];
            }
        }
        double norm = norm(patient);
        if (!Double.isFinite(norm)) {
            throw new ArithmeticException("a gradient that is no number, or too long for one, cannot be clipped");
        }
        double factor = norm > terms.clipNorm() ? terms.clipNorm() / norm : 1;
        long[] steps = truncated(patient, factor);
        while (isTooLong(steps)) {
            factor *= 1 - 0x1p-40;
            steps = truncated(patient, factor);
        }
        return steps;
    }

    /**
     * The sum with this site's noise, for which the ledger gave its word before; once.
     *
     * @param permit of the same terms
     */
    public long[] noised(PrivacyLedger.Permit permit, Randomness randomness) {
        permit.use(terms);
        long[] noise = terms.share().draw(sum.length, randomness);
        long[] noised = new long[sum.length];
        for (int i = 0; i < sum.length; i++) {
            noised[i] = Math.addExact(sum[i], noise[i]);
        }
        return noised;
    }

    /**
     * The mean gradient that the sum of all sites stands for: over the number of patients who were expected, not over
     * that of those who came, which would tell of them.
     *
     * @param expectedPatients of all sites together, above 0
     */
    public static double[] mean(long[] total, double expectedPatients) {
        if (!(expectedPatients > 0)) {
            throw new IllegalArgumentException("a mean over " + expectedPatients + " patients");
        }
        double[] mean = new double[total.length];
        for (int i = 0; i < mean.length; i++) {
            mean[i] = total[i] / FixedPoint.SCALE / expectedPatients;
        }
        return mean;
    }

    private static long[] truncated(double[] patient, double factor) {
        long[] steps = new long[patient.length];
        for (int i = 0; i < steps.length; i++) {
            steps[i] = (long) (patient[i] * factor * FixedPoint.SCALE);
        }
        return steps;
    }

    private boolean isTooLong(long[] steps) {
        long longest = terms.longest();
        long most = longest * longest;
        long square = 0;
        for (long step : steps) {
            if (Math.abs(step) > longest) {
                return true;
            }
            square += step * step;
            if (square > most) {
                return true;
            }
        }
        return false;
    }

    /** Without leaving the range of numbers on the way. */
    private static double norm(double[] vector) {
        double largest = 0;
        for (double one : vector) {
            largest = Double.isNaN(one) ? Double.NaN : Math.max(largest, Math.abs(one));
        }
        if (largest == 0 || !Double.isFinite(largest)) {
            return largest;
        }
        double square = 0;
        for (double one : vector) {
            square += one / largest * (one / largest);
        }
        return largest * Math.sqrt(square);
    }
}
