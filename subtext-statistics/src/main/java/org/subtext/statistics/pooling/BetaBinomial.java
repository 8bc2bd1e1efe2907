package org.subtext.statistics.pooling;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.apache.commons.statistics.distribution.BetaDistribution;
import org.subtext.statistics.Estimate;
import org.subtext.statistics.Gaussian;
import org.subtext.statistics.Interval;

/**
 * Rates of cells that are drawn from one beta distribution, which is fitted to the cells themselves (empirical Bayes by
 * maximum marginal likelihood).
 *
 * <p>Hits h_i of n_i rows are beta-binomial with α and β; a cell's rate is then (α + h_i)/(α + β + n_i) at its
 * posterior mean, so that small cells are drawn to α/(α + β) and large ones stay. Where cells differ by no more than
 * chance gives, the likelihood rises towards one rate for all: then α and β are {@link Estimate.Undefined} and every
 * cell has the pooled rate, without an interval. The intervals take α and β as known and rows as independent: draw
 * patients around the whole fit where that matters. Show raw rates beside these and rank neither.
 *
 * <p>Newton's method on log α and log β with exact sums, O(rows) a step. Source: Efron and Morris (1975),
 * doi:10.1080/01621459.1975.10479864, for the idea; Griffiths (1973) for the likelihood; Tarone (1979),
 * doi:10.1093/biomet/66.3.585, for telling that there is no spread. Checked against SciPy's {@code betabinom} in
 * {@code BetaBinomialTest}.
 *
 * @param alpha of the beta distribution
 * @param beta of the beta distribution; α + β is how many rows the other cells weigh
 * @param logLikelihood of the counts, with binomial coefficients
 * @param cells posterior mean of each cell with its central credible interval, in the order given; a cell without rows
 *     has the common mean
 */
public record BetaBinomial(Estimate alpha, Estimate beta, Estimate logLikelihood, List<Estimate> cells) {
    private static final int MOST_STEPS = 500;

    /** α + β beyond this is one rate for all. */
    private static final double LARGEST = 1e8;

    private static final double SMALLEST = 1e-8;

    public BetaBinomial {
        cells = List.copyOf(cells);
    }

    /**
     * Fits the cells.
     *
     * @param hits by cell, at most {@code rows}
     * @param level of the credible intervals
     */
    public static BetaBinomial fit(int[] hits, int[] rows, double level) {
        Gaussian.requireLevel(level);
        if (hits.length != rows.length) {
            throw new IllegalArgumentException(
                    hits.length + " hits for " + rows.length + " cells; one each is expected");
        }
        double allHits = 0;
        double allRows = 0;
        for (int cell = 0; cell < hits.length; cell++) {
            if (hits[cell] < 0 || hits[cell] > rows[cell]) {
                throw new IllegalArgumentException(hits[cell] + " of " + rows[cell] + " rows is no share");
            }
            allHits += hits[cell];
            allRows += rows[cell];
        }
        if (allRows == 0) {
            Estimate none = Estimate.undefined("no rows");
            return new BetaBinomial(none, none, none, Collections.nCopies(rows.length, none));
        }
        double pooled = allHits / allRows;
        Likelihood likelihood = new Likelihood(hits, rows);
        double[] fit = likelihood.spreadAtOneRate(pooled) > 0 ? likelihood.maximise(pooled) : new double[0];
        if (fit.length == 0) {
            Estimate none = Estimate.undefined("cells differ by no more than chance gives");
            Estimate common = new Estimate.Point(pooled);
            double value = likelihood.atOneRate(pooled);
            return new BetaBinomial(none, none, new Estimate.Point(value), Collections.nCopies(rows.length, common));
        }
        double alpha = Math.exp(fit[0]);
        double beta = Math.exp(fit[1]);
        List<Estimate> cells = new ArrayList<>();
        for (int cell = 0; cell < rows.length; cell++) {
            cells.add(posterior(alpha + hits[cell], beta + rows[cell] - hits[cell], level));
        }
        return new BetaBinomial(
                new Estimate.Point(alpha),
                new Estimate.Point(beta),
                new Estimate.Point(likelihood.at(fit[0], fit[1])),
                cells);
    }

    private static Estimate posterior(double a, double b, double level) {
        BetaDistribution law = BetaDistribution.of(a, b);
        Interval interval = new Interval(
                law.inverseCumulativeProbability((1 - level) / 2),
                law.inverseCumulativeProbability((1 + level) / 2),
                level,
                "credible, beta-binomial");
        return new Estimate.Known(a / (a + b), interval);
    }

    /** Of log α and log β; sums of logarithms stand for gamma functions. */
    private record Likelihood(int[] hits, int[] rows) {
        double at(double logAlpha, double logBeta) {
            double alpha = Math.exp(logAlpha);
            double beta = Math.exp(logBeta);
            double sum = coefficients();
            for (int cell = 0; cell < rows.length; cell++) {
                for (int j = 0; j < hits[cell]; j++) {
                    sum += Math.log(alpha + j);
                }
                for (int j = 0; j < rows[cell] - hits[cell]; j++) {
                    sum += Math.log(beta + j);
                }
                for (int j = 0; j < rows[cell]; j++) {
                    sum -= Math.log(alpha + beta + j);
                }
            }
            return sum;
        }

        double atOneRate(double rate) {
            double sum = coefficients();
            for (int cell = 0; cell < rows.length; cell++) {
                sum += hits[cell] == 0 ? 0 : hits[cell] * Math.log(rate);
                sum += hits[cell] == rows[cell] ? 0 : (rows[cell] - hits[cell]) * Math.log1p(-rate);
            }
            return sum;
        }

        private double coefficients() {
            double sum = 0;
            for (int cell = 0; cell < rows.length; cell++) {
                for (int j = 1; j <= hits[cell]; j++) {
                    sum += Math.log((rows[cell] - hits[cell] + j) / (double) j);
                }
            }
            return sum;
        }

        /** Twice the slope of the likelihood in the correlation of rows of a cell, at none and at one rate for all. */
        double spreadAtOneRate(double rate) {
            if (rate == 0 || rate == 1) {
                return 0;
            }
            double sum = 0;
            for (int cell = 0; cell < rows.length; cell++) {
                double h = hits[cell];
                double n = rows[cell];
                sum += h * (h - 1) / rate + (n - h) * (n - h - 1) / (1 - rate) - n * (n - 1);
            }
            return sum;
        }

        /** The maximum, or nothing where the likelihood rises without end towards one rate. */
        double[] maximise(double pooled) {
            double a = Math.log(10 * pooled);
            double b = Math.log(10 * (1 - pooled));
            double value = at(a, b);
            for (int step = 0; step < MOST_STEPS; step++) {
                double[] s = slopes(Math.exp(a), Math.exp(b));
                double determinant = s[2] * s[4] - s[3] * s[3];
                boolean isConcave = s[2] < 0 && determinant > 0;
                double da = isConcave ? -(s[4] * s[0] - s[3] * s[1]) / determinant : s[0];
                double db = isConcave ? -(s[2] * s[1] - s[3] * s[0]) / determinant : s[1];
                double length = Math.max(Math.abs(da), Math.abs(db));
                if (length < 1e-12) {
                    break;
                }
                double scale = Math.min(1, 1 / length);
                double next = at(a + scale * da, b + scale * db);
                while (next < value && scale * length > 1e-13) {
                    scale /= 2;
                    next = at(a + scale * da, b + scale * db);
                }
                if (next < value) {
                    break;
                }
                a += scale * da;
                b += scale * db;
                value = next;
                double weight = Math.exp(a) + Math.exp(b);
                if (weight > LARGEST) {
                    return new double[0];
                }
                if (weight < SMALLEST) {
                    break;
                }
            }
            return new double[] {a, b};
        }

        /** First derivatives in log α and log β, then the second: aa, ab, bb. */
        private double[] slopes(double alpha, double beta) {
            double[] ofAlpha = new double[2];
            double[] ofBeta = new double[2];
            double[] ofBoth = new double[2];
            for (int cell = 0; cell < rows.length; cell++) {
                add(ofAlpha, alpha, hits[cell]);
                add(ofBeta, beta, rows[cell] - hits[cell]);
                add(ofBoth, alpha + beta, rows[cell]);
            }
            double a = ofAlpha[0] - ofBoth[0];
            double b = ofBeta[0] - ofBoth[0];
            return new double[] {
                alpha * a,
                beta * b,
                alpha * alpha * (ofBoth[1] - ofAlpha[1]) + alpha * a,
                alpha * beta * ofBoth[1],
                beta * beta * (ofBoth[1] - ofBeta[1]) + beta * b
            };
        }

        private static void add(double[] sums, double from, int count) {
            for (int j = 0; j < count; j++) {
                sums[0] += 1 / (from + j);
                sums[1] += 1 / ((from + j) * (from + j));
            }
        }
    }
}
