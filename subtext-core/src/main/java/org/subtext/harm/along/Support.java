package org.subtext.harm.along;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.subtext.cohort.SmallestGroups;

/**
 * How the patients of a finding lie on a column's numbers, and those of a rate among them. A curve through few numbers
 * is a table of them: with the rate of all patients it gives the counts of a number that few have away.
 *
 * <p>A number is of few where fewer than {@value SmallestGroups#TOLD} patients, and any, have it with one of the four
 * outcomes of truth and call, or where so few or none who have it are with the finding alone, or without it alone. That
 * is the same for all rates of a finding: were one rate told and another not, it would follow who has the finding.
 *
 * @param fewNumbers numbers of few, of the finding
 * @param fewPatients who have such a number, of the rate
 * @param isFewWithout whether those without a number are as of a number of few: what a curve adds up to, taken from
 *     what all have, is theirs
 */
public record Support(int fewNumbers, int fewPatients, boolean isFewWithout) {
    /** Of a run of before this was noted. */
    public static final Support UNKNOWN = new Support(1, 1, true);

    /**
     * A judged row.
     *
     * @param number NaN where there is none
     * @param patient an ordinal
     * @param isOfRate whether the rate is a share of it
     */
    record Row(double number, int patient, boolean hasFinding, boolean isCalled, boolean isOfRate) {}

    /** Patients of one number. */
    private static final class Cell {
        /** By truth and call. */
        private final List<BitSet> outcomes = List.of(new BitSet(), new BitSet(), new BitSet(), new BitSet());

        private final BitSet ofRate = new BitSet();

        void add(Row row) {
            outcomes.get((row.hasFinding() ? 2 : 0) + (row.isCalled() ? 1 : 0)).set(row.patient());
            ofRate.set(row.patient(), row.isOfRate() || ofRate.get(row.patient()));
        }

        /** Patients all of whose images of the number are with the finding, or all without. */
        private int only(boolean hasFinding) {
            BitSet patients = patients(hasFinding);
            patients.andNot(patients(!hasFinding));
            return patients.cardinality();
        }

        private BitSet patients(boolean hasFinding) {
            int first = hasFinding ? 2 : 0;
            BitSet patients = (BitSet) outcomes.get(first).clone();
            patients.or(outcomes.get(first + 1));
            return patients;
        }

        /** @param isTwofold whether some row of the finding is with it, and another without */
        boolean isOfFew(boolean isTwofold) {
            boolean isAny = outcomes.stream().anyMatch(patients -> !patients.isEmpty());
            return outcomes.stream().anyMatch(patients -> SmallestGroups.isFew(patients.cardinality()))
                    || isTwofold && isAny && (only(true) < SmallestGroups.TOLD || only(false) < SmallestGroups.TOLD);
        }
    }

    /** Of all judged rows of a finding. */
    static Support of(List<Row> rows) {
        Map<Double, Cell> cells = new TreeMap<>();
        Cell without = new Cell();
        for (Row row : rows) {
            Cell cell = Double.isFinite(row.number())
                    ? cells.computeIfAbsent(row.number() + 0.0, number -> new Cell()) // -0 is 0
                    : without;
            cell.add(row);
        }
        boolean isTwofold =
                rows.stream().anyMatch(Row::hasFinding) && !rows.stream().allMatch(Row::hasFinding);
        List<Cell> few = new ArrayList<>(cells.values());
        few.removeIf(cell -> !cell.isOfFew(isTwofold));
        BitSet ofFew = new BitSet();
        few.forEach(cell -> ofFew.or(cell.ofRate));
        return new Support(few.size(), ofFew.cardinality(), without.isOfFew(isTwofold));
    }
}
