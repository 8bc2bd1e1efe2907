package org.subtext.assessment;

import java.util.List;
import org.subtext.predictions.ExperimentName;
import org.subtext.predictions.Unit;

/**
 * One experiment at every level.
 *
 * @param experiment what was scored
 * @param levels image level first, then study level where the cohort knows studies, then patient level
 * @param folds macro AUC at the primary unit of each run (fold), in order; one entry without cross-validation
 * @param subgroups by column, empty where no attributes were given
 */
public record ExperimentAssessment(
        ExperimentName experiment,
        List<LevelAssessment> levels,
        List<NamedEstimate> folds,
        List<SubgroupTable> subgroups) {
    public ExperimentAssessment {
        levels = List.copyOf(levels);
        folds = List.copyOf(folds);
        subgroups = List.copyOf(subgroups);
    }

    /** The level of that unit. */
    public LevelAssessment level(Unit unit) {
        return levels.stream()
                .filter(level -> level.unit() == unit)
                .findFirst()
                .orElseThrow(() -> new IllegalStateException("no " + unit.noun() + " level in " + experiment.name()));
    }
}
