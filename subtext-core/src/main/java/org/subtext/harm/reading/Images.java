package org.subtext.harm.reading;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.subtext.predictions.ScoreCells;
import org.subtext.problems.Argument;
import org.subtext.problems.Problems;
import org.subtext.problems.Sentence;

/**
 * The images that the rows of a table tell of: each row one, or, of the long form, all rows of one name.
 *
 * @param ofRow the image of each row
 * @param firstRow of each image
 */
@SuppressWarnings("ArrayRecordComponent") // made once and handed on; nobody compares images
record Images(int[] ofRow, int[] firstRow) {
    /** Each row is an image; a column of their names, where there is one, names each once. */
    static Images inRows(ScoreCells cells, @Nullable String column, Problems problems) {
        int[] rows = new int[cells.rows()];
        Map<String, Integer> seen = new HashMap<>();
        for (int row = 0; row < rows.length; row++) {
            rows[row] = row;
            String name = column == null ? null : cells.get(column, row);
            Integer before = name == null ? null : seen.putIfAbsent(name, row);
            if (before != null) {
                problems.add(
                        "image twice",
                        "Rows " + cells.table().rowNumber(before) + " and "
                                + cells.table().rowNumber(row) + " score the same image.",
                        Sentence.of("Expected one row an image. Name the right ")
                                .and(Argument.SCORES_IMAGE)
                                .and(" column, or the long form: ")
                                .and(Argument.SCORES_LONG_SCORE)
                                .and("."));
            }
        }
        return new Images(rows, rows.clone());
    }

    /** All rows of one name are an image. */
    static Images byName(ScoreCells cells, String column, Problems problems) {
        int[] ofRow = new int[cells.rows()];
        List<Integer> first = new ArrayList<>();
        Map<String, Integer> known = new HashMap<>();
        for (int row = 0; row < ofRow.length; row++) {
            String name = cells.get(column, row);
            if (name == null) {
                problems.add(
                        "row without image",
                        "Row " + cells.table().rowNumber(row) + " names no image in column " + column + ".",
                        "Rows of one image belong together by its name. Fill it in, or delete these rows.");
            }
            Integer image = known.putIfAbsent(name == null ? "" : name, first.size());
            if (image == null) {
                ofRow[row] = first.size();
                first.add(row);
            } else {
                ofRow[row] = image;
            }
        }
        return new Images(ofRow, first.stream().mapToInt(row -> row).toArray());
    }

    int count() {
        return firstRow.length;
    }
}
