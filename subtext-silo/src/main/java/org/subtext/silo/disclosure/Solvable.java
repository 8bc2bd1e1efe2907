package org.subtext.silo.disclosure;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;

/**
 * The sets of patients whose number follows from the numbers of some sets: differences, disjoint unions, and whatever
 * else adds up.
 *
 * <p>Patients of the same sets form a cell. A set of cells can be solved for exactly if its indicator lies in the span
 * of the indicators of the sets; the reduced echelon form of these has pivots of 0 or 1 in such a vector, so that
 * 2^rank combinations are all that there are. O(2^rank · cells).
 */
final class Solvable {
    /** Of more independent sets that overlap it would take too long to tell. */
    static final int HIGHEST_RANK = 14;

    private static final double NEAR = 1e-7;

    /** A cell's patients, and the sets that it lies in. */
    private record Cell(BitSet sets, BitSet patients) {}

    private final List<Cell> cells = new ArrayList<>();

    /** Echelon rows, {@code [rank][cell]}. */
    private final List<double[]> basis = new ArrayList<>();

    private Solvable(List<BitSet> sets) {
        BitSet all = new BitSet();
        sets.forEach(all::or);
        Map<BitSet, BitSet> byPattern = new HashMap<>();
        for (int patient = all.nextSetBit(0); patient >= 0; patient = all.nextSetBit(patient + 1)) {
            BitSet pattern = new BitSet();
            for (int set = 0; set < sets.size(); set++) {
                pattern.set(set, sets.get(set).get(patient));
            }
            byPattern.computeIfAbsent(pattern, first -> new BitSet()).set(patient);
        }
        byPattern.forEach((pattern, patients) -> cells.add(new Cell(pattern, patients)));
    }

    /** Of some sets; empty where their rank is too high to tell. */
    static Optional<Solvable> of(List<BitSet> sets) {
        Solvable solvable = new Solvable(sets);
        for (int set = 0; set < sets.size(); set++) {
            double[] row = new double[solvable.cells.size()];
            for (int cell = 0; cell < row.length; cell++) {
                row[cell] = solvable.cells.get(cell).sets().get(set) ? 1 : 0;
            }
            solvable.add(row);
            if (solvable.basis.size() > HIGHEST_RANK) {
                return Optional.empty();
            }
        }
        return Optional.of(solvable);
    }

    /** Adds a row to the reduced echelon form. */
    private void add(double[] row) {
        for (double[] known : basis) {
            subtract(row, known, row[pivot(known)]);
        }
        int pivot = pivot(row);
        if (pivot < 0) {
            return;
        }
        double scale = row[pivot];
        Arrays.setAll(row, cell -> Math.abs(row[cell]) < NEAR ? 0 : row[cell] / scale);
        for (double[] known : basis) {
            subtract(known, row, known[pivot]);
        }
        basis.add(row);
    }

    private static void subtract(double[] from, double[] row, double times) {
        if (times != 0) {
            for (int cell = 0; cell < from.length; cell++) {
                from[cell] -= times * row[cell];
                from[cell] = Math.abs(from[cell]) < NEAR ? 0 : from[cell];
            }
        }
    }

    private static int pivot(double[] row) {
        for (int cell = 0; cell < row.length; cell++) {
            if (Math.abs(row[cell]) > NEAR) {
                return cell;
            }
        }
        return -1;
    }

    /**
     * Whether all sets that can be solved for are as wanted, the empty one left out; stops at the first that is not.
     */
    boolean all(Predicate<BitSet> isWanted) {
        double[] sum = new double[cells.size()];
        boolean[] isIn = new boolean[basis.size()];
        for (long step = 1; step < 1L << basis.size(); step++) {
            // in Gray's order one row comes or goes at a time
            int row = Long.numberOfTrailingZeros(step);
            double sign = isIn[row] ? -1 : 1;
            isIn[row] = !isIn[row];
            double[] added = basis.get(row);
            for (int cell = 0; cell < sum.length; cell++) {
                sum[cell] += sign * added[cell];
            }
            if (isSet(sum) && !isWanted.test(patients(sum))) {
                return false;
            }
        }
        return true;
    }

    private static boolean isSet(double[] sum) {
        for (double value : sum) {
            if (Math.abs(value) > NEAR && Math.abs(value - 1) > NEAR) {
                return false;
            }
        }
        return true;
    }

    private BitSet patients(double[] sum) {
        BitSet patients = new BitSet();
        for (int cell = 0; cell < sum.length; cell++) {
            if (sum[cell] > 0.5) {
                patients.or(cells.get(cell).patients());
            }
        }
        return patients;
    }
}
