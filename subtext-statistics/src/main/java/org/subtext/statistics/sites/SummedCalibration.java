package org.subtext.statistics.sites;

import java.util.Arrays;
import org.subtext.statistics.Estimate;

/**
 * Whether scores are the probabilities that they look like, over all sites, from three sums a bin.
 *
 * <p>Definition: the expected calibration error is Σ_b |positives_b − sum of scores_b| / n over the bins of the summed
 * counts. A mean of the sites' errors is another number, since opposite errors of two sites cancel in a sum. The Brier
 * score is Σ(score − label)²/n.
 *
 * <p>Immutable, O(bins). Checked in {@code SitesReferenceTest} against NumPy 2.4.6.
 */
public final class SummedCalibration {
    private final long[] counts;
    private final double[] scores;
    private final long[] positives;
    private final double squaredErrors;

    private SummedCalibration(long[] counts, double[] scores, long[] positives, double squaredErrors) {
        this.counts = counts;
        this.scores = scores;
        this.positives = positives;
        this.squaredErrors = squaredErrors;
    }

    /**
     * Sums by bin.
     *
     * @param counts images
     * @param scores sum of their scores
     * @param positives images of the class
     * @param squaredErrors Σ(score − label)² over all bins
     */
    public static SummedCalibration of(long[] counts, double[] scores, long[] positives, double squaredErrors) {
        if (scores.length != counts.length || positives.length != counts.length) {
            throw new IllegalArgumentException("all sums are of the same bins");
        }
        for (int bin = 0; bin < counts.length; bin++) {
            if (positives[bin] < 0 || positives[bin] > counts[bin]) {
                throw new IllegalArgumentException("a bin holds no more positives than images");
            }
        }
        return new SummedCalibration(counts.clone(), scores.clone(), positives.clone(), squaredErrors);
    }

    /** Of rows. */
    public static SummedCalibration of(double[] scores, boolean[] labels, int bins) {
        long[] counts = new long[bins];
        double[] sums = new double[bins];
        long[] positives = new long[bins];
        double squares = 0;
        for (int row = 0; row < scores.length; row++) {
            int bin = BinnedScores.bin(scores[row], bins);
            int label = labels[row] ? 1 : 0;
            counts[bin]++;
            sums[bin] += scores[row];
            positives[bin] += label;
            squares += (scores[row] - label) * (scores[row] - label);
        }
        return new SummedCalibration(counts, sums, positives, squares);
    }

    /** Of both. */
    public SummedCalibration plus(SummedCalibration other) {
        if (other.counts.length != counts.length) {
            throw new IllegalArgumentException("only sums of the same bins are added");
        }
        long[] bothCounts = counts.clone();
        double[] bothScores = scores.clone();
        long[] bothPositives = positives.clone();
        for (int bin = 0; bin < counts.length; bin++) {
            bothCounts[bin] += other.counts[bin];
            bothScores[bin] += other.scores[bin];
            bothPositives[bin] += other.positives[bin];
        }
        return new SummedCalibration(bothCounts, bothScores, bothPositives, squaredErrors + other.squaredErrors);
    }

    public int bins() {
        return counts.length;
    }

    /** Images of a bin. */
    public long count(int bin) {
        return counts[bin];
    }

    /** Images of the class in a bin. */
    public long positives(int bin) {
        return positives[bin];
    }

    /** The mean score of a bin. */
    public Estimate meanScore(int bin) {
        return counts[bin] == 0
                ? Estimate.undefined("no image in this bin")
                : new Estimate.Point(scores[bin] / counts[bin]);
    }

    public long images() {
        return Arrays.stream(counts).sum();
    }

    /** The expected calibration error over these bins, from 0 to 1; perfect probabilities have one above 0 too. */
    public Estimate error() {
        double missed = 0;
        for (int bin = 0; bin < counts.length; bin++) {
            missed += Math.abs(positives[bin] - scores[bin]);
        }
        return share(missed);
    }

    /** The mean squared distance of score and label. */
    public Estimate brier() {
        return share(squaredErrors);
    }

    /** The mean score less the share of positives: above 0 where scores are too high on the whole. */
    public Estimate inTheLarge() {
        return share(Arrays.stream(scores).sum() - Arrays.stream(positives).sum());
    }

    private Estimate share(double sum) {
        return images() == 0 ? Estimate.undefined("no images") : new Estimate.Point(sum / images());
    }
}
