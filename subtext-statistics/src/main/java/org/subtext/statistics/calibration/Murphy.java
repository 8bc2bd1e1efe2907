package org.subtext.statistics.calibration;

/**
 * The Brier score in parts: reliability − resolution + uncertainty + variance within bins − covariance within bins.
 *
 * <p>With B bins of n_b rows, means p̄_b and ȳ_b: Σn_b(p̄_b − ȳ_b)²/n, Σn_b(ȳ_b − ȳ)²/n, ȳ(1 − ȳ), Σ(p − p̄_b)²/n and
 * 2Σ(y − ȳ_b)(p − p̄_b)/n. The last two are 0 where a bin holds one probability only, and are often left out, so that
 * the sum fails. Sources: Murphy (1973), doi:10.1175/1520-0450(1973)012&lt;0595:ANVPOT&gt;2.0.CO;2; Stephenson, Coelho
 * and Jolliffe (2008), doi:10.1175/2007WAF2006116.1. Checked against NumPy in {@code GroupCalibrationTest}.
 *
 * @param reliability 0 when calibrated
 * @param resolution at most the uncertainty
 * @param uncertainty of the outcome itself, at most ¼
 * @param varianceWithin of the probabilities of a bin
 * @param covarianceWithin of probability and outcome in a bin, doubled; may be negative
 */
public record Murphy(
        double reliability, double resolution, double uncertainty, double varianceWithin, double covarianceWithin) {

    /** The Brier score. */
    public double sum() {
        return reliability - resolution + uncertainty + varianceWithin - covarianceWithin;
    }

    static Murphy of(double[] probabilities, boolean[] outcomes, int[] binOfRow, int bins) {
        double n = probabilities.length;
        double[] rows = new double[bins];
        double[] sums = new double[bins];
        double[] positives = new double[bins];
        double all = 0;
        for (int row = 0; row < n; row++) {
            rows[binOfRow[row]]++;
            sums[binOfRow[row]] += probabilities[row];
            positives[binOfRow[row]] += outcomes[row] ? 1 : 0;
            all += outcomes[row] ? 1 : 0;
        }
        double share = all / n;
        double reliability = 0;
        double resolution = 0;
        for (int b = 0; b < bins; b++) {
            if (rows[b] > 0) {
                double observed = positives[b] / rows[b];
                reliability += rows[b] * square(sums[b] / rows[b] - observed);
                resolution += rows[b] * square(observed - share);
            }
        }
        double variance = 0;
        double covariance = 0;
        for (int row = 0; row < n; row++) {
            int b = binOfRow[row];
            double deviation = probabilities[row] - sums[b] / rows[b];
            variance += deviation * deviation;
            covariance += 2 * deviation * ((outcomes[row] ? 1 : 0) - positives[b] / rows[b]);
        }
        return new Murphy(reliability / n, resolution / n, share * (1 - share), variance / n, covariance / n);
    }

    private static double square(double x) {
        return x * x;
    }
}
