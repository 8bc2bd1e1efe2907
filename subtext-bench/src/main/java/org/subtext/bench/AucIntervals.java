package org.subtext.bench;

import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;
import org.subtext.statistics.BinaryScores;
import org.subtext.statistics.ClusterBootstrap;
import org.subtext.statistics.DeLong;
import org.subtext.statistics.Estimate;
import org.subtext.statistics.MulticlassScores;
import org.subtext.statistics.PermutationTest;

/**
 * Intervals and tests at the size of the study's CheXpert test set: 38,240 images of 12,866 patients, three classes.
 */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MILLISECONDS)
@Warmup(iterations = 2, time = 2)
@Measurement(iterations = 5, time = 2)
@Fork(1)
public class AucIntervals {
    private static final int ROWS = 38_240;
    private static final int PATIENTS = 12_866;
    private static final int DRAWS = 2_000;

    private final double[][] scores = new double[3][ROWS];
    private final int[] truth = new int[ROWS];
    private final int[] patients = new int[ROWS];
    private MulticlassScores all = MulticlassScores.of(List.of("a", "b"), new double[2][0], new int[0], new int[0]);

    /** Scores with AUCs of about 0.9, patients of three images on average. */
    @Setup
    public void prepare() {
        SplittableRandom random = new SplittableRandom(1);
        for (int row = 0; row < ROWS; row++) {
            patients[row] = row < PATIENTS ? row : random.nextInt(PATIENTS);
            truth[row] = patients[row] % 10 == 0 ? 0 : patients[row] % 5 == 1 ? 1 : 2;
            for (int k = 0; k < 3; k++) {
                scores[k][row] = random.nextGaussian() + (truth[row] == k ? 2 : 0);
            }
        }
        all = MulticlassScores.of(List.of("a", "b", "c"), scores, truth, patients);
    }

    /** 2,000 draws of patients, three one-versus-rest AUCs and their mean, from presorted scores. */
    @Benchmark
    public Estimate bootstrapOfThreeAucs() {
        return ClusterBootstrap.of(DRAWS, 1).aucs(all.oneVersusRest()).mean().percentile(0.95);
    }

    /** DeLong's interval of one class, sorting included. */
    @Benchmark
    public Estimate deLongOfOneClass() {
        boolean[] labels = new boolean[ROWS];
        for (int row = 0; row < ROWS; row++) {
            labels[row] = truth[row] == 2;
        }
        return DeLong.wald(BinaryScores.of(scores[2], labels, patients), 0.95);
    }

    /** 2,000 permutations by patient with correction over classes. */
    @Benchmark
    public PermutationTest.Result permutationOfThreeClasses() {
        return PermutationTest.of(DRAWS, 1).oneVersusRest(all);
    }
}
