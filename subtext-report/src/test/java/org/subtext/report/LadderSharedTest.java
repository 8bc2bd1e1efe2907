package org.subtext.report;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.subtext.assessment.Assessment;
import org.subtext.assessment.AssessmentPlan;
import org.subtext.assessment.Assessor;
import org.subtext.assessment.Ladder;
import org.subtext.assessment.Ladder.Rung;
import org.subtext.assessment.OtherReaders;
import org.subtext.assessment.RungKind;
import org.subtext.assessment.VerdictFindings.Tested;
import org.subtext.predictions.ExperimentName;
import org.subtext.predictions.PredictionRow;
import org.subtext.predictions.PredictionRows;
import org.subtext.predictions.PredictionTable;
import org.subtext.predictions.Unit;
import org.subtext.progress.Progress;
import org.subtext.report.charts.NumberText;
import org.subtext.statistics.Estimate;

/** What a report of several readers tells anybody, and those inside. */
class LadderSharedTest {
    private static final List<String> NAMES = List.of("Asian", "Black", "White", "Other");

    @Test
    void ofTwoClassesOneOfThemSmallNoReadersNumberIsTold() {
        ReportContent content = content(RungKind.NETWORK, 1, 60, 8);
        String told = said(content, Audience.ANYBODY);
        String section = section(HtmlReport.render(content));

        assertThat(section).doesNotContainPattern("\\d\\.\\d{3}").contains("hidden: fewer than 11 patients");
        for (Rung rung : ladder(content).rungs()) {
            assertThat(told).doesNotContain("AUC " + NumberText.value(rung.auc()), NumberText.cell(rung.auc()));
        }
        assertThat(RandomReaders.leaks(content, told)).isEmpty();
    }

    @Test
    void besideASmallClassAnotherOneIsWithheldOfEachReaderAndSoAreIntervalsOfMeans() {
        ReportContent content = content(RungKind.NETWORK, 1, 70, 60, 80, 6);
        Ladder told = Objects.requireNonNull(
                Told.of(content, Audience.ANYBODY).content().assessment().ladder());

        assertThat(RandomReaders.leaks(content, said(content, Audience.ANYBODY)))
                .isEmpty();
        for (Rung rung : told.rungs()) {
            assertThat(rung.auc()).isInstanceOf(Estimate.Point.class);
            assertThat(rung.smallestP().isDefined()).isFalse();
            assertThat(rung.jointP().isDefined()).isFalse();
            // Neither the small one nor the mean is tested; of the three others the least goes with it.
            assertThat(rung.findings().tested())
                    .filteredOn(one -> !one.auc().isDefined())
                    .extracting(Tested::className)
                    .containsExactly("Black");
            assertThat(rung.lead())
                    .filteredOn(one -> !one.difference().isDefined())
                    .extracting(Assessment.Comparison::className)
                    .containsExactlyElementsOf(rung.kind() == RungKind.NETWORK ? List.of() : List.of("Black", "Other"));
        }
    }

    @Test
    void thoseInsideSeeAll() {
        ReportContent content = content(RungKind.NETWORK, 1, 70, 60, 80, 6);
        String whole = said(content, Audience.INTERNAL);

        for (Rung rung : ladder(content).rungs()) {
            assertThat(whole).contains(NumberText.cell(rung.auc()), NumberText.p(rung.jointP()));
        }
    }

    @Test
    void whereNothingIsSmallTheSectionIsThatOfThoseInside() {
        ReportContent content = content(RungKind.NETWORK, 1, 60, 40);

        assertThat(section(HtmlReport.render(content)))
                .isEqualTo(section(HtmlReport.render(content, Audience.INTERNAL)))
                .contains(">Linear reader<", ">Network asked for, primary<");
    }

    @Test
    void aVerdictThatRestsOnAnotherReaderShowsThatReader() {
        ReportContent content = content(RungKind.LINEAR, 0.5, 60, 60);
        String primary =
                NumberText.withInterval(ladder(content).rung(RungKind.LINEAR).auc());
        String html = HtmlReport.render(content);
        String terminal = TerminalSummary.of(content, "report.html", false);

        assertThat(html)
                .contains("Primary AUC " + primary)
                .contains("Primary AUC, of a linear reader of pixels and spectra: mean of")
                .contains("The verdict rests on a linear reader of pixels and spectra, the primary reader of this plan;"
                        + " tables by class, level, group and cohort are of the network asked for.");
        assertThat(terminal).contains("Internal test, network", "The verdict rests on a linear reader");
        assertThat(said(content(RungKind.NETWORK, 0.5, 60, 60), Audience.ANYBODY))
                .doesNotContain("The verdict rests on a ", "Internal test, network", "Primary AUC, of");
    }

    private static String said(ReportContent content, Audience audience) {
        return HtmlReport.render(content, audience) + TerminalSummary.of(content, "report.html", false, audience);
    }

    private static String section(String html) {
        int from = html.indexOf("id=\"ladder\"");
        assertThat(from).isPositive();
        return html.substring(from, html.indexOf("<h2", from + 20));
    }

    private static Ladder ladder(ReportContent content) {
        return Objects.requireNonNull(content.assessment().ladder());
    }

    /** The linear reader ranks by the shift, the network half as well. */
    private static ReportContent content(RungKind primary, double shift, int... sizes) {
        List<String> classes = NAMES.subList(0, sizes.length);
        OtherReaders others = new OtherReaders(
                primary, Map.of(RungKind.LINEAR, table(new ExperimentName.Model("linear reader"), shift, 3, sizes)));
        Assessment assessment = new Assessor(AssessmentPlan.ofDefaults(4).withDraws(100), Progress.SILENT)
                .assess(
                        "race",
                        table(new ExperimentName.Internal(), shift / 2, 2, sizes),
                        Map.of(),
                        Assessor.Relation.COHORTS,
                        null,
                        others);
        assertThat(assessment.classes()).isEqualTo(classes);
        return ReportContent.ofScores(
                "Do these images reveal race?", assessment, List.of(), List.of(), List.of(), List.of());
    }

    private static PredictionTable table(ExperimentName experiment, double shift, long seed, int... sizes) {
        SplittableRandom random = new SplittableRandom(seed);
        List<PredictionRow> rows = new ArrayList<>();
        for (int c = 0; c < sizes.length; c++) {
            for (int p = 0; p < sizes[c]; p++) {
                double[] scores = new double[sizes.length];
                double sum = 0;
                for (int k = 0; k < scores.length; k++) {
                    scores[k] = Math.exp(random.nextGaussian() + (k == c ? shift : 0));
                    sum += scores[k];
                }
                List<Double> shares = new ArrayList<>();
                for (double score : scores) {
                    shares.add(score / sum);
                }
                String id = NAMES.get(c) + p;
                rows.add(new PredictionRow(experiment, "run", "test", id, id, id, NAMES.get(c), shares));
            }
        }
        return PredictionRows.table(Unit.IMAGE, NAMES.subList(0, sizes.length), rows);
    }
}
