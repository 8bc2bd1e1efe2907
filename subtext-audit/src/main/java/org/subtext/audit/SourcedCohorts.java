package org.subtext.audit;

import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.function.Consumer;
import org.subtext.audit.inputs.SharedPatients;
import org.subtext.cohort.Cohort;
import org.subtext.cohort.CohortPlan;
import org.subtext.cohort.SourcedCohort;
import org.subtext.problems.InvalidInputException;
import org.subtext.progress.Progress;
import org.subtext.sources.MadeTable;

/**
 * The cohorts of a plan, read from their sources.
 *
 * @param internal the audited one
 * @param others those that the finished recogniser is scored on, by name in the plan's order
 */
record SourcedCohorts(SourcedCohort internal, Map<String, SourcedCohort> others) {
    /**
     * Reads the other cohorts beside the audited one, whose classes they take.
     *
     * @param made hears of each table that was made
     * @throws InvalidInputException with all problems of a cohort at once, each with the cohort's name
     */
    static SourcedCohorts beside(SourcedCohort internal, AuditPlan plan, Consumer<MadeTable> made, Progress progress)
            throws IOException {
        Map<String, SourcedCohort> others = new LinkedHashMap<>();
        Cohort saying = internal.cohort();
        for (ExternalPlan external : plan.external()) {
            CohortPlan shared = external.cohort().withClasses(internal.cohort().classNames());
            try {
                SourcedCohort other = SourcedCohort.read(shared, made, progress);
                others.put(external.name(), other);
                saying = saying.saying(
                        SharedPatients.remarks(internal.cohort(), other.cohort(), external.name(), external.ownIds()));
            } catch (InvalidInputException e) {
                throw ofExternal(external.name(), external.cohort(), e);
            }
        }
        return new SourcedCohorts(internal.withCohort(saying), others);
    }

    /** The same problems, said of an external cohort. */
    static InvalidInputException ofExternal(String name, CohortPlan cohort, InvalidInputException e) {
        String where = "External cohort " + name + " (" + cohort.table() + "): ";
        return new InvalidInputException(
                e.problems().stream().map(problem -> problem.at(where)).toList());
    }

    /** The other cohort of a name of the plan. */
    SourcedCohort external(String name) {
        return Objects.requireNonNull(others.get(name), name);
    }

    /** All other cohorts, by name. */
    Map<String, Cohort> external() {
        Map<String, Cohort> cohorts = new LinkedHashMap<>();
        others.forEach((name, one) -> cohorts.put(name, one.cohort()));
        return cohorts;
    }
}
