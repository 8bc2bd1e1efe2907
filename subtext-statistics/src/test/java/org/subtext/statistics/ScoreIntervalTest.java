package org.subtext.statistics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.subtext.statistics.draws.Streams;
import org.subtext.testing.Seeds;

class ScoreIntervalTest {
    /** Patients of the two classes. */
    private static final int[][] SIZES = {
        {15, 15}, {15, 300}, {300, 15}, {30, 300}, {30, 30}, {30, 100}, {60, 60}, {100, 100}, {300, 300}
    };

    private static final double[] AUCS = {0.5, 0.6, 0.7, 0.8, 0.9, 0.97};

    @Test
    @Tag("slow")
    void itCoversTheTrueAucInSmallAndUnevenClasses() {
        for (int[] size : SIZES) {
            for (double auc : AUCS) {
                double covered = coverage(size[0], size[1], auc, 2_000);
                Figures.record(
                        "score interval",
                        String.format(Locale.ROOT, "%d against %d, AUC %.2f: %.3f", size[0], size[1], auc, covered));
                double least = Math.min(size[0], size[1]) * 2 < Math.max(size[0], size[1]) ? 0.92 : 0.93;
                assertThat(covered)
                        .as("%d against %d at %.2f", size[0], size[1], auc)
                        .isBetween(least, Math.min(size[0], size[1]) < 30 ? 0.99 : 0.985);
            }
        }
    }

    /** 300 tables of a coverage of 0.95 hold less than 0.90 once in 5,000 runs. */
    @Test
    void aFewHundredTablesAreCovered() {
        assertThat(coverage(30, 300, 0.97, 300)).isGreaterThan(0.90);
        assertThat(coverage(30, 30, 0.6, 300)).isGreaterThan(0.90);
    }

    @Seeds
    void ofTwoColumnsThatSayTheSameTheMeanHasTheIntervalOfEither(SplittableRandom random) {
        BinaryScores first = normal(random, 20, 35, 0.75);
        double[] mirrored = new double[first.size()];
        boolean[] others = new boolean[first.size()];
        int[] clusters = new int[first.size()];
        for (int row = 0; row < mirrored.length; row++) {
            mirrored[row] = -first.score(row);
            others[row] = !first.isPositive(row);
            clusters[row] = first.cluster(row);
        }
        BinaryScores second = BinaryScores.of(mirrored, others, clusters);

        Interval ofOne = interval(List.of(first));
        Interval ofBoth = interval(List.of(first, second));
        assertThat(ofBoth.lower()).isCloseTo(ofOne.lower(), within(1e-9));
        assertThat(ofBoth.upper()).isCloseTo(ofOne.upper(), within(1e-9));
    }

    @Seeds
    void withTheSignsChangedItIsMirrored(SplittableRandom random) {
        BinaryScores scores = normal(random, 18, 40, 0.8);
        double[] changed = new double[scores.size()];
        boolean[] labels = new boolean[scores.size()];
        for (int row = 0; row < changed.length; row++) {
            changed[row] = -scores.score(row);
            labels[row] = scores.isPositive(row);
        }
        Interval mirrored = interval(List.of(BinaryScores.independent(changed, labels)));
        Interval straight = interval(List.of(scores));
        assertThat(mirrored.lower()).isCloseTo(1 - straight.upper(), within(1e-9));
        assertThat(mirrored.upper()).isCloseTo(1 - straight.lower(), within(1e-9));
    }

    @Seeds
    void moreImagesOfThePatientsThatAreTheSameNarrowNothing(SplittableRandom random) {
        BinaryScores once = normal(random, 25, 30, 0.7);
        double[] scores = new double[2 * once.size()];
        boolean[] labels = new boolean[scores.length];
        int[] clusters = new int[scores.length];
        for (int row = 0; row < scores.length; row++) {
            scores[row] = once.score(row / 2);
            labels[row] = once.isPositive(row / 2);
            clusters[row] = row / 2;
        }
        Interval twice = interval(List.of(BinaryScores.of(scores, labels, clusters)));
        Interval single = interval(List.of(once));
        assertThat(twice.lower()).isCloseTo(single.lower(), within(1e-9));
        assertThat(twice.upper()).isCloseTo(single.upper(), within(1e-9));
    }

    @Test
    void perfectSeparationHasAnIntervalThatNarrowsWithPatients() {
        Interval few = interval(List.of(separated(5, 5)));
        Interval many = interval(List.of(separated(100, 100)));
        assertThat(few.upper()).isEqualTo(1);
        assertThat(few.lower()).isBetween(0.4, 0.8);
        assertThat(many.lower()).isGreaterThan(0.96);
    }

    @Test
    void onePatientOfAClassHasNoInterval() {
        assertThat(ScoreInterval.of(List.of(separated(1, 20)), 0.95)).isEqualTo(new Estimate.Point(1));
    }

    /**
     * Python 3, the defining integral ∫ φ(y)·Φ(d − y)² dy by Simpson's rule with 40,000 steps:
     * {@code validation/statistics/normal_scores.py}.
     */
    @Test
    void theVarianceOfNormalScoresAgreesWithItsIntegral() {
        assertThat(NormalScores.variance(0.5, 50, 50)).isCloseTo(101 / 30_000.0, within(1e-12));
        KNOWN.forEach(known ->
                assertThat(NormalScores.variance(known[0], known[1], known[2])).isCloseTo(known[3], within(1e-10)));
    }

    private static final List<double[]> KNOWN = List.of(
            new double[] {0.7, 15, 300, 0.004690704749688134},
            new double[] {0.9, 40, 25, 0.0015012959627553426},
            new double[] {0.97, 30, 100, 0.00022565606440908456},
            new double[] {0.2, 12, 60, 0.004806305092388696});

    private static double coverage(int positives, int negatives, double auc, int tables) {
        int held = 0;
        for (int table = 0; table < tables; table++) {
            SplittableRandom random = Streams.of(31L * positives + negatives, table);
            Interval interval = interval(List.of(normal(random, positives, negatives, auc)));
            held += interval.contains(auc) ? 1 : 0;
        }
        return held / (double) tables;
    }

    private static Interval interval(List<BinaryScores> columns) {
        return ((Estimate.Known) ScoreInterval.of(columns, 0.95)).interval();
    }

    private static BinaryScores separated(int positives, int negatives) {
        double[] scores = new double[positives + negatives];
        boolean[] labels = new boolean[scores.length];
        for (int row = 0; row < scores.length; row++) {
            scores[row] = row;
            labels[row] = row >= negatives;
        }
        return BinaryScores.independent(scores, labels);
    }

    private static BinaryScores normal(SplittableRandom random, int positives, int negatives, double auc) {
        double shift = Math.sqrt(2) * Gaussian.quantile(auc);
        List<Double> scores = new ArrayList<>();
        boolean[] labels = new boolean[positives + negatives];
        for (int row = 0; row < labels.length; row++) {
            labels[row] = row < positives;
            scores.add(random.nextGaussian() + (labels[row] ? shift : 0));
        }
        return BinaryScores.independent(
                scores.stream().mapToDouble(Double::doubleValue).toArray(), labels);
    }
}
