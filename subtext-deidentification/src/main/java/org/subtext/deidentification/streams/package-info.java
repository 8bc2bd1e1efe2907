/**
 * Pixel data with only what a decoder needs: every stream is parsed by its structure and written anew, so that what
 * belongs to no structure, wherever it stands, is not there to be found.
 *
 * <p>Start at {@link org.subtext.deidentification.streams.PixelCleaner}: pixel element, pixel attributes and transfer
 * syntax become a new pixel element and a typed account of what was cut. One class an encoding; what cannot be parsed
 * is refused and never copied. Nothing here looks for text, and nothing knows a patient.
 */
@NullMarked
package org.subtext.deidentification.streams;

import org.jspecify.annotations.NullMarked;
