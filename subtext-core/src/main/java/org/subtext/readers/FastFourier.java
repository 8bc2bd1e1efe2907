package org.subtext.readers;

/**
 * Discrete Fourier transform of a complex signal whose length is a power of two, in place: {@code X[k] = Σ x[y]
 * exp(−2πi k y / n)}.
 *
 * <p>Iterative, radix 2 (Cooley and Tukey 1965, doi:10.1090/S0025-5718-1965-0178586-1); O(n log n). Immutable.
 */
final class FastFourier {
    private final int length;
    private final double[] cosines;
    private final double[] sines;

    /** @param length a power of two */
    FastFourier(int length) {
        if (Integer.bitCount(length) != 1) {
            throw new IllegalArgumentException("length must be a power of two, got " + length);
        }
        this.length = length;
        cosines = new double[length / 2];
        sines = new double[length / 2];
        for (int k = 0; k < cosines.length; k++) {
            double angle = -2 * Math.PI * k / length;
            cosines[k] = Math.cos(angle);
            sines[k] = Math.sin(angle);
        }
    }

    void transform(double[] real, double[] imaginary) {
        for (int i = 0; i < length; i++) {
            int j = length == 1 ? 0 : Integer.reverse(i) >>> (Integer.numberOfLeadingZeros(length) + 1);
            if (j > i) {
                swap(real, i, j);
                swap(imaginary, i, j);
            }
        }
        for (int size = 2; size <= length; size *= 2) {
            int half = size / 2;
            int step = length / size;
            for (int from = 0; from < length; from += size) {
                for (int k = 0; k < half; k++) {
                    int a = from + k;
                    int b = a + half;
                    double c = cosines[k * step];
                    double s = sines[k * step];
                    double turnedReal = c * real[b] - s * imaginary[b];
                    double turnedImaginary = c * imaginary[b] + s * real[b];
                    real[b] = real[a] - turnedReal;
                    imaginary[b] = imaginary[a] - turnedImaginary;
                    real[a] += turnedReal;
                    imaginary[a] += turnedImaginary;
                }
            }
        }
    }

    private static void swap(double[] values, int i, int j) {
        double kept = values[i];
        values[i] = values[j];
        values[j] = kept;
    }
}
