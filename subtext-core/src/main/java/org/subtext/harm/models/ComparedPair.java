package org.subtext.harm.models;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.subtext.harm.FindingColumn;
import org.subtext.harm.FindingTable;
import org.subtext.harm.Roles;
import org.subtext.statistics.Estimate;
import org.subtext.statistics.gaps.GroupShares;
import org.subtext.statistics.gaps.PairedShares;
import org.subtext.statistics.groups.Grouping;
import org.subtext.statistics.groups.Rate;

/** What two models call of the judged images that both scored. */
final class ComparedPair {
    private final FindingTable table;
    private final int[] rows;
    private final boolean[] truths;
    private final Optional<boolean[]> first;
    private final Optional<boolean[]> second;
    private final Grouping groups;

    private ComparedPair(
            FindingTable table,
            int[] rows,
            boolean[] truths,
            Optional<boolean[]> first,
            Optional<boolean[]> second,
            Grouping groups) {
        this.table = table;
        this.rows = rows;
        this.truths = truths;
        this.first = first;
        this.second = second;
        this.groups = groups;
    }

    static ComparedPair of(
            FindingTable table,
            Roles roles,
            String attribute,
            FindingColumn first,
            List<Estimate> firstThresholds,
            FindingColumn second,
            List<Estimate> secondThresholds) {
        int[] rows = IntStream.range(0, table.rows())
                .filter(roles::isJudged)
                .filter(row -> first.takesPart(row) && second.takesPart(row))
                .toArray();
        boolean[] truths = new boolean[rows.length];
        for (int i = 0; i < rows.length; i++) {
            truths[i] = first.isPresent(rows[i]);
        }
        Grouping all = table.attribute(attribute);
        return new ComparedPair(
                table,
                rows,
                truths,
                calls(first, rows, roles, firstThresholds),
                calls(second, rows, roles, secondThresholds),
                Grouping.of(all.names(), Arrays.stream(rows).map(all::of).toArray()));
    }

    /** Empty where a part has no threshold, or all are called alike. */
    private static Optional<boolean[]> calls(
            FindingColumn finding, int[] rows, Roles roles, List<Estimate> thresholds) {
        if (!thresholds.stream().allMatch(Estimate::isDefined)) {
            return Optional.empty();
        }
        boolean[] calls = new boolean[rows.length];
        boolean isParted = false;
        for (int i = 0; i < rows.length; i++) {
            double cut = thresholds.get(roles.part(rows[i])).valueOr(Double.NaN);
            calls[i] = finding.score(rows[i]) >= cut;
            isParted |= calls[i] != calls[0];
        }
        return isParted ? Optional.of(calls) : Optional.empty();
    }

    /** Why nothing can be compared. */
    Optional<String> obstacle() {
        return first.isEmpty() || second.isEmpty()
                ? Optional.of("a model has no threshold that parts images")
                : Optional.empty();
    }

    Optional<PairedShares> shares(Rate rate) {
        int[] patients = Arrays.stream(rows).map(table::patient).toArray();
        return first.flatMap(one -> second.map(other -> new PairedShares(
                GroupShares.of(rate, truths, one, patients, table.patientCount(), groups),
                GroupShares.of(rate, truths, other, patients, table.patientCount(), groups))));
    }

    ModelDifferences.Discordant discordant(String group, boolean truth) {
        if (obstacle().isPresent()) {
            return new ModelDifferences.Discordant(0, 0, 0, 0);
        }
        int[] ofFirst = only(group, truth, first.orElseThrow(), second.orElseThrow());
        int[] ofSecond = only(group, truth, second.orElseThrow(), first.orElseThrow());
        return new ModelDifferences.Discordant(ofFirst.length, patients(ofFirst), ofSecond.length, patients(ofSecond));
    }

    private int[] only(String group, boolean truth, boolean[] calling, boolean[] other) {
        int ordinal = groups.ordinal(group);
        return IntStream.range(0, rows.length)
                .filter(i -> groups.of(i) == ordinal && truths[i] == truth && calling[i] && !other[i])
                .map(i -> rows[i])
                .toArray();
    }

    private int patients(int[] ofRows) {
        return (int) Arrays.stream(ofRows).map(table::patient).distinct().count();
    }
}
