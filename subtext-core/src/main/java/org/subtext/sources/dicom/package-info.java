/**
 * DICOM files as people have them, in folders, archives and on media, turned into one table of images.
 *
 * <p>Start at {@link org.subtext.sources.dicom.DicomImport}. Files are found by their content, headers become columns,
 * and what headers do not hold comes from a table at the side. Knows no pixels and no cohorts.
 */
@NullMarked
package org.subtext.sources.dicom;

import org.jspecify.annotations.NullMarked;
