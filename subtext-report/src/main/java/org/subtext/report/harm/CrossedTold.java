package org.subtext.report.harm;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.subtext.cohort.SmallestGroups;
import org.subtext.harm.beside.BesideGaps;
import org.subtext.statistics.Estimate;
import org.subtext.statistics.pooling.CrossedCells;

/**
 * What of intersections may be told. Those of groups whose own rate is hidden take no part and the others are drawn
 * anew, without intervals: margins of hidden groups would tell of them. A cell with a small count is pooled and hidden;
 * since the pooled counts of a group's cells add up to what is told of the group, its hidden cells together hold none
 * or many of each kind, for which further cells, the smallest first, are hidden with them.
 */
final class CrossedTold {
    private static final int SMALLEST = SmallestGroups.TOLD;

    private final List<BesideGaps.Cell> cells;
    private final Set<BesideGaps.Cell> hidden;

    private CrossedTold(List<BesideGaps.Cell> cells, Set<BesideGaps.Cell> hidden) {
        this.cells = cells;
        this.hidden = hidden;
    }

    /** Within: everything. */
    static CrossedTold all(BesideGaps.Intersections found) {
        return new CrossedTold(found.cells(), Set.of());
    }

    /** @param isGroupTold whether a group's rate is told as it is */
    static CrossedTold of(BesideGaps.Intersections found, Predicate<String> isGroupTold) {
        List<BesideGaps.Cell> open = found.cells().stream()
                .filter(cell -> isGroupTold.test(cell.group()))
                .toList();
        List<BesideGaps.Cell> cells = open.size() == found.cells().size() ? open : drawnAnew(open, found);
        Set<BesideGaps.Cell> hidden = hiddenWith(cells, Set.of());
        Set<String> named = cells.stream()
                .filter(cell -> !hidden.contains(cell))
                .map(BesideGaps.Cell::value)
                .collect(Collectors.toSet());
        return new CrossedTold(cells, hiddenWith(cells, named));
    }

    /** @param named values that the table names: a group without a row of one is treated as if it had few. */
    private static Set<BesideGaps.Cell> hiddenWith(List<BesideGaps.Cell> cells, Set<String> named) {
        Set<BesideGaps.Cell> hidden = new HashSet<>();
        for (String group :
                cells.stream().map(BesideGaps.Cell::group).distinct().toList()) {
            List<BesideGaps.Cell> ofGroup = new ArrayList<>(
                    cells.stream().filter(cell -> cell.group().equals(group)).toList());
            Set<String> lacking = new TreeSet<>(named);
            ofGroup.forEach(cell -> lacking.remove(cell.value()));
            lacking.forEach(
                    value -> ofGroup.add(new BesideGaps.Cell(group, value, 0, 0, 0, Estimate.undefined("no row"))));
            hidden.addAll(hidden(ofGroup));
        }
        return hidden;
    }

    private static List<BesideGaps.Cell> drawnAnew(List<BesideGaps.Cell> cells, BesideGaps.Intersections found) {
        List<String> groups = cells.stream().map(BesideGaps.Cell::group).toList();
        List<String> values = cells.stream().map(BesideGaps.Cell::value).toList();
        List<Estimate> rates = CrossedCells.points(
                groups.stream().mapToInt(groups::indexOf).toArray(),
                values.stream().mapToInt(values::indexOf).toArray(),
                cells.stream().mapToInt(BesideGaps.Cell::hits).toArray(),
                cells.stream().mapToInt(BesideGaps.Cell::rows).toArray(),
                // to halves: it is of all cells, hidden groups among them
                Math.max(1, Math.rint(2 * found.designEffect()) / 2));
        List<BesideGaps.Cell> drawn = new ArrayList<>();
        for (int i = 0; i < cells.size(); i++) {
            BesideGaps.Cell cell = cells.get(i);
            drawn.add(new BesideGaps.Cell(
                    cell.group(), cell.value(), cell.hits(), cell.rows(), cell.patients(), rates.get(i)));
        }
        return drawn;
    }

    /** Of one group's cells, the smallest of which come first where more have to be hidden. */
    private static Set<BesideGaps.Cell> hidden(List<BesideGaps.Cell> ofGroup) {
        Set<BesideGaps.Cell> hidden = new HashSet<>();
        ofGroup.stream().filter(CrossedTold::isSmall).forEach(hidden::add);
        List<BesideGaps.Cell> bySize = new ArrayList<>(ofGroup);
        bySize.sort(Comparator.comparingInt(BesideGaps.Cell::rows).thenComparing(BesideGaps.Cell::value));
        for (BesideGaps.Cell next : bySize) {
            if (hidden.isEmpty() || hidden.size() > 1 && !isFew(hidden)) {
                return hidden;
            }
            hidden.add(next);
        }
        return hidden;
    }

    private static boolean isFew(Set<BesideGaps.Cell> cells) {
        int hits = cells.stream().mapToInt(BesideGaps.Cell::hits).sum();
        int rows = cells.stream().mapToInt(BesideGaps.Cell::rows).sum();
        return SmallestGroups.isFew(hits) || SmallestGroups.isFew(rows - hits);
    }

    private static boolean isSmall(BesideGaps.Cell cell) {
        return cell.patients() < SMALLEST
                || SmallestGroups.isFew(cell.hits())
                || SmallestGroups.isFew(cell.rows() - cell.hits());
    }

    /** All cells that the rates were drawn from, also those that are not told. */
    List<BesideGaps.Cell> cells() {
        return cells;
    }

    /** Whether the rate of one of them may be told, to two decimals. */
    boolean isTold(BesideGaps.Cell cell) {
        return !hidden.contains(cell);
    }
}
