package org.subtext.assessment;

import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.subtext.predictions.ExperimentName;
import org.subtext.predictions.Unit;

/**
 * One experiment at every level.
 *
 * @param experiment what was scored
 * @param levels image level, then study level, then patient level; one of those that are the same cases. Stored runs of
 *     older versions hold all of them
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

    /** The same with one level of those that are the same cases. */
    ExperimentAssessment withDistinctLevels(Unit primary) {
        Map<Unit, Integer> cases =
                levels.stream().collect(Collectors.toMap(LevelAssessment::unit, LevelAssessment::rows));
        List<LevelAssessment> distinct = levels.stream()
                .filter(level -> DistinctLevels.isDistinct(level.unit(), cases, primary))
                .toList();
        return new ExperimentAssessment(experiment, distinct, folds, subgroups);
    }

    /** The level of that unit. */
    public LevelAssessment level(Unit unit) {
        return levels.stream()
                .filter(level -> level.unit() == unit)
                .findFirst()
                .orElseThrow(() -> new IllegalStateException("no " + unit.noun() + " level in " + experiment.name()));
    }
}
