/**
 * How sure a gap between two groups is: intervals and tests that respect patients, and how many rows would do. Start at
 * {@link org.subtext.statistics.gaps.RateGap} for one gap and {@link org.subtext.statistics.gaps.GroupPermutation} for
 * a family of them.
 */
@NullMarked
package org.subtext.statistics.gaps;

import org.jspecify.annotations.NullMarked;
