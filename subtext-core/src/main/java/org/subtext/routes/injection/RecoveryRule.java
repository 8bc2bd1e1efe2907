package org.subtext.routes.injection;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.subtext.assessment.AssessmentPlan;
import org.subtext.assessment.Assessor;
import org.subtext.assessment.PatientInterval;
import org.subtext.assessment.Verdict;
import org.subtext.folds.FoldCalibration;
import org.subtext.predictions.PredictionTable;
import org.subtext.progress.Progress;
import org.subtext.routes.contract.PlannedAuc;
import org.subtext.statistics.BinaryScores;
import org.subtext.statistics.Estimate;
import org.subtext.statistics.Gaussian;
import org.subtext.statistics.Widening;

/**
 * Whether scores find who holds a signal: by the audit's own verdict rule, with its interval widened for folds as the
 * audit's was, and as a continuous outcome that passes {@link #critical} where that interval leaves one half.
 *
 * @param folds what relabelling showed of the folds; null where there was one division
 */
record RecoveryRule(AssessmentPlan plan, @Nullable FoldCalibration folds) {
    static final List<String> CLASSES = List.of("unchanged", "with the signal");

    /** Beyond it nothing is learnt, and a perfect AUC has no finite value. */
    private static final double MOST = 12;

    /** Of {@link #z}. */
    double critical() {
        return Gaussian.twoSided(plan.level());
    }

    /**
     * The log odds of the AUC over half the width of their interval on the side of one half, in normal quantiles; 0
     * where there is no interval.
     */
    double z(PredictionTable images) {
        if (!(auc(images) instanceof Estimate.Known known)) {
            return 0;
        }
        boolean isAbove = known.value() >= 0.5;
        double value = isAbove ? known.value() : 1 - known.value();
        double near = isAbove ? known.interval().lower() : 1 - known.interval().upper();
        if (value >= 1 || near <= 0) {
            return value >= 1 && near > 0.5 ? (isAbove ? MOST : -MOST) : 0;
        }
        double z = critical() * logOdds(value) / (logOdds(value) - logOdds(near));
        return (isAbove ? 1 : -1) * Math.min(MOST, z);
    }

    /** Of those with the signal at the plan's primary unit, with the interval that the verdict reads. */
    Estimate auc(PredictionTable images) {
        BinaryScores scores =
                PlannedAuc.scores(plan.primaryCases(images)).oneVersusRest().get(1);
        Widening widening = folds == null ? Widening.NONE : folds.widening();
        return PatientInterval.ofAuc(List.of(scores), plan.level(), widening);
    }

    private static double logOdds(double share) {
        return Math.log(share / (1 - share));
    }

    /** Whether the verdict is that the images reveal it. */
    boolean finds(PredictionTable images) {
        return new Assessor(plan, Progress.SILENT)
                        .verdict("signal", images, folds)
                        .kind()
                == Verdict.Kind.REVEALS;
    }
}
