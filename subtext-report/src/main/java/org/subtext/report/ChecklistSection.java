package org.subtext.report;

import java.util.List;
import java.util.Set;
import org.subtext.report.ChecklistItem.Status;

/** The reporting checklist as a table. */
final class ChecklistSection {
    private ChecklistSection() {}

    static void write(Page page, ReportContent content) {
        page.section("checklist", "Reporting checklist");
        List<ChecklistItem> items = ReportingChecklist.of(content);
        page.paragraph(
                "Of %d items that reporting guidelines and regulators ask for, this report fills %d and answers %d"
                                .formatted(items.size(), count(items, Status.FILLED), count(items, Status.PARTLY))
                        + " in part; %d are for the authors. Item numbers are to be taken from the guidelines themselves."
                                .formatted(count(items, Status.AUTHORS_MUST_ADD)));
        Table table = new Table(
                "What is asked, by whom, and where it stands.",
                List.of("Item", "Asked by", "Status", "Where, or what to add"),
                Set.of(1, 2, 3));
        String topic = "";
        for (ChecklistItem item : items) {
            if (!item.topic().equals(topic)) {
                topic = item.topic();
                table.group(topic);
            }
            table.heatRow(List.of(
                    Table.Cell.of(item.item()),
                    Table.Cell.of(item.askedBy()),
                    new Table.Cell(item.status().words(), colour(item.status())),
                    Table.Cell.of(item.where())));
        }
        page.table(table);
    }

    private static long count(List<ChecklistItem> items, Status status) {
        return items.stream().filter(item -> item.status() == status).count();
    }

    private static String colour(Status status) {
        return switch (status) {
            case FILLED -> "#e6f4ee";
            case PARTLY -> "#eef1f4";
            case AUTHORS_MUST_ADD -> "#fdf1e3";
        };
    }
}
