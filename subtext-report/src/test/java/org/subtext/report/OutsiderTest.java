package org.subtext.report;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.subtext.assessment.ClassAssessment;
import org.subtext.assessment.LevelAssessment;
import org.subtext.predictions.Unit;
import org.subtext.report.charts.NumberText;
import org.subtext.statistics.Estimate;

/** Whether somebody who has only the report, its drawings and the terminal can tell a small count. */
class OutsiderTest {
    private static final int SMALLEST = 11;

    /** A hidden count that is small itself lies in 1 to 10 for all to know; it must not be known any better. */
    private static final int LEAST_WIDTH = SMALLEST - 2;

    @Test
    void noHiddenCountOfAHundredCohortsCanBeTold() throws Exception {
        assertThat(leaks(100, 0)).isEmpty();
    }

    @Test
    @Tag("slow")
    void noHiddenCountOfTwoThousandCohortsCanBeTold() throws Exception {
        assertThat(leaks(2_000, 1_000)).isEmpty();
    }

    private static List<String> leaks(int cohorts, long firstSeed) throws Exception {
        List<String> leaks = new ArrayList<>();
        for (long seed = firstSeed; seed < firstSeed + cohorts; seed++) {
            RandomReports.Drawn drawn = RandomReports.small(new SplittableRandom(seed));
            for (String leak : leaksOf(drawn)) {
                leaks.add("seed " + seed + ": " + leak);
            }
        }
        return leaks;
    }

    static List<String> leaksOf(RandomReports.Drawn drawn) throws Exception {
        String html = HtmlReport.render(drawn.content());
        String terminal = TerminalSummary.of(drawn.content(), "report.html", false);
        Outsider outsider = Outsider.reads(html, terminal);
        List<String> leaks = new ArrayList<>();
        Map<String, double[]> ranges = outsider.ranges();
        drawn.counts().forEach((name, count) -> {
            double[] range = ranges.get(name);
            boolean isSecret =
                    count > 0 && count < SMALLEST || outsider.hidden().contains(name);
            if (isSecret
                    && range != null
                    && range[1] - range[0] < LEAST_WIDTH
                    && range[0] <= count
                    && count <= range[1]) {
                leaks.add(name + " = " + count + " lies in " + (int) range[0] + " to " + (int) range[1]);
            }
        });
        outsider.smallBins().forEach(bin -> leaks.add("a bin of fewer than eleven: " + bin));
        leaks.addAll(withheldAucs(drawn, html + terminal));
        return leaks;
    }

    /** An AUC with its interval that the table of classes withholds stands nowhere else. */
    private static List<String> withheldAucs(RandomReports.Drawn drawn, String said) {
        List<String> leaks = new ArrayList<>();
        LevelAssessment level = drawn.content().assessment().primary().level(Unit.PATIENT);
        for (ClassAssessment one : level.classes()) {
            int others = level.patients() - one.positivePatients();
            boolean isSmall = one.positivePatients() < SMALLEST || others < SMALLEST;
            if (isSmall
                    && one.auc() instanceof Estimate.Known known
                    && known.interval().lower() > 0) {
                String bounds = NumberText.bounds(known.interval());
                if (said.contains(NumberText.value(known) + " (" + bounds)
                        || said.contains(NumberText.value(known) + " (95% CI " + bounds)) {
                    leaks.add("the AUC of " + one.name() + ", " + NumberText.cell(known));
                }
            }
        }
        return leaks;
    }
}
