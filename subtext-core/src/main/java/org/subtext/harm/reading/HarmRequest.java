package org.subtext.harm.reading;

import java.util.Objects;
import java.util.function.UnaryOperator;
import org.subtext.harm.HarmPlan;

/**
 * All that is asked of a table, as a run's plan file holds it.
 *
 * @param table how it is read
 * @param roles on whom thresholds are chosen and who is judged
 * @param assessment what is compared, and by what it counts
 */
public record HarmRequest(TablePlan table, RolePlan roles, HarmPlan assessment) {
    public HarmRequest {
        Objects.requireNonNull(table, "table");
        Objects.requireNonNull(roles, "roles");
        Objects.requireNonNull(assessment, "assessment");
    }

    public HarmRequest withTable(UnaryOperator<TablePlan> change) {
        return new HarmRequest(change.apply(table), roles, assessment);
    }

    public HarmRequest withRoles(RolePlan value) {
        return new HarmRequest(table, value, assessment);
    }

    public HarmRequest withAssessment(UnaryOperator<HarmPlan> change) {
        return new HarmRequest(table, roles, change.apply(assessment));
    }
}
