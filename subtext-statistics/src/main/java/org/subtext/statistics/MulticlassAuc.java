package org.subtext.statistics;

import java.util.ArrayList;
import java.util.List;
import org.subtext.statistics.draws.Ranking;

/**
 * AUCs over all classes, on shared draws of patients.
 *
 * <p>Checked against scikit-learn's {@code roc_auc_score} in {@code MulticlassAucTest}, Hand–Till being its
 * {@code multi_class="ovo"}.
 *
 * @param byClass each class against the rest, in score order
 * @param macro the mean of the class AUCs; undefined where a class has no row
 * @param prevalenceWeighted the class AUCs weighted by the share of rows of their class (held at the observed shares)
 * @param micro all (row, class) pairs pooled: does a score given to the recorded class outrank one given to another? It
 *     needs scores that compare across classes
 * @param handTill the mean over pairs of classes of the two AUCs that tell them apart, insensitive to prevalence; Hand
 *     and Till (2001), doi:10.1023/A:1010920819831
 */
public record MulticlassAuc(
        List<BootstrapDistribution> byClass,
        BootstrapDistribution macro,
        BootstrapDistribution prevalenceWeighted,
        BootstrapDistribution micro,
        BootstrapDistribution handTill) {
    public MulticlassAuc {
        byClass = List.copyOf(byClass);
    }

    /** All of them. Each column (classes, pairs of classes, the pooled one) is walked once a draw. */
    public static MulticlassAuc of(MulticlassScores scores, ClusterBootstrap bootstrap) {
        return of(scores, bootstrap.together(statistics(ClassRankings.of(scores, new double[0]))));
    }

    /** What has to be drawn for them, for shared draws with other statistics. */
    public static List<List<ClusterStatistic>> statistics(ClassRankings rankings) {
        MulticlassScores scores = rankings.scores();
        List<List<ClusterStatistic>> lists = new ArrayList<>();
        lists.add(List.of(RankedAuc.of(pooled(scores))));
        List<ClusterStatistic> classes = new ArrayList<>();
        List<ClusterStatistic> pairs = new ArrayList<>();
        for (int first = 0; first < scores.classCount(); first++) {
            Ranking ranking = rankings.ranking(first);
            classes.add(RankedAuc.againstTheRest(scores.oneVersusRest(first), ranking));
            for (int second = 0; second < scores.classCount(); second++) {
                if (first != second && scores.obstacle().isEmpty()) {
                    AucStatistic auc = new AucStatistic(scores.pair(first, second));
                    pairs.add(new RankedAuc(auc, ranking, List.of(second)));
                }
            }
        }
        if (scores.obstacle().isPresent()) {
            // Where some class has no row the others still have their AUC.
            classes.forEach(one -> lists.add(List.of(one)));
        } else {
            lists.add(classes);
            lists.add(pairs);
        }
        return lists;
    }

    /** All of them, of the samples of {@link #statistics(ClassRankings)} in their order. */
    public static MulticlassAuc of(MulticlassScores scores, List<BootstrapSample> samples) {
        BootstrapDistribution micro = samples.get(0).statistic(0);
        if (scores.obstacle().isPresent()) {
            BootstrapDistribution none =
                    BootstrapDistribution.undefined(scores.obstacle().get());
            List<BootstrapDistribution> present = samples.subList(1, samples.size()).stream()
                    .map(sample -> sample.statistic(0))
                    .toList();
            return new MulticlassAuc(present, none, none, micro, none);
        }
        BootstrapSample classes = samples.get(1);
        List<BootstrapDistribution> byClass = new ArrayList<>();
        double[] shares = new double[scores.classCount()];
        for (int k = 0; k < shares.length; k++) {
            byClass.add(classes.statistic(k));
            shares[k] = scores.oneVersusRest(k).positives() / (double) scores.size();
        }
        return new MulticlassAuc(
                byClass,
                classes.mean(),
                classes.combination(shares),
                micro,
                samples.get(2).mean());
    }

    private static BinaryScores pooled(MulticlassScores scores) {
        int classes = scores.classCount();
        double[] values = new double[scores.size() * classes];
        boolean[] labels = new boolean[values.length];
        int[] clusters = new int[values.length];
        for (int row = 0; row < scores.size(); row++) {
            for (int k = 0; k < classes; k++) {
                int entry = row * classes + k;
                values[entry] = scores.score(k, row);
                labels[entry] = scores.truth(row) == k;
                clusters[entry] = scores.cluster(row);
            }
        }
        return BinaryScores.inClusters(values, labels, clusters, scores.clusterCount());
    }
}
