package org.subtext.tables;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.TreeSet;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.subtext.problems.PlanKey;
import org.subtext.problems.Remark;

class GroupNamesTest {
    private static final int MOST = 30;

    private static GroupNames groups(List<@Nullable String> cells) {
        return GroupNames.of("age", Wordings.of(cells, NotRecorded.except(List.of())), cells, MOST);
    }

    private static List<Remark> remarks(List<@Nullable String> cells) {
        return groups(cells)
                .remarks(IntStream.range(0, cells.size()).mapToObj(i -> "P" + i).toList(), PlanKey.COHORT_RECORDED);
    }

    @Test
    void agesOfManyValuesMakeDecades() {
        List<@Nullable String> ages = new ArrayList<>();
        IntStream.rangeClosed(20, 90).forEach(age -> ages.add(Integer.toString(age)));
        ages.add(null);

        List<@Nullable String> groups = groups(ages).ofCells();

        assertThat(groups.get(0)).isEqualTo("20 to below 30");
        assertThat(groups.get(9)).isEqualTo("20 to below 30");
        assertThat(groups.get(10)).isEqualTo("30 to below 40");
        assertThat(groups.get(70)).isEqualTo("90 to below 100");
        assertThat(groups.get(71)).isNull();
        assertThat(new TreeSet<>(groups.subList(0, 71))).hasSize(8);
        assertThat(remarks(ages)).extracting(Remark::code).containsExactly(Remark.Code.GROUPS_IN_BANDS);
        assertThat(remarks(ages).get(0))
                .hasToString("Column age holds numbers of 71 values; they are assessed in bands" + " of 10.");
    }

    @Test
    void sharesAndNegativeNumbersFallIntoTheirBands() {
        List<@Nullable String> cells = new ArrayList<>();
        IntStream.range(0, 50).forEach(i -> cells.add(Double.toString((i - 25) / 100.0)));

        assertThat(groups(cells).ofCells().get(0)).isEqualTo("-0.25 to below -0.2");
        assertThat(groups(cells).ofCells().get(49)).isEqualTo("0.2 to below 0.25");
    }

    @Test
    void aNumberAtWhichABandBeginsIsInIt() {
        List<@Nullable String> cells = new ArrayList<>();
        IntStream.range(0, 100).forEach(i -> cells.add(Double.toString(i / 100.0)));

        // 0.3 / 0.1, 0.6 / 0.1 and 0.7 / 0.1 are below 3, 6 and 7 in binary.
        assertThat(groups(cells).ofCells().get(29)).isEqualTo("0.2 to below 0.3");
        assertThat(groups(cells).ofCells().get(30)).isEqualTo("0.3 to below 0.4");
        assertThat(groups(cells).ofCells().get(60)).isEqualTo("0.6 to below 0.7");
        assertThat(groups(cells).ofCells().get(70)).isEqualTo("0.7 to below 0.8");
    }

    @Test
    void codesOfADigitAndALetterAreNoNumbers() {
        List<@Nullable String> cells = new ArrayList<>();
        IntStream.range(10, 45).forEach(i -> cells.add(i + "D"));

        assertThat(groups(cells).ofCells().get(0)).isEqualTo("10D");
    }

    @Test
    void namesBeyondTheFirstThirtyAreOneGroupAndSaid() {
        List<@Nullable String> cells = new ArrayList<>();
        IntStream.range(10, 45).forEach(i -> cells.addAll(Arrays.asList("site " + i, "site " + i, "site " + i)));

        List<@Nullable String> groups = groups(cells).ofCells();

        assertThat(groups.get(0)).isEqualTo("site 10");
        assertThat(groups.get(89)).isEqualTo("site 39");
        assertThat(groups.subList(90, 105)).containsOnly("all other values");
        assertThat(remarks(cells).get(0))
                .hasToString("Column age has 35 values; the first 30 by name are assessed as groups, and the other 5"
                        + " values of 15 patients as one. Bring values together in the table.");
    }

    @Test
    void aColumnOfFewNumbersIsLeftAsItIs() {
        List<@Nullable String> cells = new ArrayList<>(List.of("1", "2", "30"));

        assertThat(groups(cells).ofCells()).containsExactly("1", "2", "30");
        assertThat(remarks(cells)).isEmpty();
    }
}
