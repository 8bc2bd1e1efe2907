/**
 * Who is in the study: patients, studies and images as a table lists them, one recorded value a patient, exclusions
 * counted.
 *
 * <p>Start at {@link org.subtext.cohort.CohortReader}, which turns a {@link org.subtext.cohort.CohortPlan} into a
 * {@link org.subtext.cohort.Cohort} or says everything that is wrong with the table at once. Knows that image files
 * exist, never what is in them.
 */
@NullMarked
package org.subtext.cohort;

import org.jspecify.annotations.NullMarked;
