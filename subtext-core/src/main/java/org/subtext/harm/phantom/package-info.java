/**
 * Prediction tables whose harm was planted, with the gaps that are true of them. Start at {@link
 * org.subtext.harm.phantom.PlantedHarm}.
 */
@NullMarked
package org.subtext.harm.phantom;

import org.jspecify.annotations.NullMarked;
