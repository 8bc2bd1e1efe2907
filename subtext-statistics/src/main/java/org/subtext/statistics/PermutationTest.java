package org.subtext.statistics;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.function.IntConsumer;
import java.util.function.IntPredicate;
import java.util.stream.IntStream;
import org.subtext.statistics.draws.Workers;

/**
 * Tests by permutation of the recorded classes between patients whether scores rank classes better than chance.
 *
 * <p>Null hypothesis: the scores say nothing about the recorded class. Where all rows of every patient have one class,
 * patients exchange their classes freely. Where some patient has rows of several classes, patients exchange their whole
 * sequences of classes with patients of as many rows, which keeps both the numbers of each class and their mixture
 * within patients.
 *
 * <p>Each one-versus-rest AUC is tested one-sided (greater than chance): p = (1 + permutations with an AUC at or above
 * the observed one)/(1 + permutations), never zero. Over classes the largest statistic of each permutation corrects for
 * their number (single-step max-T, strong control of the family-wise error under subset pivotality). Classes differ in
 * size, so AUCs are first standardised by their mean and standard deviation over all permutations and the observed
 * labelling, symmetric functions of them, which keeps the test exact. Of more than two classes that are all tested the
 * mean AUC is one member more; of two it is no test of its own.
 *
 * <p>Permutation r has a random stream of its own: the same result for any number of threads. Source: Phipson and Smyth
 * (2010), doi:10.2202/1544-6115.1585, for p; Westfall and Young (1993), Resampling-Based Multiple Testing, for max-T.
 *
 * @param permutations 2,000 or more where small p matter; the smallest p is 1/(1 + permutations)
 * @param seed any number; equal seeds give equal permutations
 * @param threads used during a call, at least 1
 */
public record PermutationTest(int permutations, long seed, int threads) {
    /** Permutations that one pass over the patients serves. */
    private static final int TOGETHER = 8;

    public PermutationTest {
        if (permutations < 1 || threads < 1) {
            throw new IllegalArgumentException(
                    "permutations and threads must be at least 1, got " + permutations + " and " + threads);
        }
    }

    /** On all processors, which changes the time and nothing else. */
    public static PermutationTest of(int permutations, long seed) {
        return new PermutationTest(permutations, seed, Runtime.getRuntime().availableProcessors());
    }

    /**
     * P-values by class in score order.
     *
     * @param p one-sided, of each class by itself; undefined of a class that no row is recorded as
     * @param adjustedP corrected over what is tested by max-T; undefined of a class that is not
     * @param adjustedBelowP the same for an AUC below one half, by the smallest statistic
     * @param macroP of the mean of the class AUCs, by itself
     * @param adjustedMacroP corrected as the classes are; undefined where the mean is no member
     * @param anyClassP of the largest statistic over all classes, tested or not: whether any is above chance
     */
    public record Result(
            List<Estimate> p,
            List<Estimate> adjustedP,
            List<Estimate> adjustedBelowP,
            Estimate macroP,
            Estimate adjustedMacroP,
            Estimate anyClassP) {
        public Result {
            p = List.copyOf(p);
            adjustedP = List.copyOf(adjustedP);
            adjustedBelowP = List.copyOf(adjustedBelowP);
        }
    }

    /** Tests every class against the rest. */
    public Result oneVersusRest(MulticlassScores scores) {
        return oneVersusRest(scores, index -> true, Widening.NONE);
    }

    /**
     * Tests some classes against the rest of all, where AUCs may be known to spread more widely than scores that stay
     * as they are under permutation: the observed AUCs' deviations from the permutations' mean are divided by the
     * factor before they are compared. A class that no row is recorded as has no test, and all others are tested as if
     * it were not there.
     *
     * @param isTested whether the class of an index is a member of what is corrected together
     */
    public Result oneVersusRest(MulticlassScores scores, IntPredicate isTested, Widening widening) {
        int k = scores.classCount();
        int[] present = scores.present();
        if (present.length > 1 && present.length < k) {
            Result ofPresent =
                    oneVersusRest(scores.ofClasses(present), index -> isTested.test(present[index]), widening);
            return new Result(
                    spread(ofPresent.p(), present, scores),
                    spread(ofPresent.adjustedP(), present, scores),
                    spread(ofPresent.adjustedBelowP(), present, scores),
                    ofPresent.macroP(),
                    ofPresent.adjustedMacroP(),
                    ofPresent.anyClassP());
        }
        PatientLabels labels = new PatientLabels(scores);
        Optional<String> obstacle = scores.obstacle().or(labels::obstacle);
        if (obstacle.isPresent()) {
            Estimate none = Estimate.undefined(obstacle.get());
            List<Estimate> ofClasses = Collections.nCopies(k, none);
            return new Result(ofClasses, ofClasses, ofClasses, none, none, none);
        }
        double[][] aucs = new double[permutations + 1][];
        RankSums ranks = new RankSums(scores, labels);
        aucs[permutations] = ranks.aucs(new byte[][] {labels.observed()})[0];
        int pieces = (permutations + TOGETHER - 1) / TOGETHER;
        Workers.forEach(pieces, threads, () -> worker(ranks, labels, aucs));
        return result(aucs, k, isTested, widening);
    }

    /** By all classes, of what is by those that rows are recorded as. */
    private static List<Estimate> spread(List<Estimate> ofPresent, int[] present, MulticlassScores scores) {
        List<Estimate> all = new ArrayList<>();
        for (int k = 0; k < scores.classCount(); k++) {
            int place = Arrays.binarySearch(present, k);
            all.add(
                    place >= 0
                            ? ofPresent.get(place)
                            : Estimate.undefined(
                                    scores.oneVersusRest(k).obstacle().orElseThrow()));
        }
        return all;
    }

    private IntConsumer worker(RankSums ranks, PatientLabels labels, double[][] aucs) {
        byte[][] permuted = new byte[TOGETHER][];
        Arrays.setAll(permuted, one -> labels.observed());
        return piece -> {
            int first = piece * TOGETHER;
            int count = Math.min(TOGETHER, permutations - first);
            for (int one = 0; one < count; one++) {
                labels.permute(seed, first + one, permuted[one]);
            }
            double[][] found = ranks.aucs(Arrays.copyOf(permuted, count));
            System.arraycopy(found, 0, aucs, first, count);
        };
    }

    /** @param aucs {@code [permutation][class]}, the observed ones last; the mean is put behind the classes */
    private static Result result(double[][] aucs, int k, IntPredicate isTested, Widening widening) {
        int last = aucs.length - 1;
        Arrays.setAll(aucs, r -> withMean(aucs[r]));
        double[][] standardised = standardised(aucs, k + 1);
        boolean allTested = IntStream.range(0, k).allMatch(isTested);
        int[] members = IntStream.rangeClosed(0, k)
                .filter(c -> c < k ? isTested.test(c) : k > 2 && allTested)
                .toArray();
        double[] largest = extremes(standardised, members, 1);
        double[] smallest = extremes(standardised, members, -1);
        double[] ofAll = extremes(standardised, IntStream.range(0, k).toArray(), 1);
        Estimate none = Estimate.undefined("not tested");
        List<Estimate> p = new ArrayList<>();
        List<Estimate> adjusted = new ArrayList<>();
        List<Estimate> below = new ArrayList<>();
        for (int c = 0; c <= k; c++) {
            int column = c;
            boolean isMember = Arrays.binarySearch(members, c) >= 0;
            double[] ofMember =
                    Arrays.stream(aucs).mapToDouble(row -> row[column]).toArray();
            double statistic = standardised[last][c] / widening.factor();
            p.add(shareAtOrAbove(ofMember, widening.towardMean(ofMember, ofMember[last])));
            adjusted.add(isMember ? shareAtOrAbove(largest, statistic) : none);
            below.add(isMember ? shareAtOrAbove(smallest, -statistic) : none);
        }
        return new Result(
                p.subList(0, k),
                adjusted.subList(0, k),
                below.subList(0, k),
                p.get(k),
                adjusted.get(k),
                shareAtOrAbove(ofAll, ofAll[last]));
    }

    private static double[] withMean(double[] ofClasses) {
        double[] all = Arrays.copyOf(ofClasses, ofClasses.length + 1);
        all[ofClasses.length] = Arrays.stream(ofClasses).average().orElseThrow();
        return all;
    }

    /** The largest of each permutation's statistics, each times the sign. */
    private static double[] extremes(double[][] statistics, int[] members, int sign) {
        return Arrays.stream(statistics)
                .mapToDouble(row -> Arrays.stream(members)
                        .mapToDouble(c -> sign * row[c])
                        .max()
                        .orElse(0))
                .toArray();
    }

    private static double[][] standardised(double[][] aucs, int k) {
        double[] means = new double[k];
        double[] deviations = new double[k];
        for (int c = 0; c < k; c++) {
            int column = c;
            means[c] = Arrays.stream(aucs)
                    .mapToDouble(row -> row[column])
                    .average()
                    .orElseThrow();
            double squares = 0;
            for (double[] row : aucs) {
                squares += (row[c] - means[c]) * (row[c] - means[c]);
            }
            deviations[c] = Math.sqrt(squares / aucs.length);
        }
        double[][] standardised = new double[aucs.length][k];
        for (int r = 0; r < aucs.length; r++) {
            for (int c = 0; c < k; c++) {
                standardised[r][c] = deviations[c] == 0 ? 0 : (aucs[r][c] - means[c]) / deviations[c];
            }
        }
        return standardised;
    }

    /** The observed statistic is one of {@code all}, which makes this (1 + #)/(1 + permutations). */
    private static Estimate shareAtOrAbove(double[] all, double observed) {
        // Equal labellings may differ in the last digits of a sum over classes.
        double atLeast = observed - 1e-12;
        long count = Arrays.stream(all).filter(value -> value >= atLeast).count();
        return new Estimate.Point(count / (double) all.length);
    }
}
