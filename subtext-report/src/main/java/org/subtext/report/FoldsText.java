package org.subtext.report;

import java.util.List;
import org.subtext.folds.FoldCalibration;
import org.subtext.statistics.NullDispersion;
import org.subtext.wording.Digits;

/** What a report of cross-validated scores says of them: what its intervals stand for, and how they were widened. */
final class FoldsText {
    private FoldsText() {}

    /** Beside the verdict, in one sentence. */
    static String beside(FoldCalibration folds) {
        return "Scores come from " + folds.folds() + "-fold cross-validation: intervals are "
                + Digits.fixed(folds.factor(), 2) + " times as wide, and deviations that p-values judge as many times"
                + " smaller, as if the recognisers were given, and stand for " + FoldCalibration.RECIPE + ".";
    }

    /** The two things that an AUC of folds may be meant to say. */
    static String estimands() {
        return "An AUC of cross-validated scores can stand for " + FoldCalibration.RECOGNISERS
                + " (how well the recognisers that were drawn would do; the interval resamples patients and takes"
                + " the recognisers as given) or for " + FoldCalibration.RECIPE
                + " (how well the recipe does, trained on as many patients as here). Each patient teaches the"
                + " recognisers that assess the others and is assessed by those that the others taught, so that"
                + " without any signal the AUC spreads more widely than the first interval knows. The verdict rests on"
                + " the second.";
    }

    /** One row a learner. */
    static Table table(FoldCalibration folds) {
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
