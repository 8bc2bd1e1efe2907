package org.subtext.report;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.subtext.assessment.LevelAssessment;
import org.subtext.predictions.Unit;
import org.subtext.report.charts.Markup;
import org.subtext.report.charts.NumberText;
import org.subtext.wording.Digits;

/** Who is in it: flow, characteristics by class, split. All counts pass through {@link SmallCells}. */
final class CohortSection {
    private static final String HIDDEN = "hidden";

    private CohortSection() {}

    static void write(Page page, ReportContent content) {
        page.section("cohort", "Who is in it");
        int smallest = content.assessment().plan().smallestCell();
        Characteristics characteristics = content.characteristics();
        if (content.flow().size() >= 2) {
            page.figure(
                    FlowChart.draw(content.flow(), classLines(characteristics, smallest), smallest),
                    "Flow from the table to what was assessed. An excluded patient is counted where the last of the"
                            + " patient's images leaves.");
        }
        if (characteristics != null) {
            page.table(characteristicsTable(characteristics, smallest));
        } else {
            writeCountsOnly(page, content, smallest);
        }
        if (smallest > 1) {
            page.small("Counts of 1 to " + (smallest - 1) + " patients or images are hidden, and with them what would"
                    + " let them be computed; a hidden count may therefore be large.");
        }
        if (content.split() != null) {
            writeSplit(page, content.split(), smallest);
        }
        writeExamples(page, content.examples());
    }

    private static List<String> classLines(@Nullable Characteristics who, int smallest) {
        if (who == null) {
            return List.of();
        }
        List<String> lines = new ArrayList<>(List.of("By recorded class"));
        Counts counts = new Counts(who.patients(), who.images(), smallest);
        for (int c = 0; c < who.classes().size(); c++) {
            lines.add(who.classes().get(c) + ": " + counts.both(c));
        }
        return lines;
    }

    private static void writeCountsOnly(Page page, ReportContent content, int smallest) {
        LevelAssessment level =
                content.assessment().primary().level(content.assessment().plan().primaryUnit());
        List<Integer> patients =
                level.classes().stream().map(c -> c.positivePatients()).toList();
        SmallCells cells = SmallCells.ofGroups(patients, smallest);
        Table table = new Table(
                "Patients by class of the recorded attribute.",
                List.of("Recorded " + content.assessment().attribute(), "Patients"));
        for (int c = 0; c < patients.size(); c++) {
            table.row(level.classes().get(c).name(), cells.isHidden(c, 0) ? HIDDEN : NumberText.count(patients.get(c)));
        }
        page.table(table);
    }

    private static Table characteristicsTable(Characteristics who, int smallest) {
        List<String> headers = new ArrayList<>(List.of("Characteristic"));
        headers.addAll(who.classes());
        Table table = new Table(
                "Characteristics by class of the recorded attribute. Counts are patients with the share of the class;"
                        + " numbers are mean ± standard deviation and median [quartiles].",
                headers);
        Counts counts = new Counts(who.patients(), who.images(), smallest);
        table.row(counts.row("Patients", counts.patients));
        table.row(counts.row("Images", counts.images));
        for (Characteristics.Categorical column : who.categorical()) {
            table.group(column.column() + ", patients (%)");
            SmallCells cells = SmallCells.of(column.patients(), smallest);
            for (int v = 0; v < column.values().size(); v++) {
                table.row(categoryRow(column, who, cells, v));
            }
        }
        for (Characteristics.Numeric column : who.numeric()) {
            table.group(column.unit().isEmpty() ? column.column() : column.column() + ", " + column.unit());
            writeNumeric(table, column, smallest);
        }
        return table;
    }

    private static List<String> categoryRow(
            Characteristics.Categorical column, Characteristics who, SmallCells cells, int value) {
        List<String> row = new ArrayList<>(List.of(column.values().get(value)));
        for (int c = 0; c < who.classes().size(); c++) {
            int count = column.patients().get(value).get(c);
            int all = who.patients().get(c);
            row.add(
                    cells.isHidden(value, c)
                            ? HIDDEN
                            : NumberText.count(count)
                                    + (all > 0 ? " (" + Digits.fixed(100.0 * count / all, 0) + "%)" : ""));
        }
        return row;
    }

    private static void writeNumeric(Table table, Characteristics.Numeric column, int smallest) {
        List<String> means = new ArrayList<>(List.of("mean ± SD"));
        List<String> medians = new ArrayList<>(List.of("median [quartiles]"));
        for (Characteristics.Summary s : column.byClass()) {
            boolean tooFew = s.patients() == 0 || s.patients() < smallest;
            means.add(tooFew ? HIDDEN : Digits.fixed(s.mean(), 1) + " ± " + Digits.fixed(s.standardDeviation(), 1));
            medians.add(
                    tooFew
                            ? HIDDEN
                            : String.format(
                                    Locale.ROOT,
                                    "%s [%s, %s]",
                                    Digits.fixed(s.median(), 1),
                                    Digits.fixed(s.lowerQuartile(), 1),
                                    Digits.fixed(s.upperQuartile(), 1)));
        }
        table.row(means);
        table.row(medians);
        List<Integer> missing =
                column.byClass().stream().map(Characteristics.Summary::missing).toList();
        if (missing.stream().anyMatch(m -> m > 0)) {
            List<Integer> recorded = column.byClass().stream()
                    .map(Characteristics.Summary::patients)
                    .toList();
            SmallCells cells = SmallCells.of(List.of(missing, recorded), smallest);
            List<String> row = new ArrayList<>(List.of("not recorded, patients"));
            for (int c = 0; c < missing.size(); c++) {
                row.add(cells.isHidden(0, c) ? HIDDEN : NumberText.count(missing.get(c)));
            }
            table.row(row);
        }
    }

    private static void writeSplit(Page page, SplitSummary split, int smallest) {
        page.heading("Split");
        page.paragraph(String.join(" ", split.sentences()) + " " + split.disjointness());
        List<String> headers = new ArrayList<>(List.of("Part"));
        split.classes().forEach(headers::add);
        Table table = new Table("Parts of the split by class: patients (images).", headers, Set.of());
        SmallCells patients = SmallCells.of(
                split.parts().stream().map(SplitSummary.Part::patients).toList(), smallest);
        SmallCells images = SmallCells.of(
                split.parts().stream().map(SplitSummary.Part::images).toList(), smallest);
        for (int p = 0; p < split.parts().size(); p++) {
            SplitSummary.Part part = split.parts().get(p);
            List<String> row = new ArrayList<>(List.of(part.name()));
            for (int c = 0; c < split.classes().size(); c++) {
                boolean hidden = patients.isHidden(p, c) || images.isHidden(p, c);
                row.add(
                        hidden
                                ? HIDDEN
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

    /** Patients and images by class, hidden together. */
    private static final class Counts {
        final List<Integer> patients;
        final List<Integer> images;
        private final SmallCells patientCells;
        private final SmallCells imageCells;

        Counts(List<Integer> patients, List<Integer> images, int smallest) {
            this.patients = patients;
            this.images = images;
            patientCells = SmallCells.ofGroups(patients, smallest);
            imageCells = SmallCells.ofGroupsBeside(images, patientCells);
        }

        boolean isHidden(int c) {
            return patientCells.isHidden(c, 0) || imageCells.isHidden(c, 0);
        }

        List<String> row(String name, List<Integer> counts) {
            List<String> row = new ArrayList<>(List.of(name));
            for (int c = 0; c < counts.size(); c++) {
                row.add(isHidden(c) ? HIDDEN : NumberText.count(counts.get(c)));
            }
            return row;
        }

        String both(int c) {
            return isHidden(c)
                    ? "count hidden"
                    : Digits.counted(images.get(c), "image", "images") + " of "
                            + Digits.counted(patients.get(c), Unit.PATIENT.noun(), Unit.PATIENT.plural());
        }
    }
}
