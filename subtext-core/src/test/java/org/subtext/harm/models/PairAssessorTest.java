package org.subtext.harm.models;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.subtext.harm.FindingColumn;
import org.subtext.harm.FindingTable;
import org.subtext.harm.HarmAssessment;
import org.subtext.harm.HarmAssessor;
import org.subtext.harm.HarmPlan;
import org.subtext.harm.OperatingPlan;
import org.subtext.harm.Roles;
import org.subtext.statistics.groups.Rate;

class PairAssessorTest {
    private static final HarmPlan PLAN = HarmPlan.of("race", "a")
            .withOperating(OperatingPlan.fixedAt(0.5))
            .withDraws(499)
            .withSeed(3);

    /** Two models of 1,200 images of 600 patients, the second worse in group b where the finding is there. */
    private static FindingTable table(double worse, String... models) {
        SplittableRandom random = new SplittableRandom(8);
        List<String> ids = new ArrayList<>();
        List<String> groups = new ArrayList<>();
        int rows = 1_200;
        boolean[] known = new boolean[rows];
        boolean[] present = new boolean[rows];
        double[][] scores = new double[models.length][rows];
        Arrays.fill(known, true);
        for (int row = 0; row < rows; row++) {
            ids.add("P" + row / 2);
            groups.add(row / 2 % 3 == 0 ? "b" : "a");
            present[row] = random.nextDouble() < 0.4;
            for (int model = 0; model < models.length; model++) {
                double chance = !present[row] ? 0.2 : model > 0 && row / 2 % 3 == 0 ? 0.8 - worse : 0.8;
                scores[model][row] = random.nextDouble() < chance ? 1 : 0;
            }
        }
        List<FindingColumn> columns = new ArrayList<>();
        for (int model = 0; model < models.length; model++) {
            columns.add(
                    FindingColumn.of("nodule", known, present, scores[model]).by(models[model]));
        }
        return FindingTable.of(ids, Map.of("race", groups), columns);
    }

    private static ModelDifferences compared(FindingTable table, int threads) {
        Roles roles = Roles.sameRows(table);
        return PairAssessor.assess(table, roles, PLAN, HarmAssessor.assess(table, roles, PLAN, 1), threads);
    }

    @Test
    void plantedWorseningIsShownInItsGroupAndInItsGap() {
        FindingTable table = table(0.3, "v1", "v2");
        ModelDifferences found = compared(table, 1);
        assertThat(found.family())
                .hasSize(6)
                .contains("nodule, TRUE_POSITIVE, b, v2 less v1", "nodule, TRUE_POSITIVE, gap of b to a, v2 less v1");
        ModelDifferences.OfPair pair = found.pairs().get(0);
        assertThat(pair.title()).isEqualTo("nodule, v2 less v1");
        ModelDifferences.OfRate worse =
                requireNonNull(pair.groups().get(1).rates().get(Rate.TRUE_POSITIVE));
        assertThat(worse.difference().isShown()).isTrue();
        assertThat(worse.difference().adjustedP().valueOr(1)).isLessThan(0.01);
        ModelDifferences.Difference gap = worse.gap().orElseThrow();
        assertThat(gap.isShown()).isTrue();
        assertThat(gap.estimate().valueOr(0)).isBetween(-0.45, -0.15);
        assertThat(requireNonNull(pair.groups().get(0).rates().get(Rate.FALSE_POSITIVE))
                        .difference()
                        .isShown())
                .isFalse();
    }

    /** The same numbers as the gaps of the run, taken from each other. */
    @Test
    void differencesAreThoseOfTheRatesOfTheRun() {
        FindingTable table = table(0.1, "v1", "v2");
        HarmAssessment assessment = HarmAssessor.assess(table, Roles.sameRows(table), PLAN, 1);
        ModelDifferences.OfGroup b = compared(table, 1).pairs().get(0).groups().get(1);
        for (Rate rate : PLAN.rates()) {
            double first = assessed(assessment, 0, rate);
            double second = assessed(assessment, 1, rate);
            ModelDifferences.OfRate found = requireNonNull(b.rates().get(rate));
            assertThat(found.difference().estimate().valueOr(9)).isCloseTo(second - first, within(1e-12));
            double gaps = assessment
                            .findings()
                            .get(1)
                            .gap(rate, "b")
                            .orElseThrow()
                            .estimate()
                            .valueOr(9)
                    - assessment
                            .findings()
                            .get(0)
                            .gap(rate, "b")
                            .orElseThrow()
                            .estimate()
                            .valueOr(0);
            assertThat(found.gap().orElseThrow().estimate().valueOr(9)).isCloseTo(gaps, within(1e-12));
        }
    }

    private static double assessed(HarmAssessment assessment, int finding, Rate rate) {
        return requireNonNull(
                        assessment.findings().get(finding).group("b").rates().get(rate))
                .valueOr(0);
    }

    @Test
    void eachFurtherModelIsComparedWithTheFirst() {
        assertThat(compared(table(0, "v1", "v2", "v3"), 2).pairs())
                .extracting(ModelDifferences.OfPair::title)
                .containsExactly("nodule, v2 less v1", "nodule, v3 less v1");
        assertThat(compared(table(0, ""), 1)).isEqualTo(ModelDifferences.NONE);
        assertThat(compared(table(0.1, "v1", "v2"), 3)).isEqualTo(compared(table(0.1, "v1", "v2"), 1));
    }

    @Test
    void aModelWithoutAThresholdThatPartsImagesIsNotCompared() {
        FindingTable table = table(0, "v1", "v2");
        HarmPlan plan = PLAN.withOperating(OperatingPlan.fixedAt(7));
        Roles roles = Roles.sameRows(table);
        ModelDifferences found = PairAssessor.assess(table, roles, plan, HarmAssessor.assess(table, roles, plan, 1), 1);
        assertThat(found.pairs().get(0).reason()).isEqualTo("a model has no threshold that parts images");
        assertThat(found.pairs().get(0).groups())
                .allMatch(group -> group.rates().isEmpty());
    }
}
