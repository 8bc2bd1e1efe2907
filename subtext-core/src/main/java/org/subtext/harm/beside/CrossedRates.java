package org.subtext.harm.beside;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;
import org.subtext.statistics.groups.Grouping;
import org.subtext.statistics.groups.Outcomes;
import org.subtext.statistics.groups.Rate;
import org.subtext.statistics.pooling.BetaBinomial;

/** Rates of one finding in the intersections of the groups with another column. */
final class CrossedRates {
    private final boolean[] truths;
    private final boolean[] calls;
    private final int[] patients;
    private final Grouping groups;
    private final double level;

    CrossedRates(boolean[] truths, boolean[] calls, int[] patients, Grouping groups, double level) {
        this.truths = truths;
        this.calls = calls;
        this.patients = patients;
        this.groups = groups;
        this.level = level;
    }

    /** Every cell that has rows of the rate, also those that are too small to be told of: all are pooled. */
    BesideGaps.Intersections with(String column, Grouping values, Rate rate) {
        int cells = groups.count() * values.count();
        int[] hits = new int[cells];
        int[] rows = new int[cells];
        List<Set<Integer>> patientsOf = new ArrayList<>();
        IntStream.range(0, cells).forEach(cell -> patientsOf.add(new HashSet<>()));
        for (int row = 0; row < truths.length; row++) {
            int cell = groups.of(row) * values.count() + values.of(row);
            Outcomes one = Outcomes.ofRow(truths[row], calls[row]);
            hits[cell] += (int) rate.numerator(one);
            rows[cell] += (int) rate.denominator(one);
            if (rate.denominator(one) > 0) {
                patientsOf.get(cell).add(patients[row]);
            }
        }
        int[] filled = IntStream.range(0, cells).filter(cell -> rows[cell] > 0).toArray();
        BetaBinomial fit = BetaBinomial.fit(
                IntStream.of(filled).map(cell -> hits[cell]).toArray(),
                IntStream.of(filled).map(cell -> rows[cell]).toArray(),
                level);
        List<BesideGaps.Cell> found = new ArrayList<>();
        for (int i = 0; i < filled.length; i++) {
            int cell = filled[i];
            found.add(new BesideGaps.Cell(
                    groups.names().get(cell / values.count()),
                    values.names().get(cell % values.count()),
                    hits[cell],
                    rows[cell],
                    patientsOf.get(cell).size(),
                    fit.cells().get(i)));
        }
        return new BesideGaps.Intersections(column, rate, found);
    }
}
