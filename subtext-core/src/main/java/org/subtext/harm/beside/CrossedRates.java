package org.subtext.harm.beside;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.subtext.statistics.BootstrapSample;
import org.subtext.statistics.ClusterStatistic;
import org.subtext.statistics.groups.Grouping;
import org.subtext.statistics.groups.Outcomes;
import org.subtext.statistics.groups.Rate;
import org.subtext.statistics.pooling.CrossedCells;

/** One rate of one finding in the intersections of the groups with another column: all cells that have rows of it. */
final class CrossedRates {
    private final String column;
    private final Rate rate;
    private final Grouping groups;
    private final Grouping values;
    private final int[] filled;
    private final int[] cells;
    private final boolean[] isHit;
    private final int[] patients;
    private final CrossedCells crossed;

    private CrossedRates(
            String column, Rate rate, Grouping groups, Grouping values, Rows rows, int[] patients, int patientCount) {
        this.column = column;
        this.rate = rate;
        this.groups = groups;
        this.values = values;
        int[] entries = rows.ofRate(rate);
        int[] own = Arrays.stream(entries)
                .map(entry -> groups.of(entry) * values.count() + values.of(entry))
                .toArray();
        this.filled = Arrays.stream(own).distinct().sorted().toArray();
        this.cells = Arrays.stream(own)
                .map(cell -> Arrays.binarySearch(filled, cell))
                .toArray();
        this.isHit = rows.hits(rate, entries);
        this.patients = Arrays.stream(entries).map(entry -> patients[entry]).toArray();
        this.crossed = CrossedCells.of(
                Arrays.stream(filled).map(cell -> cell / values.count()).toArray(),
                Arrays.stream(filled).map(cell -> cell % values.count()).toArray(),
                cells,
                isHit,
                this.patients,
                patientCount);
    }

    /** What came of the judged rows of a finding. */
    @SuppressWarnings("ArrayRecordComponent") // made once and read at once; nobody compares them
    record Rows(boolean[] truths, boolean[] calls) {
        int[] ofRate(Rate rate) {
            return IntStream.range(0, truths.length)
                    .filter(row -> rate.denominator(outcome(row)) > 0)
                    .toArray();
        }

        boolean[] hits(Rate rate, int[] entries) {
            boolean[] hits = new boolean[entries.length];
            for (int i = 0; i < hits.length; i++) {
                hits[i] = rate.numerator(outcome(entries[i])) > 0;
            }
            return hits;
        }

        private Outcomes outcome(int row) {
            return Outcomes.ofRow(truths[row], calls[row]);
        }
    }

    /**
     * Also of cells that are too small to be told of: all are pooled.
     *
     * @param patients of the rows, below {@code patientCount}
     */
    static CrossedRates of(
            String column, Rate rate, Grouping groups, Grouping values, Rows rows, int[] patients, int patientCount) {
        return new CrossedRates(column, rate, groups, values, rows, patients, patientCount);
    }

    /** What is drawn with all else that stands beside the gaps. */
    List<ClusterStatistic> drawn() {
        return List.of(crossed.drawn());
    }

    /** @param sample of {@link #drawn} */
    BesideGaps.Intersections read(BootstrapSample sample, double level) {
        var rates = crossed.rates(sample, level);
        List<BesideGaps.Cell> found = new ArrayList<>();
        for (int i = 0; i < filled.length; i++) {
            int cell = i;
            int[] own = IntStream.range(0, cells.length)
                    .filter(row -> cells[row] == cell)
                    .toArray();
            found.add(new BesideGaps.Cell(
                    groups.names().get(filled[i] / values.count()),
                    values.names().get(filled[i] % values.count()),
                    (int) Arrays.stream(own).filter(row -> isHit[row]).count(),
                    own.length,
                    (int) Arrays.stream(own)
                            .map(row -> patients[row])
                            .distinct()
                            .count(),
                    rates.get(i)));
        }
        return new BesideGaps.Intersections(column, rate, crossed.designEffect(), found);
    }
}
