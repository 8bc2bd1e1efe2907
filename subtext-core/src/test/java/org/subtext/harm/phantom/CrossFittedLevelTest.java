package org.subtext.harm.phantom;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.SplittableRandom;
import org.apache.commons.statistics.distribution.BinomialDistribution;
import org.junit.jupiter.api.Named;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.subtext.harm.FindingColumn;
import org.subtext.harm.FindingTable;
import org.subtext.harm.HarmAssessment;
import org.subtext.harm.HarmAssessor;
import org.subtext.harm.HarmPlan;
import org.subtext.harm.Roles;
import org.subtext.harm.Verdict;
import org.subtext.provenance.Seed;
import org.subtext.statistics.Estimate;
import org.subtext.statistics.Gaussian;
import org.subtext.statistics.gaps.GapSize;
import org.subtext.statistics.gaps.GroupShares;
import org.subtext.statistics.groups.Rate;

/**
 * How often harm is found where there is none, and found where it is, with all that a run does by default: thresholds
 * of the false positive rate nearest 0.20, chosen for each of five parts on the four others. The figures stand in
 * docs/validation-statistics.md.
 */
class CrossFittedLevelTest {
    private static final int PARTS = 5;

    /** Two findings of groups a, b and c (60, 20 and 20 % of patients) that a model serves alike. */
    private static FindingTable alike(int patients, long seed) {
        List<String> ids = new ArrayList<>();
        List<String> groups = new ArrayList<>();
        List<double[]> scores = new ArrayList<>();
        List<boolean[]> truths = new ArrayList<>();
        for (int patient = 0; patient < patients; patient++) {
            SplittableRandom random = new Seed(seed).child("patient", patient).random();
            double[] own = {normal(random), normal(random)};
            int images = 1 + random.nextInt(3);
            for (int image = 0; image < images; image++) {
                ids.add("P" + patient);
                groups.add(patient % 10 < 6 ? "a" : patient % 10 < 8 ? "b" : "c");
                boolean[] truth = {random.nextDouble() < 0.3, random.nextDouble() < 0.5};
                double[] score = new double[2];
                for (int finding = 0; finding < 2; finding++) {
                    score[finding] = (own[finding] + normal(random)) * Math.sqrt(0.5) + (truth[finding] ? 1.7 : 0);
                }
                truths.add(truth);
                scores.add(score);
            }
        }
        List<FindingColumn> columns = new ArrayList<>();
        for (int finding = 0; finding < 2; finding++) {
            boolean[] known = new boolean[ids.size()];
            boolean[] present = new boolean[ids.size()];
            double[] column = new double[ids.size()];
            for (int row = 0; row < known.length; row++) {
                known[row] = true;
                present[row] = truths.get(row)[finding];
                column[row] = scores.get(row)[finding];
            }
            columns.add(FindingColumn.of("finding " + finding, known, present, column));
        }
        return FindingTable.of(ids, Map.of("race", groups), columns);
    }

    private static double normal(SplittableRandom random) {
        return Gaussian.quantile(Math.max(0x1p-53, random.nextDouble()));
    }

    private static HarmAssessment assessed(FindingTable table, HarmPlan plan, long seed) {
        return HarmAssessor.assess(table, Roles.crossFitted(table, PARTS, new Seed(seed)), plan.withSeed(seed), 1);
    }

    private static boolean isAnyFound(HarmAssessment assessment) {
        return assessment.gaps().anyMatch(gap -> gap.adjustedP().valueOr(1) <= 0.05);
    }

    private static boolean holds(Estimate estimate, double truth) {
        return estimate instanceof Estimate.Known known && known.interval().contains(truth);
    }

    /** What 500 or so tables of one kind gave. */
    private static final class Tally {
        private int tables;
        private int found;
        private int shown;
        private int gaps;
        private int held;
        private int heldTogether;

        void add(HarmAssessment assessment, double truth) {
            tables++;
            found += isAnyFound(assessment) ? 1 : 0;
            shown += assessment.gaps().anyMatch(gap -> gap.verdict() == Verdict.HARM_SHOWN) ? 1 : 0;
            gaps += (int) assessment.gaps().count();
            held += (int) assessment
                    .gaps()
                    .filter(gap -> holds(gap.estimate(), truth))
                    .count();
            heldTogether += assessment.gaps().allMatch(gap -> holds(gap.simultaneous(), truth)) ? 1 : 0;
        }

        void record(String what) throws IOException {
            write(String.format(
                    Locale.ROOT,
                    "%s: found %d of %d tables, harm shown %d; interval held %d of %d gaps, all together in %d tables",
                    what,
                    found,
                    tables,
                    shown,
                    held,
                    gaps,
                    heldTogether));
        }
    }

    private static void write(String line) throws IOException {
        Path figures = Path.of("target", "figures", "harm.txt");
        Files.createDirectories(figures.getParent());
        Files.writeString(figures, line + "\n", StandardOpenOption.CREATE, StandardOpenOption.APPEND);
    }

    private static Tally ofEqualGroups(int tables, int patients, int draws) {
        Tally tally = new Tally();
        HarmPlan plan = HarmPlan.of("race", "a").withDraws(draws);
        for (int one = 0; one < tables; one++) {
            tally.add(assessed(alike(patients, 20_000 + one), plan, one), 0);
        }
        return tally;
    }

    private static Tally ofUnderdiagnosis(int tables, int patients, int draws) {
        Tally tally = new Tally();
        PlantedHarm planted = PlantedHarm.underdiagnosis(0.1);
        HarmPlan plan =
                HarmPlan.of("group", PlantedHarm.REFERENCE).withDraws(draws).withRates(List.of(Rate.TRUE_POSITIVE));
        for (int one = 0; one < tables; one++) {
            tally.add(
                    assessed(planted.table(patients, new Seed(40_000 + one)), plan, one),
                    planted.gap(Rate.TRUE_POSITIVE));
        }
        return tally;
    }

    /** Patients with whom a gap of 0.10 is planned to be found with a power of 0.80: 0.6 positive images each. */
    private static int plannedPatients() {
        PlantedHarm planted = PlantedHarm.underdiagnosis(0.1);
        FindingTable table = planted.table(20_000, new Seed(1));
        FindingColumn finding = table.findings().get(0);
        boolean[] truths = new boolean[table.rows()];
        boolean[] calls = new boolean[truths.length];
        int[] patients = new int[truths.length];
        for (int row = 0; row < truths.length; row++) {
            truths[row] = finding.isPresent(row);
            calls[row] = finding.score(row) >= planted.threshold();
            patients[row] = table.patient(row);
        }
        GroupShares shares = GroupShares.of(
                Rate.TRUE_POSITIVE, truths, calls, patients, table.patientCount(), table.attribute("group"));
        double designEffect = shares.share(PlantedHarm.GROUP).orElseThrow().designEffect();
        double positives = new GapSize(
                        planted.rate(Rate.TRUE_POSITIVE, planted.reference()),
                        planted.rate(Rate.TRUE_POSITIVE, planted.group()),
                        1.5,
                        0.05,
                        designEffect)
                .rowsToFind(0.8);
        return (int) Math.ceil(positives / 0.6 / 0.4);
    }

    static List<Named<PlantedHarm>> demonstrated() {
        return List.of(
                Named.of("none", PlantedHarm.none()),
                Named.of("underdiagnosis", PlantedHarm.underdiagnosis(0.2)),
                Named.of("case mix", PlantedHarm.caseMix(0.5)),
                Named.of("label noise", PlantedHarm.labelNoise(0.9)),
                Named.of("amplified", PlantedHarm.amplified(0.6)));
    }

    /** In how many of as many tables the intervals for all gaps together held what was planted of each. */
    private static int heldTogether(PlantedHarm planted, int tables, int patients, int draws) {
        HarmPlan plan = HarmPlan.of("group", PlantedHarm.REFERENCE).withDraws(draws);
        int held = 0;
        for (int one = 0; one < tables; one++) {
            HarmAssessment assessment = assessed(planted.table(patients, new Seed(60_000 + one)), plan, one);
            held += assessment.gaps().allMatch(gap -> holds(gap.simultaneous(), planted.gap(gap.rate()))) ? 1 : 0;
        }
        return held;
    }

    /** Of 20 tables fewer than 16 in one of 400 tests, were the level met. */
    @ParameterizedTest
    @MethodSource("demonstrated")
    void whatWasPlantedLiesWithinWhatIsTold(PlantedHarm planted) {
        assertThat(heldTogether(planted, 20, 1_500, 200)).isGreaterThanOrEqualTo(16);
    }

    /** 400 tables of each kind: 380 expected, of which fewer than 369 in one of 100 tests. */
    @Tag("slow")
    @ParameterizedTest
    @MethodSource("demonstrated")
    void whatWasPlantedLiesWithinWhatIsToldAsOftenAsItShould(PlantedHarm planted) throws IOException {
        int held = heldTogether(planted, 400, 3_000, 1_000);
        write("Planted " + planted + ": both gaps within what is told in " + held + " of 400 tables");
        assertThat(held).isGreaterThanOrEqualTo(369);
    }

    @Test
    void equalGroupsAreRarelyFoundToDiffer() {
        Tally tally = ofEqualGroups(40, 200, 99);
        assertThat(tally.found).isLessThanOrEqualTo(6);
        assertThat(tally.held / (double) tally.gaps).isGreaterThan(0.9);
    }

    /** 500 tables; 25 expected, of which the exact lower limit lies at or below the level up to 35. */
    @Tag("slow")
    @Test
    void equalGroupsAreFoundToDifferAtTheLevel() throws IOException {
        Tally tally = ofEqualGroups(500, 400, 2_000);
        tally.record("Cross-fitted, equal groups");
        double atLeast = BinomialDistribution.of(500, 0.05).survivalProbability(tally.found - 1);
        assertThat(atLeast).as("%d of 500", tally.found).isGreaterThan(0.025);
        assertThat(tally.held / (double) tally.gaps).isGreaterThan(0.94);
        assertThat(tally.heldTogether).isGreaterThan(465);
    }

    @Tag("slow")
    @Test
    void plannedPowerIsMet() throws IOException {
        Tally tally = ofUnderdiagnosis(500, plannedPatients(), 2_000);
        tally.record("Cross-fitted, gap of 0.10, " + plannedPatients() + " patients");
        assertThat(tally.found / 500.0).isBetween(0.72, 0.86);
        assertThat(tally.held / (double) tally.gaps).isGreaterThan(0.92);
    }
}
