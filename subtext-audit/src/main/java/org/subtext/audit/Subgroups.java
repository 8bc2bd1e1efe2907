package org.subtext.audit;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.subtext.cohort.Cohort;
import org.subtext.cohort.SmallestGroups;
import org.subtext.problems.NearestName;
import org.subtext.problems.PlanKey;
import org.subtext.problems.Problems;
import org.subtext.problems.Remark;
import org.subtext.tables.GroupNames;
import org.subtext.tables.Wordings;

/** The values of the columns that a plan assesses by. */
final class Subgroups {
    static final String NOT_RECORDED = "not recorded";

    private Subgroups() {}

    /** Refuses columns that the table does not have. */
    static void check(Cohort cohort, List<String> columns) {
        Problems problems = new Problems();
        for (String column : columns) {
            if (!cohort.columnNames().contains(column)) {
                problems.add("There is no column \"" + column + "\" to assess by."
                        + NearestName.hint(column, cohort.columnNames()) + " Columns: "
                        + String.join(", ", cohort.columnNames()) + ".");
            }
        }
        problems.throwIfAny();
    }

    /** The group of a value: its name, or that nothing is recorded. */
    static String named(@Nullable String value) {
        return value == null || value.isBlank() ? NOT_RECORDED : value;
    }

    /** The values of a column of the cohort's images, however they are written. */
    static Wordings values(Cohort cohort, String column, List<? extends @Nullable String> cells) {
        return Wordings.of(cells, cohort.plan().notRecorded(column));
    }

    private static GroupNames names(Cohort cohort, String column, List<? extends @Nullable String> cells) {
        return GroupNames.of(column, values(cohort, column, cells), cells, SmallestGroups.MOST_OF_A_COLUMN);
    }

    /** By column: the group of each image, by image id. */
    static Map<String, Map<String, String>> of(Cohort cohort, List<String> columns) {
        Map<String, Map<String, String>> groups = new LinkedHashMap<>();
        for (String column : columns) {
            List<@Nullable String> cells = cohort.column(column).orElseGet(ArrayList::new);
            List<@Nullable String> names = names(cohort, column, cells).ofCells();
            Map<String, String> byImage = new LinkedHashMap<>();
            for (int i = 0; i < cells.size(); i++) {
                byImage.put(cohort.images().get(i).id(), named(names.get(i)));
            }
            groups.put(column, byImage);
        }
        return groups;
    }

    /** What was made of different writings in these columns. */
    static List<Remark> remarks(Cohort cohort, List<String> columns) {
        List<Remark> remarks = new ArrayList<>();
        for (String column : columns) {
            cohort.column(column)
                    .ifPresent(cells -> remarks.addAll(names(cohort, column, cells)
                            .remarks(
                                    cohort.images().stream()
                                            .map(image -> image.patient())
                                            .toList(),
                                    PlanKey.COHORT_RECORDED)));
        }
        return remarks;
    }
}
