package org.subtext.confounding;

import java.util.Arrays;
import java.util.Comparator;
import java.util.Optional;
import java.util.stream.IntStream;
import org.subtext.statistics.ClusterStatistic;
import org.subtext.statistics.Clusters;

/**
 * How much of what scores tell of classes goes away when rows are weighted so that classes are alike in recorded
 * columns.
 *
 * <p>Weights are overlap weights: with e(k) the probability of class k by the row's columns alone, for equal shares of
 * classes, a row of class y weighs (1/e(y))/Σ(1/e(k)); of two classes that is the probability of the other one. They
 * are bounded by one, so that no patient who is untypical of their class outweighs the rest, and match the classes in
 * whatever the probabilities are made of, as far as these are right.
 *
 * <p>Numbers, in order: mean one-versus-rest AUC of the scores as they are ({@link #AS_THEY_ARE}) and weighted
 * ({@link #WEIGHTED}); of the probabilities themselves as they are ({@link #COLUMNS}) and weighted
 * ({@link #COLUMNS_WEIGHTED}), which is one half where the weights do what they should; and the share
 * ({@link #SHARE}) of the first's excess over one half that is gone in the second, which is negative where weighting
 * raises the AUC. A draw in which the scores have no excess has no share. Probabilities are taken as given: draws do
 * not fit them again. O(classes · rows) a draw.
 *
 * <p>Source: Li, Morgan and Zaslavsky (2018), doi:10.1080/01621459.2016.1260466; of more classes Li and Li (2019),
 * doi:10.1214/19-AOAS1282. Checked against pairs counted by their definition in
 * {@code ExplainedShareTest}.
 */
public final class ExplainedShare implements ClusterStatistic {
    public static final int AS_THEY_ARE = 0;
    public static final int WEIGHTED = 1;
    public static final int COLUMNS = 2;
    public static final int COLUMNS_WEIGHTED = 3;
    public static final int SHARE = 4;
    private static final int NUMBERS = 5;

    /** Below this a probability is taken for it: a model that is certain is wrong about its certainty. */
    private static final double LEAST_PROBABILITY = 1e-6;

    /** Of an excess below this no share is made. */
    private static final double NO_EXCESS = 1e-3;

    private final int classes;
    private final int[] labels;
    private final int[] clusters;
    private final int clusterCount;
    private final double[] weights;
    private final Ranked[] scores;
    private final Ranked[] probabilities;

    /** Rows in ascending order of one column, and whether each has the value of the one before. */
    @SuppressWarnings("ArrayRecordComponent") // of this class alone
    private record Ranked(int[] order, boolean[] tied) {
        static Ranked of(double[] column) {
            int[] order = IntStream.range(0, column.length)
                    .boxed()
                    .sorted(Comparator.comparingDouble(row -> column[row]))
                    .mapToInt(Integer::intValue)
                    .toArray();
            boolean[] tied = new boolean[order.length];
            for (int i = 1; i < order.length; i++) {
                tied[i] = column[order[i]] == column[order[i - 1]];
            }
            return new Ranked(order, tied);
        }
    }

    /**
     * Of one table of scores.
     *
     * @param scores {@code [class][row]}
     * @param probabilities {@code [class][row]}, by columns alone and by a model that has not seen the row; for equal
     *     shares of classes
     * @param labels class of each row
     * @param clusters patient ordinal of each row, from 0 without gaps
     */
    public ExplainedShare(double[][] scores, double[][] probabilities, int[] labels, int[] clusters) {
        this.classes = scores.length;
        this.labels = labels;
        this.clusters = clusters;
        this.clusterCount = Clusters.count(clusters);
        this.weights = overlap(probabilities, labels);
        this.scores = Arrays.stream(scores).map(Ranked::of).toArray(Ranked[]::new);
        this.probabilities = Arrays.stream(probabilities).map(Ranked::of).toArray(Ranked[]::new);
    }

    private static double[] overlap(double[][] probabilities, int[] labels) {
        double[] weights = new double[labels.length];
        Arrays.setAll(weights, row -> {
            double sum = 0;
            for (double[] ofClass : probabilities) {
                sum += 1 / Math.max(LEAST_PROBABILITY, ofClass[row]);
            }
            return 1 / Math.max(LEAST_PROBABILITY, probabilities[labels[row]][row]) / sum;
        });
        return weights;
    }

    /** (Σw)²/Σw² of the rows: as many unweighted ones tell as much. */
    public double effectiveSize() {
        return BalancingWeights.effectiveSize(weights);
    }

    @Override
    public int clusterCount() {
        return clusterCount;
    }

    @Override
    public int size() {
        return NUMBERS;
    }

    @Override
    public Optional<String> obstacle() {
        byte[] once = new byte[clusterCount];
        Arrays.fill(once, (byte) 1);
        return evaluate(once, new double[NUMBERS], 0)
                ? Optional.empty()
                : Optional.of("the scores tell nothing of the classes, so that nothing of it can go away");
    }

    @Override
    public boolean evaluate(byte[] taken, double[] into, int offset) {
        double asTheyAre = macro(scores, taken, false);
        double weighted = macro(scores, taken, true);
        if (!(Math.abs(asTheyAre - 0.5) > NO_EXCESS) || Double.isNaN(weighted)) {
            return false;
        }
        into[offset + AS_THEY_ARE] = asTheyAre;
        into[offset + WEIGHTED] = weighted;
        into[offset + COLUMNS] = macro(probabilities, taken, false);
        into[offset + COLUMNS_WEIGHTED] = macro(probabilities, taken, true);
        into[offset + SHARE] = (asTheyAre - weighted) / (asTheyAre - 0.5);
        return true;
    }

    /** NaN where a class is missing. */
    private double macro(Ranked[] columns, byte[] taken, boolean isWeighted) {
        double sum = 0;
        for (int k = 0; k < classes; k++) {
            sum += auc(columns[k], k, taken, isWeighted);
        }
        return sum / classes;
    }

    private double auc(Ranked column, int k, byte[] taken, boolean isWeighted) {
        double concordant = 0;
        double positives = 0;
        double below = 0;
        double tiedPositives = 0;
        double tiedNegatives = 0;
        for (int i = 0; i < column.order().length; i++) {
            if (!column.tied()[i]) {
                concordant += tiedPositives * (below + tiedNegatives / 2);
                positives += tiedPositives;
                below += tiedNegatives;
                tiedPositives = 0;
                tiedNegatives = 0;
            }
            int row = column.order()[i];
            double weight = taken[clusters[row]] * (isWeighted ? weights[row] : 1);
            if (labels[row] == k) {
                tiedPositives += weight;
            } else {
                tiedNegatives += weight;
            }
        }
        concordant += tiedPositives * (below + tiedNegatives / 2);
        return concordant / ((positives + tiedPositives) * (below + tiedNegatives));
    }
}
