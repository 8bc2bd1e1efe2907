/**
 * Pixels: decoding, resizing, and one memory-mapped cache a size.
 *
 * <p>Start at {@link org.subtext.images.PixelSource}, what training and scoring read. Knows files and pixels, not
 * patients.
 */
@NullMarked
package org.subtext.images;

import org.jspecify.annotations.NullMarked;
