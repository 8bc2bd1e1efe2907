package org.subtext.statistics;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/**
 * Average precision: the area under the precision-recall steps, Σ (R_g − R_{g−1})·P_g over tie groups from the highest
 * score down, without interpolation.
 *
 * <p>A score without information has the prevalence as its average precision, not one half. Undefined unless both
 * classes are present. O(n), and O(n) for each bootstrap draw; BCa needs one more pass a patient, which takes a second
 * on 40,000 rows of 13,000 patients and a minute on ten times as many. Checked against scikit-learn's {@code
 * average_precision_score} in {@code AveragePrecisionTest}.
 */
public final class AveragePrecision {
    private AveragePrecision() {}

    /** Without an interval. */
    public static Estimate of(BinaryScores scores) {
        return statistic(scores)
                .obstacle()
                .map(Estimate::undefined)
                .orElseGet(() -> new Estimate.Point(onAllRows(scores)));
    }

    /** With its bootstrap distribution. */
    public static BootstrapDistribution of(BinaryScores scores, ClusterBootstrap bootstrap) {
        return bootstrap.draw(List.of(statistic(scores))).statistic(0);
    }

    /** For shared draws with other statistics. */
    public static ClusterStatistic statistic(BinaryScores scores) {
        return new Weighted(scores);
    }

    private static double onAllRows(BinaryScores scores) {
        byte[] once = new byte[scores.clusterCount()];
        Arrays.fill(once, (byte) 1);
        double[] value = new double[1];
        statistic(scores).evaluate(once, value, 0);
        return value[0];
    }

    private record Weighted(BinaryScores scores) implements ClusterStatistic {
        @Override
        public int clusterCount() {
            return scores.clusterCount();
        }

        @Override
        public int size() {
            return 1;
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
            long truePositives = 0;
            long flagged = 0;
            double sum = 0;
            int position = scores.size() - 1;
            for (int group = scores.groupCount() - 1; group >= 0; group--) {
                long before = truePositives;
                for (; position >= scores.groupStart(group); position--) {
                    int row = scores.rowAt(position);
                    int weight = weights[scores.cluster(row)];
                    flagged += weight;
                    truePositives += scores.isPositive(row) ? weight : 0;
                }
                if (truePositives > before) {
                    sum += (truePositives - before) * (truePositives / (double) flagged);
                }
            }
            into[offset] = sum / truePositives;
            return truePositives > 0 && truePositives < flagged;
        }
    }
}
