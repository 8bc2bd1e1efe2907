package org.subtext.harm;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.SplittableRandom;
import org.apache.commons.statistics.distribution.BinomialDistribution;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.subtext.harm.OperatingPlan.Rule;
import org.subtext.problems.InvalidInputException;
import org.subtext.provenance.Seed;
import org.subtext.statistics.Estimate;
import org.subtext.statistics.gaps.GapSize;
import org.subtext.statistics.groups.Rate;

class HarmAssessorTest {
    private static final HarmPlan PLAN = plan(499, OperatingPlan.fixedAt(0.5));

    private static HarmPlan plan(int draws, OperatingPlan operating) {
        return HarmPlan.of("race", "a")
                .withComparison(groups -> groups.withLeastPatients(10))
                .withOperating(operating)
                .withDraws(draws)
                .withSeed(7);
    }

    private static double alike(String group, boolean present) {
        return present ? 0.8 : 0.2;
    }

    private static HarmAssessment.Gap gap(HarmAssessment assessment, int finding, Rate rate, String group) {
        return assessment.findings().get(finding).gaps().stream()
                .filter(one -> one.rate() == rate && one.group().equals(group))
                .findFirst()
                .orElseThrow();
    }

    @Test
    void plantedHarmIsShownAndNamesWhomItHarms() {
        FindingTable table = Harmed.table(
                1_500,
                2,
                (group, present) -> alike(group, present) - (group.equals("c") && present ? 0.3 : 0),
                new SplittableRandom(1));
        HarmAssessment found = HarmAssessor.assess(table, Roles.sameRows(table), PLAN, 2);
        HarmAssessment.Gap harmed = gap(found, 1, Rate.TRUE_POSITIVE, "c");
        assertThat(harmed.verdict()).isEqualTo(Verdict.HARM_SHOWN);
        assertThat(harmed.harmed()).contains("c");
        assertThat(harmed.adjustedP().valueOr(1)).isLessThan(0.01);
        assertThat(gap(found, 1, Rate.FALSE_POSITIVE, "b").verdict()).isNotEqualTo(Verdict.HARM_SHOWN);
        HarmAssessment.Range range =
                Objects.requireNonNull(found.findings().get(1).ranges().get(Rate.TRUE_POSITIVE));
        assertThat(range.worst()).containsExactly("c");
        assertThat(range.value().valueOr(0)).isGreaterThan(range.expected().valueOr(1));
    }

    @Test
    void equalGroupsHaveHarmExcludedWhereTheyAreLargeAndASizeWhereNot() {
        FindingTable large = Harmed.table(12_000, 1, HarmAssessorTest::alike, new SplittableRandom(2));
        HarmAssessment ofLarge = HarmAssessor.assess(large, Roles.sameRows(large), PLAN, 2);
        assertThat(ofLarge.findings().get(0).gaps())
                .allMatch(one -> one.verdict() == Verdict.HARM_EXCLUDED
                        && one.rowsNeeded().isEmpty());
        FindingTable small = Harmed.table(150, 1, HarmAssessorTest::alike, new SplittableRandom(3));
        HarmAssessment ofSmall = HarmAssessor.assess(small, Roles.sameRows(small), PLAN, 1);
        assertThat(ofSmall.findings().get(0).gaps())
                .allMatch(one ->
                        one.verdict() == Verdict.CANNOT_TELL && one.rowsNeeded().orElse(0) > 100);
    }

    /** Only the patients who choose have a say in thresholds. */
    @Test
    void exchangingLabelsOfTheJudgedLeavesEveryThreshold() {
        FindingTable table = graded(400, 5);
        boolean[] isJudged = new boolean[table.rows()];
        Roles roles = Roles.dealt(table, 0.5, new Seed(4));
        for (int row = 0; row < isJudged.length; row++) {
            isJudged[row] = roles.isJudged(row);
            assertThat(roles.chooses(row, 0)).isNotEqualTo(isJudged[row]);
        }
        HarmPlan plan = plan(50, OperatingPlan.of(Rule.FALSE_POSITIVE_RATE_NEAREST, 0.2));
        HarmAssessment before = HarmAssessor.assess(table, roles, plan, 1);
        FindingTable turned = turned(table, isJudged);
        HarmAssessment after = HarmAssessor.assess(turned, Roles.of(turned, isJudged), plan, 1);
        assertThat(after.findings().get(0).thresholds())
                .isEqualTo(before.findings().get(0).thresholds());
        assertThat(after.findings().get(0).gaps())
                .isNotEqualTo(before.findings().get(0).gaps());
        assertThat(after.familyHash()).isEqualTo(before.familyHash());
        assertThat(before.findings().get(0).isOptimistic()).isFalse();
        assertThat(HarmAssessor.assess(table, Roles.sameRows(table), plan, 1)
                        .findings()
                        .get(0)
                        .isOptimistic())
                .isTrue();
    }

    /** Nobody is judged by a threshold that their own rows had a say in, and everybody is judged once. */
    @Test
    void crossFittedThresholdsComeFromOtherPatients() {
        FindingTable table = graded(400, 9);
        Roles roles = Roles.crossFitted(table, 4, new Seed(5));
        for (int row = 0; row < table.rows(); row++) {
            assertThat(roles.isJudged(row)).isTrue();
            assertThat(roles.chooses(row, roles.part(row))).isFalse();
            assertThat(roles.chooses(row, (roles.part(row) + 1) % 4)).isTrue();
            for (int other = 0; other < row; other++) {
                assertThat(table.patient(other) != table.patient(row) || roles.part(other) == roles.part(row))
                        .isTrue();
            }
        }
        HarmPlan plan = plan(50, OperatingPlan.of(Rule.FALSE_POSITIVE_RATE_NEAREST, 0.2));
        HarmAssessment.OfFinding found =
                HarmAssessor.assess(table, roles, plan, 1).findings().get(0);
        assertThat(found.thresholds()).hasSize(4).allMatch(Estimate::isDefined);
        assertThat(found.isOptimistic()).isFalse();
        // turning round the labels of one part leaves its own threshold as it is, and no other
        boolean[] turned = new boolean[table.rows()];
        for (int row = 0; row < turned.length; row++) {
            turned[row] = roles.part(row) == 2;
        }
        HarmAssessment.OfFinding after = HarmAssessor.assess(turned(table, turned), roles, plan, 1)
                .findings()
                .get(0);
        assertThat(after.thresholds().get(2)).isEqualTo(found.thresholds().get(2));
        assertThat(after.thresholds()).isNotEqualTo(found.thresholds());
    }

    @Test
    void theSameForAnyNumberOfThreads() {
        FindingTable table = Harmed.table(200, 2, HarmAssessorTest::alike, new SplittableRandom(6));
        assertThat(HarmAssessor.assess(table, Roles.sameRows(table), PLAN, 3))
                .isEqualTo(HarmAssessor.assess(table, Roles.sameRows(table), PLAN, 1));
    }

    @Test
    void patientsInBothPartsAreRefusedByRowAndCounted() {
        FindingTable table = FindingTable.of(List.of("secret1", "secret1", "secret2"), Map.of(), List.of());
        assertThatThrownBy(() -> Roles.of(table, new boolean[] {true, false, true}))
                .isInstanceOf(InvalidInputException.class)
                .hasMessageContaining("rows 2 and 1")
                .hasMessageNotContaining("secret");
    }

    /** Views: a patient has images in both groups, so that gaps have intervals and no permutation test. */
    @Test
    void groupsWithinPatientsHaveIntervalsAtBonferronisLevel() {
        FindingTable table = Harmed.table(300, 1, HarmAssessorTest::alike, new SplittableRandom(8));
        HarmPlan views = HarmPlan.of("view", "AP")
                .withOperating(OperatingPlan.fixedAt(0.5))
                .withDraws(99)
                .withSeed(1);
        HarmAssessment found = HarmAssessor.assess(table, Roles.sameRows(table), views, 1);
        assertThat(found.level()).isEqualTo(0.975);
        HarmAssessment.Gap one = gap(found, 0, Rate.TRUE_POSITIVE, "PA");
        assertThat(one.p()).isInstanceOf(Estimate.Undefined.class);
        assertThat(one.simultaneous()).isInstanceOf(Estimate.Known.class);
    }

    @Test
    void smallGroupsAndWhatIsNotRecordedAreListedAndNotDropped() {
        List<String> patients = new ArrayList<>();
        List<String> groups = new ArrayList<>();
        boolean[] known = new boolean[90];
        boolean[] present = new boolean[90];
        double[] scores = new double[90];
        for (int row = 0; row < 90; row++) {
            patients.add("P" + row);
            groups.add(row < 40 ? "a" : row < 45 ? "few" : row < 60 ? " " : "b");
            known[row] = row % 9 != 0;
            present[row] = row % 2 == 0;
            scores[row] = row == 1 ? Double.NaN : row % 3;
        }
        FindingTable table = FindingTable.of(
                patients, Map.of("race", groups), List.of(FindingColumn.of("nodule", known, present, scores)));
        HarmPlan plan = plan(99, OperatingPlan.fixedAt(1))
                .withRates(List.of(Rate.TRUE_POSITIVE))
                .withComparison(of -> of.withLeastPatients(5));
        HarmAssessment found = HarmAssessor.assess(table, Roles.sameRows(table), plan, 1);
        HarmAssessment.OfFinding finding = found.findings().get(0);
        assertThat(finding.groups())
                .extracting(HarmAssessment.OfGroup::group)
                .containsExactly("a", "b", "few", "not recorded");
        assertThat(finding.groups().get(0).leftOut().rows()).isEqualTo(6);
        assertThat(gap(found, 0, Rate.TRUE_POSITIVE, "few").verdict()).isEqualTo(Verdict.NOT_ASSESSED);
        assertThat(gap(found, 0, Rate.TRUE_POSITIVE, "few").reason()).startsWith("fewer than 5 patients");
        assertThat(gap(found, 0, Rate.TRUE_POSITIVE, "not recorded").verdict()).isNotEqualTo(Verdict.NOT_ASSESSED);
    }

    @Test
    void aFindingWithoutAThresholdIsNotAssessed() {
        FindingTable table = FindingTable.of(
                List.of("p", "q"),
                Map.of("race", List.of("a", "b")),
                List.of(FindingColumn.of("nodule", new boolean[] {true, true}, new boolean[2], new double[] {1, 2})));
        HarmAssessment found =
                HarmAssessor.assess(table, Roles.sameRows(table), plan(9, OperatingPlan.of(Rule.YOUDEN, null)), 1);
        assertThat(found.findings().get(0).gaps())
                .allMatch(one -> one.verdict() == Verdict.NOT_ASSESSED
                        && one.reason().equals("no threshold: no positive among 2 rows"));
        assertThat(found.family()).hasSize(2);
    }

    @Test
    void columnsThatDoNotExistAreNamed() {
        FindingTable table = Harmed.table(20, 1, HarmAssessorTest::alike, new SplittableRandom(1));
        assertThatThrownBy(() -> HarmAssessor.assess(table, Roles.sameRows(table), HarmPlan.of("sex", "F"), 1))
                .hasMessageContaining("no column sex among race, view");
        assertThatThrownBy(() -> HarmAssessor.assess(table, Roles.sameRows(table), HarmPlan.of("race", "F"), 1))
                .hasMessageContaining("no group F among a, b, c");
    }

    @Test
    void whatWouldBeCountedWronglyIsRefused() {
        assertThatThrownBy(() -> asked(List.of(Rate.TRUE_POSITIVE, Rate.TRUE_POSITIVE), List.of()))
                .hasMessageContaining("each rate is expected once");
        assertThatThrownBy(() -> asked(List.of(Rate.TRUE_POSITIVE), List.of("view", "race")))
                .hasMessageContaining("race cannot be a stratum");
        assertThatThrownBy(() -> FindingTable.of(List.of("secret", " "), Map.of(), List.of()))
                .hasMessageContaining("row 2 names no patient")
                .hasMessageNotContaining("secret");
    }

    /** Values "x, y" and "z" of a patient's two images are not the values "x" and "y, z" of another's. */
    @Test
    void strataAreToldApartWhateverTheirValuesHold() {
        List<String> patients = new ArrayList<>();
        List<String> groups = new ArrayList<>();
        List<String> sites = new ArrayList<>();
        boolean[] all = new boolean[80];
        double[] scores = new double[80];
        Arrays.fill(all, true);
        for (int row = 0; row < 80; row++) {
            boolean isFirst = row < 40;
            patients.add("P" + row / 2);
            groups.add(isFirst ? "a" : "b");
            sites.add(row % 2 == 0 ? isFirst ? "x, y" : "x" : isFirst ? "z" : "y, z");
            scores[row] = isFirst == (row % 3 > 0) ? 1 : 0;
        }
        FindingTable table = FindingTable.of(
                patients, Map.of("race", groups, "site", sites), List.of(FindingColumn.of("nodule", all, all, scores)));
        HarmPlan plan = asked(List.of(Rate.TRUE_POSITIVE), List.of("site"));
        HarmAssessment found = HarmAssessor.assess(table, Roles.sameRows(table), plan, 1);
        // each site has one group, so that nobody can exchange it
        assertThat(gap(found, 0, Rate.TRUE_POSITIVE, "b").p().isDefined()).isFalse();
        assertThat(gap(found, 0, Rate.TRUE_POSITIVE, "b").simultaneous().isDefined())
                .isTrue();
        assertThat(StratumRemark.of(plan, found))
                .hasValueSatisfying(
                        remark -> assertThat(remark.sentence().toString()).contains("Within site nobody of b"));
    }

    private static HarmPlan asked(List<Rate> rates, List<String> strata) {
        return plan(99, OperatingPlan.fixedAt(0.5))
                .withRates(rates)
                .withComparison(groups -> groups.withStrata(strata))
                .withSeed(1);
    }

    /** 60 null tables of two findings: four gaps of each are shown or found no more often than by chance. */
    @Test
    void equalGroupsAreRarelyFoundToDiffer() {
        assertThat(falselyFound(60, 99)).isLessThanOrEqualTo(8);
    }

    /** 2,000 tables; 100 expected, of which the exact lower limit lies at or below the level up to 119. */
    @Tag("slow")
    @Test
    void equalGroupsAreFoundToDifferAtTheLevel() throws IOException {
        int found = falselyFound(2_000, 199);
        record("Equal groups found to differ", found, 2_000);
        double atLeast = BinomialDistribution.of(2_000, 0.05).survivalProbability(found - 1);
        assertThat(atLeast).as("%d of 2,000", found).isGreaterThan(0.025);
    }

    private static int falselyFound(int tables, int draws) {
        int found = 0;
        for (int one = 0; one < tables; one++) {
            FindingTable table = Harmed.table(200, 2, HarmAssessorTest::alike, new SplittableRandom(1_000 + one));
            HarmAssessment assessment =
                    HarmAssessor.assess(table, Roles.sameRows(table), plan(draws, OperatingPlan.fixedAt(0.5)), 2);
            found += assessment.findings().stream()
                            .flatMap(finding -> finding.gaps().stream())
                            .anyMatch(oneGap -> oneGap.adjustedP().valueOr(1) <= 0.05)
                    ? 1
                    : 0;
        }
        return found;
    }

    /**
     * At the size that is planned for a gap of 0.10 without clustering; 2,000 runs, error 0.009. An exchange of groups
     * finds 0.776 of what a normal test finds 0.803 of (all tables, NumPy 2.4.6 and SciPy 1.17.1).
     */
    @Tag("slow")
    @Test
    void plannedPowerIsMet() throws IOException {
        int positives = (int) Math.ceil(GapSize.of(0.7, 0.8).rowsToFind(0.8));
        int found = 0;
        for (int run = 0; run < 2_000; run++) {
            SplittableRandom random = new SplittableRandom(run);
            List<String> patients = new ArrayList<>();
            List<String> groups = new ArrayList<>();
            boolean[] all = new boolean[2 * positives];
            double[] scores = new double[2 * positives];
            Arrays.fill(all, true);
            for (int row = 0; row < all.length; row++) {
                patients.add("P" + row);
                groups.add(row < positives ? "a" : "b");
                scores[row] = random.nextDouble() < (row < positives ? 0.8 : 0.7) ? 1 : 0;
            }
            FindingTable table = FindingTable.of(
                    patients, Map.of("race", groups), List.of(FindingColumn.of("nodule", all, all, scores)));
            HarmPlan plan = plan(999, OperatingPlan.fixedAt(0.5))
                    .withRates(List.of(Rate.TRUE_POSITIVE))
                    .withSeed(run);
            HarmAssessment assessment = HarmAssessor.assess(table, Roles.sameRows(table), plan, 2);
            found += gap(assessment, 0, Rate.TRUE_POSITIVE, "b").adjustedP().valueOr(1) <= 0.05 ? 1 : 0;
        }
        record("Planned power of 0.80", found, 2_000);
        assertThat(found / 2_000.0).isBetween(0.745, 0.805);
    }

    /** For docs/validation-statistics.md. */
    private static void record(String what, int found, int of) throws IOException {
        Path figures = Path.of("target", "figures", "harm.txt");
        Files.createDirectories(figures.getParent());
        Files.writeString(
                figures,
                what + ": " + found + " of " + of + System.lineSeparator(),
                StandardOpenOption.CREATE,
                StandardOpenOption.APPEND);
    }

    /** A finding whose scores take many values. */
    private static FindingTable graded(int patients, long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        List<String> ids = new ArrayList<>();
        List<String> groups = new ArrayList<>();
        boolean[] known = new boolean[patients];
        boolean[] present = new boolean[patients];
        double[] scores = new double[patients];
        for (int row = 0; row < patients; row++) {
            ids.add("P" + row);
            groups.add(row % 3 == 0 ? "b" : "a");
            known[row] = true;
            present[row] = random.nextBoolean();
            scores[row] = random.nextDouble() + (present[row] ? 0.4 : 0);
        }
        return FindingTable.of(
                ids, Map.of("race", groups), List.of(FindingColumn.of("nodule", known, present, scores)));
    }

    /** The same with the labels of judged rows turned round. */
    private static FindingTable turned(FindingTable table, boolean[] isJudged) {
        FindingColumn finding = table.findings().get(0);
        List<String> ids = new ArrayList<>();
        List<String> groups = new ArrayList<>();
        boolean[] known = new boolean[table.rows()];
        boolean[] present = new boolean[table.rows()];
        double[] scores = new double[table.rows()];
        for (int row = 0; row < known.length; row++) {
            ids.add("P" + table.patient(row));
            groups.add(
                    table.attribute("race").names().get(table.attribute("race").of(row)));
            known[row] = true;
            present[row] = finding.isPresent(row) != isJudged[row];
            scores[row] = finding.score(row);
        }
        return FindingTable.of(
                ids, Map.of("race", groups), List.of(FindingColumn.of("nodule", known, present, scores)));
    }
}
