package org.subtext.audit.survey;

import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.subtext.cohort.CohortPlan;

/**
 * What is surveyed.
 *
 * @param cohort table, images and patients; its attribute has no part in who is found
 * @param attribute with which columns may be associated; null for none
 * @param columns the only ones; all where there are none
 * @param exclude columns that are left out
 * @param features vectors of the images by another program, read beside ours; null for none
 * @param side of the images in pixels
 * @param mostPatients how many are looked at, at random
 */
public record SurveyPlan(
        CohortPlan cohort,
        @Nullable String attribute,
        List<String> columns,
        List<String> exclude,
        @Nullable Path features,
        int side,
        int mostPatients,
        long seed) {
    public SurveyPlan {
        columns = List.copyOf(columns);
        exclude = List.copyOf(exclude);
    }
}
