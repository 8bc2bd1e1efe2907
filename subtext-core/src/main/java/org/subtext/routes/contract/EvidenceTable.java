package org.subtext.routes.contract;

import java.util.List;

/**
 * A table of a route's page, formatted.
 *
 * @param title what it shows
 * @param columns headings
 * @param rows as many cells as headings
 * @param note how it was made and what it does not say
 */
public record EvidenceTable(String title, List<String> columns, List<List<String>> rows, String note) {
    public EvidenceTable {
        columns = List.copyOf(columns);
        rows = rows.stream().map(List::copyOf).toList();
        for (List<String> row : rows) {
            if (row.size() != columns.size()) {
                throw new IllegalArgumentException(
                        "a row of \"" + title + "\" has " + row.size() + " cells for " + columns.size() + " headings");
            }
        }
    }
}
