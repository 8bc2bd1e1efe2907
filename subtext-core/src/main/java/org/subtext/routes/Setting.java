package org.subtext.routes;

import org.jspecify.annotations.Nullable;
import org.subtext.predictions.ExperimentName;

/**
 * What one experiment is about.
 *
 * @param route the family, one page section and one curve: "low-pass"
 * @param label unique within route and mode: "low-pass 10"
 * @param mode where the scores come from
 * @param position on the route's axis, null where there is none
 */
public record Setting(
        String route, String label, Mode mode, @Nullable Double position) {
    /** The name of the experiment: unique in a battery, and the experiment column of its predictions. */
    public String experiment() {
        return label + ", " + mode.words();
    }

    /** What its predictions stand under. */
    ExperimentName scores() {
        return new ExperimentName.Model(experiment());
    }
}
