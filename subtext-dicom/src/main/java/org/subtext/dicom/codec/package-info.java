/**
 * Code streams of DICOM pixel data (PS3.5 section 8.2 and Annex G) to samples.
 *
 * <p>Start at {@link org.subtext.dicom.codec.CodeStream}, which tells a stream's kind by its own bytes and decodes it.
 * Every decoder here takes bytes and the shape that the data set promises, allocates nothing before the two agree, and
 * ends on damaged input in {@link org.subtext.dicom.codec.PixelDataException}. Knows no DICOM elements and no display.
 */
@NullMarked
package org.subtext.dicom.codec;

import org.jspecify.annotations.NullMarked;
