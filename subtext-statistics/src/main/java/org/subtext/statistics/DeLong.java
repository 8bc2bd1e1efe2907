package org.subtext.statistics;

import java.util.List;
import java.util.Optional;

/**
 * AUC with DeLong's variance: rows are taken for independent.
 *
 * <p>Definition: with placement values V₁₀ of the m positives and V₀₁ of the n negatives, the covariance of the AUCs of
 * two score columns is S₁₀/m + S₀₁/n, where S₁₀ and S₀₁ are the sample covariances of V₁₀ and V₀₁. Ties count one half.
 * Where a patient has several rows use {@link ClusteredAuc}: this variance is then too small.
 *
 * <p>Degenerate input: without both classes there is no AUC ({@link Estimate.Undefined}); with fewer than two rows of a
 * class there is no variance ({@link Estimate.Point}); perfect separation gives an exact one-sided bound that says so.
 *
 * <p>O(n) on presorted scores. Source: DeLong, DeLong and Clarke-Pearson (1988), doi:10.2307/2531595; Sun and Xu
 * (2014), doi:10.1109/LSP.2014.2337313. Checked against R pROC in {@code DeLongTest}.
 */
public final class DeLong {
    private static final String WALD = "DeLong";
    private static final String LOGIT = "DeLong on the logit scale";

    private DeLong() {}

    /** AUC with the interval AUC ± z·se, cut off at 0 and 1. */
    public static Estimate wald(BinaryScores scores, double level) {
        return interval(scores, level, false);
    }

    /** AUC with the interval made on the logit scale, which covers better near 1. */
    public static Estimate logit(BinaryScores scores, double level) {
        return interval(scores, level, true);
    }

    private static Estimate interval(BinaryScores scores, double level, boolean onLogit) {
        Optional<String> obstacle = scores.obstacle();
        if (obstacle.isPresent()) {
            return Estimate.undefined(obstacle.get());
        }
        Placements placements = scores.placements();
        double auc = placements.auc();
        if (AucInterval.isSeparated(auc)) {
            return AucInterval.separated(auc, Math.min(scores.positives(), scores.negatives()), level);
        }
        if (varianceObstacle(scores).isPresent()) {
            return new Estimate.Point(auc);
        }
        double variance = covariance(placements, placements);
        return onLogit ? AucInterval.logit(auc, variance, level, LOGIT) : AucInterval.wald(auc, variance, level, WALD);
    }

    /** The variance of the AUC. */
    public static Estimate variance(BinaryScores scores) {
        Optional<String> obstacle = scores.obstacle().or(() -> varianceObstacle(scores));
        if (obstacle.isPresent()) {
            return Estimate.undefined(obstacle.get());
        }
        Placements placements = scores.placements();
        return new Estimate.Point(covariance(placements, placements));
    }

    /**
     * Covariance matrix of the AUCs of several score columns of the same rows.
     *
     * @return k × k; empty when it does not exist, see {@link #variance}
     */
    public static Optional<double[][]> covariance(List<BinaryScores> columns) {
        columns.forEach(column -> requireSameCases(columns.get(0), column));
        if (columns.isEmpty()
                || columns.get(0).obstacle().isPresent()
                || varianceObstacle(columns.get(0)).isPresent()) {
            return Optional.empty();
        }
        List<Placements> placements =
                columns.stream().map(BinaryScores::placements).toList();
        double[][] matrix = new double[columns.size()][columns.size()];
        for (int a = 0; a < matrix.length; a++) {
            for (int b = 0; b <= a; b++) {
                matrix[a][b] = covariance(placements.get(a), placements.get(b));
                matrix[b][a] = matrix[a][b];
            }
        }
        return Optional.of(matrix);
    }

    /** Tests whether two score columns of the same rows have equal AUC. */
    public static DifferenceTest paired(BinaryScores first, BinaryScores second, double level) {
        requireSameCases(first, second);
        Optional<String> obstacle = first.obstacle().or(() -> varianceObstacle(first));
        if (obstacle.isPresent()) {
            return DifferenceTest.undefined(obstacle.get());
        }
        Placements a = first.placements();
        Placements b = second.placements();
        double variance = covariance(a, a) + covariance(b, b) - 2 * covariance(a, b);
        return DifferenceTest.of(a.auc() - b.auc(), variance, level, "paired DeLong");
    }

    /** Tests whether the AUCs of two independent samples are equal. */
    public static DifferenceTest unpaired(BinaryScores first, BinaryScores second, double level) {
        Optional<String> obstacle = first.obstacle()
                .or(() -> varianceObstacle(first))
                .or(second::obstacle)
                .or(() -> varianceObstacle(second));
        if (obstacle.isPresent()) {
            return DifferenceTest.undefined(obstacle.get());
        }
        Placements a = first.placements();
        Placements b = second.placements();
        return DifferenceTest.of(a.auc() - b.auc(), covariance(a, a) + covariance(b, b), level, "unpaired DeLong");
    }

    private static double covariance(Placements first, Placements second) {
        BinaryScores scores = first.scores();
        double s10 = 0;
        double s01 = 0;
        for (int row = 0; row < scores.size(); row++) {
            double product = first.deviation(row) * second.deviation(row);
            if (scores.isPositive(row)) {
                s10 += product;
            } else {
                s01 += product;
            }
        }
        double m = scores.positives();
        double n = scores.negatives();
        return s10 / ((m - 1) * m) + s01 / ((n - 1) * n);
    }

    private static Optional<String> varianceObstacle(BinaryScores scores) {
        if (scores.positives() >= 2 && scores.negatives() >= 2) {
            return Optional.empty();
        }
        return Optional.of("DeLong's variance needs two positives and two negatives, got " + scores.positives()
                + " and " + scores.negatives());
    }

    static void requireSameCases(BinaryScores first, BinaryScores second) {
        if (!first.hasSameCasesAs(second)) {
            throw new IllegalArgumentException(
                    "a paired comparison needs score columns of the same rows, with equal labels and clusters");
        }
    }
}
