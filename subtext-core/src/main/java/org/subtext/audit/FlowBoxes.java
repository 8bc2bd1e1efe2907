package org.subtext.audit;

import java.util.List;
import org.subtext.cohort.Flow;
import org.subtext.report.FlowStep;

/** A cohort's flow as the boxes that the report draws. */
final class FlowBoxes {
    private FlowBoxes() {}

    static List<FlowStep> of(Flow flow) {
        return flow.steps().stream()
                .map(step -> step.kind() == org.subtext.cohort.FlowStep.Kind.EXCLUDED
                        ? FlowStep.excluded(step.label(), step.images(), step.patients())
                        : FlowStep.remaining(step.label(), step.images(), step.patients()))
                .toList();
    }
}
