package org.subtext.statistics;

import java.util.List;
import java.util.Optional;

/**
 * AUC with Obuchowski's variance for clustered rows: images of one patient may be alike.
 *
 * <p>Definition: with X_c and Y_c the sums of V₁₀ − AUC over the positives and of V₀₁ − AUC over the negatives of
 * cluster c, I₁₀ and I₀₁ the clusters that hold a positive or a negative, I all clusters, S₁₀ = I₁₀/((I₁₀−1)m)·ΣX², S₀₁
 * = I₀₁/((I₀₁−1)n)·ΣY², S₁₁ = I/(I−1)·ΣXY, the variance is S₁₀/m + S₀₁/n + 2·S₁₁/(mn). Covariances of two columns
 * replace squares by products. With one row a cluster it is DeLong's variance.
 *
 * <p>Degenerate input as in {@link DeLong}, with clusters in the place of rows.
 *
 * <p>O(n) on presorted scores. Source: Obuchowski (1997), doi:10.2307/2533958. Checked in {@code ClusteredAucTest}
 * against an independent computation, and its coverage in docs/validation-statistics.md.
 */
public final class ClusteredAuc {
    private static final String WALD = "Obuchowski, clustered by patient";
    private static final String LOGIT = "Obuchowski, clustered by patient, on the logit scale";

    private ClusteredAuc() {}

    /** AUC with the interval AUC ± z·se, cut off at 0 and 1. */
    public static Estimate wald(BinaryScores scores, double level) {
        return interval(scores, level, false);
    }

    /** AUC with the interval made on the logit scale. */
    public static Estimate logit(BinaryScores scores, double level) {
        return interval(scores, level, true);
    }

    private static Estimate interval(BinaryScores scores, double level, boolean onLogit) {
        Optional<String> obstacle = scores.obstacle();
        if (obstacle.isPresent()) {
            return Estimate.undefined(obstacle.get());
        }
        Contributions contributions = new Contributions(scores);
        double auc = contributions.auc;
        if (AucInterval.isSeparated(auc) && contributions.disjointPairs() > 0) {
            return AucInterval.separated(auc, contributions.disjointPairs(), level);
        }
        Optional<String> varianceObstacle = contributions.obstacle();
        if (varianceObstacle.isPresent() || AucInterval.isSeparated(auc)) {
            return new Estimate.Point(auc);
        }
        double variance = Math.max(0, covariance(contributions, contributions));
        return onLogit ? AucInterval.logit(auc, variance, level, LOGIT) : AucInterval.wald(auc, variance, level, WALD);
    }

    /** The variance of the AUC. */
    public static Estimate variance(BinaryScores scores) {
        Optional<String> obstacle = scores.obstacle();
        if (obstacle.isPresent()) {
            return Estimate.undefined(obstacle.get());
        }
        Contributions contributions = new Contributions(scores);
        return contributions
                .obstacle()
                .map(Estimate::undefined)
                .orElseGet(() -> new Estimate.Point(covariance(contributions, contributions)));
    }

    /** The AUC less one half, over its standard error: near standard normal for scores without signal. */
    public static Estimate standardised(BinaryScores scores) {
        Estimate variance = variance(scores);
        if (!(variance instanceof Estimate.Point known)) {
            return variance;
        }
        return known.value() > 0
                ? new Estimate.Point((scores.placements().auc() - 0.5) / Math.sqrt(known.value()))
                : Estimate.undefined("the AUC has no variance");
    }

    /** Clustered variance over DeLong's: how many times more rows are needed than if all were independent. */
    public static Estimate designEffect(BinaryScores scores) {
        Estimate clustered = variance(scores);
        Estimate independent = DeLong.variance(scores);
        if (!clustered.isDefined() || !independent.isDefined()) {
            return clustered.isDefined() ? independent : clustered;
        }
        double denominator = independent.valueOr(0);
        return denominator > 0
                ? new Estimate.Point(clustered.valueOr(0) / denominator)
                : Estimate.undefined("the AUC has no variance");
    }

    /** Tests whether two score columns of the same rows have equal AUC. */
    public static DifferenceTest paired(BinaryScores first, BinaryScores second, double level) {
        DeLong.requireSameCases(first, second);
        Optional<String> obstacle = first.obstacle();
        if (obstacle.isPresent()) {
            return DifferenceTest.undefined(obstacle.get());
        }
        Contributions a = new Contributions(first);
        Contributions b = new Contributions(second);
        if (a.obstacle().isPresent()) {
            return DifferenceTest.undefined(a.obstacle().get());
        }
        double variance = covariance(a, a) + covariance(b, b) - 2 * covariance(a, b);
        return DifferenceTest.of(a.auc - b.auc, variance, level, "paired Obuchowski, clustered by patient");
    }

    /** Tests whether the AUCs of two samples without a common patient are equal. */
    public static DifferenceTest unpaired(BinaryScores first, BinaryScores second, double level) {
        return unpaired(first, Widening.NONE, second, level);
    }

    /**
     * The same where the first AUC varies more than its patients explain.
     *
     * @param widening of the standard error of the first
     */
    public static DifferenceTest unpaired(BinaryScores first, Widening widening, BinaryScores second, double level) {
        for (BinaryScores sample : List.of(first, second)) {
            if (variance(sample) instanceof Estimate.Undefined undefined) {
                return DifferenceTest.undefined(undefined.reason());
            }
        }
        double difference = first.placements().auc() - second.placements().auc();
        double factor = widening.factor();
        double variance =
                factor * factor * variance(first).valueOr(0) + variance(second).valueOr(0);
        return DifferenceTest.of(difference, variance, level, "unpaired Obuchowski, clustered by patient");
    }

    private static double covariance(Contributions a, Contributions b) {
        double s10 = 0;
        double s01 = 0;
        double s11 = 0;
        for (int cluster = 0; cluster < a.ofPositives.length; cluster++) {
            s10 += a.ofPositives[cluster] * b.ofPositives[cluster];
            s01 += a.ofNegatives[cluster] * b.ofNegatives[cluster];
            s11 += a.ofPositives[cluster] * b.ofNegatives[cluster] + b.ofPositives[cluster] * a.ofNegatives[cluster];
        }
        double m = a.positives;
        double n = a.negatives;
        return bessel(a.positiveClusters) * s10 / (m * m)
                + bessel(a.negativeClusters) * s01 / (n * n)
                + bessel(a.clusters) * s11 / (m * n);
    }

    private static double bessel(double count) {
        return count / (count - 1);
    }

    /** Sums of placement deviations by cluster. */
    private static final class Contributions {
        final double auc;
        final int positives;
        final int negatives;
        final int clusters;
        final int positiveClusters;
        final int negativeClusters;
        final double[] ofPositives;
        final double[] ofNegatives;

        Contributions(BinaryScores scores) {
            Placements placements = scores.placements();
            auc = placements.auc();
            positives = scores.positives();
            negatives = scores.negatives();
            clusters = scores.clusterCount();
            positiveClusters = scores.clustersWith(true);
            negativeClusters = scores.clustersWith(false);
            ofPositives = new double[clusters];
            ofNegatives = new double[clusters];
            for (int row = 0; row < scores.size(); row++) {
                double[] sums = scores.isPositive(row) ? ofPositives : ofNegatives;
                sums[scores.cluster(row)] += placements.deviation(row);
            }
        }

        /** Pairs of a positive and a negative cluster, no cluster used twice. */
        int disjointPairs() {
            return Math.min(Math.min(positiveClusters, negativeClusters), clusters / 2);
        }

        Optional<String> obstacle() {
            if (positiveClusters >= 2 && negativeClusters >= 2) {
                return Optional.empty();
            }
            return Optional.of("a clustered variance needs two patients with a positive and two with a negative, got "
                    + positiveClusters + " and " + negativeClusters);
        }
    }
}
