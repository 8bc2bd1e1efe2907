package org.subtext.harm.beside;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.subtext.cohort.SmallestGroups;
import org.subtext.statistics.BinaryScores;

/**
 * A group's ROC curve and its calibration, thinned for drawing on one set of cuts.
 *
 * <p>Between two cuts, and between a cut and the operating point, lie {@value SmallestGroups#TOLD} patients of either
 * truth or more where the group is large enough for that, so that no step tells of few. Else cuts lie closer, and the
 * curve says so.
 *
 * @param points from (0, 0) to (1, 1); none without both truths
 * @param operating where the calls lie; empty without calls
 * @param bins of scores, ascending, about ten of as many rows each
 * @param isOfMany whether no step is of fewer than can be told
 */
public record ScoreCurve(List<Point> points, Optional<Point> operating, List<Bin> bins, boolean isOfMany) {
    private static final double STEP = 1 / 60.0;
    private static final int BINS = 10;

    /** Inner points that make a curve. */
    private static final int FEWEST = 3;

    /** A point of the curve. */
    public record Point(double falsePositiveRate, double truePositiveRate) {}

    /** Rows between two cuts. */
    public record Bin(double meanScore, double observedShare, int rows) {}

    public ScoreCurve {
        points = List.copyOf(points);
        bins = List.copyOf(bins);
    }

    /**
     * Of one group.
     *
     * @param called rows that are called, by their place in {@code scores}
     */
    static ScoreCurve of(BinaryScores scores, Optional<boolean[]> called) {
        if (scores.obstacle().isPresent()) {
            return new ScoreCurve(List.of(), Optional.empty(), List.of(), false);
        }
        ScoreCurve ofMany = new Walk(scores, called, SmallestGroups.TOLD).curve();
        return ofMany.points.size() >= FEWEST + 2 ? ofMany : new Walk(scores, called, 1).curve();
    }

    /** Down the scores once. */
    private static final class Walk {
        private final BinaryScores scores;
        private final boolean isCalled;
        private final int fewest;
        private long calledPositives;
        private long calledNegatives;

        /** Positives, negatives and the sum of scores of each step. */
        private final List<double[]> steps = new ArrayList<>();

        Walk(BinaryScores scores, Optional<boolean[]> called, int fewest) {
            this.scores = scores;
            this.fewest = fewest;
            this.isCalled = called.isPresent();
            boolean[] calls = called.orElse(new boolean[0]);
            for (int row = 0; row < calls.length; row++) {
                calledPositives += calls[row] && scores.isPositive(row) ? 1 : 0;
                calledNegatives += calls[row] && !scores.isPositive(row) ? 1 : 0;
            }
            walk();
        }

        private void walk() {
            int[][] seenAt = new int[2][scores.clusterCount()];
            int[] patients = new int[2];
            double[] step = new double[3];
            long[] rows = new long[2];
            for (int position = scores.size() - 1; position >= 0; position--) {
                int row = scores.rowAt(position);
                int truth = scores.isPositive(row) ? 0 : 1;
                if (seenAt[truth][scores.cluster(row)] != steps.size() + 1) {
                    seenAt[truth][scores.cluster(row)] = steps.size() + 1;
                    patients[truth]++;
                }
                rows[truth]++;
                step[truth]++;
                step[2] += scores.score(row);
                boolean isWhole = position > 0 && scores.score(scores.rowAt(position - 1)) != scores.score(row);
                if (isWhole && isEnough(patients) && isWide(step) && !isBesideCalls(rows)) {
                    steps.add(step.clone());
                    Arrays.fill(step, 0);
                    Arrays.fill(patients, 0);
                }
            }
            if (!steps.isEmpty() && !isEnough(patients)) {
                double[] last = steps.remove(steps.size() - 1);
                Arrays.setAll(step, i -> step[i] + last[i]);
            }
            steps.add(step);
        }

        private boolean isEnough(int[] patients) {
            return fewest > 1 ? Math.min(patients[0], patients[1]) >= fewest : patients[0] + patients[1] > 0;
        }

        private boolean isWide(double[] step) {
            return step[0] >= STEP * scores.positives() || step[1] >= STEP * scores.negatives();
        }

        private boolean isBesideCalls(long[] rows) {
            return isCalled && (isFew(rows[0] - calledPositives) || isFew(rows[1] - calledNegatives));
        }

        private boolean isFew(long difference) {
            return difference != 0 && Math.abs(difference) < fewest;
        }

        ScoreCurve curve() {
            List<Point> points = new ArrayList<>(List.of(new Point(0, 0)));
            double positives = 0;
            double negatives = 0;
            for (double[] step : steps) {
                positives += step[0];
                negatives += step[1];
                points.add(new Point(negatives / scores.negatives(), positives / scores.positives()));
            }
            Optional<Point> operating = isCalled
                    ? Optional.of(new Point(
                            calledNegatives / (double) scores.negatives(),
                            calledPositives / (double) scores.positives()))
                    : Optional.empty();
            return new ScoreCurve(points, operating, bins(), fewest > 1);
        }

        /** Ascending, each of a tenth of the rows at least. */
        private List<Bin> bins() {
            List<Bin> bins = new ArrayList<>();
            double[] bin = new double[3];
            double left = scores.size();
            for (int i = steps.size() - 1; i >= 0; i--) {
                double[] step = steps.get(i);
                Arrays.setAll(bin, k -> bin[k] + step[k]);
                double rows = bin[0] + bin[1];
                double fewestRows = scores.size() / (double) BINS;
                if (i == 0 || rows >= fewestRows && left - rows >= fewestRows) {
                    bins.add(new Bin(bin[2] / rows, bin[0] / rows, (int) rows));
                    left -= rows;
                    Arrays.fill(bin, 0);
                }
            }
            return bins;
        }
    }
}
