package org.subtext.perturbation.spectrum;

import java.util.Arrays;

/** {@link Lanes} of doubles, for the study's own images and for phases. */
final class DoubleLanes implements Lanes<double[]> {
    private static final int BLOCK = 16;

    @Override
    public double[][] rows(int count, int lanes) {
        return new double[count][lanes];
    }

    @Override
    public double[] row(double[] values) {
        return values.clone();
    }

    @Override
    public void clear(double[] row, int lanes) {
        Arrays.fill(row, 0, lanes, 0);
    }

    @Override
    public void copy(double[] from, double[] to, int lanes) {
        System.arraycopy(from, 0, to, 0, lanes);
    }

    @Override
    public void sum(double[] a, double[] b, double s, double[] to, int lanes) {
        for (int i = 0; i < lanes; i++) {
            to[i] = a[i] + s * b[i];
        }
    }

    @Override
    public void sum(double[] a, double[] b, double s, double[] c, double t, double[] to, int lanes) {
        for (int i = 0; i < lanes; i++) {
            to[i] = a[i] + s * b[i] + t * c[i];
        }
    }

    @Override
    public void sum(
            double[] a, double[] b, double s, double[] c, double t, double[] d, double u, double[] to, int lanes) {
        for (int i = 0; i < lanes; i++) {
            to[i] = a[i] + s * b[i] + t * c[i] + u * d[i];
        }
    }

    @Override
    public void addAndSubtract(double[] a, double[] b, double s, int lanes) {
        for (int i = 0; i < lanes; i++) {
            double sum = a[i] + b[i];
            b[i] = s * (a[i] - b[i]);
            a[i] = sum;
        }
    }

    @Override
    public void multiply(double[] row, double[] factors, int lanes) {
        for (int i = 0; i < lanes; i++) {
            row[i] *= factors[i];
        }
    }

    @Override
    public void four(
            double[] a,
            double s,
            double[] b,
            double t,
            double[] c,
            double u,
            double[] d,
            double v,
            double[] to,
            int lanes) {
        for (int i = 0; i < lanes; i++) {
            to[i] = s * a[i] + t * b[i] + u * c[i] + v * d[i];
        }
    }

    @Override
    public void addFour(
            double[] a,
            double s,
            double[] b,
            double t,
            double[] c,
            double u,
            double[] d,
            double v,
            double[] to,
            int lanes) {
        for (int i = 0; i < lanes; i++) {
            to[i] += s * a[i] + t * b[i] + u * c[i] + v * d[i];
        }
    }

    @Override
    public void addTwo(double[] a, double s, double[] b, double t, double[] to, int lanes) {
        for (int i = 0; i < lanes; i++) {
            to[i] += s * a[i] + t * b[i];
        }
    }

    @Override
    public void addOne(double[] a, double s, double[] to, int lanes) {
        for (int i = 0; i < lanes; i++) {
            to[i] += s * a[i];
        }
    }

    /** Block by block for the sake of the processor's cache, four rows of the target at once. */
    @Override
    public void turn(double[][] from, int height, int width, double[][] to) {
        for (int fromY = 0; fromY < height; fromY += BLOCK) {
            int endY = Math.min(height, fromY + BLOCK);
            int x = 0;
            for (; x + 3 < width; x += 4) {
                turnFour(from, fromY, endY, x, to[x], to[x + 1], to[x + 2], to[x + 3]);
            }
            for (; x < width; x++) {
                for (int y = fromY; y < endY; y++) {
                    to[x][y] = from[y][x];
                }
            }
        }
    }

    private static void turnFour(
            double[][] from, int fromY, int endY, int x, double[] a, double[] b, double[] c, double[] d) {
        for (int y = fromY; y < endY; y++) {
            double[] row = from[y];
            a[y] = row[x];
            b[y] = row[x + 1];
            c[y] = row[x + 2];
            d[y] = row[x + 3];
        }
    }
}
