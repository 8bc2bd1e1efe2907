package org.subtext.statistics;

import java.util.Arrays;
import java.util.Optional;

/**
 * Average precision, and sensitivities at false positive rates, of one score column in one walk down its scores: the
 * same numbers as {@link AveragePrecision#statistic} and {@link Roc#statistic} give, for many draws at once.
 *
 * <p>The first number is the average precision, the others belong to the rates in their order. O(n) a walk, 4 bytes a
 * row.
 */
public final class RankedCurves implements ClusterStatistic {
    private final BinaryScores scores;
    private final double[] rates;
    private final ClusterStatistic precision;
    private final ClusterStatistic sensitivities;

    /**
     * Rows by descending score: {@code cluster << 2 | positive << 1 | last row of a tie group that holds positives}.
     */
    private final int[] codes;

    /** End of each tie group in {@link #codes}. */
    private final int[] ends;

    private final int[] rowsOf;
    private final int[] positivesOf;

    private RankedCurves(BinaryScores scores, double[] rates) {
        this.scores = scores;
        this.rates = rates;
        this.precision = AveragePrecision.statistic(scores);
        this.sensitivities = Roc.of(scores).statistic(rates);
        this.codes = new int[scores.size()];
        this.ends = new int[scores.groupCount()];
        this.rowsOf = new int[scores.clusterCount()];
        this.positivesOf = new int[scores.clusterCount()];
        int next = 0;
        int groups = 0;
        for (int group = scores.groupCount() - 1; group >= 0; group--) {
            boolean hasPositive = false;
            for (int position = scores.groupStart(group); position < scores.groupStart(group + 1); position++) {
                int row = scores.rowAt(position);
                int positive = scores.isPositive(row) ? 1 : 0;
                hasPositive |= positive > 0;
                rowsOf[scores.cluster(row)]++;
                positivesOf[scores.cluster(row)] += positive;
                codes[next++] = scores.cluster(row) << 2 | positive << 1;
            }
            codes[next - 1] |= hasPositive ? 1 : 0;
            ends[groups++] = next;
        }
    }

    /** @param falsePositiveRates in [0, 1], ascending */
    public static RankedCurves of(BinaryScores scores, double[] falsePositiveRates) {
        return new RankedCurves(scores, falsePositiveRates.clone());
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
        Curves curves = new Curves(draws, into, offset);
        int group = 0;
        for (int position = 0; position < codes.length; position++) {
            int code = codes[position];
            curves.add(code);
            if ((code & 1) == 1) {
                curves.step();
            }
            if ((code & 2) == 0 && --curves.certain < 0) {
                while (ends[group] <= position) {
                    group++;
                }
                curves.reach(position, group == 0 ? 0 : ends[group - 1], ends[group]);
            }
        }
        curves.end(exists);
    }

    /** The curves of a block of draws, as far as the walk has come. */
    private final class Curves {
        private final byte[] weights;
        private final int stride;
        private final int largest;
        private final double[][] into;
        private final int offset;
        private final long[] positives;
        private final long[] negatives;
        private final long[] flagged;
        private final long[] trues;
        private final long[] truesBefore;
        private final double[] sums;
        private final int[] next;

        /** The most false positives that lie before or on the next rate of a draw. */
        private final long[] limits;

        /** So many more negative rows pass no limit, whatever their weights. */
        private long certain;

        Curves(DrawBlock block, double[][] into, int offset) {
            int draws = block.draws();
            this.weights = block.weights();
            this.stride = block.stride();
            this.largest = Math.max(1, block.largest());
            this.into = into;
            this.offset = offset;
            positives = new long[draws];
            negatives = new long[draws];
            flagged = new long[draws];
            trues = new long[draws];
            truesBefore = new long[draws];
            sums = new double[draws];
            next = new int[draws];
            limits = new long[draws];
            for (int cluster = 0; cluster < rowsOf.length; cluster++) {
                for (int draw = 0; draw < draws; draw++) {
                    int weight = weights[cluster * stride + draw];
                    positives[draw] += (long) weight * positivesOf[cluster];
                    negatives[draw] += (long) weight * (rowsOf[cluster] - positivesOf[cluster]);
                }
            }
            for (int draw = 0; draw < draws; draw++) {
                limits[draw] = limit(draw);
            }
            certain = certain();
        }

        void add(int code) {
            int at = (code >>> 2) * stride;
            count(weights, at, flagged);
            if ((code & 2) != 0) {
                count(weights, at, trues);
            }
        }

        private void count(byte[] weights, int at, long[] count) {
            for (int draw = 0; draw < count.length; draw++) {
                count[draw] += weights[at + draw];
            }
        }

        /** The end of a tie group that holds positives. */
        void step() {
            for (int draw = 0; draw < sums.length; draw++) {
                // Where no positive of the group was drawn this adds nothing, which is cheaper than to ask.
                sums[draw] += (trues[draw] - truesBefore[draw]) * (trues[draw] / (double) Math.max(1, flagged[draw]));
                truesBefore[draw] = trues[draw];
            }
        }

        private long limit(int draw) {
            if (next[draw] == rates.length || positives[draw] == 0 || negatives[draw] == 0) {
                return Long.MAX_VALUE / 2;
            }
            long most = (long) Math.floor(rates[next[draw]] * negatives[draw]);
            while (!Roc.liesBefore(rates[next[draw]], negatives[draw], most + 1)) {
                most++;
            }
            return most;
        }

        private long certain() {
            long least = Long.MAX_VALUE;
            for (int draw = 0; draw < limits.length; draw++) {
                least = Math.min(least, limits[draw] - flagged[draw] + trues[draw]);
            }
            return least / largest;
        }

        /** Takes the heights at the rates that a tie group passes, of which all rows to a position are counted. */
        void reach(int position, int start, int end) {
            for (int draw = 0; draw < limits.length; draw++) {
                if (flagged[draw] - trues[draw] > limits[draw]) {
                    pass(draw, position, start, end);
                }
            }
            certain = certain();
        }

        private void pass(int draw, int position, int start, int end) {
            long truesOfStart = trues[draw];
            long falsesOfStart = flagged[draw] - trues[draw];
            long truesOfEnd = truesOfStart;
            long falsesOfEnd = falsesOfStart;
            for (int at = start; at < end; at++) {
                int weight = weights[(codes[at] >>> 2) * stride + draw];
                int positive = (codes[at] & 2) != 0 ? weight : 0;
                truesOfStart -= at <= position ? positive : 0;
                falsesOfStart -= at <= position ? weight - positive : 0;
                truesOfEnd += at > position ? positive : 0;
                falsesOfEnd += at > position ? weight - positive : 0;
            }
            while (next[draw] < rates.length && Roc.liesBefore(rates[next[draw]], negatives[draw], falsesOfEnd)) {
                double along = (rates[next[draw]] * negatives[draw] - falsesOfStart) / (falsesOfEnd - falsesOfStart);
                into[draw][offset + 1 + next[draw]] =
                        (truesOfStart + along * (truesOfEnd - truesOfStart)) / positives[draw];
                next[draw]++;
            }
            limits[draw] = limit(draw);
        }

        void end(boolean[] exists) {
            for (int draw = 0; draw < sums.length; draw++) {
                exists[draw] &= positives[draw] > 0 && negatives[draw] > 0;
                into[draw][offset] = sums[draw] / trues[draw];
                Arrays.fill(into[draw], offset + 1 + next[draw], offset + 1 + rates.length, 1.0);
            }
        }
    }
}
