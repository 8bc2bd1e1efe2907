package org.subtext.cohort;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.subtext.problems.Remark;
import org.subtext.problems.Sentence;
import org.subtext.tables.Column;
import org.subtext.tables.Table;

/**
 * Counts images that are objects of several frames, such as tomosynthesis and cine, of which the first is seen since
 * none is named. Known from a column of Number of Frames (0028,0008).
 */
final class FirstFrames {
    private static final Set<String> COLUMNS = Set.of("frames", "numberofframes");

    private FirstFrames() {}

    static Optional<Remark> remark(Table table, List<CohortImage> images) {
        Optional<String> column = table.names().stream()
                .filter(name -> COLUMNS.contains(name.toLowerCase(Locale.ROOT).replaceAll("[^a-z]", "")))
                .findFirst();
        if (column.isEmpty()) {
            return Optional.empty();
        }
        Column frames = table.column(column.get());
        long several = images.stream()
                .filter(image -> image.address().number() == null && isSeveral(frames.get(image.row())))
                .count();
        return several == 0
                ? Optional.empty()
                : Optional.of(new Remark(
                        Remark.Code.FIRST_OF_SEVERAL_FRAMES,
                        Sentence.EMPTY
                                .counted(
                                        several,
                                        "image is an object of several frames, of which the first is",
                                        "images are objects of several frames, of which the first is")
                                .and(" seen. To use another, name it behind the path, as in scan.dcm#3; each frame can"
                                        + " be a row of its own.")));
    }

    private static boolean isSeveral(@Nullable String cell) {
        try {
            return cell != null && Double.parseDouble(cell.strip()) > 1;
        } catch (NumberFormatException e) {
            return false;
        }
    }
}
