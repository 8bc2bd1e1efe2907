package org.subtext.assessment;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.subtext.folds.FoldCalibration;
import org.subtext.predictions.ExperimentName;
import org.subtext.statistics.Estimate;

/**
 * Everything estimated about one question, ready to be stored and rendered. Holds no times and no machine facts, so
 * that the same predictions and plan give the same bytes.
 *
 * @param attribute the recorded attribute asked about
 * @param classes class names in score order
 * @param plan how it was assessed
 * @param verdict the answer; null where several score columns are compared and no single one is primary
 * @param experiments one an experiment: cohorts, or models
 * @param comparisons differences between experiments
 * @param folds how widely AUCs of the cohort's own scores spread without signal, which their intervals and p allow for;
 *     null where scores come from no folds, from elsewhere, or from a version that did not measure it
 * @param ladder what other readers found on the same images; null where there was one reader, or scores come from
 *     elsewhere
 */
public record Assessment(
        String attribute,
        List<String> classes,
        AssessmentPlan plan,
        @Nullable Verdict verdict,
        List<ExperimentAssessment> experiments,
        List<Comparison> comparisons,
        @Nullable FoldCalibration folds,
        @Nullable Ladder ladder) {
    public Assessment {
        classes = List.copyOf(classes);
        experiments = List.copyOf(experiments);
        comparisons = List.copyOf(comparisons);
    }

    /** The same with one level of those that are the same cases, of which older versions stored all. */
    public Assessment withDistinctLevels() {
        return new Assessment(
                attribute,
                classes,
                plan,
                verdict,
                experiments.stream()
                        .map(experiment -> experiment.withDistinctLevels(plan.primaryUnit()))
                        .toList(),
                comparisons,
                folds,
                ladder);
    }

    /** Of scores that come from no folds and of one reader. */
    public Assessment(
            String attribute,
            List<String> classes,
            AssessmentPlan plan,
            @Nullable Verdict verdict,
            List<ExperimentAssessment> experiments,
            List<Comparison> comparisons) {
        this(attribute, classes, plan, verdict, experiments, comparisons, null, null);
    }

    /** The experiment the verdict speaks of. */
    public ExperimentAssessment primary() {
        return experiments.get(0);
    }

    /**
     * A difference of one class's AUC (or of the macro AUC) between two experiments, first minus second.
     *
     * @param paired whether the same cases were scored by both (two models) or different ones (two cohorts)
     * @param difference with its interval
     * @param p two-sided
     * @param adjustedP after Holm over all comparisons of the assessment
     * @param conclusion a sentence that says no more than the numbers
     */
    public record Comparison(
            ExperimentName first,
            ExperimentName second,
            String className,
            boolean paired,
            Estimate difference,
            Estimate p,
            Estimate adjustedP,
            String conclusion) {}
}
