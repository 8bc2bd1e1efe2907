package org.subtext.statistics.draws;

/**
 * The rows of one score column from the highest score down, and what is counted on many draws of their clusters at
 * once: pairs that the scores order rightly, and the curves that they make.
 *
 * <p>One class is positive, each of the others negative by itself, so that one walk serves the class against the rest
 * and against each other class. Immutable, but for the arrays, which are taken over.
 */
public final class Ranking {
    /** A rate such as 0.29 times 100 negatives has to meet the corner at 29. */
    private static final double ROUNDING = 1e-9;

    private final int[] clusters;
    private final byte[] classes;
    private final int positive;
    private final int[] tiedStarts;
    private final int[] tiedEnds;
    private final ClusterCounts counts;
    private final double[] rates;

    /**
     * Takes the arrays over.
     *
     * @param clusters of each row, by descending score
     * @param classes of each row; in a tie group those of the positive class come first
     * @param positive the positive class
     * @param tiedStarts where each group of two or more rows of one score starts that holds a positive row
     * @param tiedEnds where it ends
     * @param counts rows of each class in each cluster
     * @param rates false positive rates at which sensitivities are wanted, ascending; none where no curve is wanted
     */
    public Ranking(
            int[] clusters,
            byte[] classes,
            int positive,
            int[] tiedStarts,
            int[] tiedEnds,
            ClusterCounts counts,
            double[] rates) {
        this.clusters = clusters;
        this.classes = classes;
        this.positive = positive;
        this.tiedStarts = tiedStarts;
        this.tiedEnds = tiedEnds;
        this.counts = counts;
        this.rates = rates;
    }

    /**
     * What a walk found, for each draw of a block; no array is to be changed.
     *
     * @param positives rows of the positive class
     * @param negatives {@code [class][draw]}, rows of each other class
     * @param concordant {@code [class][draw]}, pairs of a positive and a lower row of the class
     * @param tied {@code [class][draw]}, pairs of equal scores
     * @param precision average precision; means nothing without positives or without a curve
     * @param sensitivities {@code [draw][rate]}; mean nothing without both classes
     */
    @SuppressWarnings("ArrayRecordComponent")
    public record Found(
            long[] positives,
            long[][] negatives,
            long[][] concordant,
            long[][] tied,
            double[] precision,
            double[][] sensitivities) {}

    /** Walks down once for each block, whoever asks. */
    public Found over(DrawBlock block) {
        return block.walked(this);
    }

    /** Whether a rate lies before a corner of the curve. */
    public static boolean liesBefore(double rate, long negatives, long falsePositives) {
        return rate * negatives < falsePositives - ROUNDING;
    }

    public int classCount() {
        return counts.categoryCount();
    }

    public int positive() {
        return positive;
    }

    int size() {
        return clusters.length;
    }

    int cluster(int position) {
        return clusters[position];
    }

    int classOf(int position) {
        return classes[position];
    }

    int tiedGroups() {
        return tiedEnds.length;
    }

    int tiedStart(int group) {
        return tiedStarts[group];
    }

    int tiedEnd(int group) {
        return tiedEnds[group];
    }

    ClusterCounts counts() {
        return counts;
    }

    double[] rates() {
        return rates;
    }
}
