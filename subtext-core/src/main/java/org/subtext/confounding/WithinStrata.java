package org.subtext.confounding;

import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.subtext.provenance.Seed;
import org.subtext.statistics.ClusterStatistic;
import org.subtext.statistics.Clusters;
import org.subtext.statistics.Estimate;

/**
 * Does a score rank one class above the rest among patients who are alike in what is recorded?
 *
 * <p>The AUC over pairs of patients of one stratum only, Σ concordant pairs/Σ pairs, ties one half; and its one-sided
 * test by permutation of scores between patients of the same stratum, p = (1 + permutations at or above)/(1 +
 * permutations). Under the null hypothesis the score says nothing about the class once the stratum is known; then
 * patients of a stratum may exchange scores and the test is exact. Strata of a continuous quantity leave a rest of it
 * within them: many narrow strata leave less.
 *
 * <p>For the test rows must be independent, one a patient; the AUC's interval takes rows of patients together. Source:
 * van Elteren (1960), Bulletin of the International Statistical Institute 37:351–361, for combining rank sums over
 * strata; Phipson and Smyth (2010), doi:10.2202/1544-6115.1585, for p.
 */
public final class WithinStrata implements ClusterStatistic {
    private final boolean[] positive;
    private final int[] clusters;
    private final int clusterCount;

    /** Rows of each stratum by ascending score. */
    private final List<int[]> strata;

    private final double[] scores;

    /**
     * One class against the rest.
     *
     * @param scores one a patient
     * @param positive whether the patient is of the class
     * @param stratum any number, equal for patients that are alike
     */
    public WithinStrata(double[] scores, boolean[] positive, int[] stratum) {
        this(scores, positive, stratum, Clusters.oneEach(scores.length));
    }

    /**
     * Several rows a patient.
     *
     * @param clusters patient ordinal of each row, from 0 without gaps
     */
    public WithinStrata(double[] scores, boolean[] positive, int[] stratum, int[] clusters) {
        this.clusters = clusters.clone();
        this.clusterCount = Clusters.count(clusters);
        this.scores = scores.clone();
        this.positive = positive.clone();
        Map<Integer, List<Integer>> rows = new HashMap<>();
        IntStream.range(0, scores.length)
                .boxed()
                .sorted(Comparator.comparingDouble(row -> scores[row]))
                .forEach(row -> rows.computeIfAbsent(stratum[row], s -> new java.util.ArrayList<>())
                        .add(row));
        this.strata = rows.entrySet().stream()
                .sorted(Map.Entry.comparingByKey())
                .map(entry ->
                        entry.getValue().stream().mapToInt(Integer::intValue).toArray())
                .toList();
    }

    /** Strata of about {@code size} rows by ascending value; equal values stay together. */
    public static int[] byValue(double[] values, int size) {
        int[] order = IntStream.range(0, values.length)
                .boxed()
                .sorted(Comparator.comparingDouble(row -> values[row]))
                .mapToInt(Integer::intValue)
                .toArray();
        int[] stratum = new int[values.length];
        int current = 0;
        int filled = 0;
        for (int position = 0; position < order.length; position++) {
            boolean equal = position > 0 && values[order[position]] == values[order[position - 1]];
            if (filled >= size && !equal) {
                current++;
                filled = 0;
            }
            stratum[order[position]] = current;
            filled++;
        }
        return stratum;
    }

    /** Strata that hold patients of the class and others. */
    public int mixedStrata() {
        return (int) strata.stream()
                .filter(rows -> Arrays.stream(rows)
                                .mapToObj(row -> positive[row])
                                .distinct()
                                .count()
                        == 2)
                .count();
    }

    @Override
    public int clusterCount() {
        return clusterCount;
    }

    @Override
    public int size() {
        return 1;
    }

    @Override
    public Optional<String> obstacle() {
        return mixedStrata() == 0
                ? Optional.of("no two patients of different classes are alike in what is recorded")
                : Optional.empty();
    }

    @Override
    public boolean evaluate(byte[] weights, double[] into, int offset) {
        double concordant = 0;
        double pairs = 0;
        for (int[] rows : strata) {
            double positives = 0;
            double below = 0;
            int start = 0;
            while (start < rows.length) {
                int end = start;
                double tiedPositives = 0;
                double tiedNegatives = 0;
                while (end < rows.length && scores[rows[end]] == scores[rows[start]]) {
                    int weight = weights[clusters[rows[end]]];
                    if (positive[rows[end++]]) {
                        tiedPositives += weight;
                    } else {
                        tiedNegatives += weight;
                    }
                }
                concordant += tiedPositives * (below + tiedNegatives / 2);
                positives += tiedPositives;
                below += tiedNegatives;
                start = end;
            }
            pairs += positives * below;
        }
        if (pairs == 0) {
            return false;
        }
        into[offset] = concordant / pairs;
        return true;
    }

    /** One-sided: scores of the class are higher than those of patients alike. */
    public Estimate test(int permutations, Seed seed) {
        if (clusterCount < positive.length) {
            throw new IllegalStateException("rows of one patient cannot be exchanged one by one");
        }
        Optional<String> obstacle = obstacle();
        if (obstacle.isPresent()) {
            return Estimate.undefined(obstacle.get());
        }
        List<double[]> ranks = strata.stream().map(this::midranks).toList();
        int[] positives = strata.stream()
                .mapToInt(rows ->
                        (int) Arrays.stream(rows).filter(row -> positive[row]).count())
                .toArray();
        double observed = 0;
        for (int s = 0; s < strata.size(); s++) {
            int[] rows = strata.get(s);
            for (int i = 0; i < rows.length; i++) {
                observed += positive[rows[i]] ? ranks.get(s)[i] : 0;
            }
        }
        double atLeast = observed - 1e-9;
        long above = IntStream.range(0, permutations)
                .parallel()
                .filter(r -> permuted(ranks, positives, seed.child("permutation", r)) >= atLeast)
                .count();
        return new Estimate.Point((1.0 + above) / (1.0 + permutations));
    }

    /** The sum of the ranks that positives get when the ranks of each stratum are dealt anew. */
    private static double permuted(List<double[]> ranks, int[] positives, Seed seed) {
        SplittableRandom random = seed.random();
        double sum = 0;
        for (int s = 0; s < positives.length; s++) {
            double[] deck = ranks.get(s).clone();
            for (int i = 0; i < positives[s]; i++) {
                int j = random.nextInt(i, deck.length);
                sum += deck[j];
                deck[j] = deck[i];
            }
        }
        return sum;
    }

    private double[] midranks(int[] rows) {
        double[] ranks = new double[rows.length];
        int start = 0;
        while (start < rows.length) {
            int end = start;
            while (end < rows.length && scores[rows[end]] == scores[rows[start]]) {
                end++;
            }
            Arrays.fill(ranks, start, end, (start + end + 1) / 2.0);
            start = end;
        }
        return ranks;
    }
}
