package org.subtext.split;

import java.util.ArrayList;
import java.util.List;
import org.subtext.cohort.ColumnGuess;
import org.subtext.cohort.ColumnRole;
import org.subtext.tables.Table;

/** The columns of a table that may be a split. */
final class SplitColumns {
    /** As split files of ours call it; elsewhere it may be a part of a body. */
    static final String PART = "part";

    private SplitColumns() {}

    /** Those of a known name that name two parts at least, and "part" where its values are parts. */
    static List<String> in(Table table) {
        List<String> found = new ArrayList<>(ColumnGuess.candidates(table, ColumnRole.SPLIT));
        if (table.has(PART)
                && table.column(PART).distinct(20).stream()
                        .allMatch(value -> Part.of(value).isPresent())) {
            found.add(PART);
        }
        found.removeIf(name -> table.column(name).distinct(2).size() < 2);
        return found;
    }
}
