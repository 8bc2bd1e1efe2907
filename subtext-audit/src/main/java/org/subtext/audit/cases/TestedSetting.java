package org.subtext.audit.cases;

import org.jspecify.annotations.Nullable;
import org.subtext.routes.contract.SettingResult;
import org.subtext.routes.perturbed.TestedUnder;

/**
 * A change of the images under which a run's network was tested: one stop of a ladder. Others cannot be chosen.
 *
 * @param number from 1, in the order in which the run tells of them; names it in addresses
 * @param route the ladder: "low-pass"
 * @param experiment as the battery ran it
 * @param result what all cases together said
 */
public record TestedSetting(int number, String route, TestedUnder experiment, SettingResult result) {
    /** For a reader: "low-pass 10". */
    public String label() {
        return experiment.setting().label();
    }

    /** What it does, without a full stop. */
    public String description() {
        return experiment.perturbation().description();
    }

    /** Place on the ladder's axis; null where it has none. */
    public @Nullable Double position() {
        return experiment.setting().position();
    }
}
