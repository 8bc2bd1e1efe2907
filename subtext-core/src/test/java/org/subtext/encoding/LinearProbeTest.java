package org.subtext.encoding;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.ForkJoinPool;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;
import org.subtext.encoding.LinearProbe.Choice;
import org.subtext.provenance.Seed;
import org.subtext.testing.Seeds;

class LinearProbeTest {
    private static final Seed SEED = new Seed(7);
    private static final Offset<Double> AS_PRINTED = within(1e-6);

    private static double[][] fitted(int classes, double c) {
        ProbeRows rows = ClosedForm.rows(150, 6, classes);
        ProbeRows training = rows.at(ClosedForm.range(0, 100));
        return LinearProbe.fitted(training, c, rows.vectorsAt(ClosedForm.range(100, 105)));
    }

    // scikit-learn 1.9.1: validation/encoding/reference.py, LogisticRegression(C=c, tol=1e-9) on StandardScaler's rows.
    @Test
    void probabilitiesOfTwoClassesAreThoseOfScikitLearn() {
        assertThat(ClosedForm.column(fitted(2, 0.01), 1))
                .containsExactly(
                        new double[] {0.406439568, 0.335084567, 0.266909571, 0.357186970, 0.356124066}, AS_PRINTED);
        assertThat(ClosedForm.column(fitted(2, 1), 1))
                .containsExactly(
                        new double[] {0.678891025, 0.181744070, 0.014909555, 0.941097949, 0.069842402}, AS_PRINTED);
    }

    @Test
    void probabilitiesOfThreeClassesAreThoseOfScikitLearn() {
        double[][] weak = fitted(3, 0.01);
        double[][] strong = fitted(3, 1);

        assertThat(weak[0]).containsExactly(new double[] {0.289924308, 0.334272318, 0.375803375}, AS_PRINTED);
        assertThat(weak[4]).containsExactly(new double[] {0.368238337, 0.331630945, 0.300130718}, AS_PRINTED);
        assertThat(strong[0]).containsExactly(new double[] {0.257313291, 0.678125976, 0.064560733}, AS_PRINTED);
        assertThat(strong[3]).containsExactly(new double[] {0.000150981, 0.071162073, 0.928686946}, AS_PRINTED);
    }

    @Test
    void theGridIsThatOfYangAndOthers() {
        assertThat(LinearProbe.grid()).hasSize(10).startsWith(1e-5).endsWith(10);
    }

    @Seeds(20)
    void scalesAndShiftsOfCoordinatesDoNotMatter(SplittableRandom random) {
        ProbeRows rows = ClosedForm.gaussian(random, 60, 2, 4, 0.7);
        float[][] moved = new float[rows.size()][4];
        for (int i = 0; i < moved.length; i++) {
            for (int j = 0; j < 4; j++) {
                moved[i][j] = rows.vectors()[i][j] * (1 << 2 * j) + 16 * j; // powers of two: no rounding of the scale
            }
        }
        ProbeRows other = new ProbeRows(moved, rows.labels(), rows.patients(), 2);
        double[][] expected = LinearProbe.fitted(rows, 1, rows.vectors());

        double[][] found = LinearProbe.fitted(other, 1, other.vectors());

        assertThat(ClosedForm.column(found, 1)).containsExactly(ClosedForm.column(expected, 1), within(1e-3));
    }

    @Test
    void aCoordinateThatDoesNotVaryIsNoObstacle() {
        ProbeRows rows = ClosedForm.gaussian(new SplittableRandom(3), 40, 1, 3, 1);
        for (float[] vector : rows.vectors()) {
            vector[1] = 1234.5678f;
        }

        double[][] scores = new LinearProbe(Choice.AUC).fitAndScore(rows, rows.vectors(), SEED);

        assertThat(ClosedForm.macroAuc(scores, rows)).isBetween(0.8, 1.0);
    }

    @Test
    void aClassWithoutTrainingRowsGetsNoProbability() {
        ProbeRows two = ClosedForm.gaussian(new SplittableRandom(4), 40, 1, 3, 1);
        ProbeRows asThree = new ProbeRows(two.vectors(), two.labels(), two.patients(), 3);

        double[][] scores = new LinearProbe(Choice.LOG_LOSS).fitAndScore(asThree, two.vectors(), SEED);

        assertThat(List.of(scores)).allSatisfy(row -> {
            assertThat(row[2]).isZero();
            assertThat(row[0] + row[1]).isCloseTo(1, within(1e-12));
        });
    }

    @Test
    void oneClassAloneIsCertain() {
        ProbeRows rows =
                ClosedForm.gaussian(new SplittableRandom(5), 10, 1, 3, 1).withLabels(new int[10]);

        assertThat(List.of(new LinearProbe(Choice.AUC).fitAndScore(rows, rows.vectors(), SEED)))
                .allSatisfy(row -> assertThat(row).containsExactly(1, 0));
    }

    @Test
    void scoresDoNotDependOnTheNumberOfThreads() throws Exception {
        ProbeRows rows = ClosedForm.gaussian(new SplittableRandom(6), 1_500, 1, 8, 0.3);
        LinearProbe probe = new LinearProbe(Choice.AUC);
        double[][] here = probe.fitAndScore(rows, rows.vectors(), SEED);
        ForkJoinPool alone = new ForkJoinPool(1);
        try {
            double[][] there = alone.submit(() -> probe.fitAndScore(rows, rows.vectors(), SEED))
                    .get();
            assertThat(there).isDeepEqualTo(here);
        } finally {
            alone.shutdown();
        }
    }
}
