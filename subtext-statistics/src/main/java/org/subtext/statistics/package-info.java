/**
 * Pure functions on primitive arrays: ROC curves and AUC, their variances and intervals, tests, calibration, planning.
 *
 * <p>Start at {@link org.subtext.statistics.BinaryScores} (one class against the rest) and {@link
 * org.subtext.statistics.MulticlassScores}, which sort once what the others walk: {@link
 * org.subtext.statistics.ClusterBootstrap} and {@link org.subtext.statistics.ClusteredAuc} for intervals that respect
 * patients, {@link org.subtext.statistics.PermutationTest} for tests. How all of it was checked stands in
 * docs/validation-statistics.md.
 *
 * <p>No I/O, no logging, no threads that outlive a call, no randomness but the seed a caller passes. Every formula
 * names its source; a statistic that cannot be computed is {@link org.subtext.statistics.Estimate.Undefined} with its
 * reason. Leaf package: imports nothing of ours.
 */
@NullMarked
package org.subtext.statistics;

import org.jspecify.annotations.NullMarked;
