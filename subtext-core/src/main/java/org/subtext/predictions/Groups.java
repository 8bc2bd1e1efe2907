package org.subtext.predictions;

import java.util.Arrays;
import java.util.List;
import java.util.function.Function;

/**
 * Rows that are alike in several columns, counted in order of their first row.
 *
 * <p>O(rows) time a column, and about 25 bytes a row while it is at work.
 */
final class Groups {
    private int[] ofRow;
    private int count;

    private Groups(int rows) {
        ofRow = new int[rows];
        count = rows == 0 ? 0 : 1;
    }

    /** The rows that agree in all columns. */
    static Groups of(int rows, List<Coded<?>> columns) {
        Groups groups = new Groups(rows);
        columns.forEach(groups::refine);
        return groups;
    }

    /** The rows that agree in all columns, which are made as they are needed: none once every row is a group. */
    static Groups of(int rows, List<String> names, Function<String, Coded<?>> column) {
        Groups groups = new Groups(rows);
        for (String name : names) {
            if (groups.count < rows) {
                groups.refine(column.apply(name));
            }
        }
        return groups;
    }

    /** Rows of one group stay together where the column says the same of them. */
    private void refine(Coded<?> column) {
        PairOrdinals pairs =
                new PairOrdinals(ofRow.length, count, column.values().size());
        int[] finer = new int[ofRow.length];
        for (int row = 0; row < finer.length; row++) {
            finer[row] = pairs.of(ofRow[row], column.code(row));
        }
        ofRow = finer;
        count = pairs.count();
    }

    int count() {
        return count;
    }

    /** The first row of each group. */
    int[] firstRows() {
        int[] first = new int[count];
        Arrays.fill(first, -1);
        for (int row = 0; row < ofRow.length; row++) {
            if (first[ofRow[row]] < 0) {
                first[ofRow[row]] = row;
            }
        }
        return first;
    }

    /** All rows, those of a group together and in their order; group g ends before {@code ends()[g]}. */
    int[] rows() {
        int[] next = new int[count];
        int[] ends = ends();
        System.arraycopy(ends, 0, next, Math.min(1, count), Math.max(0, count - 1));
        int[] rows = new int[ofRow.length];
        for (int row = 0; row < rows.length; row++) {
            rows[next[ofRow[row]]++] = row;
        }
        return rows;
    }

    int[] ends() {
        int[] ends = new int[count];
        for (int group : ofRow) {
            ends[group]++;
        }
        for (int group = 1; group < count; group++) {
            ends[group] += ends[group - 1];
        }
        return ends;
    }

    /** Ordinals of pairs of numbers in the order in which they are asked for; a hash table without objects. */
    private static final class PairOrdinals {
        private final long[] keys;
        private final int[] ordinals;
        private final int mask;
        private final long seconds;
        private int count;

        PairOrdinals(int rows, int firsts, int seconds) {
            long most = Math.min(rows, (long) firsts * seconds);
            int capacity = Math.max(16, Integer.highestOneBit((int) Math.min(1 << 28, most)) << 2);
            this.keys = new long[capacity];
            this.ordinals = new int[capacity];
            this.mask = capacity - 1;
            this.seconds = seconds;
        }

        int of(int first, int second) {
            long key = first * seconds + second + 1; // 0 is a free place
            long mixed = key * 0x9e3779b97f4a7c15L;
            int at = (int) (mixed >>> 32) & mask;
            while (keys[at] != 0) {
                if (keys[at] == key) {
                    return ordinals[at];
                }
                at = at + 1 & mask;
            }
            keys[at] = key;
            ordinals[at] = count;
            return count++;
        }

        int count() {
            return count;
        }
    }
}
