/**
 * Whether scores are the probabilities that they look like: reliability in bins, calibration errors, and by what line
 * in log odds they would be put right. Start at {@link org.subtext.statistics.calibration.Calibration}.
 */
@NullMarked
package org.subtext.statistics.calibration;

import org.jspecify.annotations.NullMarked;
