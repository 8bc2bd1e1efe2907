/**
 * Pure functions on primitive arrays: ROC curves and AUC, their variances and intervals, tests, calibration, planning.
 *
 * <p>No I/O, no logging, no threads that outlive a call, no randomness but the seed a caller passes. Every formula names its
 * source; a statistic that cannot be computed is {@link org.subtext.statistics.Estimate.Undefined} with its reason. Leaf
 * package: imports nothing of ours.
 */
@NullMarked
package org.subtext.statistics;

import org.jspecify.annotations.NullMarked;
