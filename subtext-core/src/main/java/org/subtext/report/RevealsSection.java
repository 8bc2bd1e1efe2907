package org.subtext.report;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.subtext.assessment.Assessment;
import org.subtext.assessment.ClassAssessment;
import org.subtext.assessment.ExperimentAssessment;
import org.subtext.assessment.LevelAssessment;
import org.subtext.assessment.NamedEstimate;
import org.subtext.statistics.Estimate;

/** Whether the attribute can be read: AUCs by class and level, folds, other cohorts, other models. */
final class RevealsSection {
    private RevealsSection() {}

    static void write(Page page, ReportContent content) {
        Assessment assessment = content.assessment();
        page.section("reveals", "Does it reveal the attribute");
        for (ExperimentAssessment experiment : assessment.experiments()) {
            if (assessment.experiments().size() > 1) {
                page.heading(title(experiment));
            }
            for (LevelAssessment level : experiment.levels()) {
                page.table(classTable(level, assessment));
            }
            writeReasons(page, experiment);
        }
        page.columns(rocs(assessment));
        page.figure(
                ForestChart.draw("AUC by level, class, fold and cohort", "AUC", "cases", 0.5, forest(assessment)),
                "AUC by level, class, fold and cohort. Squares are estimates, lines their intervals, the dashed line is"
                        + " chance. "
                        + Captions.interval(assessment.primary().levels().get(0).macroAuc()));
        writeComparisons(page, assessment);
        if (!content.learningCurves().isEmpty()) {
            page.heading("Learning curves");
            page.columns(List.of(
                    new Page.Figure(
                            LearningCurveChart.loss(content.learningCurves()),
                            "Mean cross-entropy by pass, one colour a fold. The ring marks the pass whose weights were"
                                    + " kept."),
                    new Page.Figure(
                            LearningCurveChart.auc(content.learningCurves()),
                            "Macro AUC on the validation images by pass, which steered training; test images had no"
                                    + " part in it.")));
        }
    }

    static String title(ExperimentAssessment experiment) {
        String name = experiment.experiment();
        if (name.equals("internal")) {
            return "internal test";
        }
        return name.startsWith("external:") ? "external cohort " + name.substring("external:".length()) : name;
    }

    private static Table classTable(LevelAssessment level, Assessment assessment) {
        Table table = new Table(
                "One class against the rest at " + level.unit().noun() + " level; " + Captions.cases(level) + ". "
                        + Captions.interval(level.macroAuc())
                        + " p: label permutation by patient, one-sided; adjusted p: corrected over classes.",
                List.of("Class", "Cases", "AUC (interval)", "Design effect", "Average precision", "p", "Adjusted p"));
        SmallCells cells = SmallCells.ofGroups(
                level.classes().stream().map(ClassAssessment::positives).toList(),
                assessment.plan().smallestCell());
        for (int c = 0; c < level.classes().size(); c++) {
            ClassAssessment one = level.classes().get(c);
            table.row(
                    one.name(),
                    cells.isHidden(c, 0) ? "hidden" : NumberText.count(one.positives()),
                    NumberText.cell(one.auc()),
                    one.designEffect().isDefined()
                            ? NumberText.decimals(one.designEffect().valueOr(1), 2)
                            : "–",
                    NumberText.cell(one.averagePrecision()),
                    NumberText.p(one.permutationP()),
                    NumberText.p(one.adjustedP()));
        }
        table.row(
                "Mean over classes", NumberText.count(level.rows()), NumberText.cell(level.macroAuc()), "", "", "", "");
        for (NamedEstimate other : level.otherAucs()) {
            table.row(other.name(), NumberText.count(level.rows()), NumberText.cell(other.estimate()), "", "", "", "");
        }
        return table;
    }

    /** Says why a number is missing, once a reason. */
    private static void writeReasons(Page page, ExperimentAssessment experiment) {
        List<String> reasons = new ArrayList<>();
        for (LevelAssessment level : experiment.levels()) {
            for (ClassAssessment one : level.classes()) {
                for (NamedEstimate estimate : List.of(
                        new NamedEstimate("design effect", one.designEffect()),
                        new NamedEstimate("p", one.permutationP()),
                        new NamedEstimate("adjusted p", one.adjustedP()))) {
                    if (estimate.estimate() instanceof Estimate.Undefined undefined) {
                        reasons.add(one.name() + ", " + estimate.name() + " at "
                                + level.unit().noun() + " level: not defined, " + undefined.reason());
                    }
                }
            }
        }
        if (!reasons.isEmpty()) {
            page.small("– " + String.join("; ", reasons) + ".");
        }
    }

    /** Every level of a single experiment, or the primary level of each. */
    private static List<Page.Figure> rocs(Assessment assessment) {
        List<Page.Figure> figures = new ArrayList<>();
        if (assessment.experiments().size() == 1) {
            assessment.primary().levels().forEach(level -> figures.add(roc(assessment, assessment.primary(), level)));
            return figures;
        }
        for (ExperimentAssessment experiment : assessment.experiments()) {
            figures.add(roc(
                    assessment, experiment, experiment.level(assessment.plan().primaryUnit())));
        }
        return figures;
    }

    private static Page.Figure roc(Assessment assessment, ExperimentAssessment experiment, LevelAssessment level) {
        return new Page.Figure(
                ClassCharts.roc(level.classes()),
                "ROC curves, " + title(experiment) + ", " + level.unit().noun() + " level, " + Captions.cases(level)
                        + ". Bands: pointwise "
                        + NumberText.level(assessment.plan().level())
                        + " intervals, patient-cluster bootstrap; dashed line: chance; numbers: AUCs.");
    }

    private static List<ForestChart.Line> forest(Assessment assessment) {
        List<ForestChart.Line> lines = new ArrayList<>();
        for (ExperimentAssessment experiment : assessment.experiments()) {
            for (LevelAssessment level : experiment.levels()) {
                lines.add(ForestChart.Line.heading(
                        title(experiment) + ", " + level.unit().noun() + " level"));
                lines.add(ForestChart.Line.of("Mean over classes", NumberText.count(level.rows()), level.macroAuc()));
                for (ClassAssessment one : level.classes()) {
                    lines.add(ForestChart.Line.of(one.name(), NumberText.count(level.rows()), one.auc()));
                }
            }
            if (experiment.folds().size() > 1) {
                lines.add(ForestChart.Line.heading(title(experiment) + ", by fold"));
                experiment.folds().forEach(f -> lines.add(ForestChart.Line.of(f.name(), "", f.estimate())));
            }
        }
        return lines;
    }

    private static void writeComparisons(Page page, Assessment assessment) {
        for (boolean paired : new boolean[] {false, true}) {
            List<Assessment.Comparison> comparisons = assessment.comparisons().stream()
                    .filter(c -> c.paired() == paired)
                    .toList();
            if (comparisons.isEmpty()) {
                continue;
            }
            page.heading(paired ? "Models on the same cases" : "Other cohorts");
            Table table = new Table(
                    "Differences of AUCs, first minus second, "
                            + (paired ? "on the same cases (paired)." : "on different patients (unpaired).")
                            + " Adjusted p: Holm over all comparisons of this report.",
                    List.of("Comparison", "Class", "Difference (interval)", "p", "Adjusted p", "Conclusion"),
                    Set.of(1, 5));
            for (Assessment.Comparison c : comparisons) {
                table.row(
                        c.first() + " − " + c.second(),
                        c.className(),
                        NumberText.cell(c.difference()),
                        NumberText.p(c.p()),
                        NumberText.p(c.adjustedP()),
                        c.conclusion());
            }
            page.table(table);
        }
    }
}
