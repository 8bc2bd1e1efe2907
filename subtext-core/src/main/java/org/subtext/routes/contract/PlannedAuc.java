package org.subtext.routes.contract;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.subtext.assessment.AssessmentPlan;
import org.subtext.predictions.PredictionTable;
import org.subtext.provenance.Seed;
import org.subtext.statistics.BinaryScores;
import org.subtext.statistics.BootstrapDistribution;
import org.subtext.statistics.ClusterBootstrap;
import org.subtext.statistics.Estimate;
import org.subtext.statistics.Interval;
import org.subtext.statistics.MulticlassScores;
import org.subtext.wording.Digits;
import org.subtext.wording.IntervalText;
import org.subtext.wording.PValueText;

/** AUCs as the audit's plan wants them, for experiments that weigh them against one another in a sentence. */
public final class PlannedAuc {
    private PlannedAuc() {}

    /** Macro one-versus-rest AUC at the plan's primary unit, patients resampled. */
    public static Estimate macro(PredictionTable images, AssessmentPlan plan) {
        return macro(scores(plan.primaryCases(images)), plan);
    }

    /** Macro one-versus-rest AUC of rows as they are, patients resampled. */
    public static Estimate macro(MulticlassScores scores, AssessmentPlan plan) {
        List<BinaryScores> columns = scores.oneVersusRest();
        if (columns.stream().anyMatch(column -> column.positives() == 0)) {
            return Estimate.undefined("a class has no row");
        }
        return interval(bootstrap(plan).aucs(columns).mean(), plan);
    }

    /** The first's macro AUC less the second's, for the same images in the same order, on shared draws of patients. */
    public static Estimate difference(PredictionTable first, PredictionTable second, AssessmentPlan plan) {
        List<BinaryScores> columns =
                new ArrayList<>(scores(plan.primaryCases(first)).oneVersusRest());
        if (columns.stream().anyMatch(column -> column.positives() == 0)) {
            return Estimate.undefined("a class has no row");
        }
        int classes = columns.size();
        columns.addAll(scores(plan.primaryCases(second)).oneVersusRest());
        double[] coefficients = new double[2 * classes];
        Arrays.fill(coefficients, 0, classes, 1.0 / classes);
        Arrays.fill(coefficients, classes, 2 * classes, -1.0 / classes);
        return interval(bootstrap(plan).aucs(columns).combination(coefficients), plan);
    }

    /** The bootstrap of the audit's own assessment. */
    public static ClusterBootstrap bootstrap(AssessmentPlan plan) {
        return ClusterBootstrap.of(
                plan.replicates(),
                new Seed(plan.seed()).child("routes").child("bootstrap").value());
    }

    /** Bias-corrected and accelerated; where that does not exist, percentile. */
    public static Estimate interval(BootstrapDistribution distribution, AssessmentPlan plan) {
        Estimate corrected = distribution.bca(plan.level());
        return corrected instanceof Estimate.Known ? corrected : distribution.percentile(plan.level());
    }

    public static MulticlassScores scores(PredictionTable table) {
        double[][] columns = new double[table.classes().size()][];
        for (int k = 0; k < columns.length; k++) {
            columns[k] = table.scores(k);
        }
        return MulticlassScores.of(table.classes(), columns, table.truths(), table.patients());
    }

    /** "0.583 (0.531–0.635)"; "0.583" without an interval; the reason without a value. */
    public static String words(Estimate estimate) {
        if (estimate instanceof Estimate.Known known) {
            Interval interval = known.interval();
            return IntervalText.around(known.value(), interval.lower(), interval.upper(), 3);
        }
        return estimate instanceof Estimate.Undefined undefined
                ? "not computable: " + undefined.reason()
                : Digits.fixed(estimate.valueOr(0), 3);
    }

    /** "0.012", "below 0.001". */
    public static String probability(Estimate p) {
        if (p instanceof Estimate.Undefined undefined) {
            return "not computable: " + undefined.reason();
        }
        return PValueText.words(p.valueOr(1));
    }

    /** Whether the whole interval lies above. */
    public static boolean above(Estimate estimate, double bound) {
        return estimate instanceof Estimate.Known known && known.interval().lower() > bound;
    }

    /** Whether the whole interval lies below. */
    public static boolean below(Estimate estimate, double bound) {
        return estimate instanceof Estimate.Known known && known.interval().upper() < bound;
    }

    /** Whether all of one interval lies below all of another. */
    public static boolean below(Estimate lesser, Estimate greater) {
        return lesser instanceof Estimate.Known one
                && greater instanceof Estimate.Known other
                && one.interval().upper() < other.interval().lower();
    }
}
