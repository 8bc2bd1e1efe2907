package org.subtext.confounding;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;
import org.subtext.provenance.Seed;
import org.subtext.statistics.BinaryScores;
import org.subtext.statistics.ClusterBootstrap;

/** Expected numbers: scikit-learn 1.9.1, LogisticRegression(solver="liblinear", tol=1e-12), validation/confounding. */
class LogisticRegressionTest {
    /** Both minimise the same function; ours stops when the gradient has shrunk to 1e-5 of its first size. */
    private static final Offset<Double> SOLVER = Offset.offset(1e-4);

    private static final Seed SEED = new Seed(1);

    private static double[][] probabilities(double cost, int[] labels, int classes) {
        LabelledRows rows = new LabelledRows(ClosedForm.features(), labels, classes, ClosedForm.patients());
        return new LogisticRegression(cost)
                .fit(rows.at(ClosedForm.TRAINING), SEED)
                .probabilities(rows.at(ClosedForm.TEST).features());
    }

    private static double auc(double[][] probabilities, int[] labels, int k) {
        double[] scores =
                Arrays.stream(probabilities).mapToDouble(row -> row[k]).toArray();
        boolean[] positive = new boolean[scores.length];
        for (int i = 0; i < scores.length; i++) {
            positive[i] = labels[ClosedForm.TEST[i]] == k;
        }
        return ClusterBootstrap.of(1, 1)
                .auc(BinaryScores.independent(scores, positive))
                .observed()
                .valueOr(-1);
    }

    @Test
    void twoClassesAreAsInScikitLearn() {
        double[][] weak = probabilities(0.01, ClosedForm.twoClasses(), 2);
        assertThat(auc(weak, ClosedForm.twoClasses(), 1)).isCloseTo(0.765079365079, Offset.offset(1e-11));
        assertThat(weak[0][1]).isCloseTo(0.5364766888, SOLVER);
        assertThat(weak[40][1]).isCloseTo(0.4555493731, SOLVER);

        double[][] strong = probabilities(1, ClosedForm.twoClasses(), 2);
        assertThat(auc(strong, ClosedForm.twoClasses(), 1)).isCloseTo(0.770158730159, Offset.offset(1e-11));
        assertThat(strong[0][1]).isCloseTo(0.6319692355, SOLVER);
        assertThat(strong[40][1]).isCloseTo(0.3028523497, SOLVER);
        assertThat(strong[79][1]).isCloseTo(0.7646131103, SOLVER);
    }

    @Test
    void threeClassesAreOneVersusRestAsInScikitLearn() {
        double[][] three = probabilities(1, ClosedForm.threeClasses(), 3);
        double macro = (auc(three, ClosedForm.threeClasses(), 0)
                        + auc(three, ClosedForm.threeClasses(), 1)
                        + auc(three, ClosedForm.threeClasses(), 2))
                / 3;
        // One pair of test rows that changes places moves a class AUC by 1/(27·53) or so.
        assertThat(macro).isCloseTo(0.746343043941, Offset.offset(1e-3));
        assertThat(three[0]).containsExactly(new double[] {0.3245307628, 0.5085462185, 0.1669230187}, SOLVER);
    }

    @Test
    void unitsOfColumnsDoNotMatter() {
        LabelledRows rows = ClosedForm.twoClassRows();
        double[][] scaled = Arrays.stream(rows.features())
                .map(row -> new double[] {1000 * row[0] + 7, row[1] / 50, row[2], -row[3]})
                .toArray(double[][]::new);
        double[][] plain = new LogisticRegression(1).fit(rows, SEED).probabilities(rows.features());
        double[][] other =
                new LogisticRegression(1).fit(rows.withFeatures(scaled), SEED).probabilities(scaled);
        for (int row = 0; row < plain.length; row++) {
            assertThat(other[row][1]).isCloseTo(plain[row][1], Offset.offset(1e-3));
        }
    }
}
