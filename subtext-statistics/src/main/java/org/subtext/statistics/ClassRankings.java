package org.subtext.statistics;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.IntUnaryOperator;
import org.subtext.statistics.draws.ClusterCounts;
import org.subtext.statistics.draws.Ranking;

/**
 * Every class's column from the highest score down, ranked once for all statistics that are drawn together: each is
 * walked once for many draws, whatever is asked of it.
 *
 * @see MulticlassAuc#statistics(ClassRankings)
 */
public final class ClassRankings {
    private final MulticlassScores scores;
    private final double[] rates;
    private final List<Ranking> rankings = new ArrayList<>();

    private ClassRankings(MulticlassScores scores, double[] rates) {
        this.scores = scores;
        this.rates = rates;
        int[] rows = Clusters.oneEach(scores.size());
        ClusterCounts counts = ClusterCounts.of(
                Arrays.stream(rows).map(scores::cluster).toArray(),
                Arrays.stream(rows).map(scores::truth).toArray(),
                scores.clusterCount(),
                scores.classCount());
        for (int k = 0; k < scores.classCount(); k++) {
            rankings.add(ranking(scores.oneVersusRest(k), scores::truth, k, counts, rates));
        }
    }

    /** @param falsePositiveRates at which the curves are wanted, in [0, 1], ascending; none where no curve is wanted */
    public static ClassRankings of(MulticlassScores scores, double[] falsePositiveRates) {
        return new ClassRankings(scores, falsePositiveRates.clone());
    }

    /** One column by itself, in which positive rows are of class 1 and the others of class 0. */
    static Ranking of(BinaryScores scores, double[] falsePositiveRates) {
        int[] rows = Clusters.oneEach(scores.size());
        IntUnaryOperator classOf = row -> scores.isPositive(row) ? 1 : 0;
        ClusterCounts counts = ClusterCounts.of(
                Arrays.stream(rows).map(scores::cluster).toArray(),
                Arrays.stream(rows).map(classOf).toArray(),
                scores.clusterCount(),
                2);
        return ranking(scores, classOf, 1, counts, falsePositiveRates.clone());
    }

    private static Ranking ranking(
            BinaryScores scores, IntUnaryOperator classOf, int positive, ClusterCounts counts, double[] rates) {
        int[] clusters = new int[scores.size()];
        byte[] classes = new byte[scores.size()];
        int[] starts = new int[scores.groupCount()];
        int[] ends = new int[scores.groupCount()];
        int groups = 0;
        int next = 0;
        for (int group = scores.groupCount() - 1; group >= 0; group--) {
            int start = next;
            for (int position = scores.groupStart(group); position < scores.groupStart(group + 1); position++) {
                int row = scores.rowAt(position);
                clusters[next] = scores.cluster(row);
                classes[next++] = (byte) classOf.applyAsInt(row);
            }
            if (next - start > 1 && classes[start] == positive) {
                starts[groups] = start;
                ends[groups++] = next;
            }
        }
        return new Ranking(
                clusters, classes, positive, Arrays.copyOf(starts, groups), Arrays.copyOf(ends, groups), counts, rates);
    }

    MulticlassScores scores() {
        return scores;
    }

    Ranking ranking(int classIndex) {
        return rankings.get(classIndex);
    }

    /** Average precision and sensitivities of one class against the rest. */
    public ClusterStatistic curves(int classIndex) {
        return RankedCurves.of(scores.oneVersusRest(classIndex), rates, rankings.get(classIndex));
    }
}
