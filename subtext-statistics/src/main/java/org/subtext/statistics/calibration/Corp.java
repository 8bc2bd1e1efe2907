package org.subtext.statistics.calibration;

/**
 * The Brier score in parts without bins: miscalibration − discrimination + uncertainty, where the probabilities are
 * compared with the best ones in the same order, the isotonic fit.
 *
 * <p>Source: Dimitriadis, Gneiting and Jordan (2021), doi:10.1073/pnas.2016191118. Checked against scikit-learn's
 * {@code IsotonicRegression} in {@code GroupCalibrationTest}.
 *
 * @param miscalibration by how much recalibration would lower the score, not negative
 * @param discrimination by how much the recalibrated score is below that of the prevalence, not negative
 * @param uncertainty the score of the prevalence
 */
public record Corp(double miscalibration, double discrimination, double uncertainty) {

    /** The Brier score. */
    public double sum() {
        return miscalibration - discrimination + uncertainty;
    }

    static Corp of(double[] probabilities, boolean[] outcomes) {
        double[] recalibrated = Isotonic.fit(probabilities, outcomes);
        double share = 0;
        for (boolean outcome : outcomes) {
            share += outcome ? 1.0 / outcomes.length : 0;
        }
        double uncertainty = share * (1 - share);
        double best = brier(recalibrated, outcomes);
        return new Corp(brier(probabilities, outcomes) - best, uncertainty - best, uncertainty);
    }

    private static double brier(double[] probabilities, boolean[] outcomes) {
        double sum = 0;
        for (int row = 0; row < outcomes.length; row++) {
            double error = probabilities[row] - (outcomes[row] ? 1 : 0);
            sum += error * error;
        }
        return sum / outcomes.length;
    }
}
