package org.subtext.statistics;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.util.List;
import java.util.SplittableRandom;
import java.util.function.Supplier;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/**
 * Times on data of the size of the study's CheXpert test set: 38,240 images of 12,866 patients, three classes. {@link
 * Figures} collects them: {@code mvn -pl subtext-core test -Pslow -Dtest=StatisticsSpeedTest}.
 */
@Tag("slow")
class StatisticsSpeedTest {
    private static final int ROWS = 38_240;
    private static final int PATIENTS = 12_866;

    private final MulticlassScores scores = sample();

    private static MulticlassScores sample() {
        SplittableRandom random = new SplittableRandom(1);
        int[] patients = new int[ROWS];
        int[] truth = new int[ROWS];
        double[][] scores = new double[3][ROWS];
        int[] classOfPatient = random.ints(PATIENTS, 0, 100)
                .map(share -> share < 15 ? 0 : share < 22 ? 1 : 2)
                .toArray();
        for (int row = 0; row < ROWS; row++) {
            patients[row] = row < PATIENTS ? row : random.nextInt(PATIENTS);
            truth[row] = classOfPatient[patients[row]];
            double sum = 0;
            for (int k = 0; k < 3; k++) {
                scores[k][row] = Math.exp(4 * random.nextDouble() + (truth[row] == k ? 2 : 0));
                sum += scores[k][row];
            }
            for (int k = 0; k < 3; k++) {
                scores[k][row] /= sum;
            }
        }
        return MulticlassScores.of(List.of("Asian", "Black", "White"), scores, truth, patients);
    }

    @Test
    void theBootstrapOfThreeClassesTakesWellUnderASecondAndAHalf() {
        double seconds = best(() -> {
            MulticlassScores fresh = sample();
            long start = System.nanoTime();
            BootstrapSample sample = new ClusterBootstrap(2_000, 7, 2).aucs(fresh.oneVersusRest());
            for (int k = 0; k < 3; k++) {
                sample.statistic(k).percentile(0.95);
            }
            sample.mean().percentile(0.95);
            return (System.nanoTime() - start) / 1e9;
        });
        Figures.record("2,000 patient draws of three AUCs and their mean, two threads, s", seconds);
        assertThat(seconds).isLessThan(1.5);
    }

    @Test
    void deLongTakesUnderTwentyMillisecondsAClassWithTheSort() {
        double[] column = new double[ROWS];
        boolean[] labels = new boolean[ROWS];
        for (int row = 0; row < ROWS; row++) {
            column[row] = scores.score(0, row);
            labels[row] = scores.truth(row) == 0;
        }
        ThreadMXBean threads = ManagementFactory.getThreadMXBean();
        double seconds = best(() -> {
            long start = threads.getCurrentThreadCpuTime();
            Estimate auc = DeLong.wald(BinaryScores.independent(column, labels), 0.95);
            assertThat(auc.isDefined()).isTrue();
            return (threads.getCurrentThreadCpuTime() - start) / 1e9;
        });
        Figures.record("DeLong of a class, sort included, processor s", seconds);
        assertThat(seconds).isLessThan(0.020);
    }

    @Test
    void theOtherIntervalsAndTestsAreTimedToo() {
        ClusterBootstrap bootstrap = new ClusterBootstrap(2_000, 7, 2);
        Figures.record(
                "BCa of three classes and macro, s",
                ""
                        + best(() -> {
                            long start = System.nanoTime();
                            BootstrapSample sample = bootstrap.aucs(scores.oneVersusRest());
                            assertThat(sample.mean().bca(0.95)).isInstanceOf(Estimate.Known.class);
                            return (System.nanoTime() - start) / 1e9;
                        }));
        Figures.record(
                "all multiclass AUCs, s",
                ""
                        + best(() -> {
                            long start = System.nanoTime();
                            assertThat(MulticlassAuc.of(scores, bootstrap)
                                            .handTill()
                                            .percentile(0.95)
                                            .isDefined())
                                    .isTrue();
                            return (System.nanoTime() - start) / 1e9;
                        }));
        Figures.record(
                "2,000 permutations, three classes, s",
                ""
                        + best(() -> {
                            long start = System.nanoTime();
                            assertThat(new PermutationTest(2_000, 7, 2)
                                            .oneVersusRest(scores)
                                            .macroP()
                                            .valueOr(1))
                                    .isLessThan(0.01);
                            return (System.nanoTime() - start) / 1e9;
                        }));
        Figures.record(
                "four agreement measures, s",
                ""
                        + best(() -> {
                            long start = System.nanoTime();
                            assertThat(Confusion.ofHighestScore(scores)
                                            .bootstrap(bootstrap)
                                            .of(Confusion.Measure.MATTHEWS)
                                            .percentile(0.95)
                                            .isDefined())
                                    .isTrue();
                            return (System.nanoTime() - start) / 1e9;
                        }));
        Figures.record(
                "ROC band of a class on 101 rates, s",
                ""
                        + best(() -> {
                            long start = System.nanoTime();
                            double[] grid = new double[101];
                            for (int i = 0; i < grid.length; i++) {
                                grid[i] = i / 100.0;
                            }
                            assertThat(Roc.of(scores.oneVersusRest(0)).band(grid, 0.95, bootstrap))
                                    .hasSize(101);
                            return (System.nanoTime() - start) / 1e9;
                        }));
    }

    /** The best of ten runs: the machine is shared, and the first ones are compiled on the way. */
    private static double best(Supplier<Double> run) {
        double best = Double.POSITIVE_INFINITY;
        for (int i = 0; i < 10; i++) {
            best = Math.min(best, run.get());
        }
        return best;
    }
}
