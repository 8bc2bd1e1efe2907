package org.subtext.statistics.sites;

/**
 * What an AUC can be when scores are known up to bins.
 *
 * @param lower if within each bin every negative outranked every positive; certain, no interval
 * @param middle if all of a bin were ties
 * @param upper if within each bin every positive outranked every negative; certain
 */
public record AucBounds(double lower, double middle, double upper) {
    public AucBounds {
        if (!(0 <= lower && lower <= middle && middle <= upper && upper <= 1)) {
            throw new IllegalArgumentException("bounds of an AUC run from lower to upper within 0 and 1");
        }
    }

    /** By how much the middle can be wrong at most. */
    public double halfWidth() {
        return (upper - lower) / 2;
    }

    public boolean contains(double auc) {
        return lower <= auc && auc <= upper;
    }
}
