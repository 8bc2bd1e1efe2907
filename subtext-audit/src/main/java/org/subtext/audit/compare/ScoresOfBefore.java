package org.subtext.audit.compare;

import java.nio.file.Path;
import java.util.List;
import org.subtext.assessment.Assessment;
import org.subtext.assessment.AssessmentPlan;
import org.subtext.assessment.LevelAssessment;
import org.subtext.assessment.PatientInterval;
import org.subtext.predictions.PredictionTable;
import org.subtext.problems.InvalidInputException;
import org.subtext.statistics.Estimate;
import org.subtext.statistics.MulticlassScores;

/**
 * Scores of a run that noted no hash of them: they count as its own where they give its cases and AUCs again.
 *
 * <p>What differs is said without numbers: the AUC of a small class is nobody's to be told.
 */
final class ScoresOfBefore {
    /** The same AUC, summed in another order by another version. */
    private static final double SAME = 1e-9;

    private ScoresOfBefore() {}

    /**
     * Checks.
     *
     * @param table at image level, of the run's first experiment
     * @throws InvalidInputException when a count or an AUC is not that which the run stored
     */
    static void require(Path file, PredictionTable table, Assessment stored) {
        AssessmentPlan plan = stored.plan();
        LevelAssessment level = stored.primary().level(plan.primaryUnit());
        PredictionTable cases = plan.primaryCases(table);
        if (!table.classes().equals(stored.classes())) {
            throw others(file, "they are of other classes");
        }
        if (cases.size() != level.rows() || cases.patientCount() != level.patients()) {
            throw others(file, "they are of more or fewer " + plan.primaryUnit().noun() + "s or patients");
        }
        MulticlassScores scores = CommonCases.scores(cases, cases, cases.patients());
        require(file, "mean AUC", PatientInterval.ofAuc(scores.oneVersusRest(), plan.level()), level.macroAuc());
        for (int k = 0; k < scores.classCount(); k++) {
            Estimate again = PatientInterval.ofAuc(List.of(scores.oneVersusRest(k)), plan.level());
            require(file, "AUC of a class", again, level.classes().get(k).auc());
        }
    }

    private static void require(Path file, String what, Estimate again, Estimate stored) {
        boolean isSame =
                again.isDefined() == stored.isDefined() && Math.abs(again.valueOr(0) - stored.valueOr(0)) <= SAME;
        if (!isSame) {
            throw others(file, "their " + what + " is another one");
        }
    }

    private static InvalidInputException others(Path file, String why) {
        return new InvalidInputException("The scores in " + file + " are not those that the estimates of the run were"
                + " made of: " + why + ". Put the file back as it was, or audit again under another name.");
    }
}
