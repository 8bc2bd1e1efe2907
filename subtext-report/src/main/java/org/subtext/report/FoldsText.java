package org.subtext.report;

import java.util.List;
import java.util.Optional;
import org.subtext.assessment.Assessment;
import org.subtext.assessment.ExperimentAssessment;
import org.subtext.folds.FoldCalibration;
import org.subtext.predictions.ExperimentName;
import org.subtext.statistics.NullDispersion;
import org.subtext.wording.Digits;

/** What a report of cross-validated scores says of them: what its intervals stand for, and how they were widened. */
final class FoldsText {
    private FoldsText() {}

    /** Beside the verdict, in one sentence; nothing where scores come from no folds of ours. */
    static Optional<String> beside(Assessment assessment) {
        FoldCalibration folds = assessment.folds();
        if (folds != null) {
            return Optional.of(beside(folds));
        }
        ExperimentAssessment primary = assessment.primary();
        boolean isOfOlderVersion = primary.experiment() instanceof ExperimentName.Internal
                && primary.folds().size() > 1;
        return isOfOlderVersion
                ? Optional.of("Scores come from folds, and this run was stored before it was measured how widely their"
                        + " AUCs spread without signal: intervals may be up to 1.4 times too narrow.")
                : Optional.empty();
    }

    private static String beside(FoldCalibration folds) {
        return "Scores come from " + folds.folds() + " folds, and the verdict speaks of " + FoldCalibration.RECIPE
                + ": intervals are " + Digits.fixed(folds.factor(), 2) + " times as wide, and the deviations that are"
                + " tested so many times smaller, as for scores whose recognisers share no patients.";
    }

    /** Section, table and estimands. */
    static void write(Page page, FoldCalibration folds) {
        page.heading("What these folds can tell");
        page.paragraph(estimands());
        page.table(table(folds));
    }

    /** The two things that an AUC of folds may be meant to say. */
    private static String estimands() {
        return "An AUC of cross-validated scores can stand for " + FoldCalibration.RECOGNISERS
                + " (how well the recognisers that were drawn would do; the interval resamples patients and takes"
                + " the recognisers as given) or for " + FoldCalibration.RECIPE
                + " (how well the recipe does, trained on as many patients as here). Each patient teaches the"
                + " recognisers that assess the others and is assessed by those that the others taught, so that"
                + " without any signal the AUC spreads more widely than the first interval knows. The verdict rests on"
                + " the second.";
    }

    /** One row a learner. */
    private static Table table(FoldCalibration folds) {
        Table table = new Table(
                "How widely AUCs of these images and folds spread where there is no signal: recorded classes exchanged"
                        + " between the patients of each fold, " + Digits.count(folds.relabellings())
                        + " times, and each learner trained again on features that no class had a part in"
                        + (folds.sampled() ? " (" + Digits.count(folds.patients()) + " patients drawn at random)" : "")
                        + ". z: AUC less one half over its standard error by patient; 1.00, 1.00 and 5.0 % where that"
                        + " error is right. Intervals are widened by the largest factor, "
                        + Digits.fixed(folds.factor(), 3) + ".",
                List.of("Learner", "Deviation of z", "Upper tail of z", "|z| above 1.96", "Factor"));
        for (FoldCalibration.Learner learner : folds.learners()) {
            NullDispersion spread = learner.spread();
            table.row(
                    learner.name(),
                    Digits.fixed(spread.standardDeviation(), 2),
                    Digits.fixed(spread.upperTail(), 2),
                    Digits.fixed(100 * spread.shareOutside(), 1) + " %",
                    Digits.fixed(spread.factor(), 3));
        }
        return table;
    }
}
