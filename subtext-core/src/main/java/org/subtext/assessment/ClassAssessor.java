package org.subtext.assessment;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.subtext.assessment.ClassAssessment.HistogramBin;
import org.subtext.assessment.ClassAssessment.ReliabilityBin;
import org.subtext.assessment.ClassAssessment.RocPoint;
import org.subtext.folds.FoldCalibration;
import org.subtext.statistics.AttainableAuc;
import org.subtext.statistics.BinaryScores;
import org.subtext.statistics.BootstrapDistribution;
import org.subtext.statistics.BootstrapSample;
import org.subtext.statistics.ClusteredAuc;
import org.subtext.statistics.DeLong;
import org.subtext.statistics.Estimate;
import org.subtext.statistics.Roc;
import org.subtext.statistics.Widening;
import org.subtext.statistics.calibration.Calibration;
import org.subtext.statistics.calibration.Recalibration;
import org.subtext.statistics.calibration.Reliability;
import org.subtext.statistics.operating.OperatingPoint;

/** One class against the rest. */
final class ClassAssessor {
    private static final int ROC_STEPS = 100;
    private static final int BINS = 20;

    private final AssessmentPlan plan;
    private final Widening widening;

    ClassAssessor(AssessmentPlan plan, Widening widening) {
        this.widening = widening;
        this.plan = plan;
    }

    /** P-values of one class: by itself, corrected, and corrected for an AUC below one half. */
    record PValues(Estimate alone, Estimate adjusted, Estimate below) {}

    /** @param curves average precision, and sensitivities at {@link #rates} */
    ClassAssessment assess(
            String name, BinaryScores scores, BootstrapDistribution auc, BootstrapSample curves, PValues p) {
        OperatingPoint point = plan.operatingPoint().on(scores);
        Calibration calibration = Calibration.of(scores);
        Recalibration recalibration = calibration.recalibration(plan.level());
        return new ClassAssessment(
                name,
                scores.positives(),
                scores.negatives(),
                scores.clustersWith(true),
                PatientInterval.ofAuc(List.of(scores), plan.level(), widening),
                PatientInterval.ofAuc(List.of(scores), 1 - 2 * plan.alpha(), widening),
                otherIntervals(scores, auc),
                ClusteredAuc.designEffect(scores),
                curves.statistic(0).percentile(plan.level()),
                p.alone(),
                p.adjusted(),
                p.below(),
                point.threshold(),
                point.sensitivity(plan.level()),
                point.specificity(plan.level()),
                calibration.brier(plan.level()),
                recalibration.slope(),
                recalibration.intercept(),
                roc(curves),
                reliability(calibration),
                histogram(scores),
                AttainableAuc.of(scores).map(AttainableAuc::reach).orElse(null));
    }

    private static List<ReliabilityBin> reliability(Calibration calibration) {
        return calibration.reliability(Reliability.Binning.EQUAL_WIDTH, Calibration.USUAL_BINS).bins().stream()
                .map(bin -> new ReliabilityBin(bin.meanProbability(), bin.observedShare(), bin.rows()))
                .toList();
    }

    private List<NamedEstimate> otherIntervals(BinaryScores scores, BootstrapDistribution auc) {
        List<NamedEstimate> intervals = new ArrayList<>();
        if (!widening.equals(Widening.NONE)) {
            intervals.add(new NamedEstimate(
                    FoldCalibration.RECOGNISERS, PatientInterval.ofAuc(List.of(scores), plan.level())));
        }
        intervals.addAll(List.of(
                new NamedEstimate(
                        "bootstrap by patient, bias-corrected and accelerated", PatientInterval.of(auc, plan.level())),
                new NamedEstimate("bootstrap by patient, percentile", auc.percentile(plan.level())),
                new NamedEstimate("Obuchowski, clustered by patient", ClusteredAuc.wald(scores, plan.level())),
                new NamedEstimate("Obuchowski, logit scale", ClusteredAuc.logit(scores, plan.level())),
                new NamedEstimate("DeLong (rows independent)", DeLong.wald(scores, plan.level())),
                new NamedEstimate("DeLong, logit scale (rows independent)", DeLong.logit(scores, plan.level()))));
        return intervals;
    }

    /** False positive rates at which the curves are drawn. */
    static double[] rates() {
        return IntStream.rangeClosed(0, ROC_STEPS)
                .mapToDouble(i -> i / (double) ROC_STEPS)
                .toArray();
    }

    private List<RocPoint> roc(BootstrapSample curves) {
        List<RocPoint> points = new ArrayList<>();
        for (Roc.BandPoint point : Roc.band(rates(), plan.level(), curves, 1)) {
            double rate = point.falsePositiveRate();
            if (point.sensitivity() instanceof Estimate.Known known) {
                points.add(new RocPoint(
                        rate,
                        known.value(),
                        known.interval().lower(),
                        known.interval().upper()));
            } else if (point.sensitivity() instanceof Estimate.Point bare) {
                points.add(new RocPoint(rate, bare.value(), bare.value(), bare.value()));
            }
        }
        return points;
    }

    private static List<HistogramBin> histogram(BinaryScores scores) {
        double low = Double.POSITIVE_INFINITY;
        double high = Double.NEGATIVE_INFINITY;
        for (int row = 0; row < scores.size(); row++) {
            low = Math.min(low, scores.score(row));
            high = Math.max(high, scores.score(row));
        }
        if (low >= 0 && high <= 1) {
            low = 0;
            high = 1;
        }
        if (low < 0 || high > 1) {
            // The lowest and the highest score are single patients' own, and the ends of the bins would tell them.
            double step = Math.pow(10, Math.floor(Math.log10(high - low)));
            low = step * Math.floor(low / step);
            high = step * Math.ceil(high / step);
        }
        if (!(low < high) || scores.positives() == 0 || scores.negatives() == 0) {
            return List.of();
        }
        int[][] counts = new int[2][BINS];
        for (int row = 0; row < scores.size(); row++) {
            int bin = (int) Math.min(BINS - 1L, (long) (BINS * (scores.score(row) - low) / (high - low)));
            counts[scores.isPositive(row) ? 1 : 0][bin]++;
        }
        List<HistogramBin> bins = new ArrayList<>();
        for (int b = 0; b < BINS; b++) {
            double from = low + (high - low) * b / BINS;
            double to = low + (high - low) * (b + 1) / BINS;
            bins.add(new HistogramBin(
                    from, to, counts[1][b] / (double) scores.positives(), counts[0][b] / (double) scores.negatives()));
        }
        return bins;
    }
}
