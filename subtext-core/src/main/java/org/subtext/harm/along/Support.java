package org.subtext.harm.along;

import java.util.BitSet;
import java.util.Map;
import java.util.TreeMap;
import org.subtext.cohort.SmallestGroups;

/**
 * How the patients of a rate lie on a column's numbers. A curve through few numbers is a table of them: with the rate
 * of all patients it gives the counts of a number that few have away.
 *
 * @param fewNumbers numbers of which fewer than {@value SmallestGroups#TOLD} patients were counted by the rate, or so
 *     few were not, and any
 * @param fewPatients who have such a number
 * @param isFewWithout whether so few of those without a number were counted, or were not, and any: what the curve adds
 *     up to, taken from what all have, is theirs
 */
public record Support(int fewNumbers, int fewPatients, boolean isFewWithout) {
    /** Of a run of before this was noted. */
    public static final Support UNKNOWN = new Support(1, 1, true);

    /** Patients that a rate counts, and does not count, of one number. */
    private record Cell(BitSet hit, BitSet missed) {
        Cell() {
            this(new BitSet(), new BitSet());
        }

        void add(int patient, boolean isHit) {
            (isHit ? hit : missed).set(patient);
        }

        boolean isOfFew() {
            return isFew(hit.cardinality()) || isFew(missed.cardinality());
        }
    }

    /**
     * Of rows of one rate.
     *
     * @param numbers NaN where there is none
     * @param hits whether the rate counts a row
     * @param patients their ordinals
     */
    static Support of(double[] numbers, boolean[] hits, int[] patients) {
        Map<Double, Cell> cells = new TreeMap<>();
        Cell without = new Cell();
        for (int row = 0; row < numbers.length; row++) {
            Cell cell = Double.isFinite(numbers[row])
                    ? cells.computeIfAbsent(numbers[row] + 0.0, number -> new Cell()) // -0 is 0
                    : without;
            cell.add(patients[row], hits[row]);
        }
        int few = 0;
        BitSet ofFew = new BitSet();
        for (Cell cell : cells.values()) {
            if (cell.isOfFew()) {
                few++;
                ofFew.or(cell.hit());
                ofFew.or(cell.missed());
            }
        }
        return new Support(few, ofFew.cardinality(), without.isOfFew());
    }

    private static boolean isFew(int patients) {
        return patients > 0 && patients < SmallestGroups.TOLD;
    }
}
