package org.subtext.confounding;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Rows sorted into the cells that several columns make together: "AP, 20 to below 40".
 *
 * @param ofRow cell of each row
 * @param levels {@code levels[column][cell]}: the level of each column in a cell
 * @param levelCounts levels of each column
 */
@SuppressWarnings("ArrayRecordComponent") // handed over, read only; nobody compares them
public record Cells(int[] ofRow, int[][] levels, int[] levelCounts) {
    /** @param columns {@code [column][row]} level of each row, from 0 */
    public static Cells of(int[][] columns) {
        int rows = columns[0].length;
        Map<List<Integer>, Integer> known = new HashMap<>();
        List<List<Integer>> cells = new ArrayList<>();
        int[] ofRow = new int[rows];
        for (int row = 0; row < rows; row++) {
            List<Integer> key = new ArrayList<>(columns.length);
            for (int[] column : columns) {
                key.add(column[row]);
            }
            ofRow[row] = known.computeIfAbsent(key, first -> {
                cells.add(first);
                return cells.size() - 1;
            });
        }
        int[][] levels = new int[columns.length][cells.size()];
        for (int column = 0; column < columns.length; column++) {
            for (int cell = 0; cell < cells.size(); cell++) {
                levels[column][cell] = cells.get(cell).get(column);
            }
        }
        int[] counts = Arrays.stream(columns)
                .mapToInt(column -> Arrays.stream(column).max().orElse(-1) + 1)
                .toArray();
        return new Cells(ofRow, levels, counts);
    }

    /** Number of cells. */
    public int count() {
        return levels.length == 0 ? 0 : levels[0].length;
    }
}
