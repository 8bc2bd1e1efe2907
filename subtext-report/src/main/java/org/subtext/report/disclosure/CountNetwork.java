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
 * The counts of a table as flows: which may move, how far, and what must be hidden for that.
 *
 * <p>Every published table is a circulation with fixed flows, and the range of a hidden count is a maximum flow in the
 * network of the hidden ones. Published counts are hidden along the cheapest cycle through a count whose range is too
 * narrow, a heuristic for the smallest loss. Cost: O(cells²) flows of O(cells) each, for tables of up to a few hundred
 * cells. Changes which of its edges are hidden; not thread-safe.
 */
final class CountNetwork {
    private static final int UNLIMITED = Integer.MAX_VALUE / 4;
    private static final double HIDDEN_COST = 0.01;
    private static final double ZERO_COST = 20;

    /** A count as a flow between two nodes. */
    static final class Edge {
        final int from;
        final int to;
        final int count;
        final double cost;
        final SmallCells.Movement movement;
        final int most;
        final int least;
        final boolean isShared;
        boolean hidden;

        Edge(int from, int to, int count, double cost, boolean isShared, int smallest, SmallCells.Movement movement) {
            this(
                    from,
                    to,
                    count,
                    cost,
                    isShared,
                    movement != SmallCells.Movement.SHOWN || count > 0 && count < smallest,
                    movement,
                    movement == SmallCells.Movement.GROWS
                            ? smallest
                            : movement == SmallCells.Movement.FALLS ? 0 : UNLIMITED,
                    movement == SmallCells.Movement.GROWS
                            ? 0
                            : movement == SmallCells.Movement.FALLS ? smallest : count);
        }

        Edge(
                int from,
                int to,
                int count,
                double cost,
                boolean isShared,
                boolean hidden,
                SmallCells.Movement movement,
                int most,
                int least) {
            this.isShared = isShared;
            this.from = from;
            this.to = to;
            this.count = count;
            this.movement = movement;
            this.hidden = hidden;
            this.most = most;
            this.least = least;
            this.cost = cost + (count == 0 ? ZERO_COST : Math.log1p(count));
        }

        /** What can only fall does so where another one grows, which is protected. */
        boolean isToBeProtected() {
            return movement != SmallCells.Movement.UNSAID && movement != SmallCells.Movement.FALLS;
        }

        /** Whether it may be k more, or k less, once it is hidden. */
        boolean canMove(boolean up, int smallest) {
            return (up ? most : Math.min(count, least)) >= smallest;
        }
    }

    private final List<Edge> edges;
    private final int nodes;
    private final int smallest;

    CountNetwork(List<Edge> edges, int nodes, int smallest) {
        this.edges = edges;
        this.nodes = nodes;
        this.smallest = smallest;
    }

    /**
     * Hides more until every hidden count that is to be protected can be k more or less, all told.
     *
     * @return whether that can be; else something stays exposed
     */
    boolean protect() {
        Edge exposed = firstExposed();
        while (exposed != null) {
            List<Edge> cycle = wayOut(exposed);
            if (cycle.isEmpty()) {
                return false;
            }
            cycle.forEach(edge -> edge.hidden = true);
            exposed = firstExposed();
        }
        return true;
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
     * Largest flow through hidden edges other than one, forward as far as they grow, backward as far as they fall.
     * Stops at k. Notes what flows where.
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
     * The cheapest way to let an exposed count move, by Dijkstra from its head to its tail where it is to grow: a count
     * met against its direction must be able to fall by the least, one met along it to grow, beyond what flows already.
     * Empty where shared totals leave no way, or where nothing more would be hidden.
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
