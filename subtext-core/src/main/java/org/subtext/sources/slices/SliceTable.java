package org.subtext.sources.slices;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.subtext.joins.JoinCounts;
import org.subtext.provenance.AtomicFiles;
import org.subtext.sources.dicom.SideTable;
import org.subtext.tables.CsvLine;

/**
 * The cohort table of slices: CSV, one row a slice, in the order of studies, stacks and slices. Columns have the names
 * that the cohort reader and the slice-position route know.
 */
final class SliceTable {
    private static final List<String> NAMES = List.of(
            "image_path",
            "patient_id",
            "study_id",
            "series_id",
            "stack",
            "slice_index",
            "slices_in_stack",
            "slice_position_mm",
            "relative_position");

    private SliceTable() {}

    /**
     * Writes the rows.
     *
     * @param side joined by patient or study, null for none
     * @return how that went
     */
    static @Nullable JoinCounts write(Path file, List<SliceRow> rows, @Nullable SideTable side) throws IOException {
        List<String> names = new ArrayList<>(NAMES);
        JoinCounts join = null;
        if (side != null) {
            List<@Nullable String> ids = new ArrayList<>();
            rows.forEach(row -> ids.add(id(row, side)));
            join = side.match(ids).counts();
            names.addAll(side.names(Set.copyOf(NAMES)));
        }
        StringBuilder text = new StringBuilder(CsvLine.of(names));
        for (SliceRow row : rows) {
            List<String> cells = new ArrayList<>(List.of(
                    row.image(),
                    row.patient(),
                    row.study(),
                    row.series(),
                    Integer.toString(row.stack()),
                    Integer.toString(row.slice()),
                    Integer.toString(row.slicesInStack()),
                    number(row.positionMm(), 3),
                    number(row.relative(), 6)));
            if (side != null) {
                cells.addAll(joined(row, side));
            }
            text.append(CsvLine.of(cells));
        }
        AtomicFiles.writeString(file, text.toString());
        return join;
    }

    private static @Nullable String id(SliceRow row, SideTable side) {
        return side.key() == SideTable.Key.STUDY ? row.study() : row.patient();
    }

    private static List<String> joined(SliceRow row, SideTable side) {
        List<@Nullable String> cells = side.cells(id(row, side));
        return cells == null
                ? Collections.nCopies(side.width(), "")
                : cells.stream().map(cell -> cell == null ? "" : cell).toList();
    }

    private static String number(@Nullable Double value, int digits) {
        return value == null ? "" : String.format(Locale.ROOT, "%." + digits + "f", value);
    }
}
