/**
 * Volumes turned into a table of their slices, one row a slice, in the order in which they lie.
 *
 * <p>Start at {@link org.subtext.sources.slices.SliceListing}. What a volume is and how its slices are put in order is
 * known to {@code volumes}; this package chooses among them and writes the table that the cohort reader reads like any
 * other.
 */
@NullMarked
package org.subtext.sources.slices;

import org.jspecify.annotations.NullMarked;
