package org.subtext.routes.masks;

import org.subtext.provenance.Seed;

/** A classifier of a table of numbers, fitted once and asked once. */
@FunctionalInterface
public interface FeatureModel {
    /**
     * Fits on training rows and scores test rows.
     *
     * @param train {@code [row][feature]}, finite; not changed
     * @param trainLabels class of each training row, 0 to {@code classes − 1}
     * @param test {@code [row][feature]}
     * @return {@code [row][class]}, finite, greater where the class is more likely
     */
    double[][] fitAndScore(double[][] train, int[] trainLabels, int classes, double[][] test, Seed seed);
}
