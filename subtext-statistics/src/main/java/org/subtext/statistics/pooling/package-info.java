/**
 * Rates of many small cells, each drawn towards what all have in common by as much as its size allows: cells of one
 * column by {@link org.subtext.statistics.pooling.BetaBinomial}, those of two by {@link
 * org.subtext.statistics.pooling.CrossedCells}.
 */
@NullMarked
package org.subtext.statistics.pooling;

import org.jspecify.annotations.NullMarked;
