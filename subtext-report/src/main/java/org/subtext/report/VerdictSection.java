package org.subtext.report;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.subtext.assessment.Assessment;
import org.subtext.assessment.ExperimentAssessment;
import org.subtext.assessment.Ladder;
import org.subtext.assessment.LevelAssessment;
import org.subtext.assessment.RungKind;
import org.subtext.assessment.Verdict;
import org.subtext.looks.EarlierLooks;
import org.subtext.predictions.Unit;
import org.subtext.report.charts.GaugeChart;
import org.subtext.report.charts.Markup;
import org.subtext.report.charts.NumberText;
import org.subtext.routes.contract.RuledOut;
import org.subtext.statistics.Estimate;
import org.subtext.wording.Digits;
import org.subtext.wording.Lists;

/** The answer, the rule that gave it, and what it does not show. */
final class VerdictSection {
    /** Beside a verdict of a run that was stored before there was the present rule. */
    static final String OF_FORMER_RULE =
            "This verdict was made by the former rule, which asked for the mean over classes"
                    + " only; the present rule tests every class, and an audit made anew answers by it.";

    private VerdictSection() {}

    static void write(Page page, Told told) {
        ReportContent content = told.content();
        page.section("verdict", "Verdict");
        Assessment assessment = content.assessment();
        Verdict verdict = assessment.verdict();
        if (content.plantedTruth() != null) {
            page.add(Markup.tag("p")
                    .with("class", "phantom")
                    .add(Markup.text("b", "Phantom cohort. "))
                    .add(content.plantedTruth()));
        }
        if (verdict == null) {
            writeComparison(page, told);
            looks(page, content);
        } else {
            write(page, told, verdict);
        }
        if (!told.notes().isEmpty()) {
            page.heading("Notes on this run");
            page.list(told.notes());
        }
    }

    private static void looks(Page page, ReportContent content) {
        EarlierLooks looks = content.looks();
        if (looks != null) {
            page.paragraph(looks.sentence());
        }
    }

    /** Of the rule no more than is known: who had seen numbers of these patients may have fixed it by them. */
    static String heading(@Nullable EarlierLooks looks) {
        if (looks == null) {
            return "The rule; whether it was fixed before the numbers were seen is not recorded. ";
        }
        return looks.isFirst()
                ? "The rule, fixed before the numbers were seen. "
                : "The rule, fixed in the plan of this look. ";
    }

    private static void write(Page page, Told told, Verdict verdict) {
        ReportContent content = told.content();
        Assessment assessment = content.assessment();
        String kind = verdict.kind().name().toLowerCase(Locale.ROOT).replace('_', '-');
        page.add(Markup.tag("div")
                .with("class", "verdict " + kind)
                .add(Markup.text("p", Lists.capitalised(verdict.kind().words())).with("class", "answer"))
                .add(Markup.text("p", verdict.sentence())));
        RuledOut.beside(verdict, content.routes(), content.training() != null).forEach(page::paragraph);
        looks(page, content);
        Unit unit = assessment.plan().primaryUnit();
        LevelAssessment level = assessment.primary().level(unit);
        Ladder ladder = assessment.ladder();
        RungKind reader = ladder == null ? RungKind.NETWORK : ladder.primary();
        Estimate auc = ladder == null || reader == RungKind.NETWORK
                ? level.macroAuc()
                : ladder.rung(reader).auc();
        page.figure(
                GaugeChart.draw(auc, assessment.plan().margin()),
                "Primary AUC" + (reader == RungKind.NETWORK ? "" : ", of " + reader.inSentences())
                        + ": mean of the one-versus-rest AUCs over classes, one case a " + unit.noun() + "; "
                        + told.caption(0, level) + ". " + Captions.interval(auc)
                        + " The shaded band, 0.5 ± "
                        + Digits.exact(assessment.plan().margin())
                        + ", counts as chance.",
                gauge(told.caption(0, level), auc));
        page.add(Markup.tag("p").add(Markup.text("b", heading(content.looks()))).add(verdict.rule()));
        FoldsText.beside(assessment).ifPresent(page::paragraph);
        if (verdict.isOfFormerRule()) {
            page.paragraph(OF_FORMER_RULE);
        }
        if (verdict.kind() == Verdict.Kind.CANNOT_TELL) {
            SizesTable.of(verdict, assessment.plan()).ifPresent(page::table);
        }
        if (!verdict.doesNotShow().isEmpty()) {
            page.heading("What this does not show");
            page.list(verdict.doesNotShow());
        }
    }

    private static Table gauge(String of, Estimate auc) {
        Table table = new Table("The number of the figure.", List.of("Estimate", "AUC (interval)"));
        table.row("Primary AUC, " + of, NumberText.cell(auc));
        return table;
    }

    private static void writeComparison(Page page, Told told) {
        Assessment assessment = told.content().assessment();
        page.paragraph("Several score columns are compared and none of them was named as primary, so there is no single"
                + " verdict. Each is assessed below by the same plan.");
        Unit unit = assessment.plan().primaryUnit();
        List<ForestChart.Line> lines = new ArrayList<>();
        for (int e = 0; e < assessment.experiments().size(); e++) {
            ExperimentAssessment experiment = assessment.experiments().get(e);
            LevelAssessment level = experiment.level(unit);
            lines.add(ForestChart.Line.of(
                    RevealsSection.heading(experiment), Told.count(told.patients(e, level)), level.macroAuc()));
        }
        page.figure(
                ForestChart.draw("AUC of each score column", "AUC", "patients", 0.5, lines),
                "Mean one-versus-rest AUC of each score column, one case a " + unit.noun() + ". "
                        + Captions.interval(assessment.primary().level(unit).macroAuc()),
                ForestChart.table("The lines of the figure.", "patients", lines));
    }
}
