package org.subtext.cli.silo;

import java.awt.image.BufferedImage;
import java.awt.image.Raster;

/**
 * A recogniser of few numbers for the demonstration, taught in closed form on the coordinator's phantom and the same at
 * all hospitals: the power of an image from 8 to 16 cycles in upright and in lying waves, and a discriminant on it.
 */
final class BandReader {
    private static final int LOW = 16;
    private static final int HIGH = 32;
    private static final int STEP = 4;
    private static final int FEATURES = 2 * (HIGH - LOW) / STEP;
    private static final double FLOOR = 1e-4;

    private final double[] weights;
    private final double offset;

    private BandReader(double[] weights, double offset) {
        this.weights = weights;
        this.offset = offset;
    }

    /** Teaches it: each feature weighs by how far apart the classes lie in it. */
    static BandReader taughtBy(double[][] features, boolean[] positives) {
        double[][] mean = new double[2][FEATURES];
        double[] square = new double[FEATURES];
        int[] count = new int[2];
        for (int row = 0; row < features.length; row++) {
            int label = positives[row] ? 1 : 0;
            count[label]++;
            for (int j = 0; j < FEATURES; j++) {
                mean[label][j] += features[row][j];
                square[j] += features[row][j] * features[row][j];
            }
        }
        double[] weights = new double[FEATURES];
        double offset = 0;
        for (int j = 0; j < FEATURES; j++) {
            double all = (mean[0][j] + mean[1][j]) / features.length;
            double variance = square[j] / features.length - all * all + FLOOR;
            double negative = mean[0][j] / Math.max(1, count[0]);
            double positive = mean[1][j] / Math.max(1, count[1]);
            weights[j] = (positive - negative) / variance / 2;
            offset -= weights[j] * (positive + negative) / 2;
        }
        return new BandReader(weights, offset);
    }

    /** A probability of the class. */
    double score(double[] features) {
        double sum = offset;
        for (int j = 0; j < FEATURES; j++) {
            sum += weights[j] * features[j];
        }
        return 1 / (1 + Math.exp(-sum));
    }

    /** Logarithms of the power of waves across and down, of cosines (DCT-II) of the image. */
    static double[] features(BufferedImage image) {
        int side = image.getWidth();
        Raster raster = image.getRaster();
        double[][] across = new double[side][HIGH];
        double[][] cosines = cosines(side);
        for (int y = 0; y < side; y++) {
            for (int k = 0; k < HIGH; k++) {
                double sum = 0;
                for (int x = 0; x < side; x++) {
                    sum += cosines[k][x] * raster.getSample(x, y, 0);
                }
                across[y][k] = sum / side;
            }
        }
        double[] features = new double[FEATURES];
        for (int k = 0; k < HIGH; k++) {
            for (int l = 0; l < HIGH; l++) {
                boolean isUpright = k >= LOW && l < LOW / 2;
                boolean isLying = l >= LOW && k < LOW / 2;
                if (isUpright || isLying) {
                    double sum = 0;
                    for (int y = 0; y < side; y++) {
                        sum += cosines[l][y] * across[y][k];
                    }
                    int band = ((isUpright ? k : l) - LOW) / STEP;
                    features[band + (isUpright ? 0 : FEATURES / 2)] += sum * sum / side / side;
                }
            }
        }
        for (int j = 0; j < FEATURES; j++) {
            features[j] = Math.log(features[j] + FLOOR);
        }
        return features;
    }

    private static double[][] cosines(int side) {
        double[][] cosines = new double[HIGH][side];
        for (int k = 0; k < HIGH; k++) {
            for (int x = 0; x < side; x++) {
                cosines[k][x] = Math.cos(Math.PI * k * (x + 0.5) / side);
            }
        }
        return cosines;
    }
}
