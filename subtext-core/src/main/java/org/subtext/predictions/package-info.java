/**
 * The hinge of every audit: one row an image and experiment, with the truth by name and one score a named class.
 *
 * <p>Start at {@link org.subtext.predictions.PredictionTable}. Left of it is slow and may need a GPU; right of it
 * everything is pure and re-runnable in seconds. Knows nothing of pixels or networks.
 */
@NullMarked
package org.subtext.predictions;

import org.jspecify.annotations.NullMarked;
