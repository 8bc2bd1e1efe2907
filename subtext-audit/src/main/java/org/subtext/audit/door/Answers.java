package org.subtext.audit.door;

import java.nio.file.Path;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.subtext.assessment.Assessment;
import org.subtext.audit.AuditPlan;
import org.subtext.audit.StoredRun;
import org.subtext.problems.InvalidInputException;
import org.subtext.report.ReportContent;
import org.subtext.routes.contract.RoutesAssessment;

/**
 * What a finished run found.
 *
 * @param run its name
 * @param folder where it lies
 * @param content everything its report says: who was in it, the assessment with the verdict, what the routes found
 * @param plan what was asked; null for an audit of somebody's scores
 * @param page the report as HTML
 * @param document the report as PDF
 */
public record Answers(
        String run,
        Path folder,
        ReportContent content,
        @Nullable AuditPlan plan,
        Path page,
        Path document) {
    /**
     * Reads them.
     *
     * @throws InvalidInputException when there is no such run, or it is not finished
     */
    static Answers in(String run, Path folder) {
        StoredRun stored = new StoredRun(folder);
        return of(run, stored, stored.content());
    }

    static Answers of(String run, StoredRun stored, ReportContent content) {
        return new Answers(run, stored.folder(), content, stored.plan().orElse(null), stored.page(), stored.document());
    }

    /** Every estimate, with the plan of the assessment and the verdict. */
    public Assessment assessment() {
        return content.assessment();
    }

    /** By what route; empty where nobody asked. */
    public Optional<RoutesAssessment> routes() {
        return Optional.ofNullable(content.routes());
    }
}
