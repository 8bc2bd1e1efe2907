package org.subtext.report.harm;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.subtext.harm.HarmAssessment;
import org.subtext.report.Audience;
import org.subtext.report.disclosure.ToldShare;
import org.subtext.report.disclosure.ToldShare.Form;
import org.subtext.report.harm.export.SubgroupTable;
import org.subtext.statistics.groups.Rate;

class HarmToldTest {
    private static final int[] LARGE = {80, 20, 40, 160};

    /** Nothing but the verdict changes with a count that is small. */
    @Test
    void aSmallCountIsToldAlikeWhateverItIs() {
        List<String> told = new ArrayList<>();
        for (int missed = 1; missed <= 10; missed++) {
            HarmContent content =
                    CountedHarm.content(new int[] {30, 30, 15, 45}, LARGE, new int[] {60 - missed, missed, 20, 40});
            String block = HarmSummary.of(content, null, "run", Audience.ANYBODY);
            told.add(block.lines()
                    .filter(line -> line.contains("middle"))
                    .map(line -> line.replaceAll(" +(open|HARM|alike)$", ""))
                    .filter(line -> line.startsWith("    "))
                    .findFirst()
                    .orElseThrow());
        }

        assertThat(told.stream().distinct()).hasSize(1);
        assertThat(told.get(0)).contains("0.83 to 0.98");
    }

    /** That a group has no case of a truth reads as that it has few, in the block and in tables for others. */
    @Test
    void noneIsToldAsFewAre() {
        List<String> told = new ArrayList<>();
        for (int few : new int[] {0, 2, 4}) {
            HarmContent content =
                    CountedHarm.content(new int[] {few / 2, few / 2, 20, 60 - few}, LARGE, new int[] {30, 30, 20, 40});
            told.add(HarmSummary.of(content, null, "run", Audience.ANYBODY)
                    .lines()
                    .filter(line -> line.contains("    few "))
                    .toList()
                    .toString());
            assertThat(SubgroupTable.csv(content).lines().filter(line -> line.contains(",true_positive,few,")))
                    .allMatch(line -> line.contains(",true_positive,few,,hidden,"));
        }

        assertThat(told.stream().distinct()).hasSize(1);
        assertThat(told.get(0)).contains("hidden").doesNotContain("none");
    }

    /** A model that misses nobody, or calls nobody, is not to be taken for one that misses or calls few. */
    @Test
    void thatNobodyWasMissedIsTold() {
        for (int[] called : new int[][] {{60, 0}, {0, 60}}) {
            HarmContent content = CountedHarm.content(new int[] {called[0], called[1], 20, 40}, LARGE, LARGE);
            HarmTold told = HarmTold.of(content, Audience.ANYBODY);
            HarmAssessment.OfFinding finding = content.assessment().findings().get(0);
            ToldShare share = told.share(finding, finding.group("few"), Rate.TRUE_POSITIVE);

            assertThat(share).isEqualTo(ToldShare.exact(called[0] / 60.0));
            assertThat(told.hidesAnything()).isFalse();
        }
    }

    /** How many images would settle a gap follows from its rates, and would give the small count away. */
    @Test
    void noSizeIsToldOfAGapWhoseCountIsSmall() {
        for (int missed = 2; missed <= 10; missed += 4) {
            HarmContent content =
                    CountedHarm.content(new int[] {0, 0, 0, 0}, LARGE, new int[] {60 - missed, missed, 6, 24});
            assertThat(HarmSummary.of(content, null, "run", Audience.ANYBODY)).doesNotContain("To settle");
            assertThat(HarmSummary.of(content, null, "run", Audience.INTERNAL)).contains("To settle");
        }
    }

    /** Of two harms the larger is named first, which would tell that the hidden one is larger than the other. */
    @Test
    void whichHarmIsNamedDoesNotFollowFromASmallCount() {
        List<String> told = new ArrayList<>();
        for (int called = 1; called <= 9; called += 4) {
            HarmContent content =
                    CountedHarm.content(new int[] {called, 40 - called, 20, 80}, LARGE, new int[] {14, 56, 20, 80});
            assertThat(content.answer().harmed()).contains("few", "middle");
            told.add(new HarmSentences(content, HarmTold.of(content, Audience.ANYBODY))
                    .sentences()
                    .get(0));
        }

        assertThat(told).allSatisfy(sentence -> assertThat(sentence).contains("middle is served worse than large"));
    }

    /** It follows from the other rate of the group that is served worse, too. */
    @Test
    void noLabelErrorIsToldThatWouldTellASmallCount() {
        List<String> told = new ArrayList<>();
        List<String> inside = new ArrayList<>();
        for (int called = 1; called <= 9; called += 4) {
            HarmContent content =
                    CountedHarm.content(new int[] {0, 0, 0, 0}, LARGE, new int[] {40, 60, called, 50 - called});
            told.add(labelErrors(HarmPage.render(content, Audience.ANYBODY)));
            inside.add(labelErrors(HarmPage.render(content, Audience.INTERNAL)));
        }

        assertThat(told.stream().distinct()).hasSize(1);
        assertThat(told.get(0)).contains("true positive rate, middle less large", "hidden");
        assertThat(inside.stream().distinct()).hasSize(3);
    }

    /** Weights are counts of a cell over those of a group in it, and a gap of few cells tells how they were called. */
    @Test
    void nothingOfACellOfFewFollowsFromMatching() {
        List<String> told = new ArrayList<>();
        List<String> inside = new ArrayList<>();
        for (int called : new int[] {0, 1, 2, 10}) {
            int[][] one = {{50, 30, 30, 90}, {80, 20, 40, 160}, {45 - called, 55, 20, 80}};
            int[][] other = {{20, 20, 20, 60}, {40, 10, 20, 80}, {called, 0, 20, 40}};
            HarmContent content = CountedHarm.content(one, other);
            told.add(rung(HarmPage.render(content, Audience.ANYBODY), "middle less large"));
            inside.add(rung(HarmPage.render(content, Audience.INTERNAL), "middle less large"));
        }

        assertThat(told.stream().distinct()).hasSize(1);
        assertThat(told.get(0).split("hidden", -1)).hasSize(8);
        assertThat(inside.stream().distinct()).hasSize(4);
        assertThat(inside).noneMatch(row -> row.contains("hidden"));
    }

    /** A third group of few hides what weights tell of it, and not the gap of two others. */
    @Test
    void aGapIsToldOnceMatchedWhereItsOwnGroupsHaveManyInEachCell() {
        int[][] one = {{50, 30, 30, 90}, {80, 20, 40, 160}, {45, 55, 20, 80}};
        int[][] large = {{20, 20, 20, 60}, {40, 10, 20, 80}, {20, 40, 20, 40}};
        int[][] few = {{1, 0, 20, 60}, {40, 10, 20, 80}, {20, 40, 20, 40}};

        assertThat(rung(HarmPage.render(CountedHarm.content(one, large), Audience.ANYBODY), "middle less large"))
                .doesNotContain("hidden");
        assertThat(rung(HarmPage.render(CountedHarm.content(one, few), Audience.ANYBODY), "middle less large")
                        .split("hidden", -1))
                .hasSize(5);
    }

    /** The row of the first gap of these groups that matches the site too. */
    private static String rung(String page, String groups) {
        int table = page.indexOf("Gaps once cases are matched");
        int gap = page.indexOf("true positive rate, " + groups, table);
        int from = page.indexOf("label and site", gap);
        return page.substring(from, page.indexOf("</tr>", from));
    }

    /** All together less the groups that are told would be the hidden ones. */
    @Test
    void aTotalIsToldNowhereWhereAGroupIsHidden() {
        HarmContent hidden = CountedHarm.content(new int[] {2, 1, 1, 0}, LARGE, new int[] {45, 15, 20, 40});
        HarmContent told = CountedHarm.content(new int[] {30, 30, 15, 45}, LARGE, new int[] {45, 15, 20, 40});

        assertThat(HarmSummary.of(hidden, null, "run", Audience.ANYBODY))
                .contains("Judged: how many in all is not told")
                .doesNotContain("424 images");
        assertThat(HarmPage.render(hidden, Audience.ANYBODY)).doesNotContain("424 images");
        assertThat(HarmSummary.of(hidden, null, "run", Audience.INTERNAL)).contains("Judged: 424 images");
        assertThat(HarmSummary.of(told, null, "run", Audience.ANYBODY)).contains("Judged: 540 images");
    }

    /** It is the sum of sizes that are told, so that it says no more than they do, whatever the rates are. */
    @Test
    void aTotalIsToldWhereEverySizeIs() {
        for (int missed = 0; missed <= 10; missed += 5) {
            HarmContent content =
                    CountedHarm.content(new int[] {30, 30, 15, 45}, LARGE, new int[] {60 - missed, missed, 20, 40});
            assertThat(HarmSummary.of(content, null, "run", Audience.ANYBODY)).contains("Judged: 540 images");
            assertThat(HarmTold.of(content, Audience.ANYBODY).holdsBack()).isEqualTo(missed > 0);
        }
    }

    /** Patients of all groups less all patients are those who are in two. */
    @Test
    void aTotalIsNotToldWhereItWouldTellThatFewAreInTwoGroups() {
        for (int inTwo : new int[] {0, 3, 20}) {
            HarmContent content = CountedHarm.content(LARGE, LARGE, LARGE);
            HarmContent.Sizes all = content.sizes();
            HarmContent crossed = new HarmContent(
                    content.plan(),
                    "",
                    content.roles(),
                    new HarmContent.Sizes(
                            all.patients() - inTwo,
                            all.images(),
                            all.judgedPatients() - inTwo,
                            all.judgedImages(),
                            all.groups()),
                    content.answer(),
                    content.assessment(),
                    content.beside(),
                    content.models(),
                    content.along(),
                    List.of());
            assertThat(HarmTold.of(crossed, Audience.ANYBODY).total().isPresent())
                    .isEqualTo(inTwo != 3);
            assertThat(HarmTold.of(crossed, Audience.INTERNAL).total()).isPresent();
        }
    }

    private static String labelErrors(String page) {
        int from = page.indexOf("Label error that would explain");
        return page.substring(from, page.indexOf("</table>", from));
    }

    @Test
    void effectiveImagesToTwoDigitsAreNoMoreThanThereAre() {
        HarmContent hidden = CountedHarm.content(new int[] {2, 1, 1, 3}, LARGE, new int[] {45, 15, 20, 40});
        HarmContent told = CountedHarm.content(new int[] {30, 30, 15, 45}, LARGE, new int[] {45, 15, 20, 40});

        assertThat(effective(hidden, 119.2)).isEqualTo(110);
        assertThat(effective(hidden, 57.3)).isEqualTo(57);
        assertThat(effective(told, 119.8)).isEqualTo(120);
    }

    private static long effective(HarmContent content, double rows) {
        return new BesideTold(HarmTold.of(content, Audience.ANYBODY))
                .effective(content.assessment().findings().get(0), rows);
    }

    @Test
    void aSmallGroupIsToldOfNowhereAndNotToBeReckonedFromTheOthers() {
        HarmContent content = CountedHarm.content(new int[] {2, 1, 1, 3}, LARGE, new int[] {45, 15, 20, 40});
        HarmTold told = HarmTold.of(content, Audience.ANYBODY);
        HarmAssessment.OfFinding finding = content.assessment().findings().get(0);

        assertThat(told.size("few")).isEmpty();
        assertThat(Optional.of("large").flatMap(told::size).isPresent()
                        && Optional.of("middle").flatMap(told::size).isPresent())
                .as("the total less both would be the small one")
                .isFalse();
        assertThat(told.share(finding, finding.group("few"), Rate.TRUE_POSITIVE).form())
                .isEqualTo(Form.WITHHELD);
        assertThat(told.rows(finding, finding.group("few"), Rate.FALSE_POSITIVE))
                .isEmpty();
        assertThat(told.isRangeTold(finding, Rate.TRUE_POSITIVE)).isFalse();
        assertThat(HarmTold.of(content, Audience.INTERNAL).hidesAnything()).isFalse();
    }

    @Test
    void largeCountsAreToldAsTheyAre() {
        HarmContent content = CountedHarm.content(new int[] {30, 30, 15, 45}, LARGE, new int[] {45, 15, 20, 40});
        HarmTold told = HarmTold.of(content, Audience.ANYBODY);
        HarmAssessment.OfFinding finding = content.assessment().findings().get(0);

        assertThat(told.hidesAnything()).isFalse();
        assertThat(told.rows(finding, finding.group("middle"), Rate.TRUE_POSITIVE))
                .hasValue(60);
        assertThat(told.gap(finding, finding.gaps().get(0)).form()).isEqualTo(Form.EXACT);
        assertThat(told.gap(finding, finding.gaps().get(0)).lower()).isBetween(-0.3001, -0.2999);
    }
}
