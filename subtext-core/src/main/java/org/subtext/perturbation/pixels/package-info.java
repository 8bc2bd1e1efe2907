/**
 * Values of one image as a perturbation is handed them, and the arithmetic on them that several kinds share: resizing,
 * blur, normal draws.
 *
 * <p>Start at {@link org.subtext.perturbation.pixels.PixelValues}. Knows pixels and seeds, not kinds of perturbation.
 */
@NullMarked
package org.subtext.perturbation.pixels;

import org.jspecify.annotations.NullMarked;
