package org.subtext.report.disclosure;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.subtext.assessment.SubgroupTable;
import org.subtext.report.disclosure.SmallCells.Movement;
import org.subtext.statistics.Estimate;

/**
 * Which shares of the groups of one column may be told: with the overall operating point they are a table of groups by
 * right and wrong whose margin is known, so that one that is hidden would be the rest of the others.
 *
 * <p>Cells of 1 to k − 1 are bounds ({@code >0.907}), and one large group is told as the range that lets each of them
 * be any of these. Where no group is large enough for that they are hidden, and others with them until each could be k
 * more or less ({@link SmallCells}). Where the margin is not told, as where patients are in several groups, nothing
 * follows from others.
 */
public final class GroupReadings {
    private final @Nullable SmallCells cells;
    private final boolean isAnyShareUnknown;

    private final Map<Integer, OperatingCounts.Count> ranges = new HashMap<>();

    private GroupReadings(@Nullable SmallCells cells, boolean isAnyShareUnknown) {
        this.cells = cells;
        this.isAnyShareUnknown = isAnyShareUnknown;
    }

    /** Of the class in question: the shares are sensitivities. */
    public static GroupReadings ofClass(GroupCounts groups, OperatingCounts overall, int smallest) {
        List<int[]> counts = new ArrayList<>();
        for (int g = 0; g < groups.table().rows().size(); g++) {
            SubgroupTable.Row row = groups.table().rows().get(g);
            counts.add(counts(row.sensitivity(), groups.casesOfClass(g)));
        }
        return decided(groups, counts, overall.own(), smallest);
    }

    /** Of all others: the shares are specificities. */
    public static GroupReadings ofOthers(GroupCounts groups, OperatingCounts overall, int smallest) {
        List<int[]> counts = new ArrayList<>();
        for (int g = 0; g < groups.table().rows().size(); g++) {
            SubgroupTable.Row row = groups.table().rows().get(g);
            counts.add(counts(row.specificity(), groups.casesOfOthers(g)));
        }
        return decided(groups, counts, overall.others(), smallest);
    }

    /** Right and wrong; empty where nobody knows of how many. */
    private static int[] counts(Estimate share, int of) {
        if (of < 0) {
            return new int[0];
        }
        int right = share.isDefined() ? (int) Math.round(share.valueOr(0) * of) : 0;
        return new int[] {right, share.isDefined() ? of - right : 0};
    }

    private static GroupReadings decided(
            GroupCounts groups, List<int[]> counts, OperatingCounts.Count overall, int smallest) {
        int restRight = overall.count();
        int restWrong = overall.of() - overall.count();
        List<List<Integer>> table = new ArrayList<>();
        boolean isAnyUnknown = false;
        for (int[] row : counts) {
            isAnyUnknown |= row.length == 0;
            int right = row.length == 0 ? 0 : row[0];
            int wrong = row.length == 0 ? 0 : row[1];
            table.add(List.of(right, wrong));
            restRight -= right;
            restWrong -= wrong;
        }
        boolean isMarginTold = overall.of() > 0 && restRight >= 0 && restWrong >= 0;
        if (!isMarginTold) {
            return new GroupReadings(null, isAnyUnknown);
        }
        if (restRight + restWrong > 0) {
            table.add(List.of(restRight, restWrong));
        }
        SmallCells.Draft draft = new SmallCells.Draft(table, smallest);
        int up = overall.most() - overall.count();
        int down = overall.count() - overall.least();
        Optional<GroupReadings> ranged = isAnyUnknown ? Optional.empty() : ranged(groups, counts, overall, smallest);
        if (ranged.isPresent()) {
            return ranged.get();
        }
        if (overall.isBetween()) {
            draft.columnRange(0, up, down).columnRange(1, down, up);
        } else if (!overall.isKnown(smallest)) {
            draft.columnTotals(Movement.HIDDEN);
        }
        for (int g = 0; g < table.size(); g++) {
            boolean isRest = g == counts.size();
            if (isRest || groups.areSharesHidden(g) || groups.isTooSmall(g)) {
                Movement cell = isRest ? Movement.UNSAID : Movement.HIDDEN;
                draft.cell(g, 0, cell).cell(g, 1, cell).rowTotal(g, Movement.UNSAID);
            }
        }
        return new GroupReadings(draft.decide(), isAnyUnknown);
    }

    /**
     * Nothing withheld: small cells are bounds, which say no more than that they are 1 to k − 1, and one large group
     * takes up in a range whatever these, and a margin that is a range, may be; so the sum narrows none of them. Empty
     * where no group has the room, or where the cases of some are hidden.
     */
    private static Optional<GroupReadings> ranged(
            GroupCounts groups, List<int[]> counts, OperatingCounts.Count overall, int smallest) {
        int up = overall.most() - overall.count();
        int down = overall.count() - overall.least();
        int small = 0;
        int zero = 0;
        for (int g = 0; g < counts.size(); g++) {
            int right = counts.get(g)[0];
            int wrong = counts.get(g)[1];
            if (groups.areSharesHidden(g) || groups.isTooSmall(g)) {
                return Optional.empty();
            }
            if (OperatingCounts.isFew(right, smallest)) {
                small++;
                up += right - 1;
                down += smallest - 1 - right;
            } else if (OperatingCounts.isFew(wrong, smallest)) {
                small++;
                up += smallest - 1 - wrong;
                down += wrong - 1;
            } else if (right == 0 || wrong == 0) {
                zero++;
            }
        }
        GroupReadings readings = new GroupReadings(null, false);
        boolean isMarginABound = !overall.isBetween() && !overall.isKnown(smallest);
        if (isMarginABound) {
            return small == 1 && zero == counts.size() - 1 ? Optional.of(readings) : Optional.empty();
        }
        if (up + down == 0) {
            return Optional.of(readings);
        }
        int best = -1;
        int most = -1;
        for (int g = 0; g < counts.size(); g++) {
            int[] row = counts.get(g);
            int room = Math.min(row[0] - down, row[1] - up);
            if (!OperatingCounts.isFew(row[0], smallest) && !OperatingCounts.isFew(row[1], smallest) && room > most) {
                most = room;
                best = g;
            }
        }
        if (best < 0) {
            return Optional.empty();
        }
        int[] row = counts.get(best);
        readings.ranges.put(
                best, new OperatingCounts.Count(row[0], row[0] + row[1], row[0] - down, row[0] + up, false));
        return Optional.of(readings);
    }

    /** The range within which the group's share is told; empty where it is told as it is, or not at all. */
    public Optional<OperatingCounts.Count> between(int group) {
        return Optional.ofNullable(ranges.get(group));
    }

    /** Whether the group's share is withheld. */
    public boolean isHidden(int group) {
        return isAnyShareUnknown || cells != null && (cells.isHidden(group, 0) || cells.isHidden(group, 1));
    }
}
