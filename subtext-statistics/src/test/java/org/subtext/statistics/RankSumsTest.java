package org.subtext.statistics;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.SplittableRandom;
import org.subtext.testing.Seeds;

class RankSumsTest {
    /** Pairs counted one by one, ties one half. */
    private static double auc(MulticlassScores scores, int k, int[] truth) {
        double concordant = 0;
        long pairs = 0;
        for (int one = 0; one < truth.length; one++) {
            for (int other = 0; other < truth.length; other++) {
                if (truth[one] == k && truth[other] != k) {
                    pairs++;
                    double difference = scores.score(k, one) - scores.score(k, other);
                    concordant += difference > 0 ? 1 : difference == 0 ? 0.5 : 0;
                }
            }
        }
        return concordant / pairs;
    }

    @Seeds(60)
    void aucsOfPermutedLabelsAreThoseOfPairsCounted(SplittableRandom random) {
        boolean patientsHoldLabels = random.nextBoolean();
        int values = random.nextBoolean() ? 5 : 1_000_000;
        int rows = 60;
        int[] patients = Clusters.dense(random.ints(rows, 0, 25).toArray());
        int[] truth = new int[rows];
        double[][] columns = new double[3][rows];
        for (int row = 0; row < rows; row++) {
            truth[row] = (patientsHoldLabels ? patients[row] : row) % 3;
            for (double[] column : columns) {
                column[row] = random.nextInt(values) / 10.0;
            }
        }
        MulticlassScores scores = MulticlassScores.of(List.of("A", "B", "C"), columns, truth, patients);
        PatientLabels labels = new PatientLabels(scores);
        RankSums ranks = new RankSums(scores, labels);
        RankSums apart = new RankSums(scores, labels, 0); // as where ranks and rows of a chunk fill no one number
        byte[] permuted = labels.observed();
        for (int permutation = 0; permutation < 5; permutation++) {
            double[] found = ranks.aucs(new byte[][] {labels.observed(), permuted})[1];
            assertThat(apart.aucs(new byte[][] {permuted})[0]).isEqualTo(found);
            int[] now = new int[rows];
            for (int row = 0; row < rows; row++) {
                now[row] = permuted[labels.holderOf(row)];
            }
            for (int k = 0; k < 3; k++) {
                assertThat(found[k]).isEqualTo(auc(scores, k, now));
            }
            labels.permute(3, permutation, permuted);
        }
    }
}
