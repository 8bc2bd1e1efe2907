package org.subtext.assessment;

import java.util.ArrayList;
import java.util.List;
import org.subtext.assessment.Assessment.Comparison;
import org.subtext.assessment.Assessor.Relation;
import org.subtext.predictions.ExperimentName;
import org.subtext.predictions.PredictionTable;
import org.subtext.provenance.Seed;
import org.subtext.statistics.BinaryScores;
import org.subtext.statistics.BootstrapDistribution;
import org.subtext.statistics.BootstrapSample;
import org.subtext.statistics.ClusterBootstrap;
import org.subtext.statistics.ClusteredAuc;
import org.subtext.statistics.DifferenceTest;
import org.subtext.statistics.Estimate;
import org.subtext.statistics.MulticlassScores;
import org.subtext.statistics.Multiplicity;
import org.subtext.statistics.Widening;
import org.subtext.wording.Digits;
import org.subtext.wording.IntervalText;

/**
 * Differences of AUC between experiments at the primary unit: internal minus external cohort (unpaired), or model minus
 * model on the same cases (paired). Intervals resample patients; p-values come from Obuchowski's clustered variance and
 * are corrected over all comparisons after Holm.
 */
final class Comparisons {
    private final AssessmentPlan plan;
    private final Widening ofTheFirst;

    /**
     * @param ofTheFirst by how much the AUCs of the first experiment vary more than its patients explain; models on the
     *     same cases are compared without
     */
    Comparisons(AssessmentPlan plan, Widening ofTheFirst) {
        this.plan = plan;
        this.ofTheFirst = ofTheFirst;
    }

    List<Comparison> of(PredictionTable predictions, Relation relation) {
        List<ExperimentName> names = predictions.experiments();
        List<Comparison> comparisons = new ArrayList<>();
        for (int second = 1; second < names.size(); second++) {
            int firsts = relation == Relation.MODELS ? second : 1;
            for (int first = 0; first < firsts; first++) {
                comparisons.addAll(
                        compare(predictions, names.get(first), names.get(second), relation == Relation.MODELS));
            }
        }
        return adjusted(comparisons);
    }

    /** Each of several readers less a first one, on the same cases; p corrected over all of them. */
    List<Comparison> beyond(PredictionTable first, List<PredictionTable> others) {
        List<Comparison> comparisons = new ArrayList<>();
        for (PredictionTable other : others) {
            comparisons.addAll(compare(
                    first.followedBy(other),
                    other.experiments().get(0),
                    first.experiments().get(0),
                    true));
        }
        return adjusted(comparisons);
    }

    private List<Comparison> compare(
            PredictionTable predictions, ExperimentName first, ExperimentName second, boolean paired) {
        MulticlassScores a = scores(predictions, first);
        MulticlassScores b = scores(predictions, second);
        // Two classes whose scores sum to one have one AUC: the second class stands for both.
        int from = a.classCount() == 2 ? 1 : 0;
        List<Comparison> comparisons = new ArrayList<>();
        for (int k = from; k < a.classCount(); k++) {
            BinaryScores x = a.oneVersusRest(k);
            BinaryScores y = b.oneVersusRest(k);
            DifferenceTest test = paired
                    ? ClusteredAuc.paired(x, y, plan.level())
                    : ClusteredAuc.unpaired(x, ofTheFirst, y, plan.level());
            Estimate difference = paired
                    ? pairedDifference(x, y, first.name() + second.name())
                    : unpairedDifference(x, y, first.name(), second.name());
            comparisons.add(
                    new Comparison(first, second, a.classes().get(k), paired, difference, test.p(), test.p(), ""));
        }
        return comparisons;
    }

    private MulticlassScores scores(PredictionTable predictions, ExperimentName experiment) {
        return Columns.of(plan.primaryCases(Assessor.ofExperiment(predictions, experiment)));
    }

    private Estimate pairedDifference(BinaryScores x, BinaryScores y, String name) {
        BootstrapSample sample = bootstrap(name).aucs(List.of(x, y));
        return PatientInterval.of(sample.difference(0, 1), plan.level());
    }

    private Estimate unpairedDifference(BinaryScores x, BinaryScores y, String first, String second) {
        BootstrapDistribution internal = bootstrap(first).auc(x).widened(ofTheFirst);
        return PatientInterval.of(internal.minus(bootstrap(second).auc(y)), plan.level());
    }

    private ClusterBootstrap bootstrap(String name) {
        return ClusterBootstrap.of(
                plan.replicates(),
                new Seed(plan.seed()).child("comparison: " + name).value());
    }

    private List<Comparison> adjusted(List<Comparison> comparisons) {
        double[] p = comparisons.stream()
                .filter(c -> c.p().isDefined())
                .mapToDouble(c -> c.p().valueOr(1))
                .toArray();
        double[] holm = Multiplicity.HOLM.adjust(p);
        List<Comparison> adjusted = new ArrayList<>();
        int next = 0;
        for (Comparison c : comparisons) {
            Estimate corrected = c.p().isDefined() ? new Estimate.Point(holm[next++]) : c.p();
            adjusted.add(new Comparison(
                    c.first(),
                    c.second(),
                    c.className(),
                    c.paired(),
                    c.difference(),
                    c.p(),
                    corrected,
                    conclusion(c, corrected)));
        }
        return adjusted;
    }

    private String conclusion(Comparison c, Estimate corrected) {
        if (!(c.difference() instanceof Estimate.Known known)) {
            return c.difference() instanceof Estimate.Point point
                    ? "The difference is " + Digits.signed(point.value(), 3)
                            + " and has no interval: it is the same in every draw of patients."
                    : "The difference has no interval.";
        }
        String interval = IntervalText.ofDifference(
                known.value(), known.interval().lower(), known.interval().upper(), 3);
        if (corrected.valueOr(1) < plan.alpha()) {
            ExperimentName higher = known.value() > 0 ? c.first() : c.second();
            return "AUC is higher in " + higher.name() + ": " + interval + ".";
        }
        return "No difference shown: " + interval + ".";
    }
}
