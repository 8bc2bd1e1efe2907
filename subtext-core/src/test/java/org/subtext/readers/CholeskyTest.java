package org.subtext.readers;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.SplittableRandom;
import org.ejml.data.DMatrixRMaj;
import org.ejml.dense.row.CommonOps_DDRM;
import org.junit.jupiter.api.Test;
import org.subtext.provenance.Seed;

/** Solutions of EJML 0.43.1 beside those of {@link Cholesky}. */
class CholeskyTest {
    @Test
    void solutionsAreThoseOfAnotherProgramAtAnyWidth() {
        for (int width : new int[] {1, 2, 3, 4, 5, 31, 32, 33, 64, 67, 150}) {
            SplittableRandom random = new Seed(width).random();
            DMatrixRMaj some = new DMatrixRMaj(width + 2, width);
            Arrays.setAll(some.data, i -> random.nextGaussian());
            DMatrixRMaj matrix = CommonOps_DDRM.identity(width);
            CommonOps_DDRM.multAddTransA(some, some, matrix);
            double[] right = random.doubles(width).toArray();
            DMatrixRMaj expected = new DMatrixRMaj(width, 1);
            assertThat(CommonOps_DDRM.solve(matrix, new DMatrixRMaj(width, 1, true, right), expected))
                    .isTrue();

            double[] found = new Cholesky(upper(matrix)).solve(right);

            for (int i = 0; i < width; i++) {
                assertThat(found[i]).as("width %s, row %s", width, i).isCloseTo(expected.get(i, 0), within(1e-10));
            }
        }
    }

    @Test
    void theRightSideIsLeftAsItIs() {
        double[] right = {3, 8};
        assertThat(new Cholesky(new double[][] {{4, 2}, {0, 5}}).solve(right)).containsExactly(-0.0625, 1.625);
        assertThat(right).containsExactly(3, 8);
    }

    @Test
    void aMatrixThatIsNotPositiveDefiniteIsRefused() {
        assertThatThrownBy(() -> new Cholesky(new double[][] {{1, 2}, {0, 1}}))
                .isInstanceOf(IllegalStateException.class);
        assertThatThrownBy(() -> new Cholesky(new double[][] {{Double.NaN, 2}, {0, 1}}))
                .isInstanceOf(IllegalStateException.class);
    }

    private static double[][] upper(DMatrixRMaj matrix) {
        double[][] rows = new double[matrix.numRows][matrix.numCols];
        for (int i = 0; i < rows.length; i++) {
            Arrays.fill(rows[i], Double.NaN); // what lies below the diagonal is not looked at
            for (int j = i; j < rows.length; j++) {
                rows[i][j] = matrix.get(i, j);
            }
        }
        return rows;
    }
}
