package org.subtext.report;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.subtext.assessment.Assessment;
import org.subtext.assessment.ExperimentAssessment;
import org.subtext.wording.Columns;

class TerminalSummaryTest {
    @ParameterizedTest
    @MethodSource("org.subtext.report.HtmlReportTest#reports")
    void fitsATerminal(ReportContent content) {
        String text = TerminalSummary.of(content, "runs/demo/report.html", false);

        assertThat(text.lines().count()).isLessThanOrEqualTo(content.routes() == null ? 28 : 38);
        assertThat(text.lines()).allSatisfy(line -> assertThat(line.length()).isLessThanOrEqualTo(100));
        assertThat(text).contains("Report: runs/demo/report.html").doesNotContain("\u001b");
    }

    @Test
    void saysTheVerdictTheNumbersAndWhatTheyDoNotShow() {
        assertThat(TerminalSummary.of(ReportFixtures.binaryAudit(), "report.html", false))
                .startsWith("REVEALS")
                .contains("AUC 0.978 (95% CI 0.958–0.993)")
                .contains("0.978 (0.956–0.994)")
                .contains("It does not show by what route");
    }

    @Test
    void aVerdictThatCannotTellSaysThePatientsForNamedEffects() {
        assertThat(TerminalSummary.of(ReportFixtures.bareScores(), "report.html", false))
                .startsWith("CANNOT TELL")
                .contains("Patients for 80 % power at these class shares: AUC 0.55 ");
    }

    /** Of nine score columns as of one: shown, or named beneath with where it stands. */
    @ParameterizedTest
    @MethodSource("org.subtext.report.HtmlReportTest#reports")
    void noScoreColumnIsLeftOutWithoutAWord(ReportContent content) {
        Assessment one = content.assessment();
        List<ExperimentAssessment> nine = Collections.nCopies(9, one.experiments()).stream()
                .flatMap(List::stream)
                .limit(9)
                .toList();
        ReportContent many = content.with(
                new Assessment(one.attribute(), one.classes(), one.plan(), one.verdict(), nine, List.of()),
                content.split(),
                content.routes());
        for (ReportContent shown : List.of(content, many)) {
            String text = TerminalSummary.of(shown, "report.html", false);
            assertThat(ResultTable.of(shown))
                    .allSatisfy(table -> assertThat(text).contains(Columns.fitted(table.experiment(), 30)));
        }
        assertThat(TerminalSummary.of(many, "report.html", false)).contains("… and, in the report: ");
    }

    @Test
    void boldIsSetOnlyWhenAsked() {
        assertThat(TerminalSummary.of(ReportFixtures.bareScores(), "report.html", true))
                .startsWith("\u001b[1mCANNOT TELL");
    }

    @Test
    void routesAreAnsweredInAFewLines() {
        assertThat(TerminalSummary.of(ReportFixtures.routesOfTwoClasses(), "report.html", false))
                .contains("By what route: 100 settings, 1 not run")
                .contains("- Points at 10 to 25 cycles per image");
        assertThat(TerminalSummary.of(ReportFixtures.routesOfThreeClasses(), "report.html", false))
                .contains("points at no route");
    }
}
