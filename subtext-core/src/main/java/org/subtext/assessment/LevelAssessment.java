package org.subtext.assessment;

import java.util.List;
import org.subtext.predictions.Unit;
import org.subtext.statistics.Estimate;

/**
 * All estimates at one level (image, study or patient).
 *
 * @param rows cases at this level
 * @param patients clusters
 * @param macroAuc mean of the one-versus-rest AUCs, patient-cluster bootstrap interval; the primary AUC at the primary
 *     unit
 * @param equivalence the same AUC with its interval at level 1 − 2 alpha, for the two one-sided tests against the
 *     margin
 * @param agreement accuracy, balanced accuracy, κ, MCC … of the highest score against the recorded class
 * @param calibration Brier, expected calibration errors …
 * @param otherAucs micro, prevalence-weighted, Hand–Till
 * @param confusion {@code confusion[recorded][highest score]}, counts
 */
public record LevelAssessment(
        Unit unit,
        int rows,
        int patients,
        Estimate macroAuc,
        Estimate equivalence,
        List<NamedEstimate> otherAucs,
        List<NamedEstimate> agreement,
        List<NamedEstimate> calibration,
        List<List<Integer>> confusion,
        List<ClassAssessment> classes) {
    public LevelAssessment {
        otherAucs = List.copyOf(otherAucs);
        agreement = List.copyOf(agreement);
        calibration = List.copyOf(calibration);
        confusion = confusion.stream().map(List::copyOf).toList();
        classes = List.copyOf(classes);
    }
}
