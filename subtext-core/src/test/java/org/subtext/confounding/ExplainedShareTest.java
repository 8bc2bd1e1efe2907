package org.subtext.confounding;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class ExplainedShareTest {
    /** By {@code python3 validation/controls/share.py}, Python 3.11.7. */
    @Test
    void weightedPairsOfThreeClassesWithTies() {
        int[] labels = {1, 0, 1, 2, 0, 0, 2, 0, 1, 2, 0, 2, 0, 0, 0, 1, 1, 0};
        double[][] scores = {
            {0.1, 2.1, 1.2, 0.5, 2.1, 0.3, -0.3, 0.6, -0.3, -0.2, 1.0, 1.3, 1.5, 1.6, -0.5, -0.3, -1.4, 0.2},
            {1.8, 0.8, 1.0, 0.4, -0.3, -1.3, -0.9, -0.8, -0.9, -0.3, -2.2, 0.5, -0.5, 0.6, 0.7, 2.4, 1.5, 0.4},
            {-0.9, 0.0, -1.3, 1.2, 1.1, 0.5, 1.3, 0.8, 1.0, 0.4, 0.4, 0.7, -1.6, -0.6, 0.4, -0.8, -0.7, 0.9}
        };
        double[][] probabilities = {
            {
                0.511, 0.533, 0.33, 0.279, 0.536, 0.464, 0.118, 0.414, 0.115, 0.08, 0.439, 0.294, 0.528, 0.755, 0.395,
                0.167, 0.323, 0.367
            },
            {
                0.429, 0.427, 0.41, 0.182, 0.125, 0.297, 0.156, 0.38, 0.693, 0.251, 0.332, 0.178, 0.463, 0.096, 0.283,
                0.381, 0.426, 0.302
            },
            {
                0.06, 0.04, 0.26, 0.539, 0.339, 0.24, 0.726, 0.206, 0.192, 0.67, 0.229, 0.528, 0.008, 0.149, 0.323,
                0.451, 0.251, 0.331
            }
        };
        ExplainedShare share = new ExplainedShare(
                scores, probabilities, labels, IntStream.range(0, 18).toArray());

        assertThat(once(share))
                .containsExactly(
                        new double[] {
                            0.8125559625559626,
                            0.7888966906583973,
                            0.9435264324153213,
                            0.9693341775274495,
                            0.0756961143984869
                        },
                        within(1e-12));
        assertThat(share.effectiveSize()).isCloseTo(14.361297148488722, within(1e-12));
    }

    /** The score is the column: with the true probabilities nothing of it is left, by construction. */
    @Test
    void whatIsReadThroughTheColumnGoesWithItAndWhatIsNotStays() {
        SplittableRandom random = new SplittableRandom(4);
        int rows = 4_000;
        int[] labels = new int[rows];
        double[][] through = new double[2][rows];
        double[][] beside = new double[2][rows];
        double[][] probabilities = new double[2][rows];
        for (int i = 0; i < rows; i++) {
            boolean site = random.nextBoolean();
            labels[i] = random.nextDouble() < (site ? 0.8 : 0.2) ? 1 : 0;
            through[1][i] = (site ? 1 : 0) + random.nextGaussian();
            beside[1][i] = labels[i] + random.nextGaussian();
            probabilities[1][i] = site ? 0.8 : 0.2;
            through[0][i] = -through[1][i];
            beside[0][i] = -beside[1][i];
            probabilities[0][i] = 1 - probabilities[1][i];
        }
        int[] patients = IntStream.range(0, rows).toArray();

        double[] gone = once(new ExplainedShare(through, probabilities, labels, patients));
        double[] left = once(new ExplainedShare(beside, probabilities, labels, patients));

        assertThat(gone[ExplainedShare.SHARE]).isCloseTo(1, within(0.1));
        assertThat(gone[ExplainedShare.COLUMNS_WEIGHTED]).isCloseTo(0.5, within(0.02));
        assertThat(left[ExplainedShare.SHARE]).isCloseTo(0, within(0.1));
    }

    @Test
    void scoresWithoutExcessHaveNoShare() {
        double[][] same = {{1, 1, 1, 1}, {1, 1, 1, 1}};
        double[][] halves = new double[2][4];
        Arrays.stream(halves).forEach(row -> Arrays.fill(row, 0.5));

        assertThat(new ExplainedShare(same, halves, new int[] {0, 1, 0, 1}, new int[] {0, 1, 2, 3}).obstacle())
                .isPresent();
    }

    private static double[] once(ExplainedShare share) {
        byte[] taken = new byte[share.clusterCount()];
        Arrays.fill(taken, (byte) 1);
        double[] numbers = new double[share.size()];
        assertThat(share.evaluate(taken, numbers, 0)).isTrue();
        return numbers;
    }
}
