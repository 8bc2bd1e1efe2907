package org.subtext.perturbation.contract;

import java.util.List;
import java.util.stream.Collectors;
import org.subtext.wording.Digits;

/** A perturbation that a plan spells as the name of its kind and the kind's numbers: most are. */
public interface PlannedPerturbation extends Perturbation {
    /** What it is one of. */
    PerturbationKind kind();

    /** What follows the kind's name in a plan, in that order. */
    default List<Double> numbers() {
        return List.of();
    }

    /** What a report reads from it beside its like. */
    default Role role() {
        return Role.OTHER;
    }

    @Override
    default String name() {
        return kind().name()
                + numbers().stream()
                        .map(number -> " " + Digits.parameter(number))
                        .collect(Collectors.joining());
    }
}
