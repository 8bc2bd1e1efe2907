package org.subtext.folds;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.subtext.folds.FoldCalibration.Learner;
import org.subtext.progress.Progress;
import org.subtext.provenance.Seed;
import org.subtext.statistics.BinaryScores;
import org.subtext.statistics.Widening;

/**
 * Labels drawn at random by patient, folds dealt for them, and learners that are none of those that calibrate.
 *
 * <p>A deal is one draw of classes with its folds and its calibration. Within a deal classes are exchanged between the
 * patients of a fold: each such labelling is as likely as the drawn one, and has the same folds and the same
 * calibration.
 *
 * @param name in the words of a table
 * @param shares of the patients by class
 * @param balance of all learners
 */
@SuppressWarnings("ArrayRecordComponent") // read only
record NullDesign(String name, double[] shares, double balance) {
    private static final Seed SEED = new Seed(12);

    /** Counts by learner: of all labellings, and of those that reveal with and without the factor. */
    static final class Tally {
        final Map<String, int[]> counts = new LinkedHashMap<>();
        final List<Double> factors = new ArrayList<>();

        void add(String learner, int column) {
            counts.computeIfAbsent(learner, name -> new int[3])[column]++;
        }
    }

    /** What the verdict of a labelling is. */
    interface Rule {
        /** Whether one of the columns reveals, its spread widened. */
        boolean reveals(List<BinaryScores> columns, Widening widening, long seed);
    }

    Tally simulate(ChestFilms films, int deals, int labellings, Rule rule) {
        List<RidgeLearner> rungs = learners(films, 1);
        List<RidgeLearner> others = learners(films, 2);
        Tally tally = new Tally();
        for (int deal = 0; deal < deals; deal++) {
            Seed seed = SEED.child(name, deal);
            FoldedCases cases = films.labelled(shares, seed);
            NullCalibration calibration = new NullCalibration(
                    NullCalibration.RELABELLINGS, balance, seed.child("calibration"), Progress.SILENT);
            List<Learner> found = calibration.spreads(cases, rungs);
            double factor = widest(found, null);
            tally.factors.add(factor);
            for (RidgeLearner other : others.subList(3, others.size())) {
                judge(tally, "another draw of " + other.name(), cases, other, labellings, factor, rule, seed);
            }
            for (RidgeLearner rung : rungs) {
                judge(tally, rung.name(), cases, rung, labellings, widest(found, rung.name()), rule, seed);
            }
            LogisticFilters logistic = new LogisticFilters(others.get(3).features(), 0.001, balance);
            for (int r = 0; shares.length == 2 && r < labellings; r++) {
                FoldedCases labelled = cases.withClasses(
                        cases.relabelled(seed.child("labelling", r).random()));
                double[][] scores = {logistic.scores(labelled)};
                count(tally, "logistic regression, another draw of 60 filters", labelled, scores, factor, rule, seed);
            }
        }
        return tally;
    }

    private List<RidgeLearner> learners(ChestFilms films, long seed) {
        return ImageFeatures.of(films.pixels(), films.rows(), new Seed(seed), Progress.SILENT)
                .learners(balance);
    }

    /** The factor of all learners but one. */
    private static double widest(List<Learner> found, @org.jspecify.annotations.Nullable String leftOut) {
        return found.stream()
                .filter(learner -> !learner.name().equals(leftOut))
                .mapToDouble(learner -> learner.spread().factor())
                .max()
                .orElseThrow();
    }

    private void judge(
            Tally tally,
            String name,
            FoldedCases cases,
            RidgeLearner learner,
            int labellings,
            double factor,
            Rule rule,
            Seed seed) {
        double[][] influences = learner.influences(cases);
        for (int r = 0; r < labellings; r++) {
            FoldedCases labelled = cases.withClasses(
                    cases.relabelled(seed.child("labelling", r).random()));
            int columns = shares.length == 2 ? 1 : shares.length;
            double[][] scores = new double[columns][];
            for (int k = 0; k < columns; k++) {
                scores[k] = new StandardisedAucs(labelled, influences)
                        .scores(new int[][] {labelled.classOfPatient()}, columns == 1 ? 1 : k)[0];
            }
            count(tally, name, labelled, scores, factor, rule, seed);
        }
    }

    private static void count(
            Tally tally, String name, FoldedCases cases, double[][] scores, double factor, Rule rule, Seed seed) {
        List<BinaryScores> columns = new ArrayList<>();
        for (int k = 0; k < scores.length; k++) {
            boolean[] positives = new boolean[cases.patients()];
            for (int patient = 0; patient < positives.length; patient++) {
                positives[patient] = cases.classOfPatient()[patient] == (scores.length == 1 ? 1 : k);
            }
            columns.add(BinaryScores.independent(scores[k], positives));
        }
        tally.add(name, 0);
        if (rule.reveals(columns, new Widening(factor), seed.value())) {
            tally.add(name, 1);
        }
        if (rule.reveals(columns, Widening.NONE, seed.value())) {
            tally.add(name, 2);
        }
    }
}
