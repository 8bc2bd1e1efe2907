/**
 * Thresholds on scores: by which rule one is chosen, what it makes of the rows, and what acting on it is worth. Start
 * at {@link org.subtext.statistics.operating.ThresholdRule}, which is applied to rows of other patients than those that
 * {@link org.subtext.statistics.operating.OperatingPoint} then judges.
 */
@NullMarked
package org.subtext.statistics.operating;

import org.jspecify.annotations.NullMarked;
