/**
 * What a thresholded score makes of each group of rows: rates, and by how much they lie apart. Start at {@link
 * org.subtext.statistics.groups.GroupOutcomes}. Intervals and tests of the gaps are next door, in {@code
 * statistics.gaps}.
 */
@NullMarked
package org.subtext.statistics.groups;

import org.jspecify.annotations.NullMarked;
