package org.subtext.report.disclosure;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.subtext.report.disclosure.CountNetwork.Edge;

/**
 * A table of counts in which small cells are hidden, together with what would let them be computed.
 *
 * <p>Definition: a cell, row total, column total or grand total of 1 to k − 1 is hidden (primary suppression). Further
 * ones are hidden (complementary suppression) until, for every hidden count, the counts that agree with all published
 * cells and totals span an interval of width at least k. All hidden counts print alike, so that the mark does not say
 * which of them is small. Zeros are published.
 *
 * <p>How: rows and columns are nodes, counts are flows between them, totals flow back ({@link CountNetwork}).
 *
 * <p>Tables that share a total are decided one by one: a {@link Movement} says how far the shared total can move in all
 * the others, and no range here counts on more.
 *
 * <p>Source: cells of 1–10 are not shown nor derivable (CMS cell size suppression policy); network form after Cox
 * (1980), Suppression methodology and statistical disclosure control, JASA 75:377–385.
 */
public final class SmallCells {
    private static final double TOTAL_COST = 30;

    /** What is known of a count before its table is looked at. */
    public enum Movement {
        /** It is published unless it must be hidden. */
        SHOWN,
        /** It is hidden already, and may be anything. */
        HIDDEN,
        /** It is said nowhere and need not be protected: a total that is not printed. */
        UNSAID,
        /** It is hidden already, and what else is published lets it be up to k more. */
        GROWS,
        /** It is hidden already, and what else is published lets it be up to k less. */
        FALLS
    }

    private final int smallest;
    private final int rows;
    private final int columns;
    private final Edge[] cells;
    private final Edge[] rowTotals;
    private final Edge[] columnTotals;
    private final Edge total;
    private final List<Edge> edges = new ArrayList<>();

    private SmallCells(Draft draft) {
        this.smallest = draft.smallest;
        rows = draft.rows;
        columns = draft.columns;
        int back = rows + columns;
        int forth = back + 1;
        cells = new Edge[rows * columns];
        rowTotals = new Edge[rows];
        columnTotals = new Edge[columns];
        int[] columnSums = new int[columns];
        int sum = 0;
        for (int r = 0; r < rows; r++) {
            int rowSum = 0;
            for (int c = 0; c < columns; c++) {
                int count = draft.counts.get(r).get(c);
                rowSum += count;
                columnSums[c] += count;
                int cell = r * columns + c;
                cells[cell] = new Edge(r, rows + c, count, 1, false, smallest, draft.cells[cell]);
            }
            rowTotals[r] = new Edge(forth, r, rowSum, TOTAL_COST, false, smallest, draft.rowTotals[r]);
            sum += rowSum;
        }
        for (int c = 0; c < columns; c++) {
            int[] range = draft.columnRanges.get(c);
            columnTotals[c] = range == null
                    ? new Edge(rows + c, back, columnSums[c], TOTAL_COST, true, smallest, draft.columnTotals[c])
                    : new Edge(
                            rows + c, back, columnSums[c], TOTAL_COST, true, true, Movement.HIDDEN, range[0], range[1]);
        }
        total = new Edge(back, forth, sum, TOTAL_COST, true, smallest, draft.total);
        edges.addAll(Arrays.asList(cells));
        edges.addAll(Arrays.asList(rowTotals));
        edges.addAll(Arrays.asList(columnTotals));
        edges.add(total);
        if (!new CountNetwork(edges, rows + columns + 2, smallest).protect()) {
            withhold();
        }
    }

    /**
     * Decides what is hidden where every total is published.
     *
     * @param counts {@code counts[row][column]}, rectangular, none negative
     * @param smallest k, the smallest positive count that may be shown; 0 or 1 shows all
     */
    public static SmallCells of(List<List<Integer>> counts, int smallest) {
        return new Draft(counts, smallest).decide();
    }

    /** Groups that together make a total: one column. */
    public static SmallCells ofGroups(List<Integer> counts, int smallest) {
        return of(counts.stream().map(List::of).toList(), smallest);
    }

    /** A table of which something is known before it is decided. Not thread-safe. */
    public static final class Draft {
        private final List<List<Integer>> counts;
        private final int smallest;
        private final int rows;
        private final int columns;
        private final Movement[] cells;
        private final Movement[] rowTotals;
        private final Movement[] columnTotals;
        private final Map<Integer, int[]> columnRanges = new HashMap<>();
        private Movement total = Movement.SHOWN;

        /** @throws IllegalArgumentException when the counts are not rectangular */
        public Draft(List<List<Integer>> counts, int smallest) {
            this.counts = counts;
            this.smallest = smallest;
            rows = counts.size();
            columns = counts.isEmpty() ? 0 : counts.get(0).size();
            if (counts.stream().anyMatch(row -> row.size() != columns)) {
                throw new IllegalArgumentException("a table of counts is rectangular");
            }
            cells = new Movement[rows * columns];
            rowTotals = new Movement[rows];
            columnTotals = new Movement[columns];
            Arrays.fill(cells, Movement.SHOWN);
            Arrays.fill(rowTotals, Movement.SHOWN);
            Arrays.fill(columnTotals, Movement.SHOWN);
        }

        public Draft cell(int row, int column, Movement movement) {
            cells[row * columns + column] = movement;
            return this;
        }

        public Draft rowTotal(int row, Movement movement) {
            rowTotals[row] = movement;
            return this;
        }

        public Draft rowTotals(Movement movement) {
            Arrays.fill(rowTotals, movement);
            return this;
        }

        public Draft columnTotal(int column, Movement movement) {
            columnTotals[column] = movement;
            return this;
        }

        /** The total is told as a range, which lets it be so much more and so much less. */
        public Draft columnRange(int column, int up, int down) {
            columnRanges.put(column, new int[] {up, down});
            return this;
        }

        public Draft columnTotals(Movement movement) {
            Arrays.fill(columnTotals, movement);
            return this;
        }

        public Draft total(Movement movement) {
            total = movement;
            return this;
        }

        /** Hides also what is hidden in a table of the same shape, such as that of the same patients' images. */
        public Draft beside(SmallCells companion) {
            for (int i = 0; i < cells.length; i++) {
                cells[i] = hiddenToo(cells[i], companion.cells[i]);
            }
            for (int r = 0; r < rows; r++) {
                rowTotals[r] = hiddenToo(rowTotals[r], companion.rowTotals[r]);
            }
            for (int c = 0; c < columns; c++) {
                columnTotals[c] = hiddenToo(columnTotals[c], companion.columnTotals[c]);
            }
            total = hiddenToo(total, companion.total);
            return this;
        }

        private static Movement hiddenToo(Movement own, Edge other) {
            return own == Movement.SHOWN && other.hidden ? Movement.HIDDEN : own;
        }

        /** Decides what is hidden. */
        public SmallCells decide() {
            return new SmallCells(this);
        }
    }

    public boolean isHidden(int row, int column) {
        return cells[row * columns + column].hidden;
    }

    public boolean isRowTotalHidden(int row) {
        return rowTotals[row].hidden;
    }

    public boolean isColumnTotalHidden(int column) {
        return columnTotals[column].hidden;
    }

    public boolean isTotalHidden() {
        return total.hidden;
    }

    /** Whether a cell is hidden, or a total that would be published. */
    public boolean hidesAnything() {
        return edges.stream().anyMatch(edge -> edge.hidden && edge.movement != Movement.UNSAID);
    }

    /** Where nothing protects it, the whole table goes; the sizes that it shares with others are not its own. */
    private void withhold() {
        for (Edge cell : cells) {
            cell.hidden = true;
        }
        for (Edge rowTotal : rowTotals) {
            rowTotal.hidden = true;
        }
    }
}
