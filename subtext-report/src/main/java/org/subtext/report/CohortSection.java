package org.subtext.report;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.subtext.assessment.LevelAssessment;
import org.subtext.cohort.FlowStep;
import org.subtext.predictions.Unit;
import org.subtext.report.charts.FlowChart;
import org.subtext.report.charts.Markup;
import org.subtext.report.charts.NumberText;
import org.subtext.report.disclosure.HiddenClasses;
import org.subtext.report.disclosure.SmallCells;
import org.subtext.wording.Digits;

/** Who is in it: flow, characteristics by class, split. Counts are told as {@link CountsTold} decides. */
final class CohortSection {
    private CohortSection() {}

    static void write(Page page, Told told) {
        ReportContent content = told.content();
        page.section("cohort", "Who is in it");
        int smallest = content.assessment().plan().smallestCell();
        Characteristics characteristics = content.characteristics();
        if (content.flow().size() >= 2) {
            page.figure(
                    FlowChart.draw(
                            content.flow(),
                            classLines(characteristics, told),
                            smallest,
                            told.counts().cohort().isTotalHidden()),
                    "Flow from the table to what was assessed. An excluded patient is counted where the last of the"
                            + " patient's images leaves.",
                    flow(content.flow(), told));
        }
        if (characteristics != null) {
            page.table(characteristicsTable(characteristics, told));
        } else {
            writeCountsOnly(page, told);
        }
        if (smallest > 1) {
            page.small("Counts of 1 to " + (smallest - 1) + " patients or images are hidden, and with them what would"
                    + " let them be computed; a hidden count may therefore be large.");
        }
        if (content.split() != null) {
            writeSplit(page, content.split(), told.counts());
        }
        writeExamples(page, content.examples());
    }

    private static Table flow(List<FlowStep> steps, Told told) {
        Table table = new Table("What the boxes say.", List.of("Step", "Count"), Set.of(1));
        FlowChart.lines(
                        steps,
                        told.content().assessment().plan().smallestCell(),
                        told.counts().cohort().isTotalHidden())
                .forEach(table::row);
        return table;
    }

    private static List<String> classLines(@Nullable Characteristics who, Told told) {
        if (who == null) {
            return List.of();
        }
        List<String> lines = new ArrayList<>(List.of("By recorded class"));
        for (int c = 0; c < who.classes().size(); c++) {
            String counts = told.counts().cohort().isHidden(c)
                    ? "count hidden"
                    : Digits.counted(who.images().get(c), "image", "images") + " of "
                            + Digits.counted(who.patients().get(c), Unit.PATIENT.noun(), Unit.PATIENT.plural());
            lines.add(who.classes().get(c) + ": " + counts);
        }
        return lines;
    }

    private static void writeCountsOnly(Page page, Told told) {
        ReportContent content = told.content();
        LevelAssessment level =
                content.assessment().primary().level(content.assessment().plan().primaryUnit());
        Table table = new Table(
                "Patients by class of the recorded attribute.",
                List.of("Recorded " + content.assessment().attribute(), "Patients"));
        for (int c = 0; c < level.classes().size(); c++) {
            table.row(level.classes().get(c).name(), Told.count(told.patients(0, level, c)));
        }
        page.table(table);
    }

    private static Table characteristicsTable(Characteristics who, Told told) {
        HiddenClasses hidden = told.counts().cohort();
        List<String> headers = new ArrayList<>(List.of("Characteristic"));
        headers.addAll(who.classes());
        Table table = new Table(
                "Characteristics by class of the recorded attribute. Counts are patients with the share of the class;"
                        + " numbers are mean ± standard deviation and median [quartiles].",
                headers);
        table.row(row("Patients", who.patients(), hidden));
        table.row(row("Images", who.images(), hidden));
        for (int i = 0; i < who.categorical().size(); i++) {
            Characteristics.Categorical column = who.categorical().get(i);
            table.group(column.column() + ", patients (%)");
            SmallCells cells = told.counts().categorical(i);
            for (int v = 0; v < column.values().size(); v++) {
                table.row(categoryRow(column, who, cells, hidden, v));
            }
        }
        for (Characteristics.Numeric column : who.numeric()) {
            table.group(column.unit().isEmpty() ? column.column() : column.column() + ", " + column.unit());
            writeNumeric(
                    table, column, hidden, told.content().assessment().plan().smallestCell());
        }
        return table;
    }

    private static List<String> row(String name, List<Integer> counts, HiddenClasses hidden) {
        List<String> row = new ArrayList<>(List.of(name));
        for (int c = 0; c < counts.size(); c++) {
            row.add(hidden.isHidden(c) ? NumberText.HIDDEN : NumberText.count(counts.get(c)));
        }
        return row;
    }

    /** Without its share where the class is hidden, which share and count would give. */
    private static List<String> categoryRow(
            Characteristics.Categorical column,
            Characteristics who,
            SmallCells cells,
            HiddenClasses hidden,
            int value) {
        List<String> row = new ArrayList<>(List.of(column.values().get(value)));
        for (int c = 0; c < who.classes().size(); c++) {
            int count = column.patients().get(value).get(c);
            int all = who.patients().get(c);
            row.add(
                    cells.isHidden(value, c)
                            ? NumberText.HIDDEN
                            : NumberText.count(count)
                                    + (all > 0 && !hidden.isHidden(c)
                                            ? " (" + Digits.fixed(100.0 * count / all, 0) + "%)"
                                            : ""));
        }
        return row;
    }

    private static void writeNumeric(Table table, Characteristics.Numeric column, HiddenClasses hidden, int smallest) {
        List<String> means = new ArrayList<>(List.of("mean ± SD"));
        List<String> medians = new ArrayList<>(List.of("median [quartiles]"));
        for (Characteristics.Summary s : column.byClass()) {
            boolean tooFew = s.patients() == 0 || s.patients() < smallest;
            means.add(
                    tooFew
                            ? NumberText.HIDDEN
                            : Digits.fixed(s.mean(), 1) + " ± " + Digits.fixed(s.standardDeviation(), 1));
            medians.add(
                    tooFew
                            ? NumberText.HIDDEN
                            : String.format(
                                    Locale.ROOT,
                                    "%s [%s, %s]",
                                    Digits.fixed(s.median(), 1),
                                    Digits.fixed(s.lowerQuartile(), 1),
                                    Digits.fixed(s.upperQuartile(), 1)));
        }
        table.row(means);
        table.row(medians);
        if (column.byClass().stream().anyMatch(one -> one.missing() > 0)) {
            List<String> row = new ArrayList<>(List.of("not recorded, patients"));
            for (int c = 0; c < column.byClass().size(); c++) {
                Characteristics.Summary one = column.byClass().get(c);
                boolean isHidden = hidden.isHidden(c)
                        || one.missing() > 0 && one.missing() < smallest
                        || one.patients() > 0 && one.patients() < smallest;
                row.add(isHidden ? NumberText.HIDDEN : NumberText.count(one.missing()));
            }
            table.row(row);
        }
    }

    private static void writeSplit(Page page, SplitSummary split, CountsTold counts) {
        page.heading("Split");
        page.paragraph(String.join(" ", split.sentences()) + " " + split.disjointness());
        List<String> headers = new ArrayList<>(List.of("Part"));
        split.classes().forEach(headers::add);
        Table table = new Table("Parts of the split by class: patients (images).", headers, Set.of());
        for (int p = 0; p < split.parts().size(); p++) {
            SplitSummary.Part part = split.parts().get(p);
            List<String> row = new ArrayList<>(List.of(part.name()));
            for (int c = 0; c < split.classes().size(); c++) {
                boolean hidden = counts.isSplitHidden(p, c);
                row.add(
                        hidden
                                ? NumberText.HIDDEN
                                : NumberText.count(part.patients().get(c)) + " ("
                                        + NumberText.count(part.images().get(c)) + ")");
            }
            table.row(row);
        }
        page.table(table);
    }

    private static void writeExamples(Page page, List<ExampleImage> examples) {
        if (examples.isEmpty()) {
            return;
        }
        page.heading("Example images");
        Markup row = Markup.tag("div").with("class", "examples");
        for (ExampleImage example : examples) {
            row = row.add(Markup.tag("figure")
                    .with("class", "example")
                    .add(Markup.tag("img")
                            .with("src", "data:image/png;base64," + example.pngBase64())
                            .with("alt", example.caption()))
                    .add(Markup.text("figcaption", example.caption())));
        }
        page.add(row);
    }
}
