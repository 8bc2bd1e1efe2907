package org.subtext.report;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import org.subtext.assessment.Assessment;
import org.subtext.assessment.ClassAssessment;
import org.subtext.assessment.ExperimentAssessment;
import org.subtext.assessment.LevelAssessment;
import org.subtext.assessment.NamedEstimate;
import org.subtext.folds.FoldCalibration;
import org.subtext.predictions.ExperimentName;
import org.subtext.recognition.LearningCurve;
import org.subtext.report.charts.ClassCharts;
import org.subtext.report.charts.LearningCurveChart;
import org.subtext.report.charts.NumberText;

/** Whether the attribute can be read: AUCs by class and level, folds, other cohorts, other models. */
final class RevealsSection {
    private RevealsSection() {}

    static void write(Page page, Told told) {
        ReportContent content = told.content();
        Assessment assessment = content.assessment();
        page.section("reveals", "Does it reveal the attribute");
        LadderSection.ofTables(assessment).ifPresent(page::paragraph);
        for (int e = 0; e < assessment.experiments().size(); e++) {
            ExperimentAssessment experiment = assessment.experiments().get(e);
            if (assessment.experiments().size() > 1) {
                page.heading(heading(experiment));
            }
            for (LevelAssessment level : experiment.levels()) {
                Reasons reasons = new Reasons();
                page.table(classTable(told, e, level, reasons));
                reasons.writeTo(page);
            }
        }
        page.columns(rocs(told));
        page.figure(
                ForestChart.draw("AUC by level, class, fold and cohort", "AUC", "cases", 0.5, forest(told)),
                "AUC by level, class, fold and cohort. Squares are estimates, lines their intervals, the dashed line is"
                        + " chance. "
                        + Captions.interval(assessment.primary().levels().get(0).macroAuc()),
                ForestChart.table("The lines of the figure.", "cases", forest(told)));
        writeComparisons(page, assessment);
        FoldCalibration calibrated = assessment.folds();
        if (calibrated != null) {
            FoldsText.write(page, calibrated);
        }
        if (!content.learningCurves().isEmpty()) {
            page.heading("Learning curves");
            page.columns(learningCurves(content.learningCurves()));
        }
    }

    /** Loss, and AUC where there were validation images. */
    private static List<Page.Figure> learningCurves(List<LearningCurve> folds) {
        List<Page.Figure> figures = new ArrayList<>();
        figures.add(new Page.Figure(
                LearningCurveChart.loss(folds),
                "Mean cross-entropy by pass, one colour a fold. The ring marks the pass with the best validation.",
                epochs(folds, List.of("Pass", "Training", "Validation"), epoch ->
                        new double[] {epoch.epoch(), epoch.trainingLoss(), epoch.validationLoss()})));
        boolean validated = folds.stream()
                .flatMap(fold -> fold.epochs().stream())
                .anyMatch(epoch -> Double.isFinite(epoch.validationAuc()));
        if (validated) {
            figures.add(new Page.Figure(
                    LearningCurveChart.auc(folds),
                    "Macro AUC on the validation images by pass; test images had no part in it.",
                    epochs(folds, List.of("Pass", "AUC"), epoch ->
                            new double[] {epoch.epoch(), epoch.validationAuc()})));
        }
        return figures;
    }

    private static Table epochs(
            List<LearningCurve> folds, List<String> headers, Function<LearningCurve.Epoch, double[]> values) {
        Map<String, List<double[]>> lines = new LinkedHashMap<>();
        for (int f = 0; f < folds.size(); f++) {
            lines.put(
                    folds.size() > 1 ? "fold " + (f + 1) : "",
                    folds.get(f).epochs().stream().map(values).toList());
        }
        return Table.ofPoints("The points of the figure.", headers, lines);
    }

    /** The experiment in running text; a score column keeps its name. */
    static String title(ExperimentName experiment) {
        if (experiment instanceof ExperimentName.External external) {
            return "external cohort " + external.cohort();
        }
        return experiment instanceof ExperimentName.Internal ? "internal test" : experiment.name();
    }

    /** The experiment at the head of a line. */
    static String heading(ExperimentAssessment experiment) {
        String title = title(experiment.experiment());
        return experiment.experiment() instanceof ExperimentName.Model
                ? title
                : title.substring(0, 1).toUpperCase(Locale.ROOT) + title.substring(1);
    }

    private static Table classTable(Told told, int experiment, LevelAssessment level, Reasons reasons) {
        Table table = new Table(
                "One class against the rest at " + level.unit().noun() + " level; " + told.caption(experiment, level)
                        + ". "
                        + Captions.interval(level.macroAuc())
                        + " p: label permutation by patient, one-sided; adjusted p: corrected over all that is tested,"
                        + " the mean of more than two classes included.",
                List.of("Class", "Cases", "AUC (interval)", "Design effect", "Average precision", "p", "Adjusted p"));
        for (int c = 0; c < level.classes().size(); c++) {
            ClassAssessment one = level.classes().get(c);
            table.row(
                    one.name(),
                    Told.count(told.cases(experiment, level, c)),
                    reasons.cell(one.name(), "AUC", one.auc()),
                    reasons.value(one.name(), "design effect", one.designEffect(), 2),
                    reasons.cell(one.name(), "average precision", one.averagePrecision()),
                    reasons.p(one.name(), "p", one.permutationP()),
                    reasons.p(one.name(), "adjusted p", one.adjustedP()));
        }
        table.row(
                "Mean over classes",
                Told.count(told.cases(experiment, level)),
                reasons.cell("Mean over classes", "AUC", level.macroAuc()),
                "",
                "",
                reasons.p("Mean over classes", "p", level.meanP()),
                level.meanAdjustedP().isDefined() ? NumberText.p(level.meanAdjustedP()) : "");
        for (NamedEstimate other : level.otherAucs()) {
            table.row(
                    other.name(),
                    Told.count(told.cases(experiment, level)),
                    reasons.cell(other.name(), "AUC", other.estimate()),
                    "",
                    "",
                    "",
                    "");
        }
        return table;
    }

    /** Every level of a single experiment, or the primary level of each. */
    private static List<Page.Figure> rocs(Told told) {
        Assessment assessment = told.content().assessment();
        List<Page.Figure> figures = new ArrayList<>();
        if (assessment.experiments().size() == 1) {
            assessment.primary().levels().forEach(level -> figures.add(roc(told, 0, level)));
            return figures;
        }
        for (int e = 0; e < assessment.experiments().size(); e++) {
            figures.add(roc(
                    told,
                    e,
                    assessment.experiments().get(e).level(assessment.plan().primaryUnit())));
        }
        return figures;
    }

    private static Page.Figure roc(Told told, int experiment, LevelAssessment level) {
        Assessment assessment = told.content().assessment();
        String steps = told.isRocCoarse(experiment, level.unit())
                ? " Curves near an operating point with fewer than "
                        + assessment.plan().smallestCell()
                        + " cases in a corner, or between it and the cut of the highest score, are drawn in steps of at"
                        + " least as many."
                : "";
        return new Page.Figure(
                ClassCharts.roc(level.classes()),
                "ROC curves, " + title(assessment.experiments().get(experiment).experiment()) + ", "
                        + level.unit().noun() + " level, " + told.caption(experiment, level)
                        + ". Bands: pointwise "
                        + NumberText.level(assessment.plan().level())
                        + " intervals, patient-cluster bootstrap; dashed line: chance; numbers: AUCs." + steps,
                rocPoints(level));
    }

    private static Table rocPoints(LevelAssessment level) {
        Map<String, List<double[]>> lines = new LinkedHashMap<>();
        for (ClassAssessment one : level.classes()) {
            lines.put(
                    one.name() + ", AUC " + NumberText.value(one.auc()),
                    one.roc().stream()
                            .map(point -> new double[] {
                                point.falsePositiveRate(), point.sensitivity(), point.lower(), point.upper()
                            })
                            .toList());
        }
        return Table.ofPoints(
                "Points of the curves, by class.", List.of("1 − specificity", "Sensitivity", "Lower", "Upper"), lines);
    }

    private static List<ForestChart.Line> forest(Told told) {
        Assessment assessment = told.content().assessment();
        List<ForestChart.Line> lines = new ArrayList<>();
        for (int e = 0; e < assessment.experiments().size(); e++) {
            ExperimentAssessment experiment = assessment.experiments().get(e);
            for (LevelAssessment level : experiment.levels()) {
                String cases = Told.count(told.cases(e, level));
                lines.add(ForestChart.Line.heading(
                        heading(experiment) + ", " + level.unit().noun() + " level"));
                lines.add(ForestChart.Line.of("Mean over classes", cases, level.macroAuc()));
                for (ClassAssessment one : level.classes()) {
                    lines.add(ForestChart.Line.of(one.name(), cases, one.auc()));
                }
            }
            if (experiment.folds().size() > 1) {
                lines.add(ForestChart.Line.heading(heading(experiment) + ", by fold"));
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
            Reasons reasons = new Reasons();
            for (Assessment.Comparison c : comparisons) {
                String comparison = title(c.first()) + " − " + title(c.second());
                String row = comparison + ", " + c.className();
                table.row(
                        comparison,
                        c.className(),
                        reasons.cell(row, "difference", c.difference()),
                        reasons.p(row, "p", c.p()),
                        reasons.p(row, "adjusted p", c.adjustedP()),
                        c.conclusion());
            }
            page.table(table);
            reasons.writeTo(page);
        }
    }
}
