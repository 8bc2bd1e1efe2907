package org.subtext.harm;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.subtext.statistics.groups.Rate;

class HarmForecastTest {
    /** Groups a and b of so many positives, one a patient, and c of three. */
    private static HarmForecast of(int positives) {
        List<String> patients = new ArrayList<>();
        List<String> groups = new ArrayList<>();
        for (int row = 0; row < 2 * positives + 3; row++) {
            patients.add("P" + row);
            groups.add(row < positives ? "a" : row < 2 * positives ? "b" : "c");
        }
        boolean[] all = new boolean[patients.size()];
        Arrays.fill(all, true);
        FindingTable table = FindingTable.of(
                patients,
                Map.of("race", groups),
                List.of(FindingColumn.of("nodule", all, all, new double[all.length])));
        HarmPlan plan = HarmPlan.of("race", "a").withRates(List.of(Rate.TRUE_POSITIVE));
        return HarmForecast.of(table, Roles.sameRows(table), plan);
    }

    /** statsmodels 0.15.0, {@code samplesize_proportions_2indep_onetail(-0.1, 0.8, 0.8)}: 293.15 positives a group. */
    @Test
    void aGapOfATenthTakes294PositivesAGroup() {
        assertThat(of(294).rows().get(0).leastGap()).hasValue(0.10);
        assertThat(of(293).rows().get(0).leastGap()).hasValue(0.11);
    }

    /** (z of 0.95 + z of 0.90)² · 2 · 0.8 · 0.2 / 0.05², two one-sided tests of which both must hold. */
    @Test
    void toExcludeAGapTakesMore() {
        double reach = 1.6448536269514722 + 1.2815515655446004;

        assertThat(of(294).rows().get(0).casesToExclude())
                .hasValue((long) Math.ceil(reach * reach * 2 * 0.8 * 0.2 / 0.0025));
    }

    @Test
    void smallGroupsAreListedAndCostNoLevel() {
        HarmForecast forecast = of(294);

        assertThat(forecast.gaps()).isEqualTo(2);
        assertThat(forecast.rows().get(1).isAssessed()).isFalse();
        assertThat(forecast.rows().get(1).cases()).isEqualTo(3);
        assertThat(forecast.rows().get(1).leastGap()).isEmpty();
    }
}
