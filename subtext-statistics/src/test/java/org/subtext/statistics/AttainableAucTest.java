package org.subtext.statistics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class AttainableAucTest {
    @Test
    void scoresThatAreAllAlikeLeaveOneHalfAlone() {
        AttainableAuc of = of(new double[] {3, 3, 3, 3, 3}, 2);

        assertThat(of).isEqualTo(new AttainableAuc(0.5, 0.5));
        assertThat(of.reach()).isZero();
    }

    @Test
    void distinctScoresLeaveEverything() {
        assertThat(of(new double[] {5, 1, 4, 2, 3}, 2)).isEqualTo(new AttainableAuc(0, 1));
    }

    @Test
    void fewScoresBesideManyEqualOnesLeaveLittle() {
        double[] scores = new double[200];
        scores[0] = 1;
        scores[1] = 2;

        // Two positives above all 100 negatives, 98 tied with them: (200 + 98 * 50) / 10,000.
        assertThat(of(scores, 100).most()).isEqualTo(0.51, within(1e-12));
        assertThat(of(scores, 100).reach()).isEqualTo(0.01, within(1e-12));
    }

    @Test
    void itIsWhatAllTruthsTogetherReach() {
        SplittableRandom random = new SplittableRandom(4);
        for (int draw = 0; draw < 60; draw++) {
            int rows = 2 + random.nextInt(7);
            double[] scores = new double[rows];
            for (int row = 0; row < rows; row++) {
                scores[row] = random.nextInt(4);
            }
            int positives = 1 + random.nextInt(rows - 1);
            double least = 1;
            double most = 0;
            for (int truth = 0; truth < 1 << rows; truth++) {
                if (Integer.bitCount(truth) == positives) {
                    double auc = byPairs(scores, truth);
                    least = Math.min(least, auc);
                    most = Math.max(most, auc);
                }
            }
            AttainableAuc found = of(scores, positives);
            assertThat(found.least()).isEqualTo(least, within(1e-12));
            assertThat(found.most()).isEqualTo(most, within(1e-12));
        }
    }

    @Test
    void ofOneClassThereIsNone() {
        assertThat(AttainableAuc.of(BinaryScores.independent(new double[] {1, 2}, new boolean[] {true, true})))
                .isEmpty();
    }

    /** The truth does not matter, only how many are positive. */
    private static AttainableAuc of(double[] scores, int positives) {
        boolean[] labels = new boolean[scores.length];
        for (int row = 0; row < positives; row++) {
            labels[row] = true;
        }
        return AttainableAuc.of(BinaryScores.independent(scores, labels)).orElseThrow();
    }

    private static double byPairs(double[] scores, int truth) {
        double won = 0;
        int pairs = 0;
        for (int p = 0; p < scores.length; p++) {
            for (int n = 0; n < scores.length; n++) {
                if ((truth >> p & 1) == 1 && (truth >> n & 1) == 0) {
                    won += scores[p] > scores[n] ? 1 : scores[p] == scores[n] ? 0.5 : 0;
                    pairs++;
                }
            }
        }
        return won / pairs;
    }
}
