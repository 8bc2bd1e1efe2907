package org.subtext.sources.phantom;

/**
 * How far the classes' textures stand out of the noise of one image whose background is known: inner products of what
 * the textures change, in the metric of the inverse noise covariance.
 *
 * <p>The signal behind the detector is Gaussian with mean {@code b − x·s_k}, where b is known, k is the class, x its
 * expression and s_k what one unit of it takes away (to first order in the texture, which is faint), and with the
 * covariance {@code K = B·D·Bᵀ + e²·I} of counting noise D that the detector blurs by B, and of reading noise e. A
 * likelihood ratio needs of the image no more than {@code t_k = s_kᵀK⁻¹(b − image)}, which is Gaussian with mean
 * {@code x·q_kj} for class j and covariance {@code q}, {@code q_kj = s_kᵀK⁻¹s_j}. Windowing, the grey curve and
 * rounding, which take a little away, come after.
 *
 * @param separation {@code q}, {@code [class][class]}, per squared unit of expression
 */
@SuppressWarnings("ArrayRecordComponent") // handed over, read only; nobody compares them
public record KnownBackground(double[][] separation) {
    private static final double SMALL_ENOUGH = 1e-10;
    private static final int MOST_STEPS = 500;

    /**
     * Of shapes behind the detector.
     *
     * @param changes {@code [class][pixel]} before the blur
     * @param blur {@code [to][from]} along one axis
     * @param counting variance of each pixel before the blur
     * @param reading variance that the read-out adds to each pixel
     */
    static KnownBackground of(double[][] changes, double[][] blur, double[] counting, double reading) {
        int side = blur.length;
        double[][] transposed = new double[side][side];
        for (int i = 0; i < side; i++) {
            for (int j = 0; j < side; j++) {
                transposed[j][i] = blur[i][j];
            }
        }
        double[][] seen = new double[changes.length][];
        double[][] weighted = new double[changes.length][];
        for (int k = 0; k < changes.length; k++) {
            seen[k] = onBothAxes(blur, changes[k]);
            weighted[k] = solved(seen[k], blur, transposed, counting, reading);
        }
        double[][] separation = new double[changes.length][changes.length];
        for (int k = 0; k < changes.length; k++) {
            for (int j = 0; j < changes.length; j++) {
                separation[k][j] = dot(seen[k], weighted[j]);
            }
        }
        return new KnownBackground(separation);
    }

    /**
     * Conjugate gradients with the diagonal as preconditioner (Hestenes and Stiefel 1952, doi:10.6028/jres.049.044).
     */
    private static double[] solved(
            double[] right, double[][] blur, double[][] transposed, double[] counting, double reading) {
        int n = right.length;
        double[] found = new double[n];
        double[] rest = right.clone();
        double[] scaled = new double[n];
        double[] direction = new double[n];
        double rho = 0;
        double enough = SMALL_ENOUGH * Math.sqrt(dot(right, right));
        for (int step = 0; step < MOST_STEPS && Math.sqrt(dot(rest, rest)) > enough; step++) {
            for (int i = 0; i < n; i++) {
                scaled[i] = rest[i] / (counting[i] + reading);
            }
            double before = rho;
            rho = dot(rest, scaled);
            for (int i = 0; i < n; i++) {
                direction[i] = scaled[i] + (step == 0 ? 0 : rho / before * direction[i]);
            }
            double[] product = onBothAxes(transposed, direction);
            for (int i = 0; i < n; i++) {
                product[i] *= counting[i];
            }
            product = onBothAxes(blur, product);
            for (int i = 0; i < n; i++) {
                product[i] += reading * direction[i];
            }
            double length = rho / dot(direction, product);
            for (int i = 0; i < n; i++) {
                found[i] += length * direction[i];
                rest[i] -= length * product[i];
            }
        }
        return found;
    }

    /** A matrix along rows and along columns of a square raster. */
    private static double[] onBothAxes(double[][] matrix, double[] raster) {
        return alongRowsTransposed(matrix, alongRowsTransposed(matrix, raster));
    }

    private static double[] alongRowsTransposed(double[][] matrix, double[] raster) {
        int side = matrix.length;
        double[] product = new double[raster.length];
        for (int row = 0; row < side; row++) {
            for (int to = 0; to < side; to++) {
                double sum = 0;
                for (int from = 0; from < side; from++) {
                    sum += matrix[to][from] * raster[row * side + from];
                }
                product[to * side + row] = sum;
            }
        }
        return product;
    }

    private static double dot(double[] left, double[] right) {
        double sum = 0;
        for (int i = 0; i < left.length; i++) {
            sum += left[i] * right[i];
        }
        return sum;
    }
}
