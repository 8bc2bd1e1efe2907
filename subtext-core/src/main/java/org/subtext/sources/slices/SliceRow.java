package org.subtext.sources.slices;

import org.jspecify.annotations.Nullable;

/**
 * One row of a slice table.
 *
 * @param image path with its slice or frame
 * @param stack number of the stack within its series, 1 the longest
 * @param slice place in the stack, counted from 1, whatever was selected
 * @param positionMm along the stack's normal; null for frames without geometry
 * @param relative place in the stack, 0 to 1
 */
record SliceRow(
        String image,
        String patient,
        String study,
        String series,
        int stack,
        int slice,
        int slicesInStack,
        @Nullable Double positionMm,
        double relative) {}
