package org.subtext.looks;

import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.subtext.assessment.Verdict;

/**
 * One look at the patients of a cohort.
 *
 * @param number in its ledger, from 1
 * @param when it was begun or, once there is one, answered
 * @param asked what was asked
 * @param patients who was looked at
 * @param rows a salted hash of rows and recorded classes
 * @param answer null while there is none: the run goes on, or was ended before anybody saw its answer
 */
public record Look(
        int number,
        Instant when,
        Asked asked,
        PatientSketch patients,
        String rows,
        @Nullable Answer answer) {
    /**
     * A question.
     *
     * @param run the name of the run
     * @param plan its hash
     * @param attribute the recorded attribute asked about
     */
    public record Asked(String run, String plan, String attribute) {}

    /**
     * What was answered.
     *
     * @param rule which tells rules and their parameters apart
     * @param verdict null where several models are compared and no single answer is given
     * @param estimates their hash: equal where the same was computed once more
     */
    public record Answer(String rule, Verdict.@Nullable Kind verdict, String estimates) {}

    /** Whether it is at the same patients, by their ids or, where they have none, by their rows. */
    public boolean isAtThePatientsOf(Look other) {
        return patients.isSame(other.patients) || rows.equals(other.rows);
    }
}
