package org.subtext.cohort;

import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.subtext.tables.Column;
import org.subtext.tables.Table;

/**
 * Keeps detector data apart from displayed images (Presentation Intent Type, PS3.3 section C.8.11.7.1.1).
 *
 * <p>A mammography unit stores one exposure as FOR PROCESSING, FOR PRESENTATION or both. Their grey levels have nothing
 * in common, so that a mixture would be told apart by the kind alone, and one exposure would count twice.
 */
final class PresentationIntent {
    private static final Set<String> NAMES =
            Set.of("presentationintent", "presentationintenttype", "presentationintenttypedicom");

    private PresentationIntent() {}

    /** The table's column of the intent. */
    static Optional<String> column(Table table) {
        return table.names().stream()
                .filter(name -> NAMES.contains(name.toLowerCase(Locale.ROOT).replaceAll("[^a-z]", "")))
                .findFirst();
    }

    /** Leaves out what is for processing where the rows kept hold both kinds, unless the plan has chosen. */
    static void separate(Table table, CohortPlan plan, FlowCounter counter) {
        Optional<String> name = column(table);
        if (name.isEmpty() || plan.inclusion().only().containsKey(name.get())) {
            return;
        }
        Column cells = table.column(name.get());
        boolean processing = false;
        boolean presentation = false;
        for (int row : counter.kept()) {
            processing |= is(cells.get(row), "FORPROCESSING");
            presentation |= is(cells.get(row), "FORPRESENTATION");
        }
        if (processing && presentation) {
            counter.exclude(
                    "FOR PROCESSING",
                    "The table also holds images FOR PRESENTATION, and the two kinds are not to be mixed. Others are"
                            + " chosen by the values of presentation_intent that are kept.",
                    row -> is(cells.get(row), "FORPROCESSING"));
        }
    }

    private static boolean is(@Nullable String cell, String intent) {
        return cell != null
                && cell.toUpperCase(Locale.ROOT).replaceAll("[^A-Z]", "").equals(intent);
    }
}
