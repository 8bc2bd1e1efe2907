package org.subtext.report;

import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;
import java.util.Set;
import org.subtext.cohort.SmallestGroups;
import org.subtext.report.charts.Markup;
import org.subtext.report.charts.NumberText;
import org.subtext.report.disclosure.SmallCells;
import org.subtext.survey.SurveyResult;
import org.subtext.survey.SurveyResult.Column;
import org.subtext.survey.SurveyResult.Found;
import org.subtext.wording.Digits;
import org.subtext.wording.Lists;
import org.subtext.wording.PValueText;

/** A survey as a page that anybody may read: columns ranked by how surely the images tell them. */
public final class SurveyPage {
    private final SurveyResult result;
    private final Page page = new Page();

    private SurveyPage(SurveyResult result) {
        this.result = result;
    }

    /** The whole document, which {@link PdfReport} takes too. */
    public static String render(SurveyResult result) {
        return new SurveyPage(result).document();
    }

    private String document() {
        answer();
        columns();
        method();
        return new HtmlDocument(
                        "What do these images tell of the recorded columns?",
                        "Survey of recorded columns before training",
                        "Subtext survey of " + Digits.counted(result.ranked().size(), "column", "columns") + ", "
                                + Digits.counted(result.images(), "image", "images") + " of "
                                + Digits.counted(result.patients(), "patient", "patients")
                                + (result.sampled() ? ", drawn at random" : ""),
                        false)
                .of(page);
    }

    private void answer() {
        page.section("answer", "The short answer");
        List<String> shown = result.ranked().stream()
                .filter(one -> one.fromImages().shown())
                .map(Column::column)
                .toList();
        Markup box = Markup.tag("div").with("class", "verdict routes");
        box = box.add(Markup.text(
                        "p",
                        shown.isEmpty()
                                ? "No column is shown to be told by the images"
                                : shown.size() + " of "
                                        + Digits.counted(result.ranked().size(), "column", "columns")
                                        + (shown.size() == 1 ? " is" : " are") + " told by the images")
                .with("class", "answer"));
        if (!shown.isEmpty()) {
            box = box.add(Markup.text("p", "Told: " + Lists.and(shown) + "."));
        }
        String attribute = result.attribute();
        if (attribute != null) {
            box = box.add(Markup.text("p", shortcuts(attribute)));
        }
        page.add(box);
        page.paragraph("Not shown is not absent: nothing was trained, and a trained recogniser may see more.");
    }

    /** What images tell and what goes with the attribute is a way round it. */
    private String shortcuts(String attribute) {
        List<String> both = result.ranked().stream()
                .filter(one -> one.fromImages().shown() && isAssociated(one))
                .map(Column::column)
                .toList();
        return both.isEmpty()
                ? "None of what the images are shown to tell is shown to go with " + attribute + "."
                : "Told by the images and going with " + attribute + ": " + Lists.and(both) + ". A recogniser of "
                        + attribute + " may be reading " + (both.size() == 1 ? "it" : "them") + " instead.";
    }

    private static boolean isAssociated(Column one) {
        Found association = one.association();
        return association != null && association.shown();
    }

    private void columns() {
        page.section("columns", "Columns, the most surely told first");
        String attribute = result.attribute();
        page.figure(
                SurveyChart.draw(result.ranked(), attribute),
                "AUC of each column by the reader that reads it best"
                        + (attribute == null ? "" : ", and of " + attribute + " from the column's classes alone")
                        + ". Bars: " + NumberText.level(1 - result.level())
                        + " intervals for all columns together. Dashed line: chance. Filled marks are more than chance"
                        + " after correction, hollow ones are not shown to be.");
        List<String> headers = new ArrayList<>(List.of("Column", "Read as", "Patients", "From the images", "p"));
        if (attribute != null) {
            headers.addAll(List.of("Tells " + attribute, "p"));
        }
        Table table = new Table(
                "Columns ranked by the lower limit of the interval, detectable ones first. Patients: those with a value"
                        + " of a class that is large enough to be read. p: for all columns together (Holm).",
                headers,
                Set.of(1));
        for (Column one : result.ranked()) {
            List<String> cells = new ArrayList<>(List.of(
                    one.column(), readAs(one), NumberText.count(patients(one)), cell(one.fromImages()), p(one)));
            if (attribute != null) {
                cells.addAll(association(one, attribute));
            }
            table.row(cells);
        }
        page.table(table);
        leftOut();
    }

    private static String p(Column one) {
        return PValueText.cell(one.fromImages().adjustedP());
    }

    private static String cell(Found found) {
        return found.auc().isDefined() ? NumberText.cell(found.auc()) : "–";
    }

    private static List<String> association(Column one, String attribute) {
        Found found = one.association();
        return found == null
                ? List.of(one.column().equals(attribute) ? "(the attribute)" : "too few with both", "–")
                : List.of(cell(found), PValueText.cell(found.adjustedP()));
    }

    private static String readAs(Column one) {
        return one.classes().size() > 2
                ? one.classes().size() + " classes, each against the rest"
                : String.join(" / ", one.classes());
    }

    /** Hidden where they, or those of the survey who are not among them, are few. */
    private OptionalInt patients(Column one) {
        SmallCells cells =
                SmallCells.ofGroups(List.of(one.patients(), result.patients() - one.patients()), SmallestGroups.TOLD);
        return cells.isHidden(0, 0) ? OptionalInt.empty() : OptionalInt.of(one.patients());
    }

    private void leftOut() {
        List<String> items = new ArrayList<>();
        result.leftOut().forEach(one -> items.add(one.column() + ": " + one.why() + "."));
        count(result.unusable(), "which cannot be decoded, or whose pixels belong to several patients", items);
        count(result.withoutFeatures(), "of which no vector was given", items);
        if (!items.isEmpty()) {
            page.heading("What was left out");
            page.list(items);
        }
    }

    private static void count(int images, String why, List<String> items) {
        if (images > 0) {
            items.add(SmallestGroups.many(images) + " images, " + why + ".");
        }
    }

    private void method() {
        page.section("method", "How it was read, and what it does not say");
        List<String> items = new ArrayList<>();
        items.add("Readers, closed-form and the same for all columns: " + String.join("; ", result.readers())
                + ". Cross-validated by patient.");
        items.add("Text is read as each class against the rest (mean over classes), numbers as above their median or"
                + " not, dates as weekday, month and year. A patient has one value of each column or none.");
        items.add("p-values exchange the values of a column between its patients and take the best reader each time;"
                + " detectable needs the interval above one half and the corrected p at or below "
                + Digits.parameter(result.level()) + ".");
        items.add("That images tell a column says nothing of how: what goes with it in these patients is told as"
                + " well.");
        items.add("A survey is a look at its patients: an audit of a column that stands here says so.");
        page.list(items);
    }
}
