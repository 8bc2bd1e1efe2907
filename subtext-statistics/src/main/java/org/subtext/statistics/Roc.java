package org.subtext.statistics;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.subtext.statistics.draws.Ranking;

/**
 * The empirical ROC curve of one score column.
 *
 * <p>A row counts as positive when its score is at or above the threshold. Tied scores make a sloping segment, so that
 * the area under the curve is the Mann–Whitney statistic with ties counted one half.
 */
public final class Roc {
    private final BinaryScores scores;

    private Roc(BinaryScores scores) {
        this.scores = scores;
    }

    /**
     * One corner of the curve.
     *
     * @param threshold the score from which rows count as positive; positive infinity at the first corner (0, 0)
     */
    public record Point(double falsePositiveRate, double sensitivity, double threshold) {}

    /** A point of the band: sensitivity at a false positive rate, with an interval that holds for that rate alone. */
    public record BandPoint(double falsePositiveRate, Estimate sensitivity) {}

    public static Roc of(BinaryScores scores) {
        return new Roc(scores);
    }

    /** The area under the curve: the chance that a positive outranks a negative, ties counted one half. O(n). */
    public Estimate auc() {
        return scores.obstacle()
                .map(Estimate::undefined)
                .orElseGet(() -> new Estimate.Point(scores.placements().auc()));
    }

    /** Corners from (0, 0) to (1, 1), one for each distinct score; empty unless both classes are present. */
    public List<Point> points() {
        if (scores.obstacle().isPresent()) {
            return List.of();
        }
        List<Point> points = new ArrayList<>();
        points.add(new Point(0, 0, Double.POSITIVE_INFINITY));
        int truePositives = 0;
        int falsePositives = 0;
        for (int group = scores.groupCount() - 1; group >= 0; group--) {
            int start = scores.groupStart(group);
            for (int position = start; position < scores.groupStart(group + 1); position++) {
                if (scores.isPositive(scores.rowAt(position))) {
                    truePositives++;
                } else {
                    falsePositives++;
                }
            }
            points.add(new Point(
                    falsePositives / (double) scores.negatives(),
                    truePositives / (double) scores.positives(),
                    scores.score(scores.rowAt(start))));
        }
        return List.copyOf(points);
    }

    /**
     * Sensitivity at each false positive rate with its patient-cluster percentile interval (vertical averaging, Fawcett
     * 2006, doi:10.1016/j.patrec.2005.10.010). The intervals hold point by point, not for the curve as a whole.
     *
     * @param falsePositiveRates in [0, 1], ascending
     */
    public List<BandPoint> band(double[] falsePositiveRates, double level, ClusterBootstrap bootstrap) {
        BootstrapSample sample = bootstrap.draw(List.of(statistic(falsePositiveRates)));
        return band(falsePositiveRates, level, sample, 0);
    }

    /**
     * The same of draws that were made already.
     *
     * @param sample holds the numbers of {@link #statistic}
     * @param offset index of the first of them
     */
    public static List<BandPoint> band(double[] falsePositiveRates, double level, BootstrapSample sample, int offset) {
        List<BandPoint> band = new ArrayList<>();
        for (int i = 0; i < falsePositiveRates.length; i++) {
            band.add(new BandPoint(
                    falsePositiveRates[i], sample.statistic(offset + i).percentile(level)));
        }
        return List.copyOf(band);
    }

    /** For shared draws with other statistics: sensitivity at each rate. */
    public ClusterStatistic statistic(double[] falsePositiveRates) {
        double[] grid = falsePositiveRates.clone();
        for (int i = 0; i < grid.length; i++) {
            if (!(grid[i] >= 0 && grid[i] <= 1) || (i > 0 && grid[i] < grid[i - 1])) {
                throw new IllegalArgumentException(
                        "false positive rates must ascend within [0, 1], got " + Arrays.toString(grid));
            }
        }
        return new SensitivityAtRates(scores, grid);
    }

    /** Height of the curve at given false positive rates; on a vertical step, its upper end. */
    private record SensitivityAtRates(BinaryScores scores, double[] grid) implements ClusterStatistic {
        @Override
        public int clusterCount() {
            return scores.clusterCount();
        }

        @Override
        public int size() {
            return grid.length;
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
            long positives = 0;
            long negatives = 0;
            for (int row = 0; row < scores.size(); row++) {
                int weight = weights[scores.cluster(row)];
                positives += scores.isPositive(row) ? weight : 0;
                negatives += scores.isPositive(row) ? 0 : weight;
            }
            if (positives == 0 || negatives == 0) {
                return false;
            }
            long truePositives = 0;
            long falsePositives = 0;
            int next = 0;
            for (int group = scores.groupCount() - 1; group >= 0 && next < grid.length; group--) {
                long truePositivesBefore = truePositives;
                long falsePositivesBefore = falsePositives;
                for (int position = scores.groupStart(group); position < scores.groupStart(group + 1); position++) {
                    int row = scores.rowAt(position);
                    int weight = weights[scores.cluster(row)];
                    truePositives += scores.isPositive(row) ? weight : 0;
                    falsePositives += scores.isPositive(row) ? 0 : weight;
                }
                while (next < grid.length && Ranking.liesBefore(grid[next], negatives, falsePositives)) {
                    double along =
                            (grid[next] * negatives - falsePositivesBefore) / (falsePositives - falsePositivesBefore);
                    into[offset + next] =
                            (truePositivesBefore + along * (truePositives - truePositivesBefore)) / positives;
                    next++;
                }
            }
            Arrays.fill(into, offset + next, offset + grid.length, 1.0);
            return true;
        }
    }
}
