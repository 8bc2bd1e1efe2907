package org.subtext.statistics;

import java.lang.ref.SoftReference;
import java.util.Arrays;
import java.util.Optional;
import java.util.function.IntPredicate;
import org.subtext.statistics.draws.AscendingOrder;

/**
 * Scores of one class against the rest, with the patient each row belongs to; sorted once, so that every statistic that
 * walks them in order (AUC, ROC curve, average precision and each of their bootstrap replicates) costs one pass.
 *
 * <p>Shapes: {@code scores}, {@code labels} and {@code clusters} have one entry a row. Clusters are ordinals from 0
 * without gaps, see {@link Clusters#dense}. A higher score speaks for the positive class. Equal scores form a tie
 * group; −0.0 equals 0.0; infinite scores are ranked like any other; NaN is refused. No rows, or rows of one class
 * only, are allowed: the statistics then say {@link Estimate.Undefined}.
 *
 * <p>Immutable. O(n log n) time to build, about 30 bytes a row.
 */
public final class BinaryScores {
    private static final int NOT_COUNTED = -1;

    private final double[] scores;
    private final boolean[] labels;
    private final int[] clusters;
    private final int clusterCount;
    private final int positives;

    /** Rows by ascending score; within a tie group positives come first. */
    private final int[] order;

    /** First position in {@link #order} of each tie group, and the number of rows as a last entry. */
    private final int[] groupStarts;

    /** Made when asked for first, and again where memory was short. */
    private SoftReference<Placements> placements = new SoftReference<>(null);

    private SoftReference<ScoreInterval.Part> ofInterval = new SoftReference<>(null);

    /** Clusters with a negative row and with a positive one, counted when asked for first. */
    private final int[] clustersOf = {NOT_COUNTED, NOT_COUNTED};

    /** Rows in the clusters given by {@code clusters}. */
    public static BinaryScores of(double[] scores, boolean[] labels, int[] clusters) {
        return new BinaryScores(scores.clone(), labels.clone(), clusters.clone(), Clusters.count(clusters));
    }

    /**
     * Rows of a part of the patients: clusters without a row are allowed, so that equal ordinals are equal patients in
     * every part.
     *
     * @param clusterCount above every ordinal in {@code clusters}
     */
    public static BinaryScores of(double[] scores, boolean[] labels, int[] clusters, int clusterCount) {
        for (int cluster : clusters) {
            if (cluster < 0 || cluster >= clusterCount) {
                throw new IllegalArgumentException(
                        "cluster " + cluster + " is not among " + clusterCount + " clusters counted from 0");
            }
        }
        return new BinaryScores(scores.clone(), labels.clone(), clusters.clone(), clusterCount);
    }

    /** Rows that are independent of one another: each is a cluster of its own. */
    public static BinaryScores independent(double[] scores, boolean[] labels) {
        return of(scores, labels, Clusters.oneEach(scores.length));
    }

    /** Takes the arrays over; clusters may be empty, as they are in a subset of the rows of a clustered sample. */
    static BinaryScores inClusters(double[] scores, boolean[] labels, int[] clusters, int clusterCount) {
        return new BinaryScores(scores, labels, clusters, clusterCount);
    }

    /** Some of the rows, in an order that is known already. */
    private BinaryScores(double[] scores, boolean[] labels, int[] clusters, int clusterCount, int[] order) {
        this.scores = scores;
        this.labels = labels;
        this.clusters = clusters;
        this.clusterCount = clusterCount;
        this.order = order;
        int positiveCount = 0;
        for (boolean label : labels) {
            positiveCount += label ? 1 : 0;
        }
        this.positives = positiveCount;
        this.groupStarts = groupStarts();
    }

    private BinaryScores(double[] scores, boolean[] labels, int[] clusters, int clusterCount) {
        requireSameLength("labels", labels.length, scores.length);
        requireSameLength("clusters", clusters.length, scores.length);
        for (int row = 0; row < scores.length; row++) {
            if (Double.isNaN(scores[row])) {
                throw new IllegalArgumentException("score of row " + row
                        + " is NaN; a row without a score has to be left out and counted before it gets here");
            }
            scores[row] += 0.0; // -0.0 becomes 0.0, so that the two are one tie group
        }
        this.scores = scores;
        this.labels = labels;
        this.clusters = clusters;
        this.clusterCount = clusterCount;
        int positiveCount = 0;
        for (boolean label : labels) {
            positiveCount += label ? 1 : 0;
        }
        this.positives = positiveCount;
        this.order = AscendingOrder.of(positivesFirst(), row -> this.scores[row]);
        this.groupStarts = groupStarts();
    }

    private int[] positivesFirst() {
        int[] rows = new int[labels.length];
        int positive = 0;
        int negative = positives;
        for (int row = 0; row < rows.length; row++) {
            rows[labels[row] ? positive++ : negative++] = row;
        }
        return rows;
    }

    private int[] groupStarts() {
        int[] starts = new int[order.length + 1];
        int groups = 0;
        for (int position = 0; position < order.length; position++) {
            if (position == 0 || scores[order[position]] != scores[order[position - 1]]) {
                starts[groups++] = position;
            }
        }
        starts[groups] = order.length;
        return Arrays.copyOf(starts, groups + 1);
    }

    /** The rows that a test takes, of the same clusters; sorted they are already. */
    BinaryScores where(IntPredicate isTaken) {
        int[] place = new int[scores.length];
        int taken = 0;
        for (int row = 0; row < place.length; row++) {
            place[row] = isTaken.test(row) ? taken++ : -1;
        }
        double[] values = new double[taken];
        boolean[] ofTaken = new boolean[taken];
        int[] patients = new int[taken];
        int[] sorted = new int[taken];
        int next = 0;
        for (int row : order) {
            if (place[row] >= 0) {
                sorted[next++] = place[row];
                values[place[row]] = scores[row];
                ofTaken[place[row]] = labels[row];
                patients[place[row]] = clusters[row];
            }
        }
        return new BinaryScores(values, ofTaken, patients, clusterCount, sorted);
    }

    private static void requireSameLength(String name, int found, int expected) {
        if (found != expected) {
            throw new IllegalArgumentException(
                    name + " has " + found + " entries for " + expected + " scores; one entry a row is expected");
        }
    }

    /** Rows. */
    public int size() {
        return scores.length;
    }

    public int positives() {
        return positives;
    }

    public int negatives() {
        return scores.length - positives;
    }

    /** Clusters (patients). */
    public int clusterCount() {
        return clusterCount;
    }

    public double score(int row) {
        return scores[row];
    }

    public boolean isPositive(int row) {
        return labels[row];
    }

    public int cluster(int row) {
        return clusters[row];
    }

    /** Clusters that hold at least one row of the class. */
    public int clustersWith(boolean positive) {
        int label = positive ? 1 : 0;
        if (clustersOf[label] == NOT_COUNTED) {
            clustersOf[label] = countClustersWith(positive);
        }
        return clustersOf[label];
    }

    private int countClustersWith(boolean positive) {
        boolean[] seen = new boolean[clusterCount];
        int count = 0;
        for (int row = 0; row < scores.length; row++) {
            if (labels[row] == positive && !seen[clusters[row]]) {
                seen[clusters[row]] = true;
                count++;
            }
        }
        return count;
    }

    boolean bothClassesHaveTwoClusters() {
        return clustersWith(true) >= 2 && clustersWith(false) >= 2;
    }

    /** Why no ranking statistic exists, empty when there is one. */
    public Optional<String> obstacle() {
        if (scores.length == 0) {
            return Optional.of("no rows");
        }
        if (positives == 0) {
            return Optional.of("no positive among " + scores.length + " rows");
        }
        if (positives == scores.length) {
            return Optional.of("no negative among " + scores.length + " rows");
        }
        return Optional.empty();
    }

    /** Why scores cannot be read as probabilities, empty when they can: there are rows, and all lie within 0 and 1. */
    public Optional<String> obstacleToProbabilities() {
        if (scores.length == 0) {
            return Optional.of("no rows");
        }
        return scores[order[0]] >= 0 && scores[order[order.length - 1]] <= 1
                ? Optional.empty()
                : Optional.of("scores lie outside 0 to 1, so they are no probabilities");
    }

    /** The row at a position of the ascending order. */
    public int rowAt(int position) {
        return order[position];
    }

    /** Placement values, of which several variances are made; both classes must be present. */
    Placements placements() {
        Placements known = placements.get();
        if (known == null) {
            known = new Placements(this);
            placements = new SoftReference<>(known);
        }
        return known;
    }

    /** What intervals of every level are made of; both classes must be present. */
    ScoreInterval.Part ofInterval() {
        ScoreInterval.Part known = ofInterval.get();
        if (known == null) {
            known = new ScoreInterval.Part(this);
            ofInterval = new SoftReference<>(known);
        }
        return known;
    }

    int groupCount() {
        return groupStarts.length - 1;
    }

    int groupStart(int group) {
        return groupStarts[group];
    }

    /** Whether rows, labels and clusters agree, as paired comparisons need. */
    boolean hasSameCasesAs(BinaryScores other) {
        return Arrays.equals(labels, other.labels)
                && Arrays.equals(clusters, other.clusters)
                && clusterCount == other.clusterCount;
    }
}
