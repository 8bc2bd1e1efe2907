package org.subtext.confounding;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import org.assertj.core.data.Offset;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.subtext.provenance.Seed;
import org.subtext.statistics.BinaryScores;
import org.subtext.statistics.ClusterBootstrap;
import org.subtext.statistics.Clusters;
import org.subtext.testing.Seeds;

/** Expected numbers: NumPy 2.4.6 and scikit-learn 1.9.1 (roc_auc_score with sample_weight), validation/confounding. */
class BalancingWeightsTest {
    private static final Offset<Double> EXACT = Offset.offset(1e-9);

    private static BalancedAuc auc(@Nullable BalancingWeights balancing) {
        double[] scores = ClosedForm.scores();
        double[] other = Arrays.stream(scores).map(score -> -score).toArray();
        return new BalancedAuc(
                new double[][] {other, scores},
                ClosedForm.twoClasses(),
                ClosedForm.patients(),
                Cells.of(ClosedForm.levels()),
                balancing);
    }

    private static double observed(BalancedAuc auc) {
        return ClusterBootstrap.of(1, 1)
                .draw(List.of(auc))
                .statistic(1)
                .observed()
                .valueOr(-1);
    }

    @Test
    void jointWeightsAndTheirAucAreAsInNumPy() {
        double[] weights = auc(BalancingWeights.JOINT).rowWeights().orElseThrow();
        assertThat(Arrays.stream(weights).sum()).isCloseTo(240, EXACT);
        assertThat(Arrays.copyOf(weights, 3)).containsExactly(new double[] {1.7272727273, 0.6, 0.6896551724}, EXACT);
        assertThat(BalancingWeights.effectiveSize(weights)).isCloseTo(190.0729882113, Offset.offset(1e-8));
        assertThat(observed(auc(BalancingWeights.JOINT))).isCloseTo(0.744363034839, EXACT);
    }

    @Test
    void rakedWeightsAndTheirAucAreAsInNumPy() {
        double[] weights = auc(BalancingWeights.RAKED).rowWeights().orElseThrow();
        assertThat(Arrays.copyOf(weights, 3))
                .containsExactly(new double[] {1.9338971792, 0.5642627642, 0.7723356559}, Offset.offset(1e-7));
        assertThat(BalancingWeights.effectiveSize(weights)).isCloseTo(193.5368028413, Offset.offset(1e-5));
        assertThat(observed(auc(BalancingWeights.RAKED))).isCloseTo(0.747473597177, Offset.offset(1e-8));
    }

    @Test
    void withoutWeightsItIsThePlainAuc() {
        assertThat(observed(auc(null))).isCloseTo(0.807384310113, EXACT);
        int[] labels = ClosedForm.twoClasses();
        boolean[] positive = new boolean[ClosedForm.ROWS];
        for (int row = 0; row < positive.length; row++) {
            positive[row] = labels[row] == 1;
        }
        ClusterBootstrap bootstrap = ClusterBootstrap.of(50, 3);
        double[] ours = bootstrap.draw(List.of(auc(null))).statistic(1).replicates();
        double[] theirs = bootstrap
                .auc(BinaryScores.of(ClosedForm.scores(), positive, ClosedForm.patients()))
                .replicates();
        assertThat(ours).containsExactly(theirs, EXACT);
    }

    @Seeds(100)
    void afterWeightingEveryClassHasTheSameShares(SplittableRandom random) {
        int n = 200;
        int classes = 2 + random.nextInt(2);
        int[] labels = new int[n];
        int[][] levels = new int[2][n];
        for (int row = 0; row < n; row++) {
            labels[row] = random.nextInt(classes);
            levels[0][row] = Math.min(2, random.nextInt(3) + (random.nextInt(4) < labels[row] ? 1 : 0));
            levels[1][row] = random.nextInt(2 + labels[row]);
        }
        Cells cells = Cells.of(levels);
        double[][] counts = BalancingWeights.counts(labels, classes, cells);
        for (BalancingWeights balancing : BalancingWeights.values()) {
            double[][] weights = balancing.of(counts, cells).orElseThrow();
            for (int column = 0; column < 2; column++) {
                double[][] shares = new double[classes][cells.levelCounts()[column]];
                for (int k = 0; k < classes; k++) {
                    for (int cell = 0; cell < cells.count(); cell++) {
                        shares[k][cells.levels()[column][cell]] += weights[k][cell] * counts[k][cell];
                    }
                }
                for (int k = 1; k < classes; k++) {
                    assertThat(shares[k]).containsExactly(shares[0], Offset.offset(1e-5));
                }
            }
        }
    }

    @Test
    void classesThatShareNoCellCannotBeMatched() {
        int[] labels = {0, 0, 1, 1};
        Cells cells = Cells.of(new int[][] {{0, 0, 1, 1}});
        double[][] counts = BalancingWeights.counts(labels, 2, cells);
        assertThat(BalancingWeights.JOINT.of(counts, cells)).isEmpty();
        assertThat(BalancingWeights.RAKED.of(counts, cells)).isEmpty();
        BalancedAuc auc = new BalancedAuc(
                new double[][] {{1, 2, 3, 4}, {4, 3, 2, 1}},
                labels,
                Clusters.oneEach(4),
                cells,
                BalancingWeights.JOINT);
        assertThat(auc.obstacle()).hasValueSatisfying(why -> assertThat(why).contains("cannot be matched"));
    }

    @Test
    void effectiveSizeIsBetweenOneAndTheNumberOfRows() {
        assertThat(BalancingWeights.effectiveSize(new double[] {2, 2, 2, 2})).isCloseTo(4, EXACT);
        assertThat(BalancingWeights.effectiveSize(new double[] {5, 0, 0})).isCloseTo(1, EXACT);
        assertThat(BalancingWeights.effectiveSize(new double[] {3, 1})).isCloseTo(1.6, EXACT);
        assertThat(BalancingWeights.effectiveSize(new double[0])).isZero();
    }

    @Test
    void theStudysResamplingAveragesToTheExactWeights() {
        double sum = 0;
        int repeats = 200;
        double[] all = ClosedForm.scores();
        int[] labels = ClosedForm.twoClasses();
        int[][] levels = ClosedForm.levels();
        for (int r = 0; r < repeats; r++) {
            int[] drawn = StudyResampling.draw(labels, 2, levels, new Seed(9).child("draw", r));
            double[] scores = Arrays.stream(drawn).mapToDouble(row -> all[row]).toArray();
            boolean[] positive = new boolean[drawn.length];
            for (int i = 0; i < drawn.length; i++) {
                positive[i] = labels[drawn[i]] == 1;
            }
            sum += ClusterBootstrap.of(1, 1)
                    .auc(BinaryScores.independent(scores, positive))
                    .observed()
                    .valueOr(-1);
        }
        // One draw of 720 rows, three times resampled, has a standard deviation of about 0.027 here.
        assertThat(sum / repeats).isCloseTo(0.744363034839, Offset.offset(4 * 0.027 / Math.sqrt(repeats)));
    }
}
