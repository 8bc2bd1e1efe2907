package org.subtext.harm.along;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.subtext.harm.FindingColumn;
import org.subtext.harm.FindingTable;
import org.subtext.harm.HarmAssessor;
import org.subtext.harm.HarmPlan;
import org.subtext.harm.OperatingPlan;
import org.subtext.harm.Roles;
import org.subtext.harm.Verdict;
import org.subtext.statistics.groups.Rate;

class AlongAssessorTest {
    private static final HarmPlan PLAN = HarmPlan.of("race", "a")
            .withOperating(OperatingPlan.fixedAt(0.5))
            .withAlong(List.of(new HarmPlan.Along("age", List.of(50.0, 30.0, 85.0))))
            .withDraws(199)
            .withSeed(3);

    /** Images of 1,500 patients of 20 to 90 years, every tenth without an age; those over 60 are missed more often. */
    private static FindingTable table(double missedMore, int patients) {
        SplittableRandom random = new SplittableRandom(8);
        List<String> ids = new ArrayList<>();
        List<String> groups = new ArrayList<>();
        int rows = 2 * patients;
        boolean[] known = new boolean[rows];
        boolean[] present = new boolean[rows];
        double[] scores = new double[rows];
        double[] ages = new double[rows];
        Arrays.fill(known, true);
        for (int row = 0; row < rows; row++) {
            int patient = row / 2;
            ids.add("P" + patient);
            groups.add(patient % 3 == 0 ? "b" : "a");
            ages[row] = 20 + patient * 37 % 71;
            present[row] = random.nextDouble() < 0.5;
            double chance = !present[row] ? 0.2 : 0.8 - missedMore * Math.max(0, ages[row] - 60) / 30;
            scores[row] = random.nextDouble() < chance ? 1 : 0;
            ages[row] = patient % 10 == 9 ? Double.NaN : ages[row];
        }
        return FindingTable.of(ids, Map.of("race", groups), List.of(FindingColumn.of("nodule", known, present, scores)))
                .withNumbers(Map.of("age", ages));
    }

    private static RatesAlong found(FindingTable table, HarmPlan plan, int threads) {
        Roles roles = Roles.sameRows(table);
        return AlongAssessor.assess(table, roles, plan, HarmAssessor.assess(table, roles, plan, 1), threads);
    }

    @Test
    void plantedHarmOfTheOldIsShownAtTheirAgeAlone() {
        RatesAlong found = found(table(0.5, 1_500), PLAN, 1);
        assertThat(found.verdict()).isEqualTo(Verdict.HARM_SHOWN);
        assertThat(found.family())
                .containsExactly(
                        "nodule, TRUE_POSITIVE, age 30 less 50",
                        "nodule, TRUE_POSITIVE, age 85 less 50",
                        "nodule, TRUE_POSITIVE, age slope",
                        "nodule, FALSE_POSITIVE, age 30 less 50",
                        "nodule, FALSE_POSITIVE, age 85 less 50",
                        "nodule, FALSE_POSITIVE, age slope");
        assertThat(found.level()).isEqualTo(1 - 0.05 / 4);
        RatesAlong.OfRate rate = found.rates().get(0);
        assertThat(rate.withoutNumber()).isBetween(100L, 200L);
        assertThat(rate.differences().get(1).verdict()).isEqualTo(Verdict.HARM_SHOWN);
        assertThat(rate.differences().get(1).worse()).hasValue(85);
        assertThat(rate.differences().get(0).verdict()).isNotEqualTo(Verdict.HARM_SHOWN);
        assertThat(rate.slope().valueOr(0)).isNegative();
        assertThat(rate.adjustedP().valueOr(1)).isLessThan(0.02);
        assertThat(rate.curve()).hasSizeGreaterThan(10);
        assertThat(found.rates().get(1).rate()).isEqualTo(Rate.FALSE_POSITIVE);
    }

    @Test
    void equalAgesAreExcludedWhereThereAreMany() {
        assertThat(found(table(0, 12_000), PLAN, 2).verdict()).isEqualTo(Verdict.HARM_EXCLUDED);
    }

    @Test
    void whereNobodyDeclaresAgesTheMedianIsComparedWithWhatLiesFarFromIt() {
        HarmPlan plan = PLAN.withAlong(List.of(new HarmPlan.Along("age", List.of())));
        RatesAlong.OfRate rate = found(table(0, 300), plan, 1).rates().get(0);
        assertThat(rate.reference()).isBetween(50.0, 60.0);
        assertThat(rate.differences()).extracting(RatesAlong.Difference::at).allMatch(at -> at == Math.rint(at));
        assertThat(rate.differences()).hasSize(2);
    }

    /** 3.14159 mg would be printed with all its digits. */
    @Test
    void numbersNearOneAnotherAreRoundedToo() {
        FindingTable table = table(0, 300);
        double[] doses = Arrays.stream(table.numbers("age"))
                .map(age -> age / 16 + Math.PI / 100)
                .toArray();
        HarmPlan plan = PLAN.withAlong(List.of(new HarmPlan.Along("dose", List.of())));
        RatesAlong.OfRate rate =
                found(table.withNumbers(Map.of("dose", doses)), plan, 1).rates().get(0);
        assertThat(rate.reference() * 100).isCloseTo(Math.rint(rate.reference() * 100), within(1e-9));
        assertThat(rate.differences()).hasSize(2);
    }

    @Test
    void whatLiesBeyondThePatientsIsNotAssessed() {
        HarmPlan plan = PLAN.withAlong(List.of(new HarmPlan.Along("age", List.of(50.0, 110.0))));
        RatesAlong.Difference beyond =
                found(table(0, 300), plan, 1).rates().get(0).differences().get(0);
        assertThat(beyond.verdict()).isEqualTo(Verdict.NOT_ASSESSED);
        assertThat(beyond.reason()).isEqualTo("fewer than 11 patients lie beyond 110");
        assertThat(found(table(0, 20), PLAN, 1).verdict()).isEqualTo(Verdict.NOT_ASSESSED);
        HarmPlan without = PLAN.withOperating(OperatingPlan.fixedAt(0.5)).withAlong(List.of());
        assertThat(found(table(0, 20), without, 1)).isEqualTo(RatesAlong.NONE);
    }

    @Test
    void theSameForAnyNumberOfThreads() {
        assertThat(found(table(0.2, 300), PLAN, 3)).isEqualTo(found(table(0.2, 300), PLAN, 1));
        assertThatThrownBy(() -> new HarmPlan.Along("age", List.of(50.0))).hasMessageContaining("two to 6");
        assertThatThrownBy(() -> table(0, 20).numbers("dose")).hasMessageContaining("no column of numbers dose");
    }
}
