package org.subtext.harm.along;

import java.util.stream.IntStream;

/**
 * Rows that a rate is a share of and that have a number.
 *
 * @param hits whether the rate counts a row
 * @param patients the table's ordinals
 * @param withoutNumber rows of the rate that have none
 * @param support how patients lie on the numbers
 */
@SuppressWarnings("ArrayRecordComponent") // made once and read at once; nobody compares them
record NumberedRows(double[] numbers, boolean[] hits, int[] patients, long withoutNumber, Support support) {
    /** Whether so many patients have the number or less, and as many it or more. */
    boolean isWithin(double number, int leastPatients) {
        return patients(IntStream.range(0, numbers.length).filter(i -> numbers[i] <= number)) >= leastPatients
                && patients(IntStream.range(0, numbers.length).filter(i -> numbers[i] >= number)) >= leastPatients;
    }

    private long patients(IntStream rows) {
        return rows.map(i -> patients[i]).distinct().count();
    }
}
