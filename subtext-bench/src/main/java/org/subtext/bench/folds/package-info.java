/**
 * Whole audits of real images under labels drawn at random: how often do the folds of a real recogniser reveal what is
 * not there? Start at {@link org.subtext.bench.folds.NullLabellings}; docs/validation-folds.md holds the tallies.
 */
@NullMarked
package org.subtext.bench.folds;

import org.jspecify.annotations.NullMarked;
