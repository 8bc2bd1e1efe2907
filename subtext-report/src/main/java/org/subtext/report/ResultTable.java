package org.subtext.report;

import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;
import org.subtext.assessment.Assessment;
import org.subtext.assessment.ClassAssessment;
import org.subtext.assessment.ExperimentAssessment;
import org.subtext.assessment.LevelAssessment;
import org.subtext.predictions.Unit;
import org.subtext.statistics.Estimate;

/**
 * The AUCs of one experiment at the primary level, as they may be shared: no estimate of a small class, no count that
 * gives one away.
 *
 * @param experiment at the head of a line: "Internal test"
 * @param unit what a case is
 * @param classes one against the rest each, in the order of the scores
 * @param mean over classes
 */
public record ResultTable(String experiment, Unit unit, List<Row> classes, Row mean) {
    public ResultTable {
        classes = List.copyOf(classes);
    }

    /**
     * One line.
     *
     * @param cases of the class, or all; empty where hidden
     * @param adjustedP corrected over classes; undefined for the mean
     */
    public record Row(String name, OptionalInt cases, Estimate auc, Estimate adjustedP) {}

    /** One table an experiment, in order. */
    public static List<ResultTable> of(ReportContent content) {
        Assessment assessment = Disclosure.shareable(content.assessment());
        return assessment.experiments().stream()
                .map(experiment -> of(experiment, assessment))
                .toList();
    }

    private static ResultTable of(ExperimentAssessment experiment, Assessment assessment) {
        LevelAssessment level = experiment.level(assessment.plan().primaryUnit());
        SmallCells cells = SmallCells.ofGroups(
                level.classes().stream().map(ClassAssessment::positives).toList(),
                assessment.plan().smallestCell());
        List<Row> classes = new ArrayList<>();
        for (int c = 0; c < level.classes().size(); c++) {
            ClassAssessment one = level.classes().get(c);
            OptionalInt cases = cells.isHidden(c, 0) ? OptionalInt.empty() : OptionalInt.of(one.positives());
            classes.add(new Row(one.name(), cases, one.auc(), one.adjustedP()));
        }
        Row mean = new Row(
                "mean over classes",
                OptionalInt.of(level.rows()),
                level.macroAuc(),
                Estimate.undefined("one test a class"));
        return new ResultTable(RevealsSection.heading(experiment), level.unit(), classes, mean);
    }
}
