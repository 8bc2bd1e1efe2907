package org.subtext.web.silos;

import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.subtext.provenance.ContentHash;
import org.subtext.report.Page;
import org.subtext.report.Table;
import org.subtext.report.charts.Markup;
import org.subtext.silo.site.WouldLeave;
import org.subtext.web.pages.Exhibits;

/** The very numbers that would leave as one output, before they are masked and sealed: some hundred at a time. */
final class NumbersPage {
    private static final int AT_ONCE = 200;

    private NumbersPage() {}

    /** @param from first number that is shown; the beginning where there is none of that place */
    static Markup of(ContentHash plan, int output, WouldLeave.Numbers numbers, int from) {
        int first = from >= 0 && from < numbers.size() ? from : 0;
        int end = Math.min(numbers.size(), first + AT_ONCE);
        Page page = Page.forScreen();
        page.paragraph("These are the numbers that would be counted now, before they are masked and sealed. They are of"
                + " this house and stay here until it says yes.");
        Table table = new Table(
                String.format(Locale.ROOT, "Numbers %,d to %,d of %,d, each 64 bits.", first + 1, end, numbers.size()),
                List.of("Place", "What it is", "Number"),
                Set.of(1));
        for (int cell = first; cell < end; cell++) {
            table.row(Integer.toString(cell), numbers.name(cell), Long.toString(numbers.value(cell)));
        }
        page.table(table);
        page.add(places(plan, output, first, numbers.size()));
        page.section("files", "As files");
        page.add(Markup.tag("p")
                .with("class", "save")
                .add(file(plan, output, "csv", "All numbers with their names (CSV)"))
                .add(" · ")
                .add(file(plan, output, "int64", "The bytes themselves")));
        page.small(
                "SHA-256 of the bytes: " + ContentHash.ofBytes(numbers.words()).hex());
        return new Exhibits(page.body(), file -> "").shown();
    }

    private static Markup file(ContentHash plan, int output, String ending, String words) {
        return Markup.text("a", words)
                .with("class", "item")
                .with("href", Link.toFile(plan, output, ending))
                .with("download", "");
    }

    private static Markup places(ContentHash plan, int output, int first, int size) {
        Markup line = Markup.tag("p").with("class", "save");
        if (first > 0) {
            int before = Math.max(0, first - AT_ONCE);
            line = line.add(Markup.text("a", "Before these")
                            .with("class", "item")
                            .with("href", Link.toNumbers(plan, output, before)))
                    .add(" ");
        }
        return first + AT_ONCE < size
                ? line.add(Markup.text("a", "After these")
                        .with("class", "item")
                        .with("href", Link.toNumbers(plan, output, first + AT_ONCE)))
                : line;
    }
}
