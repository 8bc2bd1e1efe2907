package org.subtext.harm.reading;

import java.util.Objects;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;
import org.subtext.harm.HarmPlan;

/**
 * All that is asked of a table, as a run's plan file holds it.
 *
 * @param table how it is read
 * @param roles on whom thresholds are chosen and who is judged
 * @param assessment what is compared, and by what it counts
 * @param scoredBy the model that scored its images here; null where the table came with scores
 */
public record HarmRequest(
        TablePlan table,
        RolePlan roles,
        HarmPlan assessment,
        @Nullable ScoredBy scoredBy) {
    public HarmRequest {
        Objects.requireNonNull(table, "table");
        Objects.requireNonNull(roles, "roles");
        Objects.requireNonNull(assessment, "assessment");
    }

    /** Of a table that came with scores. */
    public HarmRequest(TablePlan table, RolePlan roles, HarmPlan assessment) {
        this(table, roles, assessment, null);
    }

    public HarmRequest withScoredBy(ScoredBy value) {
        return new HarmRequest(table, roles, assessment, value);
    }

    public HarmRequest withTable(UnaryOperator<TablePlan> change) {
        return new HarmRequest(change.apply(table), roles, assessment, scoredBy);
    }

    public HarmRequest withRoles(RolePlan value) {
        return new HarmRequest(table, value, assessment, scoredBy);
    }

    public HarmRequest withAssessment(UnaryOperator<HarmPlan> change) {
        return new HarmRequest(table, roles, change.apply(assessment), scoredBy);
    }
}
