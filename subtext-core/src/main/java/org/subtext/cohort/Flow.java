package org.subtext.cohort;

import java.util.ArrayList;
import java.util.List;

/**
 * Who was left out and why, from the table's rows to what is audited. The counts add up: what was found less what was
 * excluded is what is audited, in images and in patients.
 */
public record Flow(List<FlowStep> steps) {
    public Flow {
        steps = List.copyOf(steps);
        int images = 0;
        int patients = 0;
        for (FlowStep step : steps) {
            int sign = step.kind() == FlowStep.Kind.FOUND ? 1 : -1;
            images += sign * step.images();
            patients += sign * step.patients();
        }
        if (images != 0 || patients != 0) {
            throw new IllegalArgumentException("a flow must add up, this one does not: " + steps);
        }
    }

    /** The last box. */
    public FlowStep audited() {
        return steps.get(steps.size() - 1);
    }

    /** The exclusions only, in order. */
    public List<FlowStep> exclusions() {
        return steps.stream()
                .filter(step -> step.kind() == FlowStep.Kind.EXCLUDED)
                .toList();
    }

    /** The same flow with one more exclusion before what is audited. */
    public Flow excluding(String label, int images, int patients, String reason) {
        FlowStep last = audited();
        List<FlowStep> longer = new ArrayList<>(steps.subList(0, steps.size() - 1));
        longer.add(new FlowStep(FlowStep.Kind.EXCLUDED, label, images, patients, reason));
        longer.add(new FlowStep(
                FlowStep.Kind.AUDITED, last.label(), last.images() - images, last.patients() - patients, ""));
        return new Flow(longer);
    }

    /** The flow of a table from which nothing has been left out yet. */
    public static Flow found(String label, int images, int patients) {
        return new Flow(List.of(
                new FlowStep(FlowStep.Kind.FOUND, label, images, patients, ""),
                new FlowStep(FlowStep.Kind.AUDITED, "Audited", images, patients, "")));
    }
}
