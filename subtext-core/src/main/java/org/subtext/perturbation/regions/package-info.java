/**
 * Which pixels of a chest radiograph are body and lung, and masks in general.
 *
 * <p>Start at {@link org.subtext.perturbation.regions.ChestSegmentation} and {@link
 * org.subtext.perturbation.regions.Mask}. Knows pixels, not kinds of perturbation.
 */
@NullMarked
package org.subtext.perturbation.regions;

import org.jspecify.annotations.NullMarked;
