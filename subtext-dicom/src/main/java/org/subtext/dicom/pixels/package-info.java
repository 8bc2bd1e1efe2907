/**
 * Pixels of a DICOM object: the samples exactly as stored, and the image as the file asks to show it.
 *
 * <p>Start at {@link org.subtext.dicom.pixels.DicomPixels}. Stored samples become an image in the order of PS3.3
 * C.7.6.3, C.11.1 and C.11.2: Bits Stored and sign, modality, values of interest, inversion, padding.
 */
@NullMarked
package org.subtext.dicom.pixels;

import org.jspecify.annotations.NullMarked;
