package org.subtext.cohort;

import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.subtext.problems.Remark;
import org.subtext.problems.Sentence;
import org.subtext.tables.NotRecorded;
import org.subtext.tables.Wording;

/** Columns whose names are one but for their writing, as race and Race are, and that say different things. */
public final class TwinColumns {
    /** The cells of a table. */
    @FunctionalInterface
    public interface Cells {
        /** A cell; null when empty. */
        @Nullable String get(String column, int row);
    }

    private TwinColumns() {}

    /**
     * That a column that is read has a twin that differs; empty where it has none, or one that agrees in every row.
     *
     * @param names of all columns
     * @param rows how many there are
     */
    public static Optional<Remark> remark(String column, List<String> names, int rows, Cells cells) {
        String key = Wording.folded(column);
        return names.stream()
                .filter(name -> !name.equals(column) && Wording.folded(name).equals(key))
                .flatMap(twin -> remark(column, twin, rows, cells).stream())
                .findFirst();
    }

    private static Optional<Remark> remark(String column, String twin, int rows, Cells cells) {
        long differing = 0;
        for (int row = 0; row < rows; row++) {
            differing += key(cells.get(column, row)).equals(key(cells.get(twin, row))) ? 0 : 1;
        }
        return differing == 0
                ? Optional.empty()
                : Optional.of(new Remark(
                        Remark.Code.COLUMNS_OF_ONE_NAME,
                        Sentence.of("Column " + column + " is read; column " + twin
                                        + " has its name in another writing, and says otherwise in ")
                                .counted(differing, "row", "rows")
                                .and(". Check that the right one was named.")));
    }

    private static String key(@Nullable String cell) {
        return NotRecorded.is(cell) ? "" : Wording.folded(Objects.requireNonNullElse(cell, ""));
    }
}
