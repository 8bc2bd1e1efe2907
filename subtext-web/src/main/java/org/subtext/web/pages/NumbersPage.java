package org.subtext.web.pages;

import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.subtext.audit.answers.Figure;
import org.subtext.audit.answers.Figures;
import org.subtext.report.Page;
import org.subtext.report.Table;
import org.subtext.report.charts.NumberText;
import org.subtext.wording.Digits;
import org.subtext.wording.Lists;

/** Where each number stands: for whoever quotes one, or follows it into the run's files. */
final class NumbersPage {
    private NumbersPage() {}

    static void write(Page page, Figures figures) {
        List<Figure> numbers = figures.all().stream()
                .filter(one -> one.value() != null || one.isWithheld())
                .toList();
        if (numbers.isEmpty()) {
            return;
        }
        page.section("places", "Where each number stands");
        page.small(
                "Each number as the report writes it, with its interval's method, and the place in the run's files that"
                        + " it was read from: a file and a JSON pointer (RFC 6901). What the report does not tell is not told"
                        + " here either.");
        Table table = new Table(
                "Numbers of this run and their places.",
                List.of("Number", "Of", "Told as", "Patients", "Interval", "Stands at"),
                Set.of(1, 2, 4, 5));
        for (Figure one : numbers) {
            table.row(
                    topic(one),
                    String.join(", ", one.names().values()),
                    one.text(),
                    one.n() == null ? "–" : Digits.count(one.n()),
                    interval(one),
                    one.place().file() + " " + one.place().pointer());
        }
        page.table(table);
        page.small("SHA-256 of the files: "
                + String.join(
                        "; ",
                        numbers.stream()
                                .map(one ->
                                        one.place().file() + " " + one.place().sha256())
                                .distinct()
                                .toList())
                + ".");
    }

    private static String topic(Figure one) {
        String words = one.topic().name().toLowerCase(Locale.ROOT).replace('_', ' ');
        return Lists.capitalised(words.replace("auc", "AUC"));
    }

    private static String interval(Figure one) {
        Double level = one.level();
        return level == null ? "–" : NumberText.level(level) + ", " + one.method();
    }
}
