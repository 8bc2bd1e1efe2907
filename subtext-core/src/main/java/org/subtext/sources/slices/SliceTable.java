package org.subtext.sources.slices;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.StringJoiner;
import org.jspecify.annotations.Nullable;
import org.subtext.provenance.AtomicFiles;

/**
 * The cohort table of slices: CSV, one row a slice, in the order of studies, stacks and slices. Columns have the names that the
 * cohort reader and the slice-position route know.
 */
final class SliceTable {
    private static final String HEADER = "image_path,patient_id,study_id,series_id,stack,slice_index,slices_in_stack,"
            + "slice_position_mm,relative_position";

    private SliceTable() {}

    static void write(Path file, List<SliceRow> rows) throws IOException {
        StringBuilder text = new StringBuilder(HEADER).append('\n');
        for (SliceRow row : rows) {
            StringJoiner line = new StringJoiner(",", "", "\n");
            line.add(quoted(row.image()))
                    .add(quoted(row.patient()))
                    .add(quoted(row.study()))
                    .add(quoted(row.series()))
                    .add(Integer.toString(row.stack()))
                    .add(Integer.toString(row.slice()))
                    .add(Integer.toString(row.slicesInStack()))
                    .add(number(row.positionMm(), 3))
                    .add(number(row.relative(), 6));
            text.append(line);
        }
        AtomicFiles.writeString(file, text.toString());
    }

    private static String number(@Nullable Double value, int digits) {
        return value == null ? "" : String.format(Locale.ROOT, "%." + digits + "f", value);
    }

    private static String quoted(String cell) {
        return cell.matches("[^\",\r\n]*") ? cell : '"' + cell.replace("\"", "\"\"") + '"';
    }
}
