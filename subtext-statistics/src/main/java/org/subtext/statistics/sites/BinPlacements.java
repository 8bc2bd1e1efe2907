package org.subtext.statistics.sites;

import java.util.Arrays;

/**
 * By bin, the share of the other class that an image of either class outranks or is outranked by, ties one half: V₁₀ of
 * a positive is the share of negatives below it, V₀₁ of a negative the share of positives above it. Immutable.
 */
public final class BinPlacements {
    private final double[] ofPositives;
    private final double[] ofNegatives;
    private final double auc;

    private BinPlacements(double[] ofPositives, double[] ofNegatives, double auc) {
        this.ofPositives = ofPositives;
        this.ofNegatives = ofNegatives;
        this.auc = auc;
    }

    /** As they were told; each from 0 to 1. */
    public static BinPlacements of(double[] ofPositives, double[] ofNegatives, double auc) {
        if (ofPositives.length != ofNegatives.length) {
            throw new IllegalArgumentException("both classes are placed in the same bins");
        }
        boolean areShares = Arrays.stream(ofPositives).allMatch(BinPlacements::isShare)
                && Arrays.stream(ofNegatives).allMatch(BinPlacements::isShare)
                && isShare(auc);
        if (!areShares) {
            throw new IllegalArgumentException("placements lie within 0 and 1");
        }
        return new BinPlacements(ofPositives.clone(), ofNegatives.clone(), auc);
    }

    private static boolean isShare(double value) {
        return value >= 0 && value <= 1;
    }

    public int bins() {
        return ofPositives.length;
    }

    /** V₁₀ by bin. */
    public double[] ofPositives() {
        return ofPositives.clone();
    }

    /** V₀₁ by bin. */
    public double[] ofNegatives() {
        return ofNegatives.clone();
    }

    /** The mean of either over its class. */
    public double auc() {
        return auc;
    }

    /** An image's placement less the AUC. */
    double deviation(int bin, boolean isPositive) {
        return (isPositive ? ofPositives : ofNegatives)[bin] - auc;
    }
}
