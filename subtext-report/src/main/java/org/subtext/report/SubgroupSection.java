package org.subtext.report;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.subtext.assessment.Assessment;
import org.subtext.assessment.ExperimentAssessment;
import org.subtext.assessment.SubgroupTable;
import org.subtext.report.charts.NumberText;
import org.subtext.report.disclosure.GroupCounts;
import org.subtext.report.disclosure.OperatingCounts;
import org.subtext.report.disclosure.ToldGroups;
import org.subtext.statistics.Estimate;

/** AUC within groups: a table and a forest plot a column. */
final class SubgroupSection {
    /** More lines than this would not fit a printed page. */
    private static final int LINES_A_FIGURE = 38;

    private SubgroupSection() {}

    static void write(Page page, Told told) {
        Assessment assessment = told.content().assessment();
        page.section("subgroups", "Within groups");
        if (assessment.experiments().stream().allMatch(e -> e.subgroups().isEmpty())) {
            page.paragraph("No column of groups was given, so nothing is said about groups.");
            return;
        }
        page.paragraph("An AUC within a group asks whether the attribute can be read among patients who are alike in"
                + " that column. Groups differ in size and mix, so a difference between two AUCs here is no evidence of"
                + " a difference between groups by itself.");
        for (int e = 0; e < assessment.experiments().size(); e++) {
            ExperimentAssessment experiment = assessment.experiments().get(e);
            for (int column = 0; column < experiment.subgroups().size(); column++) {
                write(
                        page,
                        experiment,
                        experiment.subgroups().get(column),
                        told.counts().groups(e, column),
                        told.groups(e, column),
                        assessment);
            }
        }
    }

    private static void write(
            Page page,
            ExperimentAssessment experiment,
            SubgroupTable column,
            GroupCounts counts,
            ToldGroups shares,
            Assessment assessment) {
        int smallest = assessment.plan().smallestCell();
        String where = assessment.experiments().size() > 1 ? RevealsSection.heading(experiment) + ", " : "";
        Table table = new Table(
                where + (where.isEmpty() ? "Groups by " : "groups by ") + column.column() + ", "
                        + assessment.plan().primaryUnit().noun() + " level. Sensitivity and specificity for "
                        + assessment
                                .classes()
                                .get(SubgroupTable.classInQuestion(
                                        assessment.classes().size()))
                        + " at the overall threshold.",
                List.of(column.column(), "Patients", "AUC (interval)", "Sensitivity", "Specificity"));
        List<ForestChart.Line> lines = new ArrayList<>();
        Reasons reasons = new Reasons();
        for (int g : counts.order()) {
            SubgroupTable.Row group = column.rows().get(g);
            String count = counts.isHidden(g) ? "hidden" : NumberText.count(group.patients());
            table.row(
                    group.value(),
                    count,
                    reasons.cell(group.value(), "AUC", group.macroAuc()),
                    rate(reasons, group, "sensitivity", shares.own().between(g), counts.casesOfClass(g), smallest),
                    rate(reasons, group, "specificity", shares.others().between(g), counts.casesOfOthers(g), smallest));
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
                            + " The dashed line is chance.",
                    ForestChart.table(
                            "The lines of the figure.",
                            "patients",
                            lines.subList(from, Math.min(lines.size(), from + LINES_A_FIGURE))));
        }
    }

    private static String rate(
            Reasons reasons,
            SubgroupTable.Row group,
            String name,
            Optional<OperatingCounts.Count> range,
            int cases,
            int smallest) {
        Estimate share = name.equals("sensitivity") ? group.sensitivity() : group.specificity();
        return range.map(ShareText::between)
                .orElseGet(() -> reasons.share(group.value(), name, share, Math.max(0, cases), smallest));
    }
}
