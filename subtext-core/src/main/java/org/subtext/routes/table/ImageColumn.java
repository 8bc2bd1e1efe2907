package org.subtext.routes.table;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.subtext.cohort.Cohort;
import org.subtext.cohort.ColumnRole;
import org.subtext.cohort.RecordedView;
import org.subtext.tables.Wordings;

/**
 * A column of the cohort's table, one cell a position of the cohort.
 *
 * @param name as the table has it
 * @param cells null where empty
 */
record ImageColumn(String name, List<@Nullable String> cells) {
    private static final List<String> SLICE_NAMES = List.of(
            "instancenumber",
            "sliceindex",
            "slicenumber",
            "sliceposition",
            "slicelocation",
            "slice",
            "imagepositionz",
            "frame",
            "framenumber");

    /** The column of the image's place in a stack, by the names that data sets give it. */
    static Optional<ImageColumn> ofSlices(Cohort cohort) {
        return cohort.columnNames().stream()
                .filter(name -> SLICE_NAMES.contains(plain(name)))
                .min((a, b) -> SLICE_NAMES.indexOf(plain(a)) - SLICE_NAMES.indexOf(plain(b)))
                .flatMap(name -> named(cohort, name));
    }

    /** The column taken for the view. */
    static Optional<ImageColumn> ofViews(Cohort cohort) {
        return cohort.columns().mapping().column(ColumnRole.VIEW).flatMap(name -> named(cohort, name));
    }

    /** The column of the side of the body, by the names that data sets give it. */
    static Optional<ImageColumn> ofSides(Cohort cohort) {
        return RecordedView.sideColumn(cohort.columnNames()).flatMap(name -> named(cohort, name));
    }

    private static Optional<ImageColumn> named(Cohort cohort, String name) {
        return cohort.column(name).map(cells -> {
            Wordings values = Wordings.of(cells, cohort.plan().notRecorded(name));
            return new ImageColumn(name, cells.stream().map(values::name).toList());
        });
    }

    private static String plain(String name) {
        return name.toLowerCase(Locale.ROOT).replaceAll("[^a-z0-9]", "");
    }
}
