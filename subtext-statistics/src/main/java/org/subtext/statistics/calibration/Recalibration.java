package org.subtext.statistics.calibration;

import org.subtext.statistics.Estimate;
import org.subtext.statistics.Gaussian;
import org.subtext.statistics.Interval;

/**
 * Logistic recalibration: logit P(positive) = intercept + slope·logit(p).
 *
 * <p>A calibrated score has slope 1 and intercept 0. A slope below 1 means probabilities too near to 0 and 1.
 * Probabilities are first kept from 0 and 1 ({@link LogOdds}). Intervals are normal with a variance clustered by
 * patient (sandwich with the correction C/(C−1)·(n−1)/(n−parameters), as statsmodels and Stata do). Where scores
 * separate the classes, or are all equal, there is no slope. Source: Cox (1958), doi:10.1093/biomet/45.3-4.562; Van
 * Calster and others (2019), doi:10.1186/s12916-019-1466-7. Checked against statsmodels' {@code Logit} in {@code
 * CalibrationTest}.
 *
 * @param slope 1 when calibrated
 * @param intercept 0 when calibrated, fitted together with the slope
 * @param inTheLarge the intercept with the slope held at 1: below 0, probabilities are too high on the whole
 */
public record Recalibration(Estimate slope, Estimate intercept, Estimate inTheLarge) {
    private static final int MOST_STEPS = 100;
    private static final double SMALLEST_STEP = 1e-9;
    private static final double ROUNDING = 1e-13;

    static Recalibration undefined(String reason) {
        Estimate none = Estimate.undefined(reason);
        return new Recalibration(none, none, none);
    }

    static Recalibration fit(
            double[] probabilities, boolean[] outcomes, int[] clusters, int clusterCount, double level) {
        Data data = new Data(LogOdds.of(probabilities), outcomes, clusters, clusterCount);
        Fit both = data.fit(true);
        Fit large = data.fit(false);
        if (!both.converged) {
            Estimate none = Estimate.undefined("scores separate the classes or are all equal: no finite slope");
            return new Recalibration(none, none, large.estimate(0, clusterCount, level));
        }
        return new Recalibration(
                both.estimate(1, clusterCount, level),
                both.estimate(0, clusterCount, level),
                large.estimate(0, clusterCount, level));
    }

    /** Coefficients (intercept, slope) and their variances. */
    private static final class Fit {
        final double[] coefficients;
        final double[] variances;
        final boolean converged;

        Fit(double[] coefficients, double[] variances, boolean converged) {
            this.coefficients = coefficients;
            this.variances = variances;
            this.converged = converged;
        }

        Estimate estimate(int index, int clusterCount, double level) {
            if (!converged) {
                return Estimate.undefined("the logistic fit did not converge");
            }
            double value = coefficients[index];
            if (clusterCount < 2) {
                return new Estimate.Point(value);
            }
            double reach = Gaussian.twoSided(level) * Math.sqrt(variances[index]);
            return new Estimate.Known(
                    value, new Interval(value - reach, value + reach, level, "logistic, clustered by patient"));
        }
    }

    private record Data(double[] logits, boolean[] outcomes, int[] clusters, int clusterCount) {

        /** Newton's method (iteratively reweighted least squares); without a free slope it stays at 1. */
        Fit fit(boolean freeSlope) {
            double intercept = 0;
            double slope = 1;
            for (int step = 0; step < MOST_STEPS; step++) {
                double[] s = sums(intercept, slope);
                double determinant = s[2] * s[4] - s[3] * s[3];
                double stepOfIntercept = freeSlope ? (s[4] * s[0] - s[3] * s[1]) / determinant : s[0] / s[2];
                double stepOfSlope = freeSlope ? (s[2] * s[1] - s[3] * s[0]) / determinant : 0;
                double largest = Math.max(Math.abs(stepOfIntercept), Math.abs(stepOfSlope));
                if (!Double.isFinite(largest) || determinant <= 1e-12 * s[2] * s[4] && freeSlope) {
                    break;
                }
                // Far from the optimum a full Newton step may overshoot; the likelihood is concave, so small ones
                // arrive.
                double damping = Math.min(1, 2 / largest);
                double before = logLikelihood(intercept, slope);
                while (damping > SMALLEST_STEP
                        && logLikelihood(intercept + damping * stepOfIntercept, slope + damping * stepOfSlope)
                                < before - ROUNDING * Math.abs(before)) {
                    damping /= 2;
                }
                intercept += damping * stepOfIntercept;
                slope += damping * stepOfSlope;
                if (largest < 1e-10) {
                    return new Fit(new double[] {intercept, slope}, variances(intercept, slope, freeSlope), true);
                }
            }
            return new Fit(new double[2], new double[2], false);
        }

        private double logLikelihood(double intercept, double slope) {
            double sum = 0;
            for (int row = 0; row < logits.length; row++) {
                double linear = intercept + slope * logits[row];
                double against = outcomes[row] ? -linear : linear;
                sum -= against > 0 ? against + Math.log1p(Math.exp(-against)) : Math.log1p(Math.exp(against));
            }
            return sum;
        }

        /** Score of intercept and slope, then information: 11, 12, 22. */
        private double[] sums(double intercept, double slope) {
            double[] s = new double[5];
            for (int row = 0; row < logits.length; row++) {
                double fitted = 1 / (1 + Math.exp(-intercept - slope * logits[row]));
                double residual = (outcomes[row] ? 1 : 0) - fitted;
                double weight = fitted * (1 - fitted);
                s[0] += residual;
                s[1] += residual * logits[row];
                s[2] += weight;
                s[3] += weight * logits[row];
                s[4] += weight * logits[row] * logits[row];
            }
            // Vanishing weights are the mark of separated classes: the fit runs off to infinity.
            return s[2] < 1e-8 * logits.length ? new double[] {Double.NaN, 0, 0, 0, 0} : s;
        }

        private double[] variances(double intercept, double slope, boolean freeSlope) {
            double[] info = sums(intercept, slope);
            double[] first = new double[clusterCount];
            double[] second = new double[clusterCount];
            for (int row = 0; row < logits.length; row++) {
                double fitted = 1 / (1 + Math.exp(-intercept - slope * logits[row]));
                double residual = (outcomes[row] ? 1 : 0) - fitted;
                first[clusters[row]] += residual;
                second[clusters[row]] += residual * logits[row];
            }
            int parameters = freeSlope ? 2 : 1;
            double determinant = freeSlope ? info[2] * info[4] - info[3] * info[3] : info[2];
            double[] variances = new double[2];
            for (int c = 0; c < clusterCount; c++) {
                double ofIntercept = freeSlope ? info[4] * first[c] - info[3] * second[c] : first[c];
                double ofSlope = freeSlope ? info[2] * second[c] - info[3] * first[c] : 0;
                variances[0] += ofIntercept * ofIntercept;
                variances[1] += ofSlope * ofSlope;
            }
            double n = logits.length;
            double correction = clusterCount / (clusterCount - 1.0) * (n - 1) / (n - parameters);
            variances[0] *= correction / (determinant * determinant);
            variances[1] *= correction / (determinant * determinant);
            return variances;
        }
    }
}
