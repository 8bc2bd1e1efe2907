package org.subtext.assessment;

import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.subtext.assessment.FormerRule.Numbers;
import org.subtext.predictions.Unit;
import org.subtext.statistics.Estimate;

/**
 * All estimates at one level (image, study or patient).
 *
 * @param rows cases at this level
 * @param patients clusters
 * @param macroAuc mean of the one-versus-rest AUCs
 * @param equivalence the same AUC with its interval at level 1 − 2 alpha, for the two one-sided tests against the
 *     margin
 * @param meanP of the mean, one-sided, labels permuted by patient; undefined in runs stored before there was one
 * @param meanAdjustedP the same, corrected together with the classes; undefined where the mean is no test of its own
 * @param agreement accuracy, balanced accuracy, κ, MCC … of the highest score against the recorded class
 * @param calibration Brier, expected calibration errors …
 * @param otherAucs micro, prevalence-weighted, Hand–Till
 * @param confusion {@code confusion[recorded][highest score]}, counts
 * @param pairs of more than two classes each with each; empty in runs stored before there were any
 * @param former what the former rule reads
 */
public record LevelAssessment(
        Unit unit,
        int rows,
        int patients,
        Estimate macroAuc,
        Estimate equivalence,
        Estimate meanP,
        Estimate meanAdjustedP,
        List<NamedEstimate> otherAucs,
        List<NamedEstimate> agreement,
        List<NamedEstimate> calibration,
        List<List<Integer>> confusion,
        List<ClassAssessment> classes,
        List<PairAssessment> pairs,
        @Nullable Numbers former) {
    /** The mean AUC that weighs classes by their sizes, among the others. */
    public static final String PREVALENCE_WEIGHTED = "prevalence-weighted AUC";

    public LevelAssessment {
        otherAucs = List.copyOf(otherAucs);
        agreement = List.copyOf(agreement);
        calibration = List.copyOf(calibration);
        confusion = confusion.stream().map(List::copyOf).toList();
        classes = List.copyOf(classes);
        Objects.requireNonNull(macroAuc, "macroAuc");
        Objects.requireNonNull(equivalence, "equivalence");
        Objects.requireNonNull(meanP, "meanP");
        Objects.requireNonNull(meanAdjustedP, "meanAdjustedP");
        pairs = List.copyOf(pairs);
        former = former == null ? Numbers.stored(macroAuc, equivalence, classes) : former;
    }

    @Override
    public Numbers former() {
        return former == null ? Numbers.stored(macroAuc, equivalence, classes) : former;
    }
}
