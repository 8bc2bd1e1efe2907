package org.subtext.encoding;

/**
 * Mean and inverse standard deviation of each coordinate; a coordinate that does not vary is scaled to 0.
 *
 * @param mean of the training rows
 * @param inverse one over the standard deviation (divisor n)
 */
@SuppressWarnings("ArrayRecordComponent") // handed over, read only
record Scaling(double[] mean, double[] inverse) {
    private static final double SMALLEST_RELATIVE_DEVIATION = 1e-7;

    static Scaling of(float[][] rows) {
        int width = rows[0].length;
        double[] mean = new double[width];
        for (float[] row : rows) {
            for (int j = 0; j < width; j++) {
                mean[j] += row[j];
            }
        }
        for (int j = 0; j < width; j++) {
            mean[j] /= rows.length;
        }
        double[] inverse = new double[width];
        for (float[] row : rows) {
            for (int j = 0; j < width; j++) {
                double deviation = row[j] - mean[j];
                inverse[j] += deviation * deviation;
            }
        }
        for (int j = 0; j < width; j++) {
            double deviation = Math.sqrt(inverse[j] / rows.length);
            // Float32 rounding of a constant is no variation.
            inverse[j] = deviation > SMALLEST_RELATIVE_DEVIATION * Math.abs(mean[j]) ? 1 / deviation : 0;
        }
        return new Scaling(mean, inverse);
    }

    /** A row in standard deviations from the mean. */
    void apply(float[] row, double[] into) {
        for (int j = 0; j < row.length; j++) {
            into[j] = (row[j] - mean[j]) * inverse[j];
        }
    }
}
