package org.subtext.cohort;

import org.jspecify.annotations.Nullable;
import org.subtext.address.ImageAddress;

/**
 * One image of a cohort.
 *
 * @param row row of the table, counted from 0
 * @param id unique within the cohort
 * @param patient patient id
 * @param study study id; the image id where the table knows no studies
 * @param address where the image is, absolute
 * @param label index into {@link Cohort#classes()}
 * @param split the part that the table gives it, null when it gives none
 */
public record CohortImage(
        int row,
        String id,
        String patient,
        String study,
        ImageAddress address,
        int label,
        @Nullable String split) {}
