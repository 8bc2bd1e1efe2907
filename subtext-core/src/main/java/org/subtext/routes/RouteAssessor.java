package org.subtext.routes;

import java.util.List;
import java.util.Map;
import org.subtext.assessment.AssessmentPlan;
import org.subtext.predictions.PredictionTable;

/** Assesses all settings of a battery together: pure, the same evidence gives the same findings. */
public final class RouteAssessor {
    /** A route with what its experiments found, in their order, and what was not run. */
    public record Found(Route route, Map<Setting, Evidence> evidence, List<NotRun> notRun) {}

    private final AssessmentPlan plan;

    public RouteAssessor(AssessmentPlan plan) {
        this.plan = plan;
    }

    /** @param unchanged the audit's own predictions, at image level */
    public RoutesAssessment assess(PredictionTable unchanged, List<Found> found, List<String> notes) {
        throw new IllegalStateException("not written yet: " + plan + unchanged + found + notes);
    }
}
