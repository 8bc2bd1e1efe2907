package org.subtext.sources.slices;

/**
 * What became of the files; all counts.
 *
 * @param files looked at
 * @param notVolumes neither DICOM images nor NIfTI volumes
 * @param unreadable DICOM or NIfTI by content or name, but damaged
 * @param series DICOM series and NIfTI volumes
 * @param stacks they hold
 * @param seriesOfSeveralStacks series of several orientations, acquisitions or reconstructions
 * @param localisers images that only show where slices were planned
 * @param withoutGeometry single images without position and orientation
 * @param notHounsfield images whose values are no Hounsfield units, left out where a window is asked for
 * @param duplicates further images at the place of another
 * @param missing slices that gaps would hold
 * @param stacksWithGaps stacks that have any
 * @param slices found in stacks
 * @param rows written, after selection
 */
public record SliceReport(
        int files,
        int notVolumes,
        int unreadable,
        int series,
        int stacks,
        int seriesOfSeveralStacks,
        int localisers,
        int withoutGeometry,
        int notHounsfield,
        int duplicates,
        int missing,
        int stacksWithGaps,
        int slices,
        int rows) {}
