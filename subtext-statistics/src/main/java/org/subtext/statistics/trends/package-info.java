/**
 * A rate along a number that is recorded of patients, such as age, without bins. Start at {@link
 * org.subtext.statistics.trends.RateTrend}; {@link org.subtext.statistics.trends.TrendPermutation} tests slopes.
 */
@NullMarked
package org.subtext.statistics.trends;

import org.jspecify.annotations.NullMarked;
