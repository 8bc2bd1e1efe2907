package org.subtext.report;

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
 * <p>Source: cells of 1–10 are not shown nor derivable (CMS cell size suppression policy); network form after Cox
 * (1980), Suppression methodology and statistical disclosure control, JASA 75:377–385.
 */
final class SmallCells {
    private static final int UNLIMITED = Integer.MAX_VALUE / 4;
    private static final double TOTAL_COST = 30;
    private static final double HIDDEN_COST = 0.01;
    private static final double ZERO_COST = 20;

    /** A count as a flow between two nodes. */
    private static final class Edge {
        final int from;
        final int to;
        final int count;
        final double cost;
        boolean hidden;

        Edge(int from, int to, int count, boolean isTotal, int smallest) {
            this.from = from;
            this.to = to;
            this.count = count;
            this.hidden = count > 0 && count < smallest;
            this.cost = (isTotal ? TOTAL_COST : 1) + (count == 0 ? ZERO_COST : Math.log1p(count));
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

    private SmallCells(List<List<Integer>> counts, int smallest, @Nullable SmallCells companion) {
        this.smallest = smallest;
        rows = counts.size();
        columns = counts.isEmpty() ? 0 : counts.get(0).size();
        int back = rows + columns;
        int forth = back + 1;
        nodes = rows + columns + 2;
        cells = new Edge[rows * columns];
        rowTotals = new Edge[rows];
        columnTotals = new Edge[columns];
        int[] columnSums = new int[columns];
        int sum = 0;
        for (int r = 0; r < rows; r++) {
            if (counts.get(r).size() != columns) {
                throw new IllegalArgumentException("a table of counts is rectangular");
            }
            int rowSum = 0;
            for (int c = 0; c < columns; c++) {
                int count = counts.get(r).get(c);
                rowSum += count;
                columnSums[c] += count;
                cells[r * columns + c] = new Edge(r, rows + c, count, false, smallest);
            }
            rowTotals[r] = new Edge(forth, r, rowSum, true, smallest);
            sum += rowSum;
        }
        for (int c = 0; c < columns; c++) {
            columnTotals[c] = new Edge(rows + c, back, columnSums[c], true, smallest);
        }
        total = new Edge(back, forth, sum, true, smallest);
        edges.addAll(Arrays.asList(cells));
        edges.addAll(Arrays.asList(rowTotals));
        edges.addAll(Arrays.asList(columnTotals));
        edges.add(total);
        if (companion != null) {
            for (int i = 0; i < edges.size(); i++) {
                edges.get(i).hidden |= companion.edges.get(i).hidden;
            }
        }
        protect();
    }

    /**
     * Decides what is hidden.
     *
     * @param counts {@code counts[row][column]}, rectangular, none negative
     * @param smallest k, the smallest positive count that may be shown; 0 or 1 shows all
     */
    static SmallCells of(List<List<Integer>> counts, int smallest) {
        return new SmallCells(counts, smallest, null);
    }

    /** Groups that together make a total: one column. */
    static SmallCells ofGroups(List<Integer> counts, int smallest) {
        return new SmallCells(counts.stream().map(List::of).toList(), smallest, null);
    }

    /** Counts of the same groups, such as their images: hides also what is hidden there. */
    static SmallCells ofGroupsBeside(List<Integer> counts, SmallCells companion) {
        return new SmallCells(counts.stream().map(List::of).toList(), companion.smallest, companion);
    }

    boolean isHidden(int row, int column) {
        return cells[row * columns + column].hidden;
    }

    boolean isRowTotalHidden(int row) {
        return rowTotals[row].hidden;
    }

    boolean isColumnTotalHidden(int column) {
        return columnTotals[column].hidden;
    }

    boolean isTotalHidden() {
        return total.hidden;
    }

    boolean hidesAnything() {
        return edges.stream().anyMatch(edge -> edge.hidden);
    }

    private void protect() {
        Edge exposed = firstExposed();
        while (exposed != null) {
            hideAlongCycle(exposed);
            exposed = firstExposed();
        }
    }

    private @Nullable Edge firstExposed() {
        for (Edge edge : edges) {
            if (edge.hidden && width(edge) < smallest) {
                return edge;
            }
        }
        return null;
    }

    /** Width of the interval of counts that agree with everything published. */
    private int width(Edge edge) {
        int up = largestFlow(edge.to, edge.from, edge);
        int down = Math.min(edge.count, largestFlow(edge.from, edge.to, edge));
        return Math.min(UNLIMITED, up + down);
    }

    /**
     * Largest flow through hidden edges other than one; forward without limit, backward up to the count. Stops at k.
     */
    private int largestFlow(int source, int sink, Edge without) {
        int[] change = new int[edges.size()];
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
                int room = forward ? UNLIMITED : edge.count + change[e];
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

    /** Hides the cheapest cycle along which an exposed count can grow by k; afterwards its range is wide enough. */
    private void hideAlongCycle(Edge exposed) {
        for (Edge edge : cheapestPath(exposed)) {
            edge.hidden = true;
        }
    }

    /**
     * Dijkstra from head to tail. A count met against its direction would have to fall, so it must be k at least; one
     * met along it may grow. A path always exists: over the totals, all of which may grow.
     */
    private List<Edge> cheapestPath(Edge exposed) {
        double[] distance = new double[nodes];
        Arrays.fill(distance, Double.POSITIVE_INFINITY);
        Edge[] cameBy = new Edge[nodes];
        distance[exposed.to] = 0;
        record Visit(int node, double distance) {}
        PriorityQueue<Visit> queue =
                new PriorityQueue<>(Comparator.comparingDouble(Visit::distance).thenComparingInt(Visit::node));
        queue.add(new Visit(exposed.to, 0));
        while (!queue.isEmpty()) {
            Visit visit = queue.remove();
            for (Edge edge : edges) {
                boolean grows = edge.from == visit.node();
                boolean falls = edge.to == visit.node() && edge.count >= smallest;
                if (edge == exposed || (!grows && !falls)) {
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
        for (int node = exposed.from; node != exposed.to; ) {
            Edge edge = cameBy[node];
            path.add(edge);
            node = edge.from == node ? edge.to : edge.from;
        }
        return path;
    }
}
