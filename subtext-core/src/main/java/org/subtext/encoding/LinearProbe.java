package org.subtext.encoding;

import java.util.Arrays;
import java.util.Locale;
import java.util.stream.IntStream;
import org.subtext.confounding.GroupedFolds;
import org.subtext.provenance.Seed;

/**
 * Logistic regression with an L2 penalty on standardised coordinates, multinomial for more than two classes.
 *
 * <p>The inverse penalty C is chosen among 10^linspace(−5, 1, 10) on a fourth of the training patients, then all
 * training rows are used, as in Yang and others (2024), doi:10.1038/s41591-024-03113-4. Objective as in scikit-learn,
 * checked against its {@code LogisticRegression} in {@code LinearProbeTest}.
 *
 * @param choice what the held patients choose C by
 */
public record LinearProbe(Choice choice) implements Probe {
    private static final int GRID = 10;
    private static final int PARTS = 4;

    /** Largest gradient: near enough to choose C by, and near enough to be quoted. */
    private static final double FOR_CHOICE = 1e-5;

    private static final double FOR_SCORES = 1e-8;

    /** What C is chosen by. */
    public enum Choice {
        /** The mean of the one-versus-rest AUCs: for AUCs. */
        AUC,
        /** The mean log probability of the recorded class: where probabilities are read as such. */
        LOG_LOSS
    }

    @Override
    public String name() {
        return "linear probe";
    }

    @Override
    public double[][] fitAndScore(ProbeRows training, float[][] test, Seed seed) {
        return PresentClasses.score(training, test.length, rows -> fitted(rows, chosen(rows, seed), test));
    }

    /** With a given C: what the cross-check with scikit-learn needs. */
    static double[][] fitted(ProbeRows training, double c, float[][] test) {
        Scaling scaling = Scaling.of(training.vectors());
        LogisticLoss loss = new LogisticLoss(training, scaling, c);
        double[] found = new Lbfgs(FOR_SCORES).minimise(loss, new double[loss.parameters()]);
        return LogisticLoss.probabilities(found, scaling, training.classes(), test);
    }

    static double[] grid() {
        return IntStream.range(0, GRID)
                .mapToDouble(i -> Math.pow(10, -5 + 6.0 * i / (GRID - 1)))
                .toArray();
    }

    /** The best C of the grid, of equal ones the smallest; 1 where too few patients are there to choose by. */
    double chosen(ProbeRows rows, Seed seed) {
        GroupedFolds.Fold parting = GroupedFolds.of(rows.labels(), rows.patients(), PARTS, seed.child("choice of C"))
                .get(0);
        ProbeRows training = rows.at(parting.training());
        ProbeRows held = rows.at(parting.test());
        if (training.classesPresent().length < rows.classes() || held.classesPresent().length < 2) {
            return 1;
        }
        Scaling scaling = Scaling.of(training.vectors());
        double[] at = new double[0];
        double best = Double.NEGATIVE_INFINITY;
        double chosen = 1;
        for (double c : grid()) {
            LogisticLoss loss = new LogisticLoss(training, scaling, c);
            // Neighbouring penalties have neighbouring solutions.
            at = new Lbfgs(FOR_CHOICE).minimise(loss, at.length == 0 ? new double[loss.parameters()] : at);
            double[][] scores = LogisticLoss.probabilities(at, scaling, rows.classes(), held.vectors());
            double value = choice == Choice.AUC ? Scores.macroAuc(scores, held) : -Scores.logLoss(scores, held);
            if (value > best) {
                best = value;
                chosen = c;
            }
        }
        return chosen;
    }

    @Override
    public String toString() {
        return String.format(Locale.ROOT, "linear probe, C among %s", Arrays.toString(grid()));
    }
}
