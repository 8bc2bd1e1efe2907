/**
 * Whether lines of letters were drawn into an image, anywhere in it, upright or turned by a quarter.
 *
 * <p>Start at {@link org.subtext.deidentification.lettering.TextDetector}; {@link
 * org.subtext.deidentification.lettering.PixelGreys} makes its images of the frames of a file. What is found is a
 * reason for a person to look, never a proof. Knows nothing of patients, nor of what is done with a file.
 */
@NullMarked
package org.subtext.deidentification.lettering;

import org.jspecify.annotations.NullMarked;
