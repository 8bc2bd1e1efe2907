/**
 * Volumes as stacks of slices: CT series put in order by geometry, NIfTI files, windows, and the cohort table made of them.
 *
 * <p>Start at {@link org.subtext.volumes.SeriesSorter} for DICOM and {@link org.subtext.volumes.NiftiFile} for NIfTI; both end in
 * {@link org.subtext.volumes.SliceTable}, which the cohort reader reads like any other table.
 */
@NullMarked
package org.subtext.volumes;

import org.jspecify.annotations.NullMarked;
