package org.subtext.audit;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.subtext.cohort.Cohort;
import org.subtext.problems.NearestName;
import org.subtext.problems.Problems;

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

    /** The group of a cell: what it says, or that nothing is recorded. */
    static String named(@Nullable String cell) {
        return cell == null || cell.isBlank() ? NOT_RECORDED : cell;
    }

    /** By column: the value of each image, by image id. */
    static Map<String, Map<String, String>> of(Cohort cohort, List<String> columns) {
        Map<String, Map<String, String>> values = new LinkedHashMap<>();
        for (String column : columns) {
            List<@Nullable String> cells = cohort.column(column).orElseGet(ArrayList::new);
            Map<String, String> byImage = new LinkedHashMap<>();
            for (int i = 0; i < cells.size(); i++) {
                String cell = cells.get(i);
                byImage.put(cohort.images().get(i).id(), named(cell));
            }
            values.put(column, byImage);
        }
        return values;
    }
}
