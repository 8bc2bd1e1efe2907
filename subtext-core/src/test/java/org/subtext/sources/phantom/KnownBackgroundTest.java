package org.subtext.sources.phantom;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import java.util.SplittableRandom;
import org.ejml.data.DMatrixRMaj;
import org.ejml.dense.row.CommonOps_DDRM;
import org.junit.jupiter.api.Test;

/** What a known background leaves of a signal is what linear algebra by hand gives. */
class KnownBackgroundTest {
    private static final int SIDE = 5;
    private static final int PIXELS = SIDE * SIDE;

    @Test
    void withoutBlurItIsTheSumOfSquaresOverTheVariances() {
        double[][] none = new double[SIDE][SIDE];
        for (int i = 0; i < SIDE; i++) {
            none[i][i] = 1;
        }
        double[][] changes = drawn(2, 1);
        double[] counting = positive(2);
        double expected = 0;
        for (int i = 0; i < PIXELS; i++) {
            expected += changes[0][i] * changes[1][i] / (counting[i] + 0.3);
        }
        assertThat(KnownBackground.of(changes, none, counting, 0.3).separation()[0][1])
                .isCloseTo(expected, within(1e-9));
    }

    @Test
    void withBlurItIsThatOfTheWholeCovariance() {
        double[][] blur = blur();
        double[][] changes = drawn(3, 3);
        double[] counting = positive(4);
        DMatrixRMaj onImages = new DMatrixRMaj(PIXELS, PIXELS);
        CommonOps_DDRM.kron(new DMatrixRMaj(blur), new DMatrixRMaj(blur), onImages);
        DMatrixRMaj blurred = new DMatrixRMaj(PIXELS, PIXELS);
        CommonOps_DDRM.mult(onImages, CommonOps_DDRM.diag(counting), blurred);
        DMatrixRMaj covariance = new DMatrixRMaj(PIXELS, PIXELS);
        CommonOps_DDRM.multTransB(blurred, onImages, covariance);
        CommonOps_DDRM.addEquals(covariance, 0.05, CommonOps_DDRM.identity(PIXELS));
        double[][] found = KnownBackground.of(changes, blur, counting, 0.05).separation();
        for (int k = 0; k < changes.length; k++) {
            DMatrixRMaj left = seen(onImages, changes[k]);
            for (int j = 0; j < changes.length; j++) {
                DMatrixRMaj right = new DMatrixRMaj(PIXELS, 1);
                CommonOps_DDRM.solve(covariance.copy(), seen(onImages, changes[j]), right);
                double expected = CommonOps_DDRM.dot(left, right);
                assertThat(found[k][j]).isCloseTo(expected, within(1e-8 * Math.max(1, Math.abs(expected))));
            }
        }
    }

    @Test
    void twiceTheStrengthIsFourTimesTheSeparation() {
        double once = separation(1);
        assertThat(once).isPositive();
        assertThat(separation(2)).isCloseTo(4 * once, within(1e-6 * once));
    }

    private static double separation(double strength) {
        PhantomPlan plan = new PhantomPlan(
                4,
                1,
                1,
                32,
                List.of(new ClassShare("A", 0.5), new ClassShare("B", 0.5)),
                new PlantedSignal.Band(5, 9, strength),
                ConfounderCorrelations.NONE,
                11,
                8);
        return new PhantomStream(plan).known(2).separation()[0][0];
    }

    private static DMatrixRMaj seen(DMatrixRMaj onImages, double[] change) {
        DMatrixRMaj seen = new DMatrixRMaj(PIXELS, 1);
        CommonOps_DDRM.mult(onImages, new DMatrixRMaj(PIXELS, 1, true, change), seen);
        return seen;
    }

    private static double[][] drawn(int count, long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        double[][] drawn = new double[count][PIXELS];
        for (double[] one : drawn) {
            for (int i = 0; i < PIXELS; i++) {
                one[i] = random.nextGaussian();
            }
        }
        return drawn;
    }

    private static double[] positive(long seed) {
        return new SplittableRandom(seed).doubles(PIXELS, 0.1, 3).toArray();
    }

    /** Not symmetric, as at the edges of an image. */
    private static double[][] blur() {
        double[][] blur = new double[SIDE][SIDE];
        for (int i = 0; i < SIDE; i++) {
            blur[i][i] = 0.7;
            blur[i][Math.max(0, i - 1)] += 0.1;
            blur[i][Math.min(SIDE - 1, i + 1)] += 0.2;
        }
        return blur;
    }
}
