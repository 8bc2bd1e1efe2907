package org.subtext.routes.battery;

import java.util.Optional;
import org.subtext.perturbation.contract.Part;
import org.subtext.perturbation.contract.Role;
import org.subtext.routes.contract.Experiment;
import org.subtext.routes.contract.Subject;

/**
 * When an experiment has its turn: first what can be pointed at (where nothing was shown to be there: what would have
 * been found), then what draws curves and maps, then what bears these
 * out, and last what trains.
 *
 * <p>Declared in the order of a battery.
 */
enum Turn {
    /** How faint a signal would have been found, where the images were not shown to reveal the attribute. */
    RULES_OUT("how faint a signal would have been found"),
    /** One of the things of which one may be pointed at, at the width at which all of them are cheap. */
    NAMES("what can be pointed at"),
    /** The same in narrower steps, and masks of regions, which hold many of them. */
    NAMES_MORE_EXACTLY("the same in narrower steps, and regions"),
    /** Curves, maps and whatever stands by itself. */
    DESCRIBES("curves, maps and models of several columns"),
    /** Controls and further points of what went before. */
    BEARS_OUT("controls and further points"),
    /** A network newly trained takes as long as a hundred settings tested. */
    TRAINS("networks newly trained");

    private static final int CURVE_POINT = 2;

    private final String words;

    Turn(String words) {
        this.words = words;
    }

    /** What a budget is spent on, for a reader. */
    String words() {
        return words;
    }

    static Turn of(Experiment experiment) {
        if (experiment.work().trainingImages() > 0) {
            return TRAINS;
        }
        if (experiment.setting().subject() instanceof Subject.Injected && experiment.information() > CURVE_POINT) {
            return RULES_OUT;
        }
        boolean refines = experiment.information() < CURVE_POINT;
        if (thing(experiment).isPresent()) {
            return refines || experiment.setting().subject() instanceof Subject.Region ? NAMES_MORE_EXACTLY : NAMES;
        }
        return refines ? BEARS_OUT : DESCRIBES;
    }

    /** What sort of thing it may point at; whoever has the same is needed to tell which one stands out. */
    static Optional<String> thing(Experiment experiment) {
        Subject subject = experiment.setting().subject();
        if (subject.role() instanceof Role.Keeps keeps) {
            return Optional.of(sort(keeps.part()));
        }
        if (subject.role() instanceof Role.Removes removes) {
            return Optional.of(sort(removes.part()));
        }
        if (subject instanceof Subject.OneColumn || subject instanceof Subject.Stratum) {
            return Optional.of("column");
        }
        return subject instanceof Subject.Region ? Optional.of("region") : Optional.empty();
    }

    private static String sort(Part part) {
        return part.getClass().getSimpleName();
    }
}
