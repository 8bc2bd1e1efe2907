package org.subtext.statistics.calibration;

import java.util.Arrays;
import org.subtext.statistics.BootstrapDistribution;
import org.subtext.statistics.Estimate;

/**
 * By how much probabilities miss a smooth curve of what came true, over rows: Σ|ĉ(p) − p|/n and quantiles of |ĉ(p) −
 * p|.
 *
 * <p>Without bins, but not without a floor: a curve through few rows misses perfect probabilities too. Quantiles
 * interpolate (type 7). The curve may leave [0, 1] a little and is not cut off. Source: Austin and Steyerberg (2019),
 * doi:10.1002/sim.8281. Checked against R 4.2.2 and scikit-learn 1.9.1 in {@code GroupCalibrationTest}.
 *
 * @param mean the integrated calibration index, ICI
 * @param median E50
 * @param ninetieth E90
 * @param largest Emax
 * @param curve that was fitted
 */
public record CurveErrors(Estimate mean, Estimate median, Estimate ninetieth, Estimate largest, Curve curve) {
    /** How the curve is fitted. */
    public enum Curve {
        /** Local parabolas, as R's {@code loess} by default: span 0.75. */
        LOESS,
        /** Steps that never fall: for few rows, where parabolas follow single ones. */
        ISOTONIC;

        /** Loess from 100 rows with 20 of either class on. */
        public static Curve usual(int positives, int negatives) {
            return positives + negatives >= 100 && Math.min(positives, negatives) >= 20 ? LOESS : ISOTONIC;
        }
    }

    /** Without a value, for a reason. */
    public static CurveErrors undefined(String reason, Curve curve) {
        Estimate none = Estimate.undefined(reason);
        return new CurveErrors(none, none, none, none, curve);
    }

    static CurveErrors of(double[] probabilities, double[] fitted, Curve curve) {
        double[] errors = new double[fitted.length];
        Arrays.setAll(errors, row -> Math.abs(fitted[row] - probabilities[row]));
        Arrays.sort(errors);
        return new CurveErrors(
                new Estimate.Point(Arrays.stream(errors).sum() / errors.length),
                new Estimate.Point(BootstrapDistribution.quantile(errors, 0.5)),
                new Estimate.Point(BootstrapDistribution.quantile(errors, 0.9)),
                new Estimate.Point(BootstrapDistribution.quantile(errors, 1)),
                curve);
    }
}
