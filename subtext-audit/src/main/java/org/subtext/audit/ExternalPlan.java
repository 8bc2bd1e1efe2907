package org.subtext.audit;

import java.util.Optional;
import org.subtext.cohort.CohortPlan;
import org.subtext.problems.PlanKey;
import org.subtext.problems.RefusedValueException;
import org.subtext.provenance.FileName;
import org.subtext.wording.VisibleText;

/**
 * A cohort that the finished recogniser is scored on, never trained on.
 *
 * @param name what tables call it
 * @param cohort where it is; its attribute's class names must be those of the internal cohort
 * @param ownIds whether equal patient ids of this cohort and the audited one are different people
 */
public record ExternalPlan(String name, CohortPlan cohort, boolean ownIds) {
    /** How the caches of pixels are called that lie beside the folders of external cohorts. */
    private static final String OF_A_CACHE = "\\d+x\\d+-\\w+\\.(pixels|journal)";

    public ExternalPlan {
        problem(name).ifPresent(wrong -> {
            throw new RefusedValueException(PlanKey.EXTERNAL_NAME, wrong);
        });
    }

    /** What is wrong with a name, which is also that of a folder in the run's; empty where it will do. */
    static Optional<String> problem(String name) {
        Optional<String> wrong =
                name.matches(OF_A_CACHE) ? Optional.of("is the name of a cache of pixels") : FileName.problem(name);
        return wrong.map(why -> "must do as the name of a folder; \"" + VisibleText.line(name) + "\" " + why);
    }

    /** A cohort of which equal ids are looked at. */
    public ExternalPlan(String name, CohortPlan cohort) {
        this(name, cohort, false);
    }

    /** The same about a cohort that is found elsewhere. */
    ExternalPlan withCohort(CohortPlan other) {
        return new ExternalPlan(name, other, ownIds);
    }
}
