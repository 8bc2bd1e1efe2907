package org.subtext.report.harm;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.subtext.harm.FindingColumn;
import org.subtext.harm.FindingTable;
import org.subtext.harm.HarmAnswer;
import org.subtext.harm.HarmAssessment;
import org.subtext.harm.HarmAssessor;
import org.subtext.harm.HarmPlan;
import org.subtext.harm.OperatingPlan;
import org.subtext.harm.Roles;
import org.subtext.harm.along.AlongAssessor;
import org.subtext.harm.along.RatesAlong;
import org.subtext.harm.beside.BesideGaps;
import org.subtext.harm.models.ModelDifferences;
import org.subtext.report.Audience;
import org.subtext.report.harm.export.SubgroupTable;
import org.subtext.statistics.groups.Rate;
import org.subtext.statistics.trends.RateTrend;

class AlongToldTest {
    private static final int ROWS = 300;
    private static final int FEW = 20;
    private static final double[] AGES =
            IntStream.range(0, ROWS).mapToDouble(row -> 20 + (row * 37) % 70).toArray();

    /** All with the finding; of the first rows, which are a small group's, so many are called. */
    private static boolean[] calls(int few, int calledOfFew) {
        boolean[] calls = new boolean[ROWS];
        for (int row = 0; row < ROWS; row++) {
            calls[row] = row < few ? row < calledOfFew : (row * 7919 + 13) % 1009 < 700 - 4 * (AGES[row] - 50);
        }
        return calls;
    }

    private static HarmContent content(int few, int calledOfFew) {
        return content(few, calledOfFew, AGES);
    }

    private static HarmContent content(int few, int calledOfFew, double[] numbers) {
        boolean[] calls = calls(few, calledOfFew);
        List<String> patients = new ArrayList<>();
        List<String> groups = new ArrayList<>();
        double[] scores = new double[ROWS];
        boolean[] all = new boolean[ROWS];
        Arrays.fill(all, true);
        for (int row = 0; row < ROWS; row++) {
            patients.add("P" + row);
            groups.add(row < few ? "few" : row % 2 == 0 ? "large" : "middle");
            scores[row] = calls[row] ? 1 : 0;
        }
        FindingTable table = FindingTable.of(
                        patients, Map.of("group", groups), List.of(FindingColumn.of("nodule", all, all, scores)))
                .withNumbers(Map.of("age", numbers));
        HarmPlan plan = HarmPlan.of("group", "large")
                .withOperating(OperatingPlan.fixedAt(0.5))
                .withRates(List.of(Rate.TRUE_POSITIVE))
                .withAlong(List.of(new HarmPlan.Along("age", List.of(50.0, 30.0, 80.0))))
                .withDraws(20);
        Roles roles = Roles.sameRows(table);
        HarmAssessment assessment = HarmAssessor.assess(table, roles, plan, 1);
        List<HarmContent.Group> sizes = table.attribute("group").names().stream()
                .map(name -> new HarmContent.Group(
                        name, (int) groups.stream().filter(name::equals).count(), (int)
                                groups.stream().filter(name::equals).count()))
                .toList();
        return new HarmContent(
                plan,
                "",
                HarmContent.Apart.FROM_ELSEWHERE,
                new HarmContent.Sizes(ROWS, ROWS, ROWS, ROWS, sizes),
                HarmAnswer.of(assessment),
                assessment,
                BesideGaps.NONE,
                ModelDifferences.NONE,
                AlongAssessor.assess(table, roles, plan, assessment, 1),
                List.of());
    }

    private static String block(HarmContent content, Audience audience) {
        return HarmSummary.of(content, null, "runs/harm", audience);
    }

    /**
     * The attack: the fitted rates of all ages add up to what all groups have, so that who knows all ages and reads the
     * curve takes off the calls of groups that are told, and has those of the small one.
     */
    @Test
    void aCurveAddsUpToWhatAllGroupsHaveTogether() {
        for (int calledOfFew : new int[] {2, 7}) {
            boolean[] calls = calls(FEW, calledOfFew);
            RateTrend trend = RateTrend.of(AGES, calls, IntStream.range(0, ROWS).toArray());
            double sum = Arrays.stream(AGES)
                    .map(age -> trend.at(age, 0.95).valueOr(0))
                    .sum();
            int told =
                    (int) IntStream.range(FEW, ROWS).filter(row -> calls[row]).count();
            assertThat(sum - told).isCloseTo(calledOfFew, within(1e-6));
        }
    }

    /** What is written for anybody is the same whatever was called of the small group; inside it is not. */
    @Test
    void nothingIsToldAlongANumberThatASmallGroupHasAPartIn() {
        String one = block(content(FEW, 2), Audience.ANYBODY);
        String other = block(content(FEW, 7), Audience.ANYBODY);
        String curves = one.substring(one.indexOf("along age"), one.indexOf("Counts of fewer"));
        assertThat(curves).contains("hidden").doesNotContain("(", "0.");
        assertThat(other.substring(other.indexOf("along age"))).startsWith(curves.substring(0, 60));
        assertThat(block(content(FEW, 2), Audience.INTERNAL)).doesNotContain("hidden");
        String page = HarmPage.render(content(FEW, 2), Audience.ANYBODY);
        assertThat(page)
                .contains("a curve of all groups would tell of it")
                .doesNotContain("Dotted: limits at each number");
        assertThat(HarmPage.render(content(FEW, 2), Audience.INTERNAL)).contains("Dotted: limits at each number");
    }

    @Test
    void theTableForOthersTellsWhatThePageTells() {
        assertThat(lines(content(FEW, 2)))
                .hasSize(6)
                .allMatch(line -> line.contains(",true_positive,,,hidden,,,"))
                .noneMatch(line -> line.contains("exact"));
        assertThat(lines(content(0, 0)))
                .hasSize(6)
                .allMatch(line -> line.matches("nodule,.*,true_positive,,,exact,-?\\d\\.\\d{3},-?\\d\\.\\d{3},.*"))
                .anyMatch(line -> line.endsWith(",along,,age,80.0,"))
                .anyMatch(line -> line.contains(",cannot_tell,") && line.endsWith(",along_difference,,age,80.0,50.0"))
                .anyMatch(line -> line.endsWith(",along_slope,,age,,"));
    }

    /**
     * The attack: the rate of all patients and the slope along a column of two numbers, to the digits that are told,
     * fit one pair of counts alone.
     */
    @Test
    void aSlopeAlongTwoNumbersCountsThoseWhoHaveOneOfThem() {
        int have = 8;
        double[] flags = flags(have);
        boolean[] calls = calls(0, 0);
        int called = (int) IntStream.range(0, ROWS)
                .filter(row -> flags[row] == 1 && calls[row])
                .count();
        double told = rounded(slope(flags, calls));
        List<Integer> fits = new ArrayList<>();
        for (int guess = 1; guess < have; guess++) {
            if (rounded(slope(flags, moved(calls, guess - called))) == told) {
                fits.add(guess);
            }
        }
        assertThat(fits).containsExactly(called);

        String block = block(content(0, 0, flags), Audience.ANYBODY);
        assertThat(block)
                .contains("few patients have one of them", "slope in 10      log odds           hidden")
                .doesNotContain("p, adj. 0.");
        assertThat(lines(content(0, 0, flags))).allMatch(line -> line.contains(",hidden,,,"));
        assertThat(block(content(0, 0, flags), Audience.INTERNAL)).doesNotContain("hidden");
        assertThat(block(content(0, 0, flags(100)), Audience.ANYBODY)).doesNotContain("hidden");
    }

    private static double slope(double[] flags, boolean[] calls) {
        return RateTrend.of(flags, calls, IntStream.range(0, ROWS).toArray())
                .slope(RatesAlong.STEP, 0.95)
                .valueOr(Double.NaN);
    }

    private static double rounded(double slope) {
        return Math.rint(slope * 100);
    }

    /** The first so many have a one. */
    private static double[] flags(int have) {
        return IntStream.range(0, ROWS).mapToDouble(row -> row < have ? 1 : 0).toArray();
    }

    /** So many more called of the first, and as many fewer of the others: the rate of all stays as it is. */
    private static boolean[] moved(boolean[] calls, int more) {
        boolean[] moved = calls.clone();
        for (int step = 0; step < Math.abs(more); step++) {
            moved[first(moved, 0, more < 0)] = more > 0;
            moved[first(moved, ROWS / 2, more > 0)] = more < 0;
        }
        return moved;
    }

    private static int first(boolean[] calls, int from, boolean wanted) {
        return IntStream.range(from, ROWS)
                .filter(row -> calls[row] == wanted)
                .findFirst()
                .orElseThrow();
    }

    /** The attack: what the curve adds up to, taken from the rate of all, is of those without a number. */
    @Test
    void whereFewHaveNoNumberTheCurveIsNotTold() {
        double[] numbers = AGES.clone();
        Arrays.fill(numbers, 0, 4, Double.NaN);
        assertThat(block(content(0, 0, numbers), Audience.ANYBODY)).contains("few patients have no number", "hidden");
        Arrays.fill(numbers, 0, 80, Double.NaN);
        assertThat(block(content(0, 0, numbers), Audience.ANYBODY)).doesNotContain("hidden");
    }

    private static List<String> lines(HarmContent content) {
        return SubgroupTable.csv(content)
                .lines()
                .filter(line -> line.contains(",along"))
                .skip(1)
                .toList();
    }

    @Test
    void whatIsHeldBackIsNoted() {
        assertThat(holdsBack(content(FEW, 2))).isTrue();
        assertThat(holdsBack(content(0, 0, flags(8))))
                .as("a curve, and no group")
                .isTrue();
        assertThat(holdsBack(content(0, 0))).isFalse();
    }

    private static boolean holdsBack(HarmContent content) {
        return HarmTold.of(content, Audience.ANYBODY).holdsBack();
    }

    @Test
    void whereEveryGroupIsToldCurvesAre() {
        assertThat(block(content(0, 0), Audience.ANYBODY))
                .contains("slope in 10")
                .doesNotContain("hidden");
        assertThat(HarmPage.render(content(0, 0), Audience.ANYBODY)).contains("Dotted: limits at each number");
    }
}
