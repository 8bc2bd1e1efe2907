package org.subtext.audit;

import org.subtext.cohort.CohortPlan;

/**
 * A cohort that the finished recogniser is scored on, never trained on.
 *
 * @param name what tables call it
 * @param cohort where it is; its attribute's class names must be those of the internal cohort
 * @param ownIds whether equal patient ids of this cohort and the audited one are different people
 */
public record ExternalPlan(String name, CohortPlan cohort, boolean ownIds) {
    /** A cohort of which equal ids are looked at. */
    public ExternalPlan(String name, CohortPlan cohort) {
        this(name, cohort, false);
    }

    /** The same about a cohort that is found elsewhere. */
    ExternalPlan withCohort(CohortPlan other) {
        return new ExternalPlan(name, other, ownIds);
    }
}
