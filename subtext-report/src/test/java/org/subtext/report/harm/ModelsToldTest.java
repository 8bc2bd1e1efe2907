package org.subtext.report.harm;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.subtext.harm.FindingColumn;
import org.subtext.harm.FindingTable;
import org.subtext.harm.HarmAnswer;
import org.subtext.harm.HarmAssessment;
import org.subtext.harm.HarmAssessor;
import org.subtext.harm.HarmPlan;
import org.subtext.harm.OperatingPlan;
import org.subtext.harm.Roles;
import org.subtext.harm.along.RatesAlong;
import org.subtext.harm.beside.BesideGaps;
import org.subtext.harm.models.ModelDifferences;
import org.subtext.harm.models.PairAssessor;
import org.subtext.report.Audience;
import org.subtext.report.harm.export.SubgroupTable;
import org.subtext.statistics.groups.Rate;

class ModelsToldTest {
    /** 100 patients each in two groups with the finding and as many without it; half are called by both models. */
    private static HarmContent content(int onlyFirst, int onlySecond) {
        List<String> patients = new ArrayList<>();
        List<String> groups = new ArrayList<>();
        boolean[] known = new boolean[400];
        boolean[] present = new boolean[400];
        double[] first = new double[400];
        double[] second = new double[400];
        Arrays.fill(known, true);
        for (int row = 0; row < 400; row++) {
            int place = row % 100;
            patients.add("P" + row);
            groups.add(row < 200 ? "a" : "b");
            present[row] = row / 100 % 2 == 0;
            boolean isOfFirst = row / 100 == 2 && place >= 50 && place < 50 + onlyFirst;
            boolean isOfSecond = row / 100 == 2 && place >= 70 && place < 70 + onlySecond;
            first[row] = place < 50 || isOfFirst ? 1 : 0;
            second[row] = place < 50 || isOfSecond ? 1 : 0;
        }
        FindingTable table = FindingTable.of(
                patients,
                Map.of("group", groups),
                List.of(
                        FindingColumn.of("nodule", known, present, first).by("v1"),
                        FindingColumn.of("nodule", known, present, second).by("v2")));
        HarmPlan plan = HarmPlan.of("group", "a")
                .withOperating(OperatingPlan.fixedAt(0.5))
                .withDraws(99);
        Roles roles = Roles.sameRows(table);
        HarmAssessment assessment = HarmAssessor.assess(table, roles, plan, 1);
        return new HarmContent(
                plan,
                "",
                HarmContent.Apart.FROM_ELSEWHERE,
                new HarmContent.Sizes(
                        400,
                        400,
                        400,
                        400,
                        List.of(new HarmContent.Group("a", 200, 200), new HarmContent.Group("b", 200, 200))),
                HarmAnswer.of(assessment),
                assessment,
                BesideGaps.NONE,
                PairAssessor.assess(table, roles, plan, assessment, 1),
                RatesAlong.NONE,
                List.of());
    }

    private static String difference(HarmContent content, Audience audience) {
        ModelsTold told = new ModelsTold(content, HarmTold.of(content, audience), "hidden");
        ModelDifferences.OfPair pair = content.models().pairs().get(0);
        return told.difference(pair, pair.groups().get(1), Rate.TRUE_POSITIVE) + " "
                + told.p(pair, pair.groups().get(1), Rate.TRUE_POSITIVE) + " "
                + told.gap(pair, pair.groups().get(1), Rate.TRUE_POSITIVE);
    }

    /** What only one model calls is a count too: 5 less 3 is told like 9 less 7. */
    @Test
    void fewImagesThatOneModelAloneCallsAreToldAlikeWhateverTheirNumber() {
        String few = difference(content(3, 5), Audience.ANYBODY);
        assertThat(few)
                .isEqualTo(difference(content(7, 9), Audience.ANYBODY))
                .startsWith("+0.02 (")
                .contains("may be none) hidden ");
        assertThat(difference(content(3, 5), Audience.INTERNAL))
                .isNotEqualTo(difference(content(7, 9), Audience.INTERNAL));
        assertThat(difference(content(0, 14), Audience.ANYBODY))
                .matches("\\+0\\.14 \\(.* to .*\\) <?0\\.\\d+ \\+0\\.14 .*");
    }

    @Test
    void theTableForOthersTellsNoMore() {
        List<String> few = lines(content(3, 5));
        assertThat(few).isEqualTo(lines(content(7, 9))).anyMatch(line -> line.contains(",value,0.020,,,"));
        assertThat(few).anyMatch(line -> line.contains("may_be_none") && line.contains("model_difference,v1,,,"));
        assertThat(lines(content(0, 15)))
                .anyMatch(line ->
                        line.matches("nodule,v2,.*,true_positive,b,,exact,0\\.150,0\\.\\d+,0\\.\\d+,.*,differs,.*"
                                + "model_difference,v1,,,"))
                .anyMatch(line -> line.contains("gap_difference,v1,,,"))
                .noneMatch(line -> line.contains("_positive,a,") && line.contains("gap_difference"));
    }

    private static List<String> lines(HarmContent content) {
        return SubgroupTable.csv(content)
                .lines()
                .filter(line -> line.contains("_difference,"))
                .toList();
    }

    @Test
    void theBlockAndThePageTellTheSame() {
        HarmContent content = content(0, 15);
        String number = difference(content, Audience.ANYBODY).replaceAll("\\).*", ")");
        assertThat(HarmSummary.of(content, null, "run", Audience.ANYBODY))
                .contains("nodule, v2 less v1", number)
                .satisfies(block -> assertThat(block.lines()).allMatch(line -> line.length() <= HarmSummary.WIDTH));
        assertThat(HarmPage.render(content, Audience.ANYBODY))
                .contains(
                        "Models on the same images",
                        number,
                        "recorded group against a: 1 finding in 2 columns of scores");
    }
}
