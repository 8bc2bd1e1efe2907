package org.subtext.statistics.sites;

import java.util.Arrays;
import java.util.Optional;
import java.util.stream.LongStream;

/**
 * Images counted by class and bin of their score.
 *
 * <p>Definition: bin = min(⌊score·K⌋, K − 1) for scores from 0 to 1. A pair of a positive and a negative in different
 * bins is ordered for certain; one in the same bin may be either way, which gives {@link AucBounds}. The middle counts
 * such a pair one half.
 *
 * <p>Immutable, O(bins). Checked in {@code SitesReferenceTest} against NumPy 2.4.6 and R pROC 1.18.0.
 */
public final class BinnedScores {
    private final long[] positives;
    private final long[] negatives;

    private BinnedScores(long[] positives, long[] negatives) {
        this.positives = positives;
        this.negatives = negatives;
    }

    /**
     * Counts by bin, from the lowest score up.
     *
     * @param positives of the class, none below 0
     * @param negatives of the others, as many bins
     */
    public static BinnedScores of(long[] positives, long[] negatives) {
        if (positives.length != negatives.length) {
            throw new IllegalArgumentException("both classes are counted in the same bins");
        }
        if (LongStream.concat(Arrays.stream(positives), Arrays.stream(negatives))
                .anyMatch(count -> count < 0)) {
            throw new IllegalArgumentException("counts are not below 0");
        }
        return new BinnedScores(positives.clone(), negatives.clone());
    }

    /** The bin of a score from 0 to 1. */
    public static int bin(double score, int bins) {
        if (!(score >= 0 && score <= 1)) {
            throw new IllegalArgumentException("binned scores lie within 0 and 1, got " + score);
        }
        return Math.min((int) Math.floor(score * bins), bins - 1);
    }

    /** Counts of rows. */
    public static BinnedScores of(double[] scores, boolean[] labels, int bins) {
        long[] positives = new long[bins];
        long[] negatives = new long[bins];
        for (int row = 0; row < scores.length; row++) {
            (labels[row] ? positives : negatives)[bin(scores[row], bins)]++;
        }
        return new BinnedScores(positives, negatives);
    }

    /** Of both. */
    public BinnedScores plus(BinnedScores other) {
        if (other.positives.length != positives.length) {
            throw new IllegalArgumentException("only counts of the same bins are added");
        }
        long[] bothPositives = positives.clone();
        long[] bothNegatives = negatives.clone();
        Arrays.setAll(bothPositives, bin -> Math.addExact(positives[bin], other.positives[bin]));
        Arrays.setAll(bothNegatives, bin -> Math.addExact(negatives[bin], other.negatives[bin]));
        return new BinnedScores(bothPositives, bothNegatives);
    }

    /** Images of the class. */
    public long positives() {
        return Arrays.stream(positives).sum();
    }

    /** Images of the others. */
    public long negatives() {
        return Arrays.stream(negatives).sum();
    }

    public int bins() {
        return positives.length;
    }

    /** Why there is no AUC; empty where there is one. */
    public Optional<String> obstacle() {
        if (positives() == 0) {
            return Optional.of("no positive among " + negatives() + " images");
        }
        return negatives() == 0 ? Optional.of("no negative among " + positives() + " images") : Optional.empty();
    }

    /**
     * The AUC of the counted images, as far as it is known.
     *
     * @throws IllegalStateException where there is an {@link #obstacle}
     */
    public AucBounds auc() {
        requireBoth();
        double certain = 0;
        double tied = 0;
        double below = 0;
        for (int bin = 0; bin < positives.length; bin++) {
            certain += positives[bin] * below;
            tied += (double) positives[bin] * negatives[bin];
            below += negatives[bin];
        }
        double pairs = (double) positives() * negatives();
        return new AucBounds(certain / pairs, (certain + tied / 2) / pairs, Math.min(1, (certain + tied) / pairs));
    }

    /**
     * What each image's rank is worth, by bin: all that a site needs to be told to count its part of the variance.
     *
     * @throws IllegalStateException where there is an {@link #obstacle}
     */
    public BinPlacements placements() {
        requireBoth();
        double all = positives();
        double others = negatives();
        double[] ofPositives = new double[bins()];
        double[] ofNegatives = new double[bins()];
        double negativesBelow = 0;
        double positivesBelow = 0;
        for (int bin = 0; bin < bins(); bin++) {
            ofPositives[bin] = (negativesBelow + negatives[bin] / 2.0) / others;
            ofNegatives[bin] = (all - positivesBelow - positives[bin] / 2.0) / all;
            negativesBelow += negatives[bin];
            positivesBelow += positives[bin];
        }
        return BinPlacements.of(ofPositives, ofNegatives, auc().middle());
    }

    /** Images of both classes by bin. */
    public long[] counts() {
        long[] both = new long[bins()];
        Arrays.setAll(both, bin -> positives[bin] + negatives[bin]);
        return both;
    }

    private void requireBoth() {
        obstacle().ifPresent(why -> {
            throw new IllegalStateException("there is no AUC: " + why);
        });
    }
}
