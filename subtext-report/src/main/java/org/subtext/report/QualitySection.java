package org.subtext.report;

import java.util.ArrayList;
import java.util.List;
import org.subtext.assessment.Assessment;
import org.subtext.assessment.AssessmentPlan;
import org.subtext.assessment.ClassAssessment;
import org.subtext.assessment.ExperimentAssessment;
import org.subtext.assessment.LevelAssessment;
import org.subtext.assessment.NamedEstimate;
import org.subtext.report.charts.ClassCharts;
import org.subtext.report.charts.NumberText;
import org.subtext.report.charts.Svg;
import org.subtext.wording.Digits;

/** How the scores behave: confusion, operating points, calibration, distributions. */
final class QualitySection {
    private static final int MOST_DISTRIBUTIONS = 6;

    private QualitySection() {}

    static void write(Page page, ReportContent content) {
        Assessment assessment = content.assessment();
        page.section("quality", "Confusion, calibration and scores");
        for (ExperimentAssessment experiment : assessment.experiments()) {
            if (assessment.experiments().size() > 1) {
                page.heading(RevealsSection.heading(experiment));
            }
            LevelAssessment level = experiment.level(assessment.plan().primaryUnit());
            page.table(confusion(level, assessment.plan().smallestCell()));
            Reasons reasons = new Reasons();
            page.table(operatingPoints(level, assessment.plan(), reasons));
            reasons.writeTo(page);
            page.table(agreement(level, assessment.plan().smallestCell()));
        }
        LevelAssessment primary = assessment.primary().level(assessment.plan().primaryUnit());
        page.columns(figures(primary, assessment.plan()));
    }

    /** Recorded class by class of the highest score; shading is the share of the row. */
    private static Table confusion(LevelAssessment level, int smallest) {
        List<String> headers = new ArrayList<>(List.of("Recorded"));
        level.classes().forEach(c -> headers.add("read as " + c.name()));
        headers.add("All");
        Table table = new Table(
                "Recorded class against the class of the highest score at "
                        + level.unit().noun() + " level; " + Captions.cases(level)
                        + ". Shading: share of the recorded class.",
                headers);
        if (level.confusion().isEmpty()) {
            return table;
        }
        SmallCells cells = SmallCells.of(level.confusion(), smallest);
        for (int r = 0; r < level.confusion().size(); r++) {
            List<Integer> counts = level.confusion().get(r);
            int all = counts.stream().mapToInt(Integer::intValue).sum();
            List<Table.Cell> row = new ArrayList<>();
            row.add(Table.Cell.of(level.classes().get(r).name()));
            for (int c = 0; c < counts.size(); c++) {
                row.add(
                        cells.isHidden(r, c)
                                ? Table.Cell.of("hidden")
                                : new Table.Cell(NumberText.count(counts.get(c)), tint(counts.get(c), all)));
            }
            row.add(Table.Cell.of(cells.isRowTotalHidden(r) ? "hidden" : NumberText.count(all)));
            table.heatRow(row);
        }
        return table;
    }

    private static String tint(int count, int all) {
        return Svg.tint(all == 0 ? 0 : 0.75 * count / all);
    }

    private static Table operatingPoints(LevelAssessment level, AssessmentPlan plan, Reasons reasons) {
        Table table = new Table(
                "Operating point of each class at " + level.unit().noun() + " level: "
                        + MethodsText.operatingPoint(plan.operatingPoint())
                        + ". Brier score and logistic recalibration of the score (slope 1 and intercept 0:"
                        + " calibrated).",
                List.of("Class", "Threshold", "Sensitivity", "Specificity", "Brier", "Slope", "Intercept"));
        SmallCells counts = SmallCells.ofGroups(
                level.classes().stream().map(ClassAssessment::positives).toList(), plan.smallestCell());
        for (int i = 0; i < level.classes().size(); i++) {
            ClassAssessment c = level.classes().get(i);
            // A bound on a share would give a hidden denominator away.
            boolean hidden = counts.isHidden(i, 0) && c.sensitivity().isDefined();
            table.row(
                    c.name(),
                    reasons.value(c.name(), "threshold", c.threshold(), 3),
                    hidden
                            ? "hidden"
                            : reasons.share(
                                    c.name(), "sensitivity", c.sensitivity(), c.positives(), plan.smallestCell()),
                    hidden
                            ? "hidden"
                            : reasons.share(
                                    c.name(), "specificity", c.specificity(), c.negatives(), plan.smallestCell()),
                    reasons.value(c.name(), "Brier score", c.brier(), 3),
                    reasons.value(c.name(), "slope", c.calibrationSlope(), 2),
                    reasons.value(c.name(), "intercept", c.calibrationIntercept(), 2));
        }
        return table;
    }

    /** Two decimals where the confusion table hides counts, since three could give them back. */
    private static Table agreement(LevelAssessment level, int smallest) {
        boolean coarse = !level.confusion().isEmpty()
                && SmallCells.of(level.confusion(), smallest).hidesAnything();
        Table table = new Table(
                "Agreement of the highest score with the recorded class, and calibration, at "
                        + level.unit().noun() + " level; " + Captions.cases(level) + "."
                        + (coarse ? " Agreement to two decimals, since counts are hidden above." : ""),
                List.of("Measure", "Estimate"));
        for (NamedEstimate named : level.agreement()) {
            table.row(
                    named.name(),
                    coarse && named.estimate().isDefined()
                            ? Digits.fixed(named.estimate().valueOr(0), 2)
                            : NumberText.cell(named.estimate()));
        }
        level.calibration().forEach(named -> table.row(named.name(), NumberText.cell(named.estimate())));
        return table;
    }

    private static List<Page.Figure> figures(LevelAssessment level, AssessmentPlan plan) {
        List<Page.Figure> figures = new ArrayList<>();
        figures.add(new Page.Figure(
                ClassCharts.calibration(level.classes(), plan.smallestCell()),
                "Calibration at " + level.unit().noun() + " level, " + Captions.cases(level)
                        + ". Bins of equal width; the area of a point grows with its cases; bins of fewer than "
                        + Math.max(1, plan.smallestCell()) + " cases are left out; the dashed line is perfect."));
        List<ClassAssessment> shown = level.classes().size() == 2
                ? level.classes().subList(0, 1)
                : level.classes()
                        .subList(0, Math.min(MOST_DISTRIBUTIONS, level.classes().size()));
        for (int c = 0; c < shown.size(); c++) {
            if (shown.get(c).histogram().isEmpty()) {
                continue;
            }
            figures.add(new Page.Figure(
                    ClassCharts.scores(shown.get(c), c),
                    "Distribution of the score for " + shown.get(c).name() + " at "
                            + level.unit().noun() + " level, " + Captions.cases(level) + "; each area sums to one."));
        }
        return figures;
    }
}
