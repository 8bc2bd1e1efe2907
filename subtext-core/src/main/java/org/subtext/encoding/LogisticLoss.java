package org.subtext.encoding;

import java.util.stream.IntStream;

/**
 * The loss of an L2-penalised logistic regression on standardised coordinates, divided by C n: mean cross-entropy +
 * ||w||² / (2 C n). Two classes have one weight vector (logistic), more have one each (softmax); no intercept is
 * penalised. This is scikit-learn's objective.
 *
 * <p>Parameters: {@code columns} blocks of {@code width} weights and an intercept. Rows are summed in fixed blocks in a
 * fixed order, so that the number of threads does not show.
 */
final class LogisticLoss implements Lbfgs.Function {
    private static final int BLOCK = 512;

    private final ProbeRows rows;
    private final Scaling scaling;
    private final double penalty;
    private final int width;
    private final int columns;

    LogisticLoss(ProbeRows rows, Scaling scaling, double c) {
        this.rows = rows;
        this.scaling = scaling;
        this.penalty = 1 / (c * rows.size());
        this.width = rows.width();
        this.columns = columns(rows.classes());
    }

    private static int columns(int classes) {
        return classes == 2 ? 1 : classes;
    }

    int parameters() {
        return columns * (width + 1);
    }

    private record Part(double loss, double[] gradient) {}

    @Override
    public double valueAndGradient(double[] at, double[] gradient) {
        double[] raw = onRawCoordinates(at, scaling, columns);
        int blocks = (rows.size() + BLOCK - 1) / BLOCK;
        Part[] parts = new Part[blocks];
        IntStream.range(0, blocks).parallel().forEach(b -> parts[b] = part(raw, b * BLOCK));
        double loss = 0;
        double[] sum = new double[gradient.length];
        for (Part part : parts) {
            loss += part.loss();
            for (int i = 0; i < sum.length; i++) {
                sum[i] += part.gradient()[i];
            }
        }
        double squares = 0;
        int n = rows.size();
        for (int k = 0; k < columns; k++) {
            int offset = k * (width + 1);
            double residual = sum[offset + width];
            for (int j = 0; j < width; j++) {
                double weight = at[offset + j];
                squares += weight * weight;
                // The sum is over raw coordinates; the weight acts on standardised ones.
                double standardised = (sum[offset + j] - scaling.mean()[j] * residual) * scaling.inverse()[j];
                gradient[offset + j] = standardised / n + penalty * weight;
            }
            gradient[offset + width] = residual / n;
        }
        return loss / n + penalty * squares / 2;
    }

    private Part part(double[] raw, int from) {
        double[] gradient = new double[raw.length];
        double[] scores = new double[columns];
        double loss = 0;
        for (int row = from; row < Math.min(rows.size(), from + BLOCK); row++) {
            float[] x = rows.vectors()[row];
            logits(x, raw, scores);
            loss += residuals(scores, rows.labels()[row]);
            for (int k = 0; k < columns; k++) {
                int offset = k * (width + 1);
                double residual = scores[k];
                for (int j = 0; j < width; j++) {
                    gradient[offset + j] += residual * x[j];
                }
                gradient[offset + width] += residual;
            }
        }
        return new Part(loss, gradient);
    }

    /** Turns logits into the derivative of the cross-entropy, which it returns. */
    private static double residuals(double[] scores, int label) {
        if (scores.length == 1) {
            double signed = label == 1 ? scores[0] : -scores[0];
            double wrong = 1 / (1 + Math.exp(signed));
            scores[0] = label == 1 ? -wrong : wrong;
            return signed > 0 ? Math.log1p(Math.exp(-signed)) : Math.log1p(Math.exp(signed)) - signed;
        }
        double highest = Double.NEGATIVE_INFINITY;
        for (double score : scores) {
            highest = Math.max(highest, score);
        }
        double own = scores[label];
        double sum = 0;
        for (int k = 0; k < scores.length; k++) {
            scores[k] = Math.exp(scores[k] - highest);
            sum += scores[k];
        }
        for (int k = 0; k < scores.length; k++) {
            scores[k] /= sum;
        }
        scores[label] -= 1;
        return Math.log(sum) + highest - own;
    }

    private static void logits(float[] x, double[] raw, double[] scores) {
        int width = x.length;
        for (int k = 0; k < scores.length; k++) {
            int offset = k * (width + 1);
            double even = raw[offset + width];
            double odd = 0;
            int j = 0;
            for (; j + 1 < width; j += 2) {
                even += raw[offset + j] * x[j];
                odd += raw[offset + j + 1] * x[j + 1];
            }
            scores[k] = even + odd + (j < width ? raw[offset + j] * x[j] : 0);
        }
    }

    /** The same parameters for coordinates as they are. */
    private static double[] onRawCoordinates(double[] at, Scaling scaling, int columns) {
        double[] raw = at.clone();
        int width = scaling.mean().length;
        for (int k = 0; k < columns; k++) {
            int offset = k * (width + 1);
            for (int j = 0; j < width; j++) {
                raw[offset + j] = at[offset + j] * scaling.inverse()[j];
                raw[offset + width] -= raw[offset + j] * scaling.mean()[j];
            }
        }
        return raw;
    }

    /** Probabilities of rows under parameters. */
    static double[][] probabilities(double[] at, Scaling scaling, int classes, float[][] test) {
        double[] raw = onRawCoordinates(at, scaling, columns(classes));
        double[][] all = new double[test.length][classes];
        double[] scores = new double[columns(classes)];
        for (int row = 0; row < test.length; row++) {
            logits(test[row], raw, scores);
            if (classes == 2) {
                all[row][1] = 1 / (1 + Math.exp(-scores[0]));
                all[row][0] = 1 / (1 + Math.exp(scores[0]));
            } else {
                residuals(scores, 0);
                scores[0] += 1;
                all[row] = scores.clone();
            }
        }
        return all;
    }
}
