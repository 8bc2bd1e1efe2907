package org.subtext.silo.disclosure;

import java.math.BigInteger;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Solves for what the numbers of answered queries give away, in another way than the ledger does: exact rational
 * elimination, once for each cell and each union of up to three cells of patients of the same queries.
 */
final class Adversary {
    private Adversary() {}

    static void requireNothingSmall(List<boolean[]> answered, int limit) {
        if (answered.isEmpty()) {
            return;
        }
        Map<String, Integer> sizes = new LinkedHashMap<>();
        int patients = answered.get(0).length;
        for (int patient = 0; patient < patients; patient++) {
            StringBuilder pattern = new StringBuilder();
            for (boolean[] query : answered) {
                pattern.append(query[patient] ? '1' : '0');
            }
            if (pattern.indexOf("1") >= 0) {
                sizes.merge(pattern.toString(), 1, Integer::sum);
            }
        }
        List<String> cells = new ArrayList<>(sizes.keySet());
        BigInteger[][] echelon = echelon(answered.size(), cells);
        for (int one = 0; one < cells.size(); one++) {
            for (int two = one; two < cells.size(); two++) {
                for (int three = two; three < cells.size(); three++) {
                    boolean[] isIn = new boolean[cells.size()];
                    isIn[one] = true;
                    isIn[two] = true;
                    isIn[three] = true;
                    int size = 0;
                    for (int cell = 0; cell < isIn.length; cell++) {
                        size += isIn[cell] ? sizes.getOrDefault(cells.get(cell), 0) : 0;
                    }
                    if (size < limit && isSolved(echelon, isIn)) {
                        throw new AssertionError(size + " patients can be solved for from " + answered.size()
                                + " answers: those of " + cells.get(one));
                    }
                }
            }
        }
    }

    private static BigInteger[][] echelon(int queries, List<String> cells) {
        List<BigInteger[]> rows = new ArrayList<>();
        for (int query = 0; query < queries; query++) {
            BigInteger[] row = new BigInteger[cells.size()];
            for (int cell = 0; cell < row.length; cell++) {
                row[cell] = cells.get(cell).charAt(query) == '1' ? BigInteger.ONE : BigInteger.ZERO;
            }
            BigInteger[] left = reduced(rows, row);
            if (pivot(left) >= 0) {
                rows.add(left);
            }
        }
        return rows.toArray(BigInteger[][]::new);
    }

    /** Whether an indicator lies in the span. */
    private static boolean isSolved(BigInteger[][] echelon, boolean[] isIn) {
        BigInteger[] row = new BigInteger[isIn.length];
        for (int cell = 0; cell < row.length; cell++) {
            row[cell] = isIn[cell] ? BigInteger.ONE : BigInteger.ZERO;
        }
        return pivot(reduced(List.of(echelon), row)) < 0;
    }

    /** Rows were added in an order in which each has zeros at the pivots of those before it. */
    private static BigInteger[] reduced(List<BigInteger[]> rows, BigInteger[] start) {
        BigInteger[] row = start;
        for (BigInteger[] known : rows) {
            int pivot = pivot(known);
            BigInteger factor = row[pivot];
            if (factor.signum() != 0) {
                BigInteger[] next = new BigInteger[row.length];
                for (int cell = 0; cell < next.length; cell++) {
                    next[cell] = row[cell].multiply(known[pivot]).subtract(known[cell].multiply(factor));
                }
                row = next;
            }
        }
        return row;
    }

    private static int pivot(BigInteger[] row) {
        for (int cell = 0; cell < row.length; cell++) {
            if (row[cell].signum() != 0) {
                return cell;
            }
        }
        return -1;
    }
}
