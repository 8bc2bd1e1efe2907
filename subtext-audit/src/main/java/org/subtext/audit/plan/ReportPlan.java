package org.subtext.audit.plan;

import org.jspecify.annotations.Nullable;
import org.subtext.problems.PlanKey;
import org.subtext.problems.RefusedValueException;

/**
 * What a report shows beside what was found.
 *
 * @param exampleImages how many example images a class, 0 to {@value #MOST_EXAMPLES}; 0 (the default) for real patients
 * @param plantedTruth what was planted, for phantoms; null for real cohorts
 */
public record ReportPlan(int exampleImages, @Nullable String plantedTruth) {
    private static final int MOST_EXAMPLES = 12;

    /** As a report of real patients is. */
    public static final ReportPlan USUAL = new ReportPlan(0, null);

    public ReportPlan {
        if (exampleImages < 0 || exampleImages > MOST_EXAMPLES) {
            throw new RefusedValueException(
                    PlanKey.EXAMPLE_IMAGES, "must lie between 0 and " + MOST_EXAMPLES + ", got " + exampleImages);
        }
    }

    public ReportPlan withExampleImages(int value) {
        return new ReportPlan(value, plantedTruth);
    }

    public ReportPlan withPlantedTruth(@Nullable String value) {
        return new ReportPlan(exampleImages, value);
    }
}
