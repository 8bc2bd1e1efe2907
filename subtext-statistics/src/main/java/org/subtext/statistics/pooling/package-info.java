/**
 * Rates of many small cells, each drawn towards what all have in common by as much as its size allows. Start at {@link
 * org.subtext.statistics.pooling.BetaBinomial}.
 */
@NullMarked
package org.subtext.statistics.pooling;

import org.jspecify.annotations.NullMarked;
