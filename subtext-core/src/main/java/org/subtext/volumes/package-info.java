/**
 * Volumes as stacks of slices: CT series put in order by geometry, NIfTI files, and windows.
 *
 * <p>Start at {@link org.subtext.volumes.SeriesSorter} for DICOM and {@link org.subtext.volumes.NiftiFile} for NIfTI.
 */
@NullMarked
package org.subtext.volumes;

import org.jspecify.annotations.NullMarked;
