package org.subtext.statistics;

import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.subtext.statistics.draws.DrawBlock;
import org.subtext.statistics.draws.Ranking;

/**
 * The AUC of one class against one or several others, for many draws at once: what {@link AucStatistic} has for each by
 * itself.
 *
 * @param auc on the rows of these classes alone
 * @param ranking of these rows, or of more, whose positive class it is
 * @param against the other classes, by their numbers in the ranking
 */
record RankedAuc(AucStatistic auc, Ranking ranking, List<Integer> against) implements ClusterStatistic {
    RankedAuc {
        against = List.copyOf(against);
    }

    /** Of a column by itself. */
    static RankedAuc of(BinaryScores scores) {
        Ranking ranking = ClassRankings.of(scores, new double[0]);
        return new RankedAuc(new AucStatistic(scores), ranking, List.of(0));
    }

    /** Of a class against all others. */
    static RankedAuc againstTheRest(BinaryScores scores, Ranking ranking) {
        List<Integer> others = IntStream.range(0, ranking.classCount())
                .filter(one -> one != ranking.positive())
                .boxed()
                .toList();
        return new RankedAuc(new AucStatistic(scores), ranking, others);
    }

    @Override
    public int clusterCount() {
        return auc.clusterCount();
    }

    @Override
    public int size() {
        return 1;
    }

    @Override
    public Optional<String> obstacle() {
        return auc.obstacle();
    }

    @Override
    public boolean canBeResampled() {
        return auc.canBeResampled();
    }

    @Override
    public boolean evaluate(byte[] weights, double[] into, int offset) {
        return auc.evaluate(weights, into, offset);
    }

    @Override
    public void evaluateAll(DrawBlock draws, double[][] into, int offset, boolean[] exists) {
        Ranking.Found found = ranking.over(draws);
        for (int draw = 0; draw < draws.draws(); draw++) {
            long concordant = 0;
            long tied = 0;
            long negatives = 0;
            for (int other : against) {
                concordant += found.concordant()[other][draw];
                tied += found.tied()[other][draw];
                negatives += found.negatives()[other][draw];
            }
            long positives = found.positives()[draw];
            exists[draw] &= positives > 0 && negatives > 0;
            into[draw][offset] = (concordant + 0.5 * tied) / ((double) positives * negatives);
        }
    }

    @Override
    public Optional<double[][]> jackknife() {
        return auc.jackknife();
    }
}
