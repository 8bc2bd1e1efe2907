package org.subtext.tables;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.subtext.problems.Problems;

/**
 * Finds rows that repeat the line of names, as files of several exports pasted together have them.
 *
 * <p>Such a row would count as an image, with its column's name as patient and as class; and where it gives the names
 * in another order, every cell below it stands under the wrong name.
 */
final class RepeatedHeader {
    private static final int LEAST = 2;

    private final Table table;
    private final List<String> folded;
    private final Set<String> known = new HashSet<>();
    private final boolean[] lengths = new boolean[128];

    private RepeatedHeader(Table table) {
        this.table = table;
        this.folded = table.names().stream()
                .map(name -> name.toLowerCase(Locale.ROOT))
                .toList();
        for (String name : folded) {
            // Columns may be called 0, 1, 2, and cells hold such numbers.
            if (name.length() < lengths.length && name.chars().anyMatch(Character::isLetter)) {
                known.add(name);
                lengths[name.length()] = true;
            }
        }
    }

    /**
     * Refuses a table in which the cells of a row are names of columns: at least two different ones, and at least half
     * of the cells with text.
     */
    static void refuse(Path file, Table table) {
        new RepeatedHeader(table).refuse(file);
    }

    private void refuse(Path file) {
        Problems problems = new Problems();
        int[] names = new int[table.rows()];
        for (String column : table.names()) {
            for (int row : table.column(column).rowsOf(this::isName)) {
                names[row]++;
            }
        }
        for (int row = 0; row < names.length; row++) {
            if (names[row] >= LEAST) {
                look(file, row, problems);
            }
        }
        problems.throwIfAny();
    }

    private boolean isName(String cell) {
        return cell.length() < lengths.length
                && lengths[cell.length()]
                && known.contains(cell.toLowerCase(Locale.ROOT));
    }

    private void look(Path file, int row, Problems problems) {
        Set<String> found = new HashSet<>();
        List<String> cells = new ArrayList<>();
        boolean inPlace = true;
        for (int c = 0; c < folded.size(); c++) {
            String cell = table.column(table.names().get(c)).get(row);
            if (cell == null) {
                continue;
            }
            cells.add(cell);
            if (isName(cell)) {
                found.add(cell.toLowerCase(Locale.ROOT));
                inPlace &= folded.get(c).equals(cell.toLowerCase(Locale.ROOT));
            }
        }
        if (found.size() < LEAST || 2 * found.size() < cells.size()) {
            return;
        }
        String where = "Row " + table.rowNumber(row) + " of " + file + " repeats the names of the columns";
        if (inPlace) {
            problems.add(
                    "names repeated",
                    where + ".",
                    "Such a line is no image: files may have been pasted together. Delete these lines.");
        } else {
            problems.add(
                    "names in another order",
                    where + " in another order or other columns (" + String.join(", ", cells) + ").",
                    "The cells below such a line belong under its names, not under those at the top of the file. Bring"
                            + " the columns of the pasted files into one order, then delete these lines.");
        }
    }
}
