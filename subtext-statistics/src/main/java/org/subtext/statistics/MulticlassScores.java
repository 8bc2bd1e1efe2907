package org.subtext.statistics;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.IntStream;

/**
 * One score a class for each row, with the recorded class and the patient.
 *
 * <p>Shapes: {@code scores[k][i]} is the score of class k on row i, {@code truth[i]} the index of the recorded class,
 * {@code clusters[i]} the patient's ordinal from 0 without gaps. Scores need not sum to one unless a statistic says so.
 * NaN is refused. Each class is sorted once, on construction: O(k n log n).
 *
 * <p>Immutable.
 */
public final class MulticlassScores {
    private final List<String> classes;
    private final int[] truth;
    private final int[] clusters;
    private final int clusterCount;
    private final List<BinaryScores> columns;

    /** Of two classes, by the first's number times the number of classes and the second's; those asked for so far. */
    private final Map<Integer, BinaryScores> pairs = new ConcurrentHashMap<>();

    private MulticlassScores(List<String> classes, int[] truth, int[] clusters, List<BinaryScores> columns) {
        this.classes = classes;
        this.truth = truth;
        this.clusters = clusters;
        this.clusterCount = Clusters.count(clusters);
        this.columns = columns;
    }

    /** @param classes names in score order, at least two, no name twice */
    public static MulticlassScores of(List<String> classes, double[][] scores, int[] truth, int[] clusters) {
        if (classes.size() < 2 || new HashSet<>(classes).size() < classes.size()) {
            throw new IllegalArgumentException("at least two classes of different names are expected, got " + classes);
        }
        if (classes.size() > Byte.MAX_VALUE || scores.length != classes.size()) {
            throw new IllegalArgumentException(scores.length + " score columns for " + classes.size()
                    + " classes; one a class is expected, and 127 at most");
        }
        for (int row = 0; row < truth.length; row++) {
            if (truth[row] < 0 || truth[row] >= classes.size()) {
                throw new IllegalArgumentException("recorded class of row " + row + " is " + truth[row]
                        + "; an index from 0 to " + (classes.size() - 1) + " is expected");
            }
        }
        List<BinaryScores> columns = new ArrayList<>();
        for (int k = 0; k < scores.length; k++) {
            boolean[] labels = new boolean[truth.length];
            for (int row = 0; row < labels.length; row++) {
                labels[row] = truth[row] == k;
            }
            columns.add(BinaryScores.of(scores[k], labels, clusters));
        }
        return new MulticlassScores(List.copyOf(classes), truth.clone(), clusters.clone(), List.copyOf(columns));
    }

    /** Class names in score order. */
    public List<String> classes() {
        return classes;
    }

    public int classCount() {
        return columns.size();
    }

    /** Rows. */
    public int size() {
        return truth.length;
    }

    public int clusterCount() {
        return clusterCount;
    }

    /** The recorded class of a row. */
    public int truth(int row) {
        return truth[row];
    }

    public int cluster(int row) {
        return clusters[row];
    }

    public double score(int classIndex, int row) {
        return columns.get(classIndex).score(row);
    }

    /** One class against the rest. */
    public BinaryScores oneVersusRest(int classIndex) {
        return columns.get(classIndex);
    }

    /** Every class against the rest, in score order. */
    public List<BinaryScores> oneVersusRest() {
        return columns;
    }

    /**
     * The classes that a mean is over against the rest: one that no row is recorded as has no AUC.
     *
     * @param present classes that rows are recorded as, ascending; of fewer than two there is no mean, and all classes
     *     say why
     */
    public List<BinaryScores> oneVersusRest(int[] present) {
        return present.length < 2
                ? columns
                : IntStream.of(present).mapToObj(columns::get).toList();
    }

    /** The score of the first class on the rows of two classes, those of the first being positive. */
    public BinaryScores pair(int first, int second) {
        return pairs.computeIfAbsent(
                first * columns.size() + second,
                pair -> columns.get(first).where(row -> truth[row] == first || truth[row] == second));
    }

    /** The class of the highest score; of equal ones, the first. */
    public int highest(int row) {
        int best = 0;
        for (int k = 1; k < columns.size(); k++) {
            if (score(k, row) > score(best, row)) {
                best = k;
            }
        }
        return best;
    }

    /** Indices of the classes that rows are recorded as, ascending. */
    public int[] present() {
        return IntStream.range(0, columns.size())
                .filter(k -> columns.get(k).positives() > 0)
                .toArray();
    }

    /**
     * The same rows with the scores of some classes alone, whose indices follow each other from 0.
     *
     * @param kept two at least, ascending, with those that rows are recorded as
     */
    MulticlassScores ofClasses(int[] kept) {
        int[] place = new int[columns.size()];
        Arrays.setAll(place, k -> Arrays.binarySearch(kept, k));
        int[] recorded = Arrays.stream(truth).map(k -> place[k]).toArray();
        if (kept.length < 2 || Arrays.stream(recorded).anyMatch(k -> k < 0)) {
            throw new IllegalArgumentException("two classes at least are expected, and all that rows are recorded as");
        }
        return new MulticlassScores(
                Arrays.stream(kept).mapToObj(classes::get).toList(),
                recorded,
                clusters,
                Arrays.stream(kept).mapToObj(columns::get).toList());
    }

    /** Why statistics over all classes do not exist, empty when they do. */
    Optional<String> obstacle() {
        if (truth.length == 0) {
            return Optional.of("no rows");
        }
        for (int k = 0; k < columns.size(); k++) {
            if (columns.get(k).positives() == 0) {
                return Optional.of("no row is recorded as " + classes.get(k) + " among " + truth.length + " rows");
            }
        }
        return Optional.empty();
    }
}
