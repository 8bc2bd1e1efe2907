package org.subtext.statistics;

import java.util.Optional;
import org.subtext.statistics.draws.DrawBlock;
import org.subtext.statistics.draws.Ranking;

/**
 * Average precision, and sensitivities at false positive rates, of one score column in one walk down its scores: the
 * same numbers as {@link AveragePrecision#statistic} and {@link Roc#statistic} give, for many draws at once.
 *
 * <p>The first number is the average precision, the others belong to the rates in their order.
 */
public final class RankedCurves implements ClusterStatistic {
    private final BinaryScores scores;
    private final double[] rates;
    private final ClusterStatistic precision;
    private final ClusterStatistic sensitivities;
    private final Ranking ranking;

    private RankedCurves(BinaryScores scores, double[] rates, Ranking ranking) {
        this.scores = scores;
        this.rates = rates;
        this.precision = AveragePrecision.statistic(scores);
        this.sensitivities = Roc.of(scores).statistic(rates);
        this.ranking = ranking;
    }

    /** @param falsePositiveRates in [0, 1], ascending, one at least */
    public static RankedCurves of(BinaryScores scores, double[] falsePositiveRates) {
        return of(scores, falsePositiveRates.clone(), ClassRankings.of(scores, falsePositiveRates));
    }

    /** @param ranking of the same rows with the same rates */
    static RankedCurves of(BinaryScores scores, double[] rates, Ranking ranking) {
        if (rates.length == 0) {
            throw new IllegalArgumentException("one false positive rate at least is expected");
        }
        return new RankedCurves(scores, rates, ranking);
    }

    @Override
    public int clusterCount() {
        return scores.clusterCount();
    }

    @Override
    public int size() {
        return 1 + rates.length;
    }

    @Override
    public Optional<String> obstacle() {
        return scores.obstacle();
    }

    @Override
    public boolean canBeResampled() {
        return scores.bothClassesHaveTwoClusters();
    }

    @Override
    public boolean evaluate(byte[] weights, double[] into, int offset) {
        return precision.evaluate(weights, into, offset) && sensitivities.evaluate(weights, into, offset + 1);
    }

    @Override
    public void evaluateAll(DrawBlock draws, double[][] into, int offset, boolean[] exists) {
        Ranking.Found found = ranking.over(draws);
        long[] positives = found.positives();
        for (int draw = 0; draw < draws.draws(); draw++) {
            long negatives = 0;
            for (long[] ofClass : found.negatives()) {
                negatives += ofClass[draw];
            }
            exists[draw] &= positives[draw] > 0 && negatives > 0;
            into[draw][offset] = found.precision()[draw];
            System.arraycopy(found.sensitivities()[draw], 0, into[draw], offset + 1, rates.length);
        }
    }
}
