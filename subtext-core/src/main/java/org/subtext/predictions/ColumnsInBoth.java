package org.subtext.predictions;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.subtext.problems.Problems;
import org.subtext.tables.NotRecorded;
import org.subtext.tables.Wording;

/**
 * Columns that are used and stand in a score table as well as in the one joined to it.
 *
 * <p>Cells are taken from the score table then, so where the joined one says otherwise, half of what is known would be
 * passed over without a word.
 */
public record ColumnsInBoth(ScoreCells cells, Set<String> numbers) {
    private static final int ROWS_NAMED = 5;

    /**
     * Refuses columns that say different things of one row.
     *
     * @param used names of columns; one of {@code numbers} is compared by number, others in any writing
     */
    public void refuseContradictions(Set<String> used, Problems problems) {
        used.stream().filter(cells::isInBoth).forEach(column -> refuse(column, problems));
    }

    private void refuse(String column, Problems problems) {
        int differing = 0;
        List<String> rows = new ArrayList<>();
        for (int row = 0; row < cells.rows(); row++) {
            if (cells.isMatched(row) && !alike(column, cells.get(column, row), cells.joinedCell(column, row))) {
                differing++;
                if (rows.size() < ROWS_NAMED) {
                    rows.add(String.valueOf(cells.table().rowNumber(row)));
                }
            }
        }
        if (differing > 0) {
            problems.add("Column " + column + " stands in both tables that are joined, and says different things in "
                    + differing + (differing == 1 ? " row (row " : " rows that match (rows ") + String.join(", ", rows)
                    + (differing > rows.size() ? ", ..." : "") + " of "
                    + cells.table().source().getFileName()
                    + "). Expected one column, or two that agree. Leave it out of one of the tables, or rename it there"
                    + " and name the one that is meant.");
        }
    }

    private boolean alike(String column, @Nullable String one, @Nullable String other) {
        if (Objects.equals(one, other)) {
            return true;
        }
        boolean isNothing = one == null || NotRecorded.is(one);
        boolean isOtherNothing = other == null || NotRecorded.is(other);
        if (one == null || other == null || isNothing || isOtherNothing) {
            return isNothing && isOtherNothing;
        }
        return Wording.folded(one).equals(Wording.folded(other)) || numbers.contains(column) && isOneNumber(one, other);
    }

    private static boolean isOneNumber(String one, String other) {
        try {
            return Double.parseDouble(one) == Double.parseDouble(other);
        } catch (NumberFormatException e) {
            return false;
        }
    }
}
