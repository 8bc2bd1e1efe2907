package org.subtext.report;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import org.subtext.assessment.Assessment;
import org.subtext.assessment.ClassAssessment;
import org.subtext.assessment.ExperimentAssessment;
import org.subtext.assessment.LevelAssessment;
import org.subtext.predictions.Unit;
import org.subtext.statistics.Estimate;
import org.subtext.wording.Digits;

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
     * @param adjustedP corrected over all that is tested; undefined for the mean of two classes
     */
    public record Row(String name, OptionalInt cases, Estimate auc, Estimate adjustedP) {}

    /** One table an experiment, in order, as anybody may read it. */
    public static List<ResultTable> of(ReportContent content) {
        return of(Told.of(content, Audience.ANYBODY));
    }

    /** How many cases the primary answer rests on, in words; empty where that is hidden. */
    public static Optional<String> size(ReportContent content) {
        ResultTable primary = of(content).get(0);
        OptionalInt cases = primary.mean().cases();
        return cases.isPresent()
                ? Optional.of(Digits.counted(
                        cases.getAsInt(), primary.unit().noun(), primary.unit().plural()))
                : Optional.empty();
    }

    static List<ResultTable> of(Told told) {
        List<ResultTable> tables = new ArrayList<>();
        Assessment assessment = told.content().assessment();
        for (int e = 0; e < assessment.experiments().size(); e++) {
            ExperimentAssessment experiment = assessment.experiments().get(e);
            LevelAssessment level = experiment.level(assessment.plan().primaryUnit());
            List<Row> classes = new ArrayList<>();
            for (int c = 0; c < level.classes().size(); c++) {
                ClassAssessment one = level.classes().get(c);
                classes.add(new Row(one.name(), told.cases(e, level, c), one.auc(), one.adjustedP()));
            }
            Row mean = new Row("mean over classes", told.cases(e, level), level.macroAuc(), level.meanAdjustedP());
            String heading = RevealsSection.heading(experiment)
                    + (LadderSection.ofTables(assessment).isPresent() ? ", network" : "");
            tables.add(new ResultTable(heading, level.unit(), classes, mean));
        }
        return tables;
    }
}
