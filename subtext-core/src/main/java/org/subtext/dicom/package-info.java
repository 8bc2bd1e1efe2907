/**
 * DICOM files as they occur: bytes become elements, elements become values, folders become tables.
 *
 * <p>Start at {@link org.subtext.dicom.DicomFile} for one file and at {@link org.subtext.dicom.DicomFolder} for many. Written
 * from the standard (PS3.3, PS3.5, PS3.6, PS3.10); every limit of {@link org.subtext.dicom.ReadLimits} is checked before
 * memory is taken, and whatever is wrong with a file ends in one {@link org.subtext.dicom.DicomException}.
 */
@NullMarked
package org.subtext.dicom;

import org.jspecify.annotations.NullMarked;
