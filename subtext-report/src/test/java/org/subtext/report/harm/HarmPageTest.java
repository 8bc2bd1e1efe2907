package org.subtext.report.harm;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import javax.xml.parsers.DocumentBuilderFactory;
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
import org.subtext.harm.beside.BesideAssessor;
import org.subtext.harm.models.ModelDifferences;
import org.subtext.harm.phantom.PlantedHarm;
import org.subtext.provenance.Seed;
import org.subtext.report.Audience;
import org.subtext.statistics.groups.Grouping;

class HarmPageTest {
    private static final String FEW = "C";

    /** A view of one patient. */
    private static final String RARE = "oblique";

    /**
     * A phantom of which the first patients are of a third, small group.
     *
     * @param few patients of it
     * @param moreCalled of their images, called though they score low
     * @param scale of all scores
     */
    private static HarmContent content(PlantedHarm planted, String finding, int few, int moreCalled, double scale) {
        List<String> patients = new ArrayList<>();
        List<String> groups = new ArrayList<>();
        List<String> views = new ArrayList<>();
        List<Boolean> truths = new ArrayList<>();
        List<Double> values = new ArrayList<>();
        int raised = 0;
        for (String line : planted.csv(900, new Seed(2)).lines().skip(1).toList()) {
            String[] cells = line.split(",", -1);
            boolean isFew = Integer.parseInt(cells[0].substring(1)) < few;
            double score = Double.parseDouble(cells[4]);
            boolean isRaised = isFew && score < planted.threshold() && raised < moreCalled;
            raised += isRaised ? 1 : 0;
            patients.add(cells[0]);
            groups.add(isFew ? FEW : cells[1]);
            views.add(cells[0].equals("P899") ? RARE : cells[2]);
            truths.add(cells[3].equals("1"));
            values.add((isRaised ? 0.99 : score) * scale);
        }
        boolean[] known = new boolean[patients.size()];
        boolean[] present = new boolean[known.length];
        double[] scores = new double[known.length];
        for (int row = 0; row < known.length; row++) {
            known[row] = true;
            present[row] = truths.get(row);
            scores[row] = values.get(row);
        }
        FindingTable table = FindingTable.of(
                patients,
                Map.of("group", groups, "view", views),
                List.of(FindingColumn.of(finding, known, present, scores)));
        return assessed(table, planted.threshold() * scale);
    }

    private static HarmContent assessed(FindingTable table, double threshold) {
        HarmPlan plan = HarmPlan.of("group", PlantedHarm.REFERENCE)
                .withComparison(groups -> groups.withStrata(List.of("view")))
                .withOperating(OperatingPlan.fixedAt(threshold))
                .withDraws(60)
                .withSeed(4);
        Roles roles = Roles.sameRows(table);
        HarmAssessment assessment = HarmAssessor.assess(table, roles, plan, 1);
        return new HarmContent(
                plan,
                "hash",
                HarmContent.Apart.FROM_ELSEWHERE,
                sizes(table),
                HarmAnswer.of(assessment),
                assessment,
                BesideAssessor.assess(table, roles, plan, assessment, 1),
                ModelDifferences.NONE,
                RatesAlong.NONE,
                List.of());
    }

    private static HarmContent.Sizes sizes(FindingTable table) {
        Grouping groups = table.attribute("group");
        List<HarmContent.Group> sizes = new ArrayList<>();
        for (int group = 0; group < groups.count(); group++) {
            Set<Integer> patients = new HashSet<>();
            int images = 0;
            for (int row = 0; row < table.rows(); row++) {
                if (groups.of(row) == group) {
                    patients.add(table.patient(row));
                    images++;
                }
            }
            sizes.add(new HarmContent.Group(groups.names().get(group), patients.size(), images));
        }
        return new HarmContent.Sizes(table.patientCount(), table.rows(), table.patientCount(), table.rows(), sizes);
    }

    private static String page(HarmContent content) {
        return HarmPage.render(content, Audience.ANYBODY);
    }

    @Test
    void theAnswerWhoByWhatAndWhatToDoStandFirst() {
        String page = page(content(PlantedHarm.underdiagnosis(0.35), "Edema", 0, 0, 1));
        assertThat(page.indexOf("Harm shown")).isPositive().isLessThan(page.indexOf("worse: TPR"));
        assertThat(page.indexOf("worse: TPR")).isLessThan(page.indexOf("What to do next"));
        assertThat(page.indexOf("What to do next")).isLessThan(page.indexOf("aria-label=\"Contents\""));
        assertThat(page)
                .contains("Before the model is used for Edema, settle why B is served worse")
                .contains(
                        "The gaps</h2>",
                        "Calibration beside its floor",
                        "Distance of scores from a smooth curve",
                        "One recalibration for all groups",
                        "Is it the cases, or the labels?")
                .contains("Who is imaged at all", "does not say that the model uses the recorded attribute")
                .contains("ROC curves by group, Edema", "Net benefit by group, Edema", "label and view");
    }

    @Test
    void equalGroupsAreLeftWithWhatIsMissing() {
        assertThat(page(content(PlantedHarm.none(), "Edema", 0, 0, 1)))
                .contains("Cannot tell", "Collect images of B: 2 of 2 gaps are open. The nearest takes about ")
                .doesNotContain("worse: ");
    }

    /** Of a gap that tells a small count no size is told, so that the nearest of the others need not be the nearest. */
    @Test
    void sizesAreOfGapsThatMayBeToldAndSaidToBe() {
        int[] large = {80, 20, 40, 160};
        assertThat(page(CountedHarm.content(new int[] {35, 9, 15, 45}, large, new int[] {45, 15, 20, 40})))
                .contains("Collect images of few: 2 of 2 gaps are open. The one whose size can be told takes about ")
                .doesNotContain("The nearest takes");
    }

    @Test
    void aPageWithoutGroupsSpeaksOfNone() {
        assertThat(page(CountedHarm.withoutGroups()))
                .contains("The operating point on the model's curve", "all patients", "Net benefit, nodule")
                .doesNotContain(
                        "each group", "group's", ">Group<", "the groups", "all groups", "by group", "PPV at common");
        assertThat(page(CountedHarm.content(new int[] {35, 19, 15, 45}, new int[] {80, 20, 40, 160})))
                .contains("group's own curve", "AUC of each group", ">Group<", "PPV at common", "Net benefit by group");
    }

    /** What calls make of a small group cannot be read off the page, whatever they are; inside it can. */
    @Test
    void nothingOfASmallGroupsCallsIsTold() {
        HarmContent one = content(PlantedHarm.underdiagnosis(0.35), "Edema", 8, 0, 1);
        HarmContent other = content(PlantedHarm.underdiagnosis(0.35), "Edema", 8, 3, 1);
        assertThat(one.assessment().findings().get(0).group(FEW).cells())
                .isNotEqualTo(other.assessment().findings().get(0).group(FEW).cells());
        assertThat(page(one)).isEqualTo(page(other)).contains(">C<").contains("hidden");
        assertThat(HarmPage.render(one, Audience.INTERNAL)).isNotEqualTo(HarmPage.render(other, Audience.INTERNAL));
    }

    /** Nor how many it has: neither by itself nor by what is told of all others. */
    @Test
    void curvesOfASmallGroupAreDrawnInsideAlone() {
        HarmContent content = content(PlantedHarm.underdiagnosis(0.35), "Edema", 8, 0, 1);
        String inside = HarmPage.render(content, Audience.INTERNAL);
        assertThat(inside).contains(Audience.MARK).containsPattern("\\[\\d+ of \\d+\\]");
        assertThat(page(content)).doesNotContain(Audience.MARK).doesNotContainPattern("\\[\\d+ of \\d+\\]");
        assertThat(count(inside, "<polyline")).isGreaterThan(count(page(content), "<polyline"));
        assertThat(page(content)).containsPattern(">C</t[dh]>(\\s*<td[^>]*>hidden</td>){4}");
        // with a group hidden, sums over all groups would tell of it
        assertThat(page(content)).doesNotContain("900 patients", "PPV at common");
        assertThat(inside).contains("900 patients", "PPV at common");
    }

    @Test
    void noValueOfFewImagesIsNamedAmongIntersections() {
        HarmContent content = content(PlantedHarm.none(), "Edema", 0, 0, 1);
        assertThat(HarmPage.render(content, Audience.INTERNAL)).contains("by view", RARE);
        assertThat(page(content)).contains("by view", ">AP<").doesNotContain(RARE);
    }

    private static int count(String text, String part) {
        return text.split(part, -1).length;
    }

    @Test
    void scoresThatAreNoProbabilitiesAreSaidToBeNone() {
        assertThat(page(content(PlantedHarm.none(), "Edema", 0, 0, 10)))
                .contains("calibration of Edema: scores lie outside 0 to 1, so they are no probabilities")
                .doesNotContain("Net benefit by group", "Slope");
    }

    @Test
    void aTerminalTellsTheCalibrationThatThePageTells() {
        HarmContent content = content(PlantedHarm.underdiagnosis(0.35), "Edema", 8, 0, 1);
        List<String> block = calibration(content);
        assertThat(block).hasSize(4).allMatch(line -> line.length() <= HarmSummary.WIDTH);
        assertThat(block.get(3)).matches(" +C +hidden");
        HarmContent whole = content(PlantedHarm.underdiagnosis(0.35), "Edema", 0, 0, 1);
        for (String line : calibration(whole).subList(1, 3)) {
            String[] cells = line.strip().split(" {2,}");
            assertThat(cells).hasSize(4);
            assertThat(page(whole))
                    .containsPattern(">" + cells[0] + "</t[dh]>\\s*<td[^>]*>" + cells[1] + "</td>\\s*<td[^>]*>"
                            + cells[2] + "</td>");
        }
        assertThat(calibration(content(PlantedHarm.underdiagnosis(0.35), "Edema", 8, 3, 1)))
                .isEqualTo(block);
        assertThat(calibration(content(PlantedHarm.none(), "Edema", 0, 0, 10)))
                .containsExactly(
                        "  calibration                 none  scores lie outside 0 to 1, so they are no probabilities");
    }

    private static List<String> calibration(HarmContent content) {
        return HarmSummary.of(content, null, "run", Audience.ANYBODY)
                .lines()
                .dropWhile(line -> !line.startsWith("  calibration"))
                .takeWhile(line -> !line.isEmpty())
                .toList();
    }

    @Test
    void namesFromATableAreNoMarkupAndThePageIsWellFormed() throws Exception {
        String page = page(content(PlantedHarm.none(), "<script>alert(1)</script>", 8, 0, 1));
        assertThat(page).contains("&lt;script&gt;").doesNotContain("<script");
        DocumentBuilderFactory.newInstance()
                .newDocumentBuilder()
                .parse(new ByteArrayInputStream(
                        page.replace("<!DOCTYPE html>", "").getBytes(StandardCharsets.UTF_8)));
        assertThat(page(content(PlantedHarm.none(), "<script>alert(1)</script>", 8, 0, 1)))
                .isEqualTo(page);
    }
}
