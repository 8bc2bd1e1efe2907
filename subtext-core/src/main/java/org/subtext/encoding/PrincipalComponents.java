package org.subtext.encoding;

import java.util.stream.IntStream;
import org.ejml.data.DMatrixRMaj;
import org.ejml.dense.row.factory.DecompositionFactory_DDRM;
import org.ejml.interfaces.decomposition.EigenDecomposition_F64;

/**
 * Principal components of centred vectors, coordinates as they are (not standardised).
 *
 * <p>The eigenvectors of the covariance, or of the rows' inner products where there are fewer rows than coordinates.
 * The sign of a component is such that its largest score by size is positive. O(n d min(n, d) + min(n, d)³) time.
 * Checked against NumPy's singular value decomposition in {@code PrincipalComponentsTest}.
 *
 * @param variances of all components, descending, divisor n − 1
 * @param scores {@code [row][component]} of the first components
 */
@SuppressWarnings("ArrayRecordComponent") // handed over, read only
public record PrincipalComponents(double[] variances, double[][] scores) {
    /**
     * The components of some vectors.
     *
     * @param rows at least two
     * @param kept components that rows are scored on; fewer where there are fewer
     */
    public static PrincipalComponents of(float[][] rows, int kept) {
        if (rows.length < 2) {
            throw new IllegalArgumentException("principal components need at least two rows, got " + rows.length);
        }
        double[][] centred = centred(rows);
        boolean byRows = rows.length <= rows[0].length;
        double[][] side = byRows ? centred : transposed(centred);
        EigenDecomposition_F64<DMatrixRMaj> eigen = DecompositionFactory_DDRM.eig(side.length, true, true);
        if (!eigen.decompose(products(side, rows.length - 1))) {
            throw new IllegalStateException("the eigenvalues of a covariance could not be found");
        }
        int[] order = IntStream.range(0, eigen.getNumberOfEigenvalues())
                .boxed()
                .sorted((a, b) -> Double.compare(
                        eigen.getEigenvalue(b).getReal(), eigen.getEigenvalue(a).getReal()))
                .mapToInt(i -> i)
                .toArray();
        double[] variances = IntStream.of(order)
                .mapToDouble(i -> Math.max(0, eigen.getEigenvalue(i).getReal()))
                .toArray();
        int count = Math.min(kept, variances.length);
        double[][] scores = new double[rows.length][count];
        for (int c = 0; c < count; c++) {
            DMatrixRMaj vector = eigen.getEigenVector(order[c]);
            for (int row = 0; row < rows.length; row++) {
                scores[row][c] = byRows
                        ? vector.get(row, 0) * Math.sqrt(variances[c] * (rows.length - 1))
                        : dot(centred[row], vector);
            }
            turn(scores, c);
        }
        return new PrincipalComponents(variances, scores);
    }

    /** How many components hold a share of the variance. */
    public int componentsFor(double share) {
        double total = 0;
        for (double variance : variances) {
            total += variance;
        }
        double sum = 0;
        for (int c = 0; c < variances.length; c++) {
            sum += variances[c];
            if (sum >= share * total) {
                return c + 1;
            }
        }
        return variances.length;
    }

    private static double[][] centred(float[][] rows) {
        double[] mean = Scaling.of(rows).mean();
        double[][] centred = new double[rows.length][mean.length];
        for (int row = 0; row < rows.length; row++) {
            for (int j = 0; j < mean.length; j++) {
                centred[row][j] = rows[row][j] - mean[j];
            }
        }
        return centred;
    }

    private static double[][] transposed(double[][] rows) {
        double[][] columns = new double[rows[0].length][rows.length];
        for (int row = 0; row < rows.length; row++) {
            for (int j = 0; j < columns.length; j++) {
                columns[j][row] = rows[row][j];
            }
        }
        return columns;
    }

    private static DMatrixRMaj products(double[][] side, double divisor) {
        DMatrixRMaj products = new DMatrixRMaj(side.length, side.length);
        IntStream.range(0, side.length).parallel().forEach(i -> {
            for (int j = 0; j <= i; j++) {
                double sum = 0;
                for (int r = 0; r < side[i].length; r++) {
                    sum += side[i][r] * side[j][r];
                }
                products.set(i, j, sum / divisor);
                products.set(j, i, sum / divisor);
            }
        });
        return products;
    }

    private static double dot(double[] row, DMatrixRMaj vector) {
        double sum = 0;
        for (int j = 0; j < row.length; j++) {
            sum += row[j] * vector.get(j, 0);
        }
        return sum;
    }

    private static void turn(double[][] scores, int c) {
        double extreme = 0;
        for (double[] row : scores) {
            extreme = Math.abs(row[c]) > Math.abs(extreme) ? row[c] : extreme;
        }
        if (extreme < 0) {
            for (double[] row : scores) {
                row[c] = -row[c];
            }
        }
    }
}
