package org.subtext.statistics.calibration;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.subtext.statistics.Estimate;

/**
 * Predicted probability against observed share, in bins, and the expected calibration error read from them:
 * Σ n_b/n·|mean probability − observed share|.
 *
 * <p>The error of a perfectly calibrated score is above zero in a finite sample, the more so the smaller the sample:
 * compare groups of like size only, or each with its {@link ErrorFloor}. Empty bins are left out. Source: Naeini,
 * Cooper and Hauskrecht (2015), doi:10.1609/aaai.v29i1.9602. Checked against an independent computation in {@code
 * CalibrationTest}.
 *
 * @param bins not empty ones, ascending
 */
public record Reliability(List<Bin> bins) {
    public Reliability {
        bins = List.copyOf(bins);
    }

    /** How probabilities are put into bins. */
    public enum Binning {
        /** Bin b of B holds probabilities in [b/B, (b+1)/B); the last one holds 1 as well. */
        EQUAL_WIDTH,
        /**
         * Bin b of B holds the ranks in [b·n/B, (b+1)·n/B); equal probabilities stay together, with the first of them.
         */
        EQUAL_MASS
    }

    /** Means over the rows of one bin. */
    public record Bin(double meanProbability, double observedShare, int rows) {}

    /** @param probabilities in [0, 1] */
    static Reliability of(double[] probabilities, boolean[] outcomes, Binning binning, int bins) {
        int[] binOfRow = binOfRow(probabilities, binning, bins);
        double[] sums = new double[bins];
        int[] positives = new int[bins];
        int[] rows = new int[bins];
        for (int row = 0; row < probabilities.length; row++) {
            sums[binOfRow[row]] += probabilities[row];
            positives[binOfRow[row]] += outcomes[row] ? 1 : 0;
            rows[binOfRow[row]]++;
        }
        List<Bin> filled = new ArrayList<>();
        for (int b = 0; b < bins; b++) {
            if (rows[b] > 0) {
                filled.add(new Bin(sums[b] / rows[b], positives[b] / (double) rows[b], rows[b]));
            }
        }
        return new Reliability(filled);
    }

    /** The bin of each row, counted from 0. */
    static int[] binOfRow(double[] probabilities, Binning binning, int bins) {
        if (bins < 1) {
            throw new IllegalArgumentException("at least one bin is expected, got " + bins);
        }
        return binning == Binning.EQUAL_WIDTH
                ? Arrays.stream(probabilities)
                        .mapToInt(p -> Math.min(bins - 1, (int) (p * bins)))
                        .toArray()
                : byRank(probabilities, bins);
    }

    private static int[] byRank(double[] probabilities, int bins) {
        double[] sorted = probabilities.clone();
        Arrays.sort(sorted);
        int[] first = new int[sorted.length];
        for (int rank = 1; rank < sorted.length; rank++) {
            first[rank] = sorted[rank] == sorted[rank - 1] ? first[rank - 1] : rank;
        }
        return Arrays.stream(probabilities)
                .mapToInt(p -> (int) (first[Arrays.binarySearch(sorted, p)] * (long) bins / sorted.length))
                .toArray();
    }

    /** The expected calibration error; undefined without rows. */
    public Estimate expectedError() {
        int rows = bins.stream().mapToInt(Bin::rows).sum();
        return rows == 0
                ? Estimate.undefined("no rows")
                : new Estimate.Point(bins.stream()
                        .mapToDouble(bin ->
                                bin.rows() / (double) rows * Math.abs(bin.meanProbability() - bin.observedShare()))
                        .sum());
    }

    /**
     * Without the bias of few rows: Σ n_b/n·[(p̄_b − ȳ_b)² − ȳ_b(1 − ȳ_b)/(n_b − 1)], over bins of more than one row.
     * It is a square, may be negative, and then says that nothing is seen; no root is taken. Kumar, Liang and Ma
     * (2019), arXiv:1909.10155, with bins of equal mass.
     */
    public Estimate debiasedSquaredError() {
        int rows = bins.stream().mapToInt(Bin::rows).sum();
        return rows == 0
                ? Estimate.undefined("no rows")
                : new Estimate.Point(bins.stream()
                        .filter(bin -> bin.rows() > 1)
                        .mapToDouble(bin -> bin.rows() / (double) rows * debiased(bin))
                        .sum());
    }

    private static double debiased(Bin bin) {
        double difference = bin.meanProbability() - bin.observedShare();
        return difference * difference - bin.observedShare() * (1 - bin.observedShare()) / (bin.rows() - 1);
    }

    /** The largest difference in any bin; undefined without rows. */
    public Estimate maximumError() {
        return bins.isEmpty()
                ? Estimate.undefined("no rows")
                : new Estimate.Point(bins.stream()
                        .mapToDouble(bin -> Math.abs(bin.meanProbability() - bin.observedShare()))
                        .max()
                        .orElseThrow());
    }
}
