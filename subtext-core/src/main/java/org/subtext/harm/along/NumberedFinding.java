package org.subtext.harm.along;

import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.subtext.harm.FindingTable;
import org.subtext.harm.JudgedRows;
import org.subtext.statistics.Estimate;
import org.subtext.statistics.groups.Outcomes;
import org.subtext.statistics.groups.Rate;

/** Judged rows of a finding beside a column's numbers: what all rates of the finding along the column share. */
final class NumberedFinding {
    private final double[] numbers;
    private final int[] patients;
    private final boolean[] truths;
    private final boolean[] calls;
    private final FewNumbers few;
    private final double[] ascending;

    private NumberedFinding(double[] numbers, int[] patients, boolean[] truths, boolean[] calls) {
        this.numbers = numbers;
        this.patients = patients;
        this.truths = truths;
        this.calls = calls;
        this.few = FewNumbers.of(numbers, patients, truths, calls);
        this.ascending =
                Arrays.stream(numbers).filter(Double::isFinite).sorted().toArray();
    }

    /**
     * Of one finding; none without thresholds.
     *
     * @param numbers one a row of the table, NaN where there is none
     */
    static NumberedFinding of(FindingTable table, JudgedRows judged, List<Estimate> thresholds, double[] numbers) {
        return judged.calls(thresholds)
                .map(calls -> new NumberedFinding(
                        entries(judged)
                                .mapToDouble(entry -> numbers[judged.row(entry)])
                                .toArray(),
                        entries(judged)
                                .map(entry -> table.patient(judged.row(entry)))
                                .toArray(),
                        judged.truths(),
                        calls))
                .orElseGet(() -> new NumberedFinding(new double[0], new int[0], new boolean[0], new boolean[0]));
    }

    private static IntStream entries(JudgedRows judged) {
        return IntStream.range(0, judged.size());
    }

    /** Numbers of all rows that have one, ascending. */
    double[] ascending() {
        return ascending;
    }

    /** Of its rows, those that a rate is a share of. */
    NumberedRows of(Rate rate) {
        int[] ofRate = IntStream.range(0, numbers.length)
                .filter(row -> isOf(rate, row))
                .toArray();
        int[] numbered = Arrays.stream(ofRate)
                .filter(row -> Double.isFinite(numbers[row]))
                .toArray();
        boolean[] hits = new boolean[numbered.length];
        for (int i = 0; i < hits.length; i++) {
            hits[i] = rate.numerator(outcome(numbered[i])) > 0;
        }
        return new NumberedRows(
                Arrays.stream(numbered).mapToDouble(row -> numbers[row]).toArray(),
                hits,
                Arrays.stream(numbered).map(row -> patients[row]).toArray(),
                ofRate.length - numbered.length,
                few.support(row -> isOf(rate, row)));
    }

    private boolean isOf(Rate rate, int row) {
        return rate.denominator(outcome(row)) > 0;
    }

    private Outcomes outcome(int row) {
        return Outcomes.ofRow(truths[row], calls[row]);
    }
}
