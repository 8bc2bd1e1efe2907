package org.subtext.routes.contract;

import org.jspecify.annotations.Nullable;
import org.subtext.predictions.ExperimentName;

/**
 * What one experiment is about.
 *
 * @param route the family, one page section and one curve: "low-pass"
 * @param subject what it looks at
 * @param mode where the scores come from
 */
public record Setting(String route, Subject subject, Mode mode) {
    /** The subject for a reader: unique within route and mode. */
    public String label() {
        return subject.label();
    }

    /** Place on the route's axis, null where there is none. */
    public @Nullable Double position() {
        return subject.position();
    }

    /** The name of the experiment: unique in a battery, and the experiment column of its predictions. */
    public String experiment() {
        return label() + ", " + mode.words();
    }

    /** What its predictions stand under. */
    public ExperimentName scores() {
        return new ExperimentName.Model(experiment());
    }
}
