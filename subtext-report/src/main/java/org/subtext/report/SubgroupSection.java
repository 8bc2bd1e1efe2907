package org.subtext.report;

import java.util.ArrayList;
import java.util.List;
import org.subtext.assessment.Assessment;
import org.subtext.assessment.ExperimentAssessment;
import org.subtext.assessment.SubgroupTable;
import org.subtext.report.charts.NumberText;
import org.subtext.statistics.Estimate;

/** AUC within groups: a table and a forest plot a column. */
final class SubgroupSection {
    /** More lines than this would not fit a printed page. */
    private static final int LINES_A_FIGURE = 38;

    private SubgroupSection() {}

    static void write(Page page, ReportContent content) {
        Assessment assessment = content.assessment();
        page.section("subgroups", "Within groups");
        if (assessment.experiments().stream().allMatch(e -> e.subgroups().isEmpty())) {
            page.paragraph("No column of groups was given, so nothing is said about groups.");
            return;
        }
        page.paragraph("An AUC within a group asks whether the attribute can be read among patients who are alike in"
                + " that column. Groups differ in size and mix, so a difference between two AUCs here is no evidence of"
                + " a difference between groups by itself.");
        for (ExperimentAssessment experiment : assessment.experiments()) {
            for (SubgroupTable column : experiment.subgroups()) {
                write(page, experiment, column, assessment);
            }
        }
    }

    private static void write(Page page, ExperimentAssessment experiment, SubgroupTable column, Assessment assessment) {
        int smallest = assessment.plan().smallestCell();
        String where = assessment.experiments().size() > 1 ? RevealsSection.heading(experiment) + ", " : "";
        SmallCells patients = SmallCells.ofGroups(
                column.rows().stream().map(SubgroupTable.Row::patients).toList(), smallest);
        SmallCells cases = SmallCells.ofGroupsBeside(
                column.rows().stream().map(SubgroupTable.Row::cases).toList(), patients);
        Table table = new Table(
                where + (where.isEmpty() ? "Groups by " : "groups by ") + column.column() + ", "
                        + assessment.plan().primaryUnit().noun() + " level. Sensitivity and specificity for "
                        + assessment.classes().get(assessment.classes().size() == 2 ? 1 : 0)
                        + " at the overall threshold.",
                List.of(column.column(), "Patients", "AUC (interval)", "Sensitivity", "Specificity"));
        List<ForestChart.Line> lines = new ArrayList<>();
        Reasons reasons = new Reasons();
        for (int g = 0; g < column.rows().size(); g++) {
            SubgroupTable.Row group = column.rows().get(g);
            boolean hidden = patients.isHidden(g, 0) || cases.isHidden(g, 0);
            String count = hidden ? "hidden" : NumberText.count(group.patients());
            table.row(
                    group.value(),
                    count,
                    reasons.cell(group.value(), "AUC", group.macroAuc()),
                    rate(reasons, group, "sensitivity", group.sensitivity(), hidden, smallest),
                    rate(reasons, group, "specificity", group.specificity(), hidden, smallest));
            lines.add(ForestChart.Line.of(group.value(), count, group.macroAuc()));
        }
        page.table(table);
        reasons.writeTo(page);
        for (int from = 0; from < lines.size(); from += LINES_A_FIGURE) {
            page.figure(
                    ForestChart.draw(
                            "AUC by " + column.column(),
                            "AUC",
                            "patients",
                            0.5,
                            lines.subList(from, Math.min(lines.size(), from + LINES_A_FIGURE))),
                    where + "AUC within the groups of " + column.column() + ". "
                            + Captions.interval(
                                    column.rows().isEmpty()
                                            ? Estimate.undefined("no group")
                                            : column.rows().get(0).macroAuc())
                            + " The dashed line is chance.");
        }
    }

    /** The class's own denominator is not known here; that of the group bounds it from above. */
    private static String rate(
            Reasons reasons, SubgroupTable.Row group, String name, Estimate share, boolean hidden, int smallest) {
        return hidden && share.isDefined()
                ? "hidden"
                : reasons.share(group.value(), name, share, group.cases(), smallest);
    }
}
