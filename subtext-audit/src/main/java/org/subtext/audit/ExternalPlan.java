package org.subtext.audit;

import org.subtext.cohort.CohortPlan;

/**
 * A cohort that the finished recogniser is scored on, never trained on.
 *
 * @param name what tables call it
 * @param cohort where it is; its attribute's class names must be those of the internal cohort
 */
public record ExternalPlan(String name, CohortPlan cohort) {}
