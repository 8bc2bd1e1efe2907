package org.subtext.predictions;

import java.util.Objects;
import java.util.Optional;
import org.subtext.problems.Remark;
import org.subtext.problems.Sentence;
import org.subtext.tables.Column;
import org.subtext.tables.Table;

/** Rows of a score table that say the same in every column, as of a table that was put together twice. */
public final class RepeatedRows {
    /** From this share of all rows on. */
    private static final double MANY = 0.05;

    /** Where a table knows fewer different rows, a share of it, they repeat by nature: decisions in place of scores. */
    private static final double FEW_KINDS = 0.05;

    private static final int FEWEST_KINDS = 20;

    private RepeatedRows() {}

    /** How many rows repeat an earlier one; empty where that is few, or what such scores do. */
    public static Optional<Remark> remark(Table table) {
        int kinds = Groups.of(table.rows(), table.names(), name -> coded(table.column(name)))
                .count();
        int repeated = table.rows() - kinds;
        boolean isByNature = kinds < Math.max(FEWEST_KINDS, FEW_KINDS * table.rows());
        return repeated < MANY * table.rows() || repeated == 0 || isByNature
                ? Optional.empty()
                : Optional.of(new Remark(
                        Remark.Code.REPEATED_ROWS,
                        Sentence.EMPTY
                                .counted(repeated, "row says", "rows say")
                                .and(" in every column what an earlier one says. If one image stands there more than"
                                        + " once, leave the repetitions out: each counts.")));
    }

    private static Coded<String> coded(Column column) {
        Coded.Builder<String> cells = new Coded.Builder<>();
        for (int row = 0; row < column.size(); row++) {
            cells.add(Objects.requireNonNullElse(column.get(row), ""));
        }
        return cells.build();
    }
}
