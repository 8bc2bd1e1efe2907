package org.subtext.silo.sums;

import java.util.List;
import org.subtext.problems.InvalidInputException;

/** The operations installed with this version, in an order in which each finds what it needs. */
public final class Operations {
    private static final List<Operation> INSTALLED = List.of(
            new Presence(),
            new Counts(),
            new ScoreBins(),
            new Spread(),
            new CalibrationBins(),
            new RateCounts(),
            new Ages(),
            new OwnFigures(),
            new Bootstrap());

    private Operations() {}

    /** All of them. */
    public static List<Operation> installed() {
        return INSTALLED;
    }

    /** The operation that a plan names. */
    public static Operation named(String name) {
        return INSTALLED.stream()
                .filter(operation -> operation.name().equals(name))
                .findFirst()
                .orElseThrow(() -> new InvalidInputException("A plan asks for \"" + name
                        + "\", which this version does not have. Installed are "
                        + INSTALLED.stream().map(Operation::name).toList()
                        + ". Have the plan written for these, or install the version that it was written with."));
    }
}
