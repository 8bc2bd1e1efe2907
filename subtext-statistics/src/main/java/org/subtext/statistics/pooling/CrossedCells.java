package org.subtext.statistics.pooling;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.subtext.statistics.BootstrapDistribution;
import org.subtext.statistics.BootstrapSample;
import org.subtext.statistics.ClusterStatistic;
import org.subtext.statistics.Estimate;
import org.subtext.statistics.Gaussian;
import org.subtext.statistics.Interval;
import org.subtext.statistics.TotalsStatistic;
import org.subtext.statistics.draws.ClusterCounts;

/**
 * Rates of the cells of two crossed columns by {@link CrossedEffects}, with patients drawn around the whole fit.
 *
 * <p>All counts enter over one design effect: the spread of patients' hits around their cells' rates over that of
 * independent rows. A cell's rate is its posterior mean. Its interval mixes, over draws of patients, the posteriors
 * that the fit of each draw gives the counts that were observed, so that it holds both what main effects and σ may be
 * and what they leave open (empirical Bayes); Student's t on the cell's patients less one takes the place of the normal
 * quantile, as in other intervals of rates. It holds on the average of cells; how often, stands in
 * docs/validation-statistics.md. Immutable. Source: Laird and Louis (1987), doi:10.1080/01621459.1987.10478490.
 */
public final class CrossedCells {
    private static final String METHOD = "posterior, patients drawn around the fit";

    /** Draws without rows of some group or value, beyond which there is no interval. */
    private static final double MOST_REDRAWN = 0.05;

    private final CrossedEffects effects;
    private final ClusterCounts counts;
    private final double designEffect;
    private final double[] hits;
    private final double[] rows;
    private final int[] patients;
    private final CrossedEffects.Fit fit;

    private CrossedCells(CrossedEffects effects, ClusterCounts counts, double designEffect, int[] hits, int[] rows) {
        this.effects = effects;
        this.counts = counts;
        this.designEffect = designEffect;
        this.hits = over(hits, designEffect);
        this.rows = over(rows, designEffect);
        this.patients = patients(counts, rows.length);
        this.fit = effects.fit(this.hits, this.rows);
    }

    /**
     * Of rows of a rate.
     *
     * @param groups the first column's value of each cell, any numbers
     * @param values the second column's
     * @param cells of each row, from 0 on, each with a row
     * @param isHit whether the rate counts a row
     * @param patients of each row, below {@code patientCount}
     */
    public static CrossedCells of(
            int[] groups, int[] values, int[] cells, boolean[] isHit, int[] patients, int patientCount) {
        int[] categories = new int[cells.length];
        int[] hits = new int[groups.length];
        int[] rows = new int[groups.length];
        for (int row = 0; row < cells.length; row++) {
            categories[row] = 2 * cells[row] + (isHit[row] ? 1 : 0);
            rows[cells[row]]++;
            hits[cells[row]] += isHit[row] ? 1 : 0;
        }
        ClusterCounts counts = ClusterCounts.of(patients, categories, patientCount, 2 * groups.length);
        return new CrossedCells(
                CrossedEffects.of(groups, values), counts, designEffect(counts, hits, rows), hits, rows);
    }

    /**
     * Rates of cells whose rows are not at hand, without intervals.
     *
     * @param designEffect at least 1, as {@link #designEffect} gives it
     */
    public static List<Estimate> points(int[] groups, int[] values, int[] hits, int[] rows, double designEffect) {
        double[] effectiveHits = over(hits, designEffect);
        double[] effectiveRows = over(rows, designEffect);
        return points(
                CrossedEffects.of(groups, values).fit(effectiveHits, effectiveRows), effectiveHits, effectiveRows);
    }

    private static List<Estimate> points(CrossedEffects.Fit fit, double[] hits, double[] rows) {
        double all = Arrays.stream(hits).sum();
        boolean isOneRate = all == 0 || all == Arrays.stream(rows).sum();
        return IntStream.range(0, hits.length)
                .<Estimate>mapToObj(cell ->
                        new Estimate.Point(isOneRate ? all > 0 ? 1 : 0 : fit.mean(cell, hits[cell], rows[cell])))
                .toList();
    }

    private static double[] over(int[] counts, double designEffect) {
        return Arrays.stream(counts).mapToDouble(count -> count / designEffect).toArray();
    }

    private static double designEffect(ClusterCounts counts, int[] hits, int[] rows) {
        double[] rates = new double[rows.length];
        double independent = 0;
        for (int cell = 0; cell < rows.length; cell++) {
            rates[cell] = rows[cell] == 0 ? 0 : hits[cell] / (double) rows[cell];
            independent +=
                    rows[cell] < 2 ? 0 : rates[cell] * (1 - rates[cell]) * rows[cell] * rows[cell] / (rows[cell] - 1.0);
        }
        double[] squares = new double[rows.length];
        for (int patient = 0; patient < counts.clusterCount(); patient++) {
            long[] own = new long[2 * rows.length];
            counts.addTo(own, patient, 1);
            for (int cell = 0; cell < rows.length; cell++) {
                double n = own[2 * cell] + own[2 * cell + 1];
                double residual = own[2 * cell + 1] - rates[cell] * n;
                squares[cell] += residual * residual;
            }
        }
        int[] patients = patients(counts, rows.length);
        double clustered = 0;
        for (int cell = 0; cell < rows.length; cell++) {
            clustered += patients[cell] < 2 ? 0 : squares[cell] * patients[cell] / (patients[cell] - 1.0);
        }
        return independent > 0 ? Math.max(1, clustered / independent) : 1;
    }

    /** With rows, by cell. */
    private static int[] patients(ClusterCounts counts, int cells) {
        int[] patients = new int[cells];
        for (int patient = 0; patient < counts.clusterCount(); patient++) {
            long[] own = new long[2 * cells];
            counts.addTo(own, patient, 1);
            for (int cell = 0; cell < cells; cell++) {
                patients[cell] += own[2 * cell] + own[2 * cell + 1] > 0 ? 1 : 0;
            }
        }
        return patients;
    }

    /** How many rows tell as much as one independent one; at least 1. */
    public double designEffect() {
        return designEffect;
    }

    /** What draws of patients give: each cell's log odds by its margins, and σ; for {@link #rates}. */
    public ClusterStatistic drawn() {
        int cells = effects.cells();
        return new TotalsStatistic(counts, cells + 1, (totals, into, offset) -> {
            double[] itsHits = new double[cells];
            double[] itsRows = new double[cells];
            for (int cell = 0; cell < cells; cell++) {
                itsHits[cell] = totals[2 * cell + 1] / designEffect;
                itsRows[cell] = itsHits[cell] + totals[2 * cell] / designEffect;
            }
            if (!effects.isSeen(itsRows)) {
                return false;
            }
            CrossedEffects.Fit found = effects.fitNear(fit, itsHits, itsRows);
            System.arraycopy(found.linear(), 0, into, offset, cells);
            into[offset + cells] = found.spread();
            return true;
        });
    }

    /**
     * The rate of each cell, in their order; a point alone where all rows are hits or none is, without draws, or where
     * a group or a value is missing in more than one draw of twenty.
     *
     * @param sample of {@link #drawn}
     */
    public List<Estimate> rates(BootstrapSample sample, double level) {
        List<Estimate> points = points(fit, hits, rows);
        int cells = effects.cells();
        double[] spreads = sample.statistic(cells).replicates();
        double all = Arrays.stream(hits).sum();
        boolean isOneRate = all == 0 || all == Arrays.stream(rows).sum();
        if (isOneRate || spreads.length < 2 || sample.redrawn() > MOST_REDRAWN * spreads.length) {
            return points;
        }
        List<Estimate> rates = new ArrayList<>();
        for (int cell = 0; cell < cells; cell++) {
            rates.add(mixed(cell, points.get(cell).valueOr(0), sample, spreads, level));
        }
        return rates;
    }

    private Estimate mixed(int cell, double value, BootstrapSample sample, double[] spreads, double level) {
        double[] linear = sample.statistic(cell).replicates();
        double[] values = new double[linear.length];
        for (int draw = 0; draw < values.length; draw++) {
            CrossedEffects.Fit ofDraw =
                    new CrossedEffects.Fit(new double[0], new double[] {linear[draw]}, spreads[draw]);
            values[draw] = ofDraw.quantile(0, hits[cell], rows[cell], even(draw));
        }
        Arrays.sort(values);
        double tail = Gaussian.cumulative(-Gaussian.student((1 + level) / 2, Math.max(1, patients[cell] - 1)));
        double lower = BootstrapDistribution.quantile(values, tail);
        double upper = BootstrapDistribution.quantile(values, 1 - tail);
        return new Estimate.Known(value, new Interval(Math.min(value, lower), Math.max(value, upper), level, METHOD));
    }

    /** Shares that fill (0, 1) evenly from any draw on, by multiples of the golden ratio. */
    private static double even(int draw) {
        double turns = 0.5 + draw * 0.6180339887498949;
        return turns - Math.floor(turns);
    }
}
