package org.subtext.statistics.calibration;

import java.util.List;
import java.util.Optional;
import org.subtext.statistics.BinaryScores;
import org.subtext.statistics.ClusteredMean;
import org.subtext.statistics.Estimate;

/**
 * Whether probabilities of one class come true as often as they say.
 *
 * <p>Every measure is {@link Estimate.Undefined} without rows or when a score lies outside [0, 1], since it is then no
 * probability. Checked against scikit-learn and statsmodels in {@code CalibrationTest}.
 */
public final class Calibration {
    /** Bins of {@link #reliability} that the field uses. */
    public static final int USUAL_BINS = 15;

    private final BinaryScores scores;
    private final Optional<String> obstacle;
    private final double[] probabilities;
    private final boolean[] outcomes;
    private final int[] clusters;

    private Calibration(BinaryScores scores) {
        this.scores = scores;
        this.obstacle = scores.obstacleToProbabilities();
        this.probabilities = new double[scores.size()];
        this.outcomes = new boolean[scores.size()];
        this.clusters = new int[scores.size()];
        for (int row = 0; row < probabilities.length; row++) {
            probabilities[row] = scores.score(row);
            outcomes[row] = scores.isPositive(row);
            clusters[row] = scores.cluster(row);
        }
    }

    public static Calibration of(BinaryScores scores) {
        return new Calibration(scores);
    }

    /**
     * Mean squared difference of probability and outcome, in [0, 1]; Brier (1950),
     * doi:10.1175/1520-0493(1950)078&lt;0001:VOFEIT&gt;2.0.CO;2.
     */
    public Estimate brier(double level) {
        if (obstacle.isPresent()) {
            return Estimate.undefined(obstacle.get());
        }
        double[] errors = new double[probabilities.length];
        for (int row = 0; row < errors.length; row++) {
            double error = probabilities[row] - (outcomes[row] ? 1 : 0);
            errors[row] = error * error;
        }
        return ClusteredMean.of(errors, clusters, scores.clusterCount(), level);
    }

    /** Bins for a reliability diagram; none where scores are no probabilities. */
    public Reliability reliability(Reliability.Binning binning, int bins) {
        return obstacle.isPresent()
                ? new Reliability(List.of())
                : Reliability.of(probabilities, outcomes, binning, bins);
    }

    /** The expected calibration error, see {@link Reliability}. */
    public Estimate expectedError(Reliability.Binning binning, int bins) {
        return obstacle.map(Estimate::undefined)
                .orElseGet(() -> reliability(binning, bins).expectedError());
    }

    /** Slope and intercept of the outcome on the logit of the probability. */
    public Recalibration recalibration(double level) {
        return obstacle.or(scores::obstacle)
                .map(Recalibration::undefined)
                .orElseGet(() -> Recalibration.fit(probabilities, outcomes, clusters, scores.clusterCount(), level));
    }

    /** Mean probability less share of positives, with its interval by patient: above 0, too high on the whole. */
    public Estimate expectedMinusObserved(double level) {
        if (obstacle.isPresent()) {
            return Estimate.undefined(obstacle.get());
        }
        double[] errors = new double[probabilities.length];
        for (int row = 0; row < errors.length; row++) {
            errors[row] = probabilities[row] - (outcomes[row] ? 1 : 0);
        }
        return ClusteredMean.of(errors, clusters, scores.clusterCount(), level);
    }

    /** The Brier score in parts by bins; empty where there is none. */
    public Optional<Murphy> murphy(Reliability.Binning binning, int bins) {
        return obstacle.isPresent()
                ? Optional.empty()
                : Optional.of(
                        Murphy.of(probabilities, outcomes, Reliability.binOfRow(probabilities, binning, bins), bins));
    }

    /** The Brier score in parts without bins; empty where there is none. */
    public Optional<Corp> corp() {
        return obstacle.isPresent() ? Optional.empty() : Optional.of(Corp.of(probabilities, outcomes));
    }

    /** What {@link #expectedError} would be of perfect probabilities; empty where there is none. */
    public Optional<ErrorFloor> errorFloor(Reliability.Binning binning, int bins) {
        return obstacle.isPresent()
                ? Optional.empty()
                : Optional.of(ErrorFloor.of(probabilities, Reliability.binOfRow(probabilities, binning, bins), bins));
    }

    /** Errors against the curve that suits as many rows; against steps where probabilities are few and coarse. */
    public CurveErrors curveErrors() {
        CurveErrors usual = curveErrors(CurveErrors.Curve.usual(scores.positives(), scores.negatives()));
        return usual.mean().isDefined() ? usual : curveErrors(CurveErrors.Curve.ISOTONIC);
    }

    /** Errors against a smooth curve of what came true. */
    public CurveErrors curveErrors(CurveErrors.Curve curve) {
        if (obstacle.isPresent()) {
            return CurveErrors.undefined(obstacle.get(), curve);
        }
        Optional<double[]> fitted = curve == CurveErrors.Curve.LOESS
                ? Loess.fitted(probabilities, outcomes)
                : Optional.of(Isotonic.fit(probabilities, outcomes));
        return fitted.map(values -> CurveErrors.of(probabilities, values, curve))
                .orElseGet(() -> CurveErrors.undefined("too few distinct probabilities for a smooth curve", curve));
    }

    /** The temperature that makes the log loss least. */
    public Temperature temperature() {
        return obstacle.or(scores::obstacle)
                .map(Temperature::undefined)
                .orElseGet(() -> Temperature.fit(probabilities, outcomes));
    }
}
