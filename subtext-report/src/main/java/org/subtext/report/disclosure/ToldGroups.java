package org.subtext.report.disclosure;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.subtext.assessment.SubgroupTable;
import org.subtext.statistics.Estimate;

/** The estimates of the groups of one column as they may be told. */
public final class ToldGroups {
    private final GroupCounts groups;
    private final GroupReadings own;
    private final GroupReadings others;
    private final int smallest;

    /** @param overall of the class in question, in all groups together */
    public ToldGroups(GroupCounts groups, OperatingCounts overall, int smallest) {
        this.groups = groups;
        own = GroupReadings.ofClass(groups, overall, smallest);
        others = GroupReadings.ofOthers(groups, overall, smallest);
        this.smallest = smallest;
    }

    /** Sensitivities. */
    public GroupReadings own() {
        return own;
    }

    /** Specificities. */
    public GroupReadings others() {
        return others;
    }

    /**
     * The table with what is not told taken out.
     *
     * @param classes how many there are
     * @param isMeanHidden whether the mean over classes is withheld for all groups together
     * @param small instead of estimates over too few
     * @param ofCounts instead of shares that would give counts away
     */
    public SubgroupTable table(int classes, boolean isMeanHidden, Estimate small, Estimate ofCounts) {
        if (smallest <= 1) {
            return groups.table();
        }
        // Of more than two classes an interval holds the size of the smallest in its group, which gives a small one
        // away together with those of the other groups.
        boolean isAnyHidden = IntStream.range(0, groups.table().rows().size())
                .anyMatch(g -> groups.isTooSmall(g) || groups.areSharesHidden(g));
        List<SubgroupTable.Row> rows = new ArrayList<>();
        for (int g = 0; g < groups.table().rows().size(); g++) {
            SubgroupTable.Row row = groups.table().rows().get(g);
            boolean tooSmall = groups.isTooSmall(g);
            boolean areHidden = groups.areSharesHidden(g);
            boolean areBoundsHidden = areHidden || isAnyHidden && classes > 2;
            rows.add(new SubgroupTable.Row(
                    row.value(),
                    row.cases(),
                    row.patients(),
                    tooSmall || isMeanHidden
                            ? small
                            : areBoundsHidden ? row.macroAuc().withoutInterval() : row.macroAuc(),
                    tooSmall
                            ? small
                            : areHidden || own.isHidden(g) || own.between(g).isPresent() ? ofCounts : row.sensitivity(),
                    tooSmall
                            ? small
                            : areHidden
                                            || others.isHidden(g)
                                            || others.between(g).isPresent()
                                    ? ofCounts
                                    : row.specificity(),
                    row.classPatients(),
                    row.classCases()));
        }
        return new SubgroupTable(groups.table().column(), rows);
    }
}
