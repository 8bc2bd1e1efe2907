package org.subtext.routes;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import org.subtext.assessment.AssessmentPlan;
import org.subtext.predictions.PredictionTable;
import org.subtext.provenance.Seed;
import org.subtext.statistics.BinaryScores;
import org.subtext.statistics.BootstrapDistribution;
import org.subtext.statistics.ClusterBootstrap;
import org.subtext.statistics.Estimate;
import org.subtext.statistics.MulticlassScores;

/** Macro AUCs of two tables of the same images, and their difference on shared draws of patients. */
final class ProbeAuc {
    private ProbeAuc() {}

    /** Macro one-versus-rest AUC at the plan's primary unit. */
    static Estimate macro(PredictionTable images, AssessmentPlan plan) {
        List<BinaryScores> columns = columns(images, plan);
        return hasAllClasses(columns)
                ? interval(bootstrap(plan).aucs(columns).mean(), plan)
                : Estimate.undefined("a class has no row");
    }

    /** The first's macro AUC less the second's, for the same images in the same order. */
    static Estimate difference(PredictionTable first, PredictionTable second, AssessmentPlan plan) {
        List<BinaryScores> columns = new ArrayList<>(columns(first, plan));
        if (!hasAllClasses(columns)) {
            return Estimate.undefined("a class has no row");
        }
        int classes = columns.size();
        columns.addAll(columns(second, plan));
        double[] coefficients = new double[2 * classes];
        Arrays.fill(coefficients, 0, classes, 1.0 / classes);
        Arrays.fill(coefficients, classes, 2 * classes, -1.0 / classes);
        return interval(bootstrap(plan).aucs(columns).combination(coefficients), plan);
    }

    private static boolean hasAllClasses(List<BinaryScores> columns) {
        return columns.stream().allMatch(column -> column.positives() > 0);
    }

    private static List<BinaryScores> columns(PredictionTable images, AssessmentPlan plan) {
        PredictionTable table = plan.primaryCases(images);
        double[][] scores = new double[table.classes().size()][];
        for (int k = 0; k < scores.length; k++) {
            scores[k] = table.scores(k);
        }
        return MulticlassScores.of(table.classes(), scores, table.truths(), table.patients())
                .oneVersusRest();
    }

    private static ClusterBootstrap bootstrap(AssessmentPlan plan) {
        return ClusterBootstrap.of(
                plan.replicates(), new Seed(plan.seed()).child("embeddings").value());
    }

    private static Estimate interval(BootstrapDistribution distribution, AssessmentPlan plan) {
        Estimate corrected = distribution.bca(plan.level());
        return corrected instanceof Estimate.Known ? corrected : distribution.percentile(plan.level());
    }

    /** "0.580 (0.530–0.630)"; without an interval the number, without a number a dash. */
    static String words(Estimate estimate) {
        if (estimate instanceof Estimate.Known known) {
            return String.format(
                    Locale.ROOT,
                    "%.3f (%.3f–%.3f)",
                    known.value(),
                    known.interval().lower(),
                    known.interval().upper());
        }
        return estimate instanceof Estimate.Undefined ? "–" : String.format(Locale.ROOT, "%.3f", estimate.valueOr(0));
    }

    static boolean above(Estimate estimate, double bound) {
        return estimate instanceof Estimate.Known known && known.interval().lower() > bound;
    }

    static boolean below(Estimate estimate, double bound) {
        return estimate instanceof Estimate.Known known && known.interval().upper() < bound;
    }
}
