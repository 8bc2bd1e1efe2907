package org.subtext.statistics.casemix;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.subtext.statistics.Estimate;
import org.subtext.statistics.groups.Grouping;

/**
 * Weights under which groups have one distribution over cells, that of all rows: w = share of the cell among all rows
 * over its share in the group.
 *
 * <p>They do exactly what drawing a matched test set does by chance and with copies. Only cells in which each compared
 * group has a row can be matched: rows of others get weight 0, and how many those are is said. <b>Cells of the label
 * alone cannot move a true or false positive rate or an AUC</b>, which are computed within the label; they move
 * predictive values. Source: Glocker and others (2023), doi:10.1016/j.ebiom.2023.104467; Kish (1965), Survey Sampling,
 * for the effective size. Checked against scikit-learn and fairlearn in {@code ExactWeightsTest}.
 *
 * <p>Immutable.
 */
public final class ExactWeights {
    private final Grouping groups;
    private final Grouping cells;

    /** {@code [group][cell]}. */
    private final double[][] weights;

    private final double[][] counts;
    private final boolean[] shared;

    private ExactWeights(Grouping groups, Grouping cells, List<String> compared) {
        if (groups.rows() != cells.rows()) {
            throw new IllegalArgumentException(groups.rows() + " rows in groups and " + cells.rows() + " in cells");
        }
        this.groups = groups;
        this.cells = cells;
        counts = new double[groups.count()][cells.count()];
        for (int row = 0; row < groups.rows(); row++) {
            counts[groups.of(row)][cells.of(row)]++;
        }
        int[] ordinals = compared.stream().mapToInt(groups::ordinal).toArray();
        shared = new boolean[cells.count()];
        double[] target = new double[cells.count()];
        double all = 0;
        for (int cell = 0; cell < shared.length; cell++) {
            int current = cell;
            shared[cell] = IntStream.of(ordinals).allMatch(group -> counts[group][current] > 0);
            target[cell] = shared[cell]
                    ? IntStream.range(0, counts.length)
                            .mapToDouble(group -> counts[group][current])
                            .sum()
                    : 0;
            all += target[cell];
        }
        weights = new double[groups.count()][cells.count()];
        for (int group : ordinals) {
            double ofGroup = 0;
            for (int cell = 0; cell < shared.length; cell++) {
                ofGroup += shared[cell] ? counts[group][cell] : 0;
            }
            for (int cell = 0; cell < shared.length; cell++) {
                weights[group][cell] = shared[cell] ? target[cell] / all / (counts[group][cell] / ofGroup) : 0;
            }
        }
    }

    /** For comparing all groups. */
    public static ExactWeights of(Grouping groups, Grouping cells) {
        return new ExactWeights(groups, cells, groups.names());
    }

    /** For comparing some groups, which share more cells; rows of the others get weight 0. */
    public static ExactWeights of(Grouping groups, Grouping cells, List<String> compared) {
        return new ExactWeights(groups, cells, compared);
    }

    /** One rung a column, each with the columns before it: the label, then the view within it, and so on. */
    public static List<ExactWeights> ladder(Grouping groups, List<Grouping> columns, List<String> compared) {
        List<ExactWeights> rungs = new ArrayList<>();
        for (Grouping column : columns) {
            Grouping before =
                    rungs.isEmpty() ? column : rungs.get(rungs.size() - 1).cells.and(column);
            rungs.add(of(groups, before, compared));
        }
        return List.copyOf(rungs);
    }

    /** The weight of each row. */
    public double[] ofRows() {
        return IntStream.range(0, groups.rows())
                .mapToDouble(row -> weights[groups.of(row)][cells.of(row)])
                .toArray();
    }

    /** The weight of a row of a group in a cell. */
    public double weight(String group, String cell) {
        return weights[groups.ordinal(group)][cells.ordinal(cell)];
    }

    /**
     * What weighting costs a group.
     *
     * @param rows of the group
     * @param effectiveRows (Σw)²/Σw²: as many unweighted rows tell as much
     * @param largestWeight where one row counts for many, its chance decides
     * @param unmatched rows of the group in cells that not all compared groups have
     */
    public record Cost(int rows, double effectiveRows, double largestWeight, int unmatched) {}

    /** What weighting costs a group; undefined effective rows are 0. */
    public Cost cost(String group) {
        int ordinal = groups.ordinal(group);
        double sum = 0;
        double squares = 0;
        double largest = 0;
        double rows = 0;
        double unmatched = 0;
        for (int cell = 0; cell < shared.length; cell++) {
            double n = counts[ordinal][cell];
            double w = weights[ordinal][cell];
            sum += n * w;
            squares += n * w * w;
            largest = n > 0 ? Math.max(largest, w) : largest;
            rows += n;
            unmatched += shared[cell] ? 0 : n;
        }
        return new Cost((int) rows, squares == 0 ? 0 : sum * sum / squares, largest, (int) unmatched);
    }

    /** Share of all rows in cells that not all compared groups have: whom the comparison leaves out. */
    public Estimate offSupport() {
        double off = 0;
        for (int row = 0; row < groups.rows(); row++) {
            off += shared[cells.of(row)] ? 0 : 1;
        }
        return groups.rows() == 0 ? Estimate.undefined("no rows") : new Estimate.Point(off / groups.rows());
    }
}
