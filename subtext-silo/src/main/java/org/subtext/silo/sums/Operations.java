package org.subtext.silo.sums;

import java.util.List;
import java.util.Map;
import java.util.Set;
import org.subtext.problems.InvalidInputException;
import org.subtext.silo.masking.EarlierSums;
import org.subtext.silo.masking.OpenedSums;

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

    /**
     * What a plan's sums before demand of the sites of the next one. What sites have is no count of patients, so that
     * its sum is no part of a difference.
     *
     * @param answered by operation, over which sites its sums were opened, the last one last
     */
    public static EarlierSums earlierSums(Operation next, Told told, Map<String, List<Set<String>>> answered) {
        if (next.needs().isEmpty()) {
            return EarlierSums.NONE;
        }
        List<Set<String>> others = answered.entrySet().stream()
                .filter(sum -> !sum.getKey().equals(Presence.NAME))
                .flatMap(sum -> sum.getValue().stream())
                .toList();
        Set<String> counted = answered.getOrDefault(Presence.NAME, List.of()).stream()
                .reduce((first, second) -> second)
                .orElse(Set.of());
        return new EarlierSums(counted, next.mostMissing(told), new OpenedSums(others));
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
