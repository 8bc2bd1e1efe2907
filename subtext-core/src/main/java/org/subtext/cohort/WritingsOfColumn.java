package org.subtext.cohort;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.subtext.problems.PlanKey;
import org.subtext.problems.Problems;
import org.subtext.problems.Remark;
import org.subtext.problems.Sentence;
import org.subtext.tables.NotRecorded;
import org.subtext.tables.Table;
import org.subtext.tables.Wordings;

/** In which writings the values of one column of a table stand there, before anybody audits it. */
public final class WritingsOfColumn {
    private WritingsOfColumn() {}

    /**
     * What would be brought together, what is nearly the same and stays apart, and words that are taken for nothing.
     *
     * @throws org.subtext.problems.InvalidInputException when there is no such column
     */
    public static List<Remark> remarks(Table table, String column) {
        Problems problems = new Problems();
        ColumnNames.require(table, column, PlanKey.COHORT_ATTRIBUTE, problems);
        problems.throwIfAny();
        List<@Nullable String> cells = table.column(column).cells();
        Wordings values = Wordings.of(cells, NotRecorded.except(List.of()));
        Map<Integer, Integer> rows = new HashMap<>();
        for (@Nullable String cell : cells) {
            int value = values.indexOf(cell);
            if (value >= 0) {
                rows.merge(value, 1, Integer::sum);
            }
        }
        List<Remark> remarks = new ArrayList<>(values.remarks(column, PlanKey.COHORT_RECORDED));
        values.nearNames(column, rows, Sentence.EMPTY.set(PlanKey.COHORT_RENAME, Map.of("WORDING", "NAME")))
                .ifPresent(remarks::add);
        return remarks;
    }
}
