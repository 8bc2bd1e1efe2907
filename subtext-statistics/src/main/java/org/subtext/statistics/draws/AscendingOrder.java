package org.subtext.statistics.draws;

import java.util.function.IntToDoubleFunction;

/**
 * Rows in ascending order of a number, equal ones as they were: a radix sort by bytes of the number's bits, which costs
 * a row the same among a million others as among a thousand.
 */
public final class AscendingOrder {
    private static final int DIGITS = Long.BYTES;
    private static final int VALUES = 1 << Byte.SIZE;

    private AscendingOrder() {}

    /**
     * Sorts rows.
     *
     * @param rows any row numbers; taken over
     * @param value of each row; no NaN, and no -0.0 beside 0.0, which would come before it
     */
    public static int[] of(int[] rows, IntToDoubleFunction value) {
        long[] keys = new long[rows.length];
        int[][] counts = new int[DIGITS][VALUES];
        for (int i = 0; i < rows.length; i++) {
            long bits = Double.doubleToRawLongBits(value.applyAsDouble(rows[i]));
            // Negative numbers ascend with falling bits, and come first.
            keys[i] = bits ^ (bits >> Long.SIZE - 1 | Long.MIN_VALUE);
            for (int digit = 0; digit < DIGITS; digit++) {
                counts[digit][digitOf(keys[i], digit)]++;
            }
        }
        long[] otherKeys = new long[rows.length];
        int[] other = new int[rows.length];
        int[] sorted = rows;
        for (int digit = 0; digit < DIGITS; digit++) {
            if (rows.length > 0 && counts[digit][digitOf(keys[0], digit)] == rows.length) {
                continue;
            }
            int[] next = starts(counts[digit]);
            for (int i = 0; i < keys.length; i++) {
                int to = next[digitOf(keys[i], digit)]++;
                otherKeys[to] = keys[i];
                other[to] = sorted[i];
            }
            long[] keysBefore = keys;
            int[] sortedBefore = sorted;
            keys = otherKeys;
            sorted = other;
            otherKeys = keysBefore;
            other = sortedBefore;
        }
        return sorted;
    }

    private static int digitOf(long key, int digit) {
        return (int) (key >>> Byte.SIZE * digit) & VALUES - 1;
    }

    private static int[] starts(int[] counts) {
        int[] starts = new int[counts.length];
        for (int value = 1; value < starts.length; value++) {
            starts[value] = starts[value - 1] + counts[value - 1];
        }
        return starts;
    }
}
