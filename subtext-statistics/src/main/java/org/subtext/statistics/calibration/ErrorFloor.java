package org.subtext.statistics.calibration;

/**
 * The expected calibration error that perfectly calibrated probabilities have in as many rows: Σ n_b/n·E|O_b/n_b −
 * p̄_b| where the events O_b of a bin are a sum of independent ones with the very probabilities of its rows.
 *
 * <p>An error of a group near its floor says nothing, and groups of unlike size have unlike floors. The
 * Poisson-binomial law is exact up to {@value #MOST_EXACT} rows a bin, O(rows²); beyond, the normal law √(2Σpq/π)/n_b
 * stands for it, off by at most Σpq(p² + q²)/(n_b·Σpq). Rows are taken as independent: of clustered ones the floor is
 * higher. Checked against an exact computation in {@code GroupCalibrationTest}.
 *
 * @param value the floor
 * @param largestError by how much {@code value} may be off; 0 where it is exact
 */
public record ErrorFloor(double value, double largestError) {
    /** Rows of a bin up to which its law is computed. */
    public static final int MOST_EXACT = 2_000;

    static ErrorFloor of(double[] probabilities, int[] binOfRow, int bins) {
        int[] rows = new int[bins];
        for (int bin : binOfRow) {
            rows[bin]++;
        }
        double[][] ofBins = new double[bins][];
        for (int b = 0; b < bins; b++) {
            ofBins[b] = new double[rows[b]];
        }
        for (int row = 0; row < probabilities.length; row++) {
            int b = binOfRow[row];
            ofBins[b][--rows[b]] = probabilities[row];
        }
        double value = 0;
        double error = 0;
        for (double[] ofBin : ofBins) {
            double share = ofBin.length / (double) probabilities.length;
            if (ofBin.length > MOST_EXACT) {
                value += share * normal(ofBin);
                error += share * largestError(ofBin);
            } else if (ofBin.length > 0) {
                value += share * exact(ofBin);
            }
        }
        return new ErrorFloor(value, error);
    }

    /** E|O − Σp|/n by the law of O. */
    static double exact(double[] probabilities) {
        double[] law = new double[probabilities.length + 1];
        law[0] = 1;
        double mean = 0;
        for (int row = 0; row < probabilities.length; row++) {
            double p = probabilities[row];
            mean += p;
            for (int events = row + 1; events > 0; events--) {
                law[events] = law[events] * (1 - p) + law[events - 1] * p;
            }
            law[0] *= 1 - p;
        }
        double sum = 0;
        for (int events = 0; events < law.length; events++) {
            sum += law[events] * Math.abs(events - mean);
        }
        return sum / probabilities.length;
    }

    static double normal(double[] probabilities) {
        double variance = 0;
        for (double p : probabilities) {
            variance += p * (1 - p);
        }
        return Math.sqrt(2 * variance / Math.PI) / probabilities.length;
    }

    static double largestError(double[] probabilities) {
        double variance = 0;
        double third = 0;
        for (double p : probabilities) {
            double q = 1 - p;
            variance += p * q;
            third += p * q * (p * p + q * q);
        }
        return variance == 0 ? 0 : third / (probabilities.length * variance);
    }
}
