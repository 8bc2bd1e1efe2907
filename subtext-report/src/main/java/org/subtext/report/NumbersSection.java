package org.subtext.report;

import java.util.List;
import java.util.Set;
import org.subtext.assessment.Assessment;
import org.subtext.assessment.ClassAssessment;
import org.subtext.assessment.ExperimentAssessment;
import org.subtext.assessment.LevelAssessment;
import org.subtext.assessment.NamedEstimate;
import org.subtext.report.charts.NumberText;
import org.subtext.statistics.Estimate;

/** Every AUC by every interval method, level by level. */
final class NumbersSection {
    private NumbersSection() {}

    static void write(Page page, Told told) {
        Assessment assessment = told.content().assessment();
        page.section("numbers", "All numbers");
        for (int e = 0; e < assessment.experiments().size(); e++) {
            ExperimentAssessment experiment = assessment.experiments().get(e);
            for (LevelAssessment level : experiment.levels()) {
                Table table = new Table(
                        RevealsSection.heading(experiment) + ", " + level.unit().noun() + " level, "
                                + told.caption(e, level) + ".",
                        List.of("Quantity", "Estimate", "Interval", "Coverage", "Method of the interval"),
                        Set.of(4));
                table.group("Mean over classes");
                row(table, "AUC", level.macroAuc());
                row(table, "AUC, for equivalence", level.equivalence());
                level.otherAucs().forEach(named -> row(table, named.name(), named.estimate()));
                for (ClassAssessment one : level.classes()) {
                    table.group(one.name());
                    row(table, "AUC", one.auc());
                    for (NamedEstimate other : one.otherIntervals()) {
                        row(table, "AUC, " + other.name(), other.estimate());
                    }
                    row(table, "Average precision", one.averagePrecision());
                    row(table, "Brier score", one.brier());
                    row(table, "Calibration slope", one.calibrationSlope());
                    row(table, "Calibration intercept", one.calibrationIntercept());
                }
                if (!level.pairs().isEmpty()) {
                    table.group("Two classes by themselves, a reading beside the verdict");
                    level.pairs().forEach(pair -> row(table, pair.first() + " and " + pair.second(), pair.auc()));
                }
                page.table(table);
            }
        }
    }

    private static void row(Table table, String name, Estimate estimate) {
        if (estimate instanceof Estimate.Known known) {
            table.row(
                    name,
                    NumberText.value(estimate),
                    NumberText.bounds(estimate),
                    NumberText.level(known.interval().level()),
                    known.interval().method());
            return;
        }
        String reason = estimate instanceof Estimate.Undefined undefined
                ? NumberText.notDefined(estimate) + ": " + undefined.reason()
                : "";
        table.row(name, NumberText.value(estimate), "–", "–", reason);
    }
}
