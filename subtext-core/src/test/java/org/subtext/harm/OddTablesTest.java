package org.subtext.harm;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.subtext.harm.OperatingPlan.Rule;
import org.subtext.provenance.Seed;

/** Tables and thresholds that would give an answer which is none. */
class OddTablesTest {
    private static final int PATIENTS = 900;

    private static HarmPlan plan(OperatingPlan operating) {
        return HarmPlan.of("race", "a").withOperating(operating).withDraws(99).withSeed(3);
    }

    /** An image a patient, of groups a and b, in the order given. */
    private static FindingTable table(boolean isConstant, List<Integer> order) {
        SplittableRandom random = new SplittableRandom(5);
        boolean[] present = new boolean[PATIENTS];
        double[] scores = new double[PATIENTS];
        for (int i = 0; i < PATIENTS; i++) {
            present[i] = random.nextBoolean();
            scores[i] = isConstant ? 0.5 : (random.nextDouble() + (present[i] ? 0.5 : 0)) / 1.5;
        }
        List<String> patients = new ArrayList<>();
        List<String> groups = new ArrayList<>();
        boolean[] known = new boolean[PATIENTS];
        boolean[] ownPresent = new boolean[PATIENTS];
        double[] ownScores = new double[PATIENTS];
        Arrays.fill(known, true);
        for (int row = 0; row < PATIENTS; row++) {
            int patient = order.get(row);
            patients.add("P" + patient);
            groups.add(patient % 2 == 0 ? "a" : "b");
            ownPresent[row] = present[patient];
            ownScores[row] = scores[patient];
        }
        return FindingTable.of(
                patients, Map.of("race", groups), List.of(FindingColumn.of("nodule", known, ownPresent, ownScores)));
    }

    private static List<Integer> inOrder() {
        List<Integer> order = new ArrayList<>();
        for (int i = 0; i < PATIENTS; i++) {
            order.add(i);
        }
        return order;
    }

    private static HarmAssessment crossFitted(FindingTable table) {
        return HarmAssessor.assess(
                table,
                Roles.crossFitted(table, 5, new Seed(3)),
                plan(OperatingPlan.of(Rule.FALSE_POSITIVE_RATE_NEAREST, 0.2)),
                1);
    }

    /** A vendor's threshold of 37 for scores in [0, 1] calls nobody: equal rates of 0 exclude no harm. */
    @Test
    void aThresholdThatCallsNobodyOrEverybodyAssessesNothing() {
        FindingTable table = table(false, inOrder());
        for (double threshold : new double[] {37, -1}) {
            HarmAssessment found =
                    HarmAssessor.assess(table, Roles.sameRows(table), plan(OperatingPlan.fixedAt(threshold)), 1);
            assertThat(found.gaps())
                    .hasSize(2)
                    .allMatch(gap -> gap.verdict() == Verdict.NOT_ASSESSED
                            && gap.reason().contains(threshold > 0 ? "calls no image" : "calls every image"));
        }
        assertThat(HarmAssessor.assess(table, Roles.sameRows(table), plan(OperatingPlan.fixedAt(0.5)), 1)
                        .gaps())
                .noneMatch(gap -> gap.verdict() == Verdict.NOT_ASSESSED);
    }

    @Test
    void scoresThatAreTheSameForAllExcludeNoHarm() {
        assertThat(crossFitted(table(true, inOrder())).gaps())
                .hasSize(2)
                .allMatch(gap -> gap.verdict() == Verdict.NOT_ASSESSED);
    }

    @Test
    void theOrderOfRowsChangesNothing() {
        List<Integer> shuffled = inOrder();
        Collections.shuffle(shuffled, new Random(8));
        HarmAssessment before = crossFitted(table(false, inOrder()));
        HarmAssessment after = crossFitted(table(false, shuffled));
        assertThat(after.findings().get(0).thresholds())
                .isEqualTo(before.findings().get(0).thresholds());
        assertThat(after.findings().get(0).gaps())
                .usingRecursiveComparison()
                .withComparatorForType((a, b) -> Math.abs(a - b) < 1e-12 ? 0 : Double.compare(a, b), Double.class)
                .isEqualTo(before.findings().get(0).gaps());
    }
}
