/**
 * DICOM files as they occur: bytes become elements, elements become values.
 *
 * <p>Start at {@link org.subtext.dicom.DicomFile}. Written from the standard (PS3.3, PS3.5, PS3.6, PS3.10); every limit
 * of {@link org.subtext.dicom.ReadLimits} is checked before memory is taken, and whatever is wrong with a file ends in
 * one {@link org.subtext.dicom.DicomException}. Imports nothing of ours.
 */
@NullMarked
package org.subtext.dicom;

import org.jspecify.annotations.NullMarked;
