package org.subtext.assessment;

import java.util.List;
import java.util.Map;
import org.subtext.predictions.Unit;

/**
 * Levels that hold other cases: two names of the same cases would show two intervals of one number, each from draws of
 * its own.
 */
final class DistinctLevels {
    /** Of levels with the same cases the first one here stays, if none of them is primary. */
    private static final List<Unit> PREFERRED = List.of(Unit.IMAGE, Unit.PATIENT, Unit.STUDY);

    private DistinctLevels() {}

    /**
     * Whether a level stays: it is primary, or no level that is rather shown has the same cases. Images lie in studies
     * and studies in patients, so that levels with equally many cases have the same.
     *
     * @param cases of each level
     */
    static boolean isDistinct(Unit level, Map<Unit, Integer> cases, Unit primary) {
        return cases.entrySet().stream()
                .noneMatch(other -> other.getValue().equals(cases.get(level))
                        && rank(other.getKey(), primary) < rank(level, primary));
    }

    private static int rank(Unit unit, Unit primary) {
        return unit == primary ? -1 : PREFERRED.indexOf(unit);
    }
}
