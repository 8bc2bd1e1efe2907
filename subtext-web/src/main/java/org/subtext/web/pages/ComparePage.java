package org.subtext.web.pages;

import java.util.List;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.subtext.audit.compare.Comparison;
import org.subtext.audit.compare.Comparison.Compared;
import org.subtext.audit.compare.Comparison.Difference;
import org.subtext.audit.compare.Comparison.NotComparable;
import org.subtext.audit.door.RunSummary;
import org.subtext.audit.door.RunSummary.Kind;
import org.subtext.audit.door.RunSummary.State;
import org.subtext.report.Page;
import org.subtext.report.Table;
import org.subtext.report.charts.Markup;
import org.subtext.wording.Digits;
import org.subtext.wording.PValueText;

/** Two runs beside each other: what the terminal says of them, with a figure. */
final class ComparePage {
    private ComparePage() {}

    /** Whether a run can be chosen: others have nothing to be set beside another's. */
    static boolean takes(RunSummary run) {
        return run.state() == State.FINISHED
                && Set.of(Kind.IMAGES, Kind.SCORES, Kind.HARM).contains(run.kind());
    }

    static Page of(Comparison comparison) {
        Page page = Page.forScreen();
        if (comparison instanceof NotComparable not) {
            page.add(Markup.tag("section")
                    .with("class", "verdict")
                    .with("aria-label", "Answer")
                    .add(Markup.text("p", "Not comparable").with("class", "answer"))
                    .add(Markup.text("p", not.first() + " and " + not.second() + ". " + not.reason())));
        } else {
            write(page, (Compared) comparison);
        }
        return page;
    }

    private static void write(Page page, Compared compared) {
        page.paragraph(compared.about());
        String caption = compared.measure() + " in both runs, and " + compared.first() + " less " + compared.second()
                + ". " + compared.methods().orElse("");
        if (compared.differences().stream().anyMatch(one -> one.difference() != null)) {
            page.figure(CompareChart.draw(compared), caption, table(compared, "The numbers of the figure."));
        } else {
            page.table(table(compared, caption));
        }
        page.list(compared.notes());
        page.paragraph(compared.limits());
        page.small("Read from "
                + String.join(
                        "; ",
                        compared.sources().stream()
                                .map(one -> one.run() + ": " + one.file() + " (SHA-256 " + one.sha256() + ")")
                                .toList())
                + ".");
    }

    private static Table table(Compared compared, String caption) {
        Table table = new Table(
                caption,
                List.of(compared.measure() + " of", "First", "Second", "Difference (interval)", "p, corrected"));
        for (Difference one : compared.differences()) {
            table.row(
                    one.of(),
                    value(compared, one.first()),
                    value(compared, one.second()),
                    one.text(),
                    one.p() == null ? "–" : PValueText.cell(Objects.requireNonNull(one.p())));
        }
        return table;
    }

    private static String value(Compared compared, @Nullable Double value) {
        return value == null ? "–" : Digits.fixed(value, compared.decimals());
    }

    /** The same two the other way round. */
    static Markup turned(String first, String second) {
        return Markup.tag("p")
                .add(Markup.text("a", "The second less the first")
                        .with("class", "item")
                        .with("href", Link.toComparison(second, first)));
    }
}
