package org.subtext.report;

import java.util.List;
import java.util.Set;

/** The methods paragraph, written from the plan, and the provenance table. */
final class MethodsSection {
    private MethodsSection() {}

    static void write(Page page, ReportContent content) {
        page.section("methods", "Methods");
        page.small("Written from the plan with every default spelled out; it may be copied into a manuscript.");
        ReportContent.Training training = content.training();
        if (content.split() != null) {
            page.paragraph(String.join(" ", content.split().sentences()) + " "
                    + content.split().disjointness());
        }
        if (training == null) {
            page.paragraph("Scores were made elsewhere and read from a table; no recogniser was trained for this"
                    + " report.");
        } else {
            page.paragraph(MethodsText.images(training.layout(), training.plan()));
            page.paragraph(MethodsText.training(training.plan(), training.weights()));
        }
        page.paragraph(MethodsText.statistics(content.assessment()));
        page.paragraph(MethodsText.privacy(content.assessment().plan()));
        writeProvenance(page, content.provenance());
    }

    private static void writeProvenance(Page page, List<ReportContent.Fact> provenance) {
        if (provenance.isEmpty()) {
            return;
        }
        Table table = new Table("Provenance of this run.", List.of("What", "Value"), Set.of(1));
        provenance.forEach(fact -> table.row(fact.name(), fact.value()));
        page.table(table);
    }
}
