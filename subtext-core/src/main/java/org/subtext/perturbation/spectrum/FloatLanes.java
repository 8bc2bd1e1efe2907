package org.subtext.perturbation.spectrum;

import java.util.Arrays;

/** {@link Lanes} of floats, half the memory and so twice the cache: for what a network is given. */
final class FloatLanes implements Lanes<float[]> {
    private static final int BLOCK = 16;

    @Override
    public float[][] rows(int count, int lanes) {
        return new float[count][lanes];
    }

    @Override
    public float[] row(double[] values) {
        float[] row = new float[values.length];
        for (int i = 0; i < row.length; i++) {
            row[i] = (float) values[i];
        }
        return row;
    }

    @Override
    public void clear(float[] row, int lanes) {
        Arrays.fill(row, 0, lanes, 0);
    }

    @Override
    public void copy(float[] from, float[] to, int lanes) {
        System.arraycopy(from, 0, to, 0, lanes);
    }

    @Override
    public void sum(float[] a, float[] b, double s, float[] to, int lanes) {
        float first = (float) s;
        for (int i = 0; i < lanes; i++) {
            to[i] = a[i] + first * b[i];
        }
    }

    @Override
    public void sum(float[] a, float[] b, double s, float[] c, double t, float[] to, int lanes) {
        float first = (float) s;
        float second = (float) t;
        for (int i = 0; i < lanes; i++) {
            to[i] = a[i] + first * b[i] + second * c[i];
        }
    }

    @Override
    public void sum(float[] a, float[] b, double s, float[] c, double t, float[] d, double u, float[] to, int lanes) {
        float first = (float) s;
        float second = (float) t;
        float third = (float) u;
        for (int i = 0; i < lanes; i++) {
            to[i] = a[i] + first * b[i] + second * c[i] + third * d[i];
        }
    }

    @Override
    public void addAndSubtract(float[] a, float[] b, double s, int lanes) {
        float first = (float) s;
        for (int i = 0; i < lanes; i++) {
            float sum = a[i] + b[i];
            b[i] = first * (a[i] - b[i]);
            a[i] = sum;
        }
    }

    @Override
    public void multiply(float[] row, float[] factors, int lanes) {
        for (int i = 0; i < lanes; i++) {
            row[i] *= factors[i];
        }
    }

    @Override
    public void four(
            float[] a, double s, float[] b, double t, float[] c, double u, float[] d, double v, float[] to, int lanes) {
        float first = (float) s;
        float second = (float) t;
        float third = (float) u;
        float fourth = (float) v;
        for (int i = 0; i < lanes; i++) {
            to[i] = first * a[i] + second * b[i] + third * c[i] + fourth * d[i];
        }
    }

    @Override
    public void addFour(
            float[] a, double s, float[] b, double t, float[] c, double u, float[] d, double v, float[] to, int lanes) {
        float first = (float) s;
        float second = (float) t;
        float third = (float) u;
        float fourth = (float) v;
        for (int i = 0; i < lanes; i++) {
            to[i] += first * a[i] + second * b[i] + third * c[i] + fourth * d[i];
        }
    }

    @Override
    public void addTwo(float[] a, double s, float[] b, double t, float[] to, int lanes) {
        float first = (float) s;
        float second = (float) t;
        for (int i = 0; i < lanes; i++) {
            to[i] += first * a[i] + second * b[i];
        }
    }

    @Override
    public void addOne(float[] a, double s, float[] to, int lanes) {
        float first = (float) s;
        for (int i = 0; i < lanes; i++) {
            to[i] += first * a[i];
        }
    }

    /** Block by block for the sake of the processor's cache, four rows of the target at once. */
    @Override
    public void turn(float[][] from, int height, int width, float[][] to) {
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
            float[][] from, int fromY, int endY, int x, float[] a, float[] b, float[] c, float[] d) {
        for (int y = fromY; y < endY; y++) {
            float[] row = from[y];
            a[y] = row[x];
            b[y] = row[x + 1];
            c[y] = row[x + 2];
            d[y] = row[x + 3];
        }
    }
}
