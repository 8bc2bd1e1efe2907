package org.subtext.report.disclosure;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.Deque;
import java.util.List;
import java.util.PriorityQueue;
import org.jspecify.annotations.Nullable;

/**
 * A table of counts in which small cells are hidden, together with what would let them be computed.
 *
 * <p>Definition: a cell, row total, column total or grand total of 1 to k − 1 is hidden (primary suppression). Further
 * ones are hidden (complementary suppression) until, for every hidden count, the counts that agree with all published
 * cells and totals span an interval of width at least k. All hidden counts print alike, so that the mark does not say
 * which of them is small. Zeros are published.
 *
 * <p>How: rows and columns are nodes, counts are flows, totals flow back; every published table is a circulation with
 * fixed flows, and the range of a hidden count is a maximum flow in the network of the hidden ones. Published counts
 * are hidden along the cheapest cycle through a count whose range is too narrow, a heuristic for the smallest loss.
 * Cost: O(cells²) flows of O(cells) each, for tables of up to a few hundred cells.
 *
 * <p>Tables that share a total are decided one by one: a {@link Movement} says how far the shared total can move in all
 * the others, and no range here counts on more.
 *
 * <p>Source: cells of 1–10 are not shown nor derivable (CMS cell size suppression policy); network form after Cox
 * (1980), Suppression methodology and statistical disclosure control, JASA 75:377–385.
 */
public final class SmallCells {
    private static final int UNLIMITED = Integer.MAX_VALUE / 4;
    private static final double TOTAL_COST = 30;
    private static final double HIDDEN_COST = 0.01;
    private static final double ZERO_COST = 20;

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

    /** A count as a flow between two nodes. */
    private static final class Edge {
        final int from;
        final int to;
        final int count;
        final double cost;
        final Movement movement;
        final int most;
        final int least;
        final boolean isShared;
        boolean hidden;

        Edge(int from, int to, int count, double cost, boolean isShared, int smallest, Movement movement) {
            this.isShared = isShared;
            this.from = from;
            this.to = to;
            this.count = count;
            this.movement = movement;
            this.hidden = movement != Movement.SHOWN || count > 0 && count < smallest;
            this.most = movement == Movement.GROWS ? smallest : movement == Movement.FALLS ? 0 : UNLIMITED;
            this.least = movement == Movement.GROWS ? 0 : movement == Movement.FALLS ? smallest : count;
            this.cost = cost + (count == 0 ? ZERO_COST : Math.log1p(count));
        }

        /** What can only fall does so where another one grows, which is protected. */
        boolean isToBeProtected() {
            return movement != Movement.UNSAID && movement != Movement.FALLS;
        }

        /** Whether it may be k more, or k less, once it is hidden. */
        boolean canMove(boolean up, int smallest) {
            return (up ? most : Math.min(count, least)) >= smallest;
        }
    }

    private final int smallest;
    private final int rows;
    private final int columns;
    private final Edge[] cells;
    private final Edge[] rowTotals;
    private final Edge[] columnTotals;
    private final Edge total;
    private final List<Edge> edges = new ArrayList<>();
    private final int nodes;

    private SmallCells(Draft draft) {
        this.smallest = draft.smallest;
        rows = draft.rows;
        columns = draft.columns;
        int back = rows + columns;
        int forth = back + 1;
        nodes = rows + columns + 2;
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
            columnTotals[c] =
                    new Edge(rows + c, back, columnSums[c], TOTAL_COST, true, smallest, draft.columnTotals[c]);
        }
        total = new Edge(back, forth, sum, TOTAL_COST, true, smallest, draft.total);
        edges.addAll(Arrays.asList(cells));
        edges.addAll(Arrays.asList(rowTotals));
        edges.addAll(Arrays.asList(columnTotals));
        edges.add(total);
        protect();
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

    private void protect() {
        Edge exposed = firstExposed();
        while (exposed != null) {
            List<Edge> cycle = wayOut(exposed);
            if (cycle.isEmpty()) {
                withhold();
                return;
            }
            cycle.forEach(edge -> edge.hidden = true);
            exposed = firstExposed();
        }
    }

    /** What to hide so that an exposed count may move further; shared totals only where cells do not suffice. */
    private List<Edge> wayOut(Edge exposed) {
        List<Edge> withinCells = wayOut(exposed, false);
        return withinCells.isEmpty() ? wayOut(exposed, true) : withinCells;
    }

    /** At once by k, or else by some. */
    private List<Edge> wayOut(Edge exposed, boolean overTotals) {
        int[] none = new int[edges.size()];
        Search search = new Search(exposed, none, smallest, overTotals);
        List<Edge> cycle = cheapestPath(search, exposed.to, exposed.from);
        if (cycle.isEmpty() && exposed.canMove(false, smallest)) {
            cycle = cheapestPath(search, exposed.from, exposed.to);
        }
        if (cycle.isEmpty()) {
            int[] change = new int[edges.size()];
            largestFlow(exposed.to, exposed.from, exposed, change);
            cycle = cheapestPath(new Search(exposed, change, 1, overTotals), exposed.to, exposed.from);
        }
        if (cycle.isEmpty() && exposed.canMove(false, 1)) {
            int[] change = new int[edges.size()];
            largestFlow(exposed.from, exposed.to, exposed, change);
            cycle = cheapestPath(new Search(exposed, change, 1, overTotals), exposed.from, exposed.to);
        }
        return cycle;
    }

    /**
     * What a path is searched for.
     *
     * @param change what flows already
     * @param least by how much each count must be able to move beyond that
     * @param overTotals whether totals of columns, and of all, may be hidden for it
     */
    private record Search(Edge exposed, int[] change, int least, boolean overTotals) {
        boolean mayPass(Edge edge) {
            return edge != exposed && (edge.hidden || overTotals || !edge.isShared);
        }
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

    private @Nullable Edge firstExposed() {
        for (Edge edge : edges) {
            if (edge.hidden && edge.isToBeProtected() && width(edge) < smallest) {
                return edge;
            }
        }
        return null;
    }

    /** Width of the interval of counts that agree with everything published. */
    private int width(Edge edge) {
        int up = Math.min(edge.most, largestFlow(edge.to, edge.from, edge, new int[edges.size()]));
        int down = Math.min(edge.least, largestFlow(edge.from, edge.to, edge, new int[edges.size()]));
        return Math.min(UNLIMITED, up + down);
    }

    /**
     * Largest flow through hidden edges other than one, forward as far as they grow, backward as far as they fall. Stops
     * at k. Notes what flows where.
     */
    private int largestFlow(int source, int sink, Edge without, int[] change) {
        int flow = 0;
        while (flow < smallest) {
            int pushed = augment(source, sink, without, change);
            if (pushed == 0) {
                return flow;
            }
            flow += pushed;
        }
        return flow;
    }

    private int augment(int source, int sink, Edge without, int[] change) {
        int[] cameBy = new int[nodes];
        Arrays.fill(cameBy, -1);
        int[] capacity = new int[nodes];
        capacity[source] = smallest;
        Deque<Integer> queue = new ArrayDeque<>(List.of(source));
        while (!queue.isEmpty() && capacity[sink] == 0) {
            int node = queue.remove();
            for (int e = 0; e < edges.size(); e++) {
                Edge edge = edges.get(e);
                if (!edge.hidden || edge == without) {
                    continue;
                }
                boolean forward = edge.from == node;
                if (!forward && edge.to != node) {
                    continue;
                }
                int next = forward ? edge.to : edge.from;
                int room = forward ? edge.most - change[e] : edge.least + change[e];
                if (room > 0 && capacity[next] == 0) {
                    capacity[next] = Math.min(capacity[node], room);
                    cameBy[next] = e;
                    queue.add(next);
                }
            }
        }
        int pushed = capacity[sink];
        for (int node = sink; pushed > 0 && node != source; ) {
            Edge edge = edges.get(cameBy[node]);
            boolean forward = edge.to == node;
            change[cameBy[node]] += forward ? pushed : -pushed;
            node = forward ? edge.from : edge.to;
        }
        return pushed;
    }

    /**
     * The cheapest way to let an exposed count move, by Dijkstra from its head to its tail where it is to grow: a count met
     * against its direction must be able to fall by the least, one met along it to grow, beyond what flows already. Empty
     * where shared totals leave no way, or where nothing more would be hidden.
     */
    private List<Edge> cheapestPath(Search search, int source, int sink) {
        double[] distance = new double[nodes];
        Arrays.fill(distance, Double.POSITIVE_INFINITY);
        @Nullable Edge[] cameBy = new Edge[nodes];
        distance[source] = 0;
        record Visit(int node, double distance) {}
        PriorityQueue<Visit> queue =
                new PriorityQueue<>(Comparator.comparingDouble(Visit::distance).thenComparingInt(Visit::node));
        queue.add(new Visit(source, 0));
        while (!queue.isEmpty()) {
            Visit visit = queue.remove();
            for (int e = 0; e < edges.size(); e++) {
                Edge edge = edges.get(e);
                boolean grows = edge.from == visit.node() && edge.most - search.change[e] >= search.least;
                boolean falls =
                        edge.to == visit.node() && Math.min(edge.count, edge.least) + search.change[e] >= search.least;
                if (!search.mayPass(edge) || (!grows && !falls)) {
                    continue;
                }
                int next = grows ? edge.to : edge.from;
                double far = visit.distance() + (edge.hidden ? HIDDEN_COST : edge.cost);
                if (far < distance[next]) {
                    distance[next] = far;
                    cameBy[next] = edge;
                    queue.add(new Visit(next, far));
                }
            }
        }
        List<Edge> path = new ArrayList<>();
        for (int node = sink; node != source; ) {
            Edge edge = cameBy[node];
            if (edge == null) {
                return List.of();
            }
            path.add(edge);
            node = edge.from == node ? edge.to : edge.from;
        }
        return path.stream().allMatch(edge -> edge.hidden) ? List.of() : path;
    }
}
