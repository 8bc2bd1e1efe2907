package org.subtext.harm.beside;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.subtext.statistics.BinaryScores;
import org.subtext.statistics.BootstrapSample;
import org.subtext.statistics.ClusterStatistic;
import org.subtext.statistics.Clusters;
import org.subtext.statistics.Estimate;
import org.subtext.statistics.RankedCurves;
import org.subtext.statistics.calibration.Calibration;
import org.subtext.statistics.calibration.CurveErrors;
import org.subtext.statistics.calibration.Recalibration;
import org.subtext.statistics.calibration.Reliability;
import org.subtext.statistics.groups.Grouping;
import org.subtext.statistics.groups.Outcomes;
import org.subtext.statistics.groups.Rate;
import org.subtext.statistics.operating.NetBenefit;

/**
 * One group's scores in one finding, read by themselves.
 *
 * @param scores of the group, patients numbered as in all groups
 * @param calls of the same rows; empty without a threshold
 * @param prevalence of the finding in all groups together
 * @param recalibrated scores of the same rows after one map for all groups
 * @param areDecisions whether all scores are 0 or 1, decided over all groups
 * @param noProbabilities why scores are no probabilities, decided over all groups: a few may lie within 0 and 1 by
 *     chance
 */
@SuppressWarnings("ArrayRecordComponent") // made once and read at once; nobody compares readings
record GroupReading(
        String group,
        BinaryScores scores,
        Optional<boolean[]> calls,
        double prevalence,
        RecalibratedScores recalibrated,
        boolean areDecisions,
        Optional<String> noProbabilities) {
    /** The false positive rate at which a group's own curve is read: that of the studies of chest films. */
    private static final double OWN_RATE = 0.2;

    private static final String DECISIONS = "all scores are 0 or 1: decisions, which are no probabilities";

    private static final int CALIBRATION_BINS = 10;

    /** Closer where findings are rare. */
    private static final double[] THRESHOLDS = {0.01, 0.02, 0.05, 0.1, 0.15, 0.2, 0.25, 0.3, 0.35, 0.4, 0.45, 0.5};

    static GroupReading of(
            BinaryScores all,
            Optional<boolean[]> calls,
            Grouping groups,
            String group,
            double prevalence,
            RecalibratedScores recalibrated) {
        int ordinal = groups.ordinal(group);
        Optional<boolean[]> own = calls.map(called -> {
            int[] rows = IntStream.range(0, called.length)
                    .filter(row -> groups.of(row) == ordinal)
                    .toArray();
            boolean[] ofGroup = new boolean[rows.length];
            for (int i = 0; i < rows.length; i++) {
                ofGroup[i] = called[rows[i]];
            }
            return ofGroup;
        });
        boolean areDecisions = areDecisions(all);
        return new GroupReading(
                group,
                groups.rowsOf(all, group),
                own,
                prevalence,
                recalibrated.of(groups, group),
                areDecisions,
                areDecisions ? Optional.of(DECISIONS) : all.obstacleToProbabilities());
    }

    /** Categories of which some count as called, say, or a model that says yes and no. */
    private static boolean areDecisions(BinaryScores all) {
        return IntStream.range(0, all.size()).mapToDouble(all::score).allMatch(score -> score == 0 || score == 1);
    }

    /** What is drawn: nothing where a truth has fewer patients than a group is assessed with. */
    List<ClusterStatistic> drawn(int leastPatients) {
        return isLarge(leastPatients) ? List.of(RankedCurves.of(scores, new double[] {OWN_RATE})) : List.of();
    }

    private boolean isLarge(int leastPatients) {
        return scores.clustersWith(true) >= leastPatients && scores.clustersWith(false) >= leastPatients;
    }

    BesideGaps.OfGroup read(BootstrapSample sample, double level) {
        BinaryScores own = ofOwnPatients();
        return new BesideGaps.OfGroup(
                group,
                ownRate(sample, level),
                ScoreCurve.of(own, calls),
                calibrated(own, level),
                noProbabilities.isEmpty() ? decisions(own, level) : List.of(),
                predictive(),
                recalibrated(own, level));
    }

    private Estimate ownRate(BootstrapSample sample, double level) {
        if (sample.size() == 0) {
            return Estimate.undefined("too few patients with or without the finding");
        }
        return areDecisions
                ? Estimate.undefined("decisions have one false positive rate")
                : sample.statistic(1).percentile(level);
    }

    private BesideGaps.Recalibrated recalibrated(BinaryScores own, double level) {
        if (recalibrated.scores().isEmpty()) {
            return BesideGaps.Recalibrated.none(recalibrated.reason());
        }
        int rows = own.size();
        boolean[] truths = new boolean[rows];
        for (int row = 0; row < rows; row++) {
            truths[row] = own.isPositive(row);
        }
        BinaryScores mapped = BinaryScores.of(
                recalibrated.scores().get(),
                truths,
                IntStream.range(0, rows).map(own::cluster).toArray());
        Calibration calibration = Calibration.of(mapped);
        return new BesideGaps.Recalibrated(
                calibration.expectedError(Reliability.Binning.EQUAL_WIDTH, CALIBRATION_BINS),
                calibration.errorFloor(Reliability.Binning.EQUAL_WIDTH, CALIBRATION_BINS),
                calibration.expectedMinusObserved(level),
                decisions(mapped, level),
                "");
    }

    /** The rows of other groups' patients do not count among the clusters of what is read of the group alone. */
    private BinaryScores ofOwnPatients() {
        int rows = scores.size();
        boolean[] truths = new boolean[rows];
        for (int row = 0; row < rows; row++) {
            truths[row] = scores.isPositive(row);
        }
        return BinaryScores.of(
                IntStream.range(0, rows).mapToDouble(scores::score).toArray(),
                truths,
                Clusters.dense(IntStream.range(0, rows).map(scores::cluster).toArray()));
    }

    private BesideGaps.Calibrated calibrated(BinaryScores own, double level) {
        if (noProbabilities.isPresent()) {
            Estimate none = Estimate.undefined(noProbabilities.get());
            return new BesideGaps.Calibrated(
                    none,
                    Optional.empty(),
                    new Recalibration(none, none, none),
                    none,
                    none,
                    CurveErrors.undefined(noProbabilities.get(), CurveErrors.Curve.ISOTONIC));
        }
        Calibration calibration = Calibration.of(own);
        return new BesideGaps.Calibrated(
                calibration.expectedError(Reliability.Binning.EQUAL_WIDTH, CALIBRATION_BINS),
                calibration.errorFloor(Reliability.Binning.EQUAL_WIDTH, CALIBRATION_BINS),
                calibration.recalibration(level),
                calibration.expectedMinusObserved(level),
                calibration.brier(level),
                calibration.curveErrors());
    }

    private static List<BesideGaps.Decision> decisions(BinaryScores own, double level) {
        return Arrays.stream(THRESHOLDS)
                .mapToObj(threshold -> new BesideGaps.Decision(threshold, NetBenefit.at(threshold, own, level)))
                .toList();
    }

    private BesideGaps.PredictiveValues predictive() {
        if (calls.isEmpty()) {
            Estimate none = Estimate.undefined("no threshold");
            return new BesideGaps.PredictiveValues(none, none, none, none);
        }
        Outcomes outcomes = outcomes(calls.get());
        return new BesideGaps.PredictiveValues(
                Rate.POSITIVE_PREDICTIVE_VALUE.of(outcomes),
                Rate.NEGATIVE_PREDICTIVE_VALUE.of(outcomes),
                outcomes.positivePredictiveValueAt(prevalence),
                outcomes.negativePredictiveValueAt(prevalence));
    }

    private Outcomes outcomes(boolean[] called) {
        double[] counts = new double[4];
        for (int row = 0; row < called.length; row++) {
            counts[(scores.isPositive(row) ? 0 : 2) + (called[row] ? 0 : 1)]++;
        }
        return new Outcomes(counts[0], counts[2], counts[1], counts[3]);
    }
}
