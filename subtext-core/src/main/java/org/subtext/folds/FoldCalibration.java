package org.subtext.folds;

import java.util.List;
import org.subtext.statistics.NullDispersion;
import org.subtext.statistics.Widening;

/**
 * What relabelled patients showed of the folds of a run: how widely AUCs without signal spread, by learner, and by how
 * much intervals are therefore widened.
 *
 * @param folds of the cross-validation
 * @param patients whose classes were exchanged
 * @param sampled whether these are a sample of the cohort's patients
 * @param relabellings of the patients, the same for every learner
 * @param learners one a learner, in the order in which they are named
 * @param factor the widest of the learners' factors, 1 or more
 */
public record FoldCalibration(
        int folds, int patients, boolean sampled, int relabellings, List<Learner> learners, double factor) {
    /** What an interval stands for whose recognisers are taken as they are. */
    public static final String RECOGNISERS = "these recognisers on new patients";

    /** What an interval stands for that knows of the folds. */
    public static final String RECIPE = "this recipe at this size";

    /** No learner that is linear in labels spreads more (see {@link NullCalibration}); used where none can be tried. */
    private static final double BOUND = Math.sqrt(2);

    /**
     * One learner under relabelling.
     *
     * @param name in the words of a table
     * @param spread of its standardised AUCs, all classes together
     */
    public record Learner(String name, NullDispersion spread) {}

    public FoldCalibration {
        learners = List.copyOf(learners);
    }

    static FoldCalibration of(FoldedCases cases, boolean sampled, int relabellings, List<Learner> learners) {
        double factor = learners.stream()
                .mapToDouble(learner -> learner.spread().factor())
                .max()
                .orElse(BOUND);
        return new FoldCalibration(cases.folds(), cases.patients(), sampled, relabellings, learners, factor);
    }

    /** For intervals and p-values of scores from these folds. */
    public Widening widening() {
        return new Widening(factor);
    }
}
