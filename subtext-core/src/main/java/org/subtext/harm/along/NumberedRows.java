package org.subtext.harm.along;

import java.util.Arrays;
import java.util.BitSet;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.subtext.harm.FindingTable;
import org.subtext.harm.JudgedRows;
import org.subtext.statistics.Estimate;
import org.subtext.statistics.groups.Outcomes;
import org.subtext.statistics.groups.Rate;

/**
 * Rows that a rate is a share of and that have a number.
 *
 * @param hits whether the rate counts a row
 * @param patients the table's ordinals
 * @param withoutNumber rows of the rate that have none
 * @param judged numbers of all judged rows that have one, ascending
 * @param support of all judged rows
 */
@SuppressWarnings("ArrayRecordComponent") // made once and read at once; nobody compares them
record NumberedRows(
        double[] numbers, boolean[] hits, int[] patients, long withoutNumber, double[] judged, Support support) {
    /**
     * Of one finding; none without thresholds.
     *
     * @param numbers one a row of the table, NaN where there is none
     */
    static NumberedRows of(
            FindingTable table, JudgedRows judged, List<Estimate> thresholds, Rate rate, double[] numbers) {
        Optional<boolean[]> calls = judged.calls(thresholds);
        if (calls.isEmpty()) {
            return new NumberedRows(new double[0], new boolean[0], new int[0], 0, new double[0], Support.of(List.of()));
        }
        boolean[] truths = judged.truths();
        boolean[] called = calls.get();
        int[] ofRate = IntStream.range(0, judged.size())
                .filter(entry -> rate.denominator(Outcomes.ofRow(truths[entry], called[entry])) > 0)
                .toArray();
        int[] numbered = Arrays.stream(ofRate)
                .filter(entry -> Double.isFinite(numbers[judged.row(entry)]))
                .toArray();
        boolean[] hits = new boolean[numbered.length];
        for (int i = 0; i < hits.length; i++) {
            hits[i] = rate.numerator(Outcomes.ofRow(truths[numbered[i]], called[numbered[i]])) > 0;
        }
        BitSet areOfRate = new BitSet();
        IntStream.of(ofRate).forEach(areOfRate::set);
        List<Support.Row> all = IntStream.range(0, judged.size())
                .mapToObj(entry -> new Support.Row(
                        numbers[judged.row(entry)],
                        table.patient(judged.row(entry)),
                        truths[entry],
                        called[entry],
                        areOfRate.get(entry)))
                .toList();
        return new NumberedRows(
                Arrays.stream(numbered)
                        .mapToDouble(entry -> numbers[judged.row(entry)])
                        .toArray(),
                hits,
                Arrays.stream(numbered)
                        .map(entry -> table.patient(judged.row(entry)))
                        .toArray(),
                ofRate.length - numbered.length,
                all.stream()
                        .mapToDouble(Support.Row::number)
                        .filter(Double::isFinite)
                        .sorted()
                        .toArray(),
                Support.of(all));
    }

    /** Whether so many patients have the number or less, and as many it or more. */
    boolean isWithin(double number, int leastPatients) {
        return patients(IntStream.range(0, numbers.length).filter(i -> numbers[i] <= number)) >= leastPatients
                && patients(IntStream.range(0, numbers.length).filter(i -> numbers[i] >= number)) >= leastPatients;
    }

    private long patients(IntStream rows) {
        return rows.map(i -> patients[i]).distinct().count();
    }
}
