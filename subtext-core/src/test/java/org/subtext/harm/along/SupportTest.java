package org.subtext.harm.along;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class SupportTest {
    private record Row(double number, int patient, boolean hasFinding, boolean isCalled, boolean isOfRate) {}

    private final List<Row> rows = new ArrayList<>();

    /** So many patients of each outcome, all of the rate. */
    private void add(double number, int truePositives, int falseNegatives, int falsePositives, int trueNegatives) {
        int[] counts = {truePositives, falseNegatives, falsePositives, trueNegatives};
        for (int outcome = 0; outcome < counts.length; outcome++) {
            for (int i = 0; i < counts[outcome]; i++) {
                rows.add(new Row(number, rows.size(), outcome < 2, outcome % 2 == 0, true));
            }
        }
    }

    private Support support() {
        boolean[] truths = new boolean[rows.size()];
        boolean[] calls = new boolean[truths.length];
        for (int row = 0; row < truths.length; row++) {
            truths[row] = rows.get(row).hasFinding();
            calls[row] = rows.get(row).isCalled();
        }
        return FewNumbers.of(
                        rows.stream().mapToDouble(Row::number).toArray(),
                        rows.stream().mapToInt(Row::patient).toArray(),
                        truths,
                        calls)
                .support(row -> rows.get(row).isOfRate());
    }

    @Test
    void aNumberThatFewPatientsHaveIsOfFew() {
        add(1, 2, 2, 2, 2);
        add(0, 23, 23, 23, 23);
        assertThat(support()).isEqualTo(new Support(1, 8, false));
    }

    @Test
    void soIsOneThatFewHaveWithOneOutcome() {
        add(1, 6, 34, 20, 20);
        add(0, 30, 30, 30, 30);
        assertThat(support()).isEqualTo(new Support(1, 80, false));
    }

    @Test
    void manyOfEachOutcomeOrNoneOfACallAreNot() {
        add(1, 20, 0, 20, 40);
        add(0, 30, 30, 30, 30);
        assertThat(support()).isEqualTo(new Support(0, 0, false));
    }

    /** Who knows whose number it is would know who has the finding. */
    @Test
    void soIsOneThatOnlyThoseWithTheFindingHaveOrOnlyThoseWithout() {
        add(1, 20, 20, 0, 0);
        add(2, 0, 0, 20, 20);
        add(0, 30, 30, 30, 30);
        assertThat(support()).isEqualTo(new Support(2, 80, false));
        rows.clear();
        add(1, 20, 20, 0, 0);
        add(0, 30, 30, 0, 0);
        assertThat(support()).as("of a finding that all have").isEqualTo(new Support(0, 0, false));
    }

    @Test
    void imagesOfOnePatientCountOnce() {
        for (int row = 0; row < 100; row++) {
            rows.add(new Row(1, row / 20, row % 4 < 2, row % 2 == 0, true));
        }
        assertThat(support()).isEqualTo(new Support(1, 5, false));
    }

    /** Eleven patients with an image of either truth each: that it is told would say so of each of them. */
    @Test
    void patientsWithImagesOfBothTruthsAreOfFew() {
        for (int row = 0; row < 22; row++) {
            rows.add(new Row(Double.NaN, row / 2, row % 2 == 0, row % 2 == 0, true));
        }
        add(0, 30, 30, 30, 30);
        rows.replaceAll(row -> Double.isNaN(row.number())
                ? row
                : new Row(row.number(), row.patient() + 100, row.hasFinding(), row.isCalled(), true));
        assertThat(support()).isEqualTo(new Support(0, 0, true));
    }

    @Test
    void patientsOfTheRateAreCountedAndNumbersOfAllRows() {
        for (int row = 0; row < 8; row++) {
            rows.add(new Row(1, rows.size(), true, true, false));
        }
        add(0, 30, 30, 30, 30);
        assertThat(support()).isEqualTo(new Support(1, 0, false));
    }

    @Test
    void fewWithoutANumberAreNotedWhateverTheirOutcome() {
        add(Double.NaN, 1, 0, 0, 0);
        add(0, 30, 30, 30, 30);
        assertThat(support()).isEqualTo(new Support(0, 0, true));
        rows.clear();
        add(Double.NaN, 20, 20, 20, 20);
        add(0, 30, 30, 30, 30);
        assertThat(support()).isEqualTo(new Support(0, 0, false));
        rows.clear();
        add(Double.NaN, 20, 20, 0, 0);
        add(0, 30, 30, 30, 30);
        assertThat(support()).as("all with the finding").isEqualTo(new Support(0, 0, true));
    }

    @Test
    void zeroIsOneNumberHoweverItIsSigned() {
        add(-0.0, 6, 6, 6, 6);
        add(0, 6, 6, 6, 6);
        assertThat(support()).isEqualTo(new Support(0, 0, false));
    }
}
