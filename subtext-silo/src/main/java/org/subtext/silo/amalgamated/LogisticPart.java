package org.subtext.silo.amalgamated;

import java.util.Arrays;
import java.util.Optional;
import org.subtext.readers.Cholesky;

/**
 * One site's part of a logistic model of common patients: its own columns and coefficients, which it keeps, and the
 * partial linear scores that they give, which it shows.
 *
 * <p>The loss of the whole is the sum of log losses and ½ ridge ‖w‖² over all coefficients but the intercept. Columns
 * are taken as they are: who wants them penalised alike brings them to one scale first. Not thread-safe.
 */
public final class LogisticPart {
    /** A turn that changes every partial score by less is none. */
    static final double SETTLED = 1e-12;

    private static final double SHORTEST = 1e-9;

    private static final double ROUNDING = 1e-13;

    /** {@code [row][column]}, with a column of ones first where the part has the intercept. */
    private final double[][] columns;

    private final boolean[] truth;
    private final double[] penalties;
    private double[] coefficients;
    private double change = Double.POSITIVE_INFINITY;

    /**
     * A part whose coefficients are 0 yet.
     *
     * @param columns {@code [row][column]}, finite, rows in the order that both sites agreed on
     * @param hasIntercept at one of both sites
     * @param truth a row, of both kinds
     * @param ridge above 0
     */
    public LogisticPart(double[][] columns, boolean hasIntercept, boolean[] truth, double ridge) {
        if (columns.length != truth.length || !(ridge > 0)) {
            throw new IllegalArgumentException(
                    columns.length + " rows, " + truth.length + " truths, ridge " + ridge + ", which is above 0");
        }
        int positives = 0;
        for (boolean one : truth) {
            positives += one ? 1 : 0;
        }
        if (positives == 0 || positives == truth.length) {
            throw new IllegalArgumentException("nothing can be learnt of " + truth.length + " patients of one class");
        }
        int width = columns[0].length + (hasIntercept ? 1 : 0);
        this.columns = new double[columns.length][];
        for (int row = 0; row < columns.length; row++) {
            if (columns[row].length != columns[0].length
                    || !Arrays.stream(columns[row]).allMatch(Double::isFinite)) {
                throw new IllegalArgumentException("row " + row + " is of another width, or holds what is no number");
            }
            this.columns[row] = hasIntercept ? withOne(columns[row]) : columns[row].clone();
        }
        this.truth = truth.clone();
        this.penalties = new double[width];
        Arrays.fill(penalties, ridge);
        if (hasIntercept) {
            penalties[0] = 0;
        }
        this.coefficients = new double[width];
    }

    /** The whole model at one place, as if the columns lay together; empty where it does not settle. */
    public static Optional<double[]> pooled(double[][] columns, boolean[] truth, double ridge, int mostSteps) {
        LogisticPart part = new LogisticPart(columns, true, truth, ridge);
        for (int step = 0; step < mostSteps; step++) {
            part.turn(new double[truth.length]);
            if (part.isSettled()) {
                return Optional.of(part.coefficients());
            }
        }
        return Optional.empty();
    }

    /** One number a row: what this part adds to the linear score. */
    public double[] scores() {
        return scores(coefficients);
    }

    /** The intercept first where the part has it. */
    public double[] coefficients() {
        return coefficients.clone();
    }

    /** Whether the latest turn changed nothing any more. */
    public boolean isSettled() {
        return change < SETTLED;
    }

    /**
     * One Newton step on the own coefficients beside the partner's scores, halved until the loss does not rise.
     *
     * @return the scores then
     */
    public double[] turn(double[] partners) {
        if (partners.length != truth.length || !Arrays.stream(partners).allMatch(Double::isFinite)) {
            throw new IllegalArgumentException("the partner sent " + partners.length + " scores for " + truth.length
                    + " patients, or what is no number");
        }
        double[] own = scores();
        double[] step = newton(own, partners);
        double here = loss(coefficients, own, partners);
        for (double part = 1; part > SHORTEST; part /= 2) {
            double[] tried = coefficients.clone();
            for (int p = 0; p < tried.length; p++) {
                tried[p] += part * step[p];
            }
            double[] scores = scores(tried);
            if (loss(tried, scores, partners) <= here + ROUNDING * Math.abs(here)) {
                change = 0;
                for (int row = 0; row < scores.length; row++) {
                    change = Math.max(change, Math.abs(scores[row] - own[row]));
                }
                coefficients = tried;
                return scores;
            }
        }
        change = 0;
        return own;
    }

    private double[] newton(double[] own, double[] partners) {
        int width = coefficients.length;
        double[] slope = new double[width];
        double[][] bend = new double[width][width];
        for (int p = 0; p < width; p++) {
            slope[p] = -penalties[p] * coefficients[p];
            bend[p][p] = penalties[p];
        }
        for (int row = 0; row < truth.length; row++) {
            double fitted = 1 / (1 + Math.exp(-(own[row] + partners[row])));
            double residual = (truth[row] ? 1 : 0) - fitted;
            double weight = fitted * (1 - fitted);
            for (int p = 0; p < width; p++) {
                slope[p] += columns[row][p] * residual;
                for (int q = p; q < width; q++) {
                    bend[p][q] += weight * columns[row][p] * columns[row][q];
                }
            }
        }
        return new Cholesky(bend).solve(slope);
    }

    private double loss(double[] tried, double[] own, double[] partners) {
        double loss = 0;
        for (int p = 0; p < tried.length; p++) {
            loss += penalties[p] * tried[p] * tried[p] / 2;
        }
        for (int row = 0; row < truth.length; row++) {
            double margin = (truth[row] ? 1 : -1) * (own[row] + partners[row]);
            loss += margin > 0 ? Math.log1p(Math.exp(-margin)) : Math.log1p(Math.exp(margin)) - margin;
        }
        return loss;
    }

    private double[] scores(double[] tried) {
        double[] scores = new double[columns.length];
        for (int row = 0; row < scores.length; row++) {
            for (int p = 0; p < tried.length; p++) {
                scores[row] += columns[row][p] * tried[p];
            }
        }
        return scores;
    }

    private static double[] withOne(double[] row) {
        double[] longer = new double[row.length + 1];
        longer[0] = 1;
        System.arraycopy(row, 0, longer, 1, row.length);
        return longer;
    }
}
