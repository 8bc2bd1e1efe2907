package org.subtext.report;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.subtext.assessment.Assessment;
import org.subtext.assessment.AssessmentPlan;
import org.subtext.assessment.ClassAssessment;
import org.subtext.assessment.ExperimentAssessment;
import org.subtext.assessment.LevelAssessment;
import org.subtext.assessment.NamedEstimate;
import org.subtext.report.charts.ClassCharts;
import org.subtext.report.charts.NumberText;
import org.subtext.report.charts.Svg;
import org.subtext.report.disclosure.OperatingCounts;

/** How the scores behave: confusion, operating points, calibration, distributions. */
final class QualitySection {
    private static final int MOST_DISTRIBUTIONS = 6;

    private QualitySection() {}

    static void write(Page page, Told told) {
        Assessment assessment = told.content().assessment();
        page.section("quality", "Confusion, calibration and scores");
        for (int e = 0; e < assessment.experiments().size(); e++) {
            ExperimentAssessment experiment = assessment.experiments().get(e);
            if (assessment.experiments().size() > 1) {
                page.heading(RevealsSection.heading(experiment));
            }
            LevelAssessment level = experiment.level(assessment.plan().primaryUnit());
            page.table(confusion(told, e, level));
            Reasons reasons = new Reasons();
            page.table(operatingPoints(told, e, level, reasons));
            reasons.writeTo(page);
            Reasons ofAgreement = new Reasons();
            page.table(agreement(told, e, level, ofAgreement));
            ofAgreement.writeTo(page);
        }
        LevelAssessment primary = assessment.primary().level(assessment.plan().primaryUnit());
        page.columns(figures(told, primary));
    }

    /** Recorded class by class of the highest score; shading is the share of the row. */
    private static Table confusion(Told told, int experiment, LevelAssessment level) {
        List<String> headers = new ArrayList<>(List.of("Recorded"));
        level.classes().forEach(c -> headers.add("read as " + c.name()));
        headers.add("All");
        Table table = new Table(
                "Recorded class against the class of the highest score at "
                        + level.unit().noun() + " level; " + told.caption(experiment, level)
                        + ". Shading: share of the recorded class.",
                headers);
        for (int r = 0; r < level.confusion().size(); r++) {
            List<Integer> counts = level.confusion().get(r);
            int all = counts.stream().mapToInt(Integer::intValue).sum();
            List<String> texts = told.readings(experiment, level, r);
            List<Table.Cell> row = new ArrayList<>();
            row.add(Table.Cell.of(level.classes().get(r).name()));
            for (int c = 0; c < counts.size(); c++) {
                row.add(
                        told.isReadingHidden(experiment, c, r)
                                        || told.cases(experiment, level, r).isEmpty()
                                ? Table.Cell.of(texts.get(c))
                                : new Table.Cell(texts.get(c), tint(counts.get(c), all)));
            }
            row.add(Table.Cell.of(texts.get(counts.size())));
            table.heatRow(row);
        }
        return table;
    }

    private static String tint(int count, int all) {
        return Svg.tint(all == 0 ? 0 : 0.75 * count / all);
    }

    private static Table operatingPoints(Told told, int experiment, LevelAssessment level, Reasons reasons) {
        AssessmentPlan plan = told.content().assessment().plan();
        Table table = new Table(
                "Operating point of each class at " + level.unit().noun() + " level: "
                        + MethodsText.operatingPoint(plan.operatingPoint())
                        + ". Brier score and logistic recalibration of the score (slope 1 and intercept 0:"
                        + " calibrated)."
                        + (isAnyBetween(told, experiment, level)
                                ? " A range of shares stands where fewer than " + plan.smallestCell()
                                        + " cases lie between this cut and that of the highest score."
                                : ""),
                List.of("Class", "Threshold", "Sensitivity", "Specificity", "Brier", "Slope", "Intercept"));
        for (int i = 0; i < level.classes().size(); i++) {
            ClassAssessment c = level.classes().get(i);
            table.row(
                    c.name(),
                    reasons.value(c.name(), "threshold", c.threshold(), 3),
                    share(
                            reasons,
                            c,
                            "sensitivity",
                            told.operating(experiment, i).own(),
                            plan.smallestCell()),
                    share(
                            reasons,
                            c,
                            "specificity",
                            told.operating(experiment, i).others(),
                            plan.smallestCell()),
                    reasons.value(c.name(), "Brier score", c.brier(), 3),
                    reasons.value(c.name(), "slope", c.calibrationSlope(), 2),
                    reasons.value(c.name(), "intercept", c.calibrationIntercept(), 2));
        }
        return table;
    }

    private static String share(
            Reasons reasons, ClassAssessment c, String name, OperatingCounts.Count count, int smallest) {
        boolean isSensitivity = name.equals("sensitivity");
        return count.isBetween()
                ? ShareText.between(count)
                : reasons.share(
                        c.name(),
                        name,
                        isSensitivity ? c.sensitivity() : c.specificity(),
                        isSensitivity ? c.positives() : c.negatives(),
                        smallest);
    }

    private static boolean isAnyBetween(Told told, int experiment, LevelAssessment level) {
        return IntStream.range(0, level.classes().size())
                .mapToObj(c -> told.operating(experiment, c))
                .anyMatch(counts -> counts.own().isBetween() || counts.others().isBetween());
    }

    private static Table agreement(Told told, int experiment, LevelAssessment level, Reasons reasons) {
        Table table = new Table(
                "Agreement of the highest score with the recorded class, and calibration, at "
                        + level.unit().noun() + " level; " + told.caption(experiment, level) + ".",
                List.of("Measure", "Estimate"));
        for (NamedEstimate named : level.agreement()) {
            table.row(named.name(), reasons.cell("Agreement", named.name(), named.estimate()));
        }
        level.calibration().forEach(named -> table.row(named.name(), NumberText.cell(named.estimate())));
        return table;
    }

    private static List<Page.Figure> figures(Told told, LevelAssessment level) {
        AssessmentPlan plan = told.content().assessment().plan();
        boolean joined = told.areBinsJoined(0, level.unit());
        String bins = joined
                ? " Neighbouring bins are drawn as one until each holds none or at least " + plan.smallestCell()
                        + " cases of the class and of the others, between edges and beside other cuts."
                : "";
        List<Page.Figure> figures = new ArrayList<>();
        figures.add(new Page.Figure(
                ClassCharts.calibration(level.classes(), plan.smallestCell()),
                "Calibration at " + level.unit().noun() + " level, " + told.caption(0, level)
                        + (joined
                                ? ". The area of a point grows with its cases; the dashed line is perfect." + bins
                                : ". Bins of equal width; the area of a point grows with its cases; bins of fewer than "
                                        + Math.max(1, plan.smallestCell())
                                        + " cases are left out; the dashed line is perfect."),
                bins(level, plan.smallestCell())));
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
                            + level.unit().noun() + " level, " + told.caption(0, level) + "; each area sums to one."
                            + bins,
                    shares(shown.get(c))));
        }
        return figures;
    }

    private static Table bins(LevelAssessment level, int smallestCell) {
        Map<String, List<double[]>> lines = new LinkedHashMap<>();
        for (ClassAssessment one : level.classes()) {
            lines.put(
                    one.name(),
                    one.reliability().stream()
                            .filter(bin -> bin.cases() > 0 && bin.cases() >= smallestCell)
                            .map(bin -> new double[] {bin.meanScore(), bin.observedShare()})
                            .toList());
        }
        return Table.ofPoints(
                "The points of the figure, by class.", List.of("Mean score in bin", "Observed share"), lines);
    }

    private static Table shares(ClassAssessment one) {
        return Table.ofPoints(
                "The steps of the figure.",
                List.of("Score from", "to", "Share of recorded " + one.name(), "Share of others"),
                Map.of(
                        "",
                        one.histogram().stream()
                                .map(bin ->
                                        new double[] {bin.from(), bin.to(), bin.positiveShare(), bin.negativeShare()})
                                .toList()));
    }
}
