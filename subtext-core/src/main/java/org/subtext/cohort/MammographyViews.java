package org.subtext.cohort;

import java.util.EnumMap;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.subtext.problems.Remark;
import org.subtext.problems.Sentence;
import org.subtext.tables.Column;
import org.subtext.tables.Table;

/**
 * Counts mammograms without all four standard views: left and right, craniocaudal (CC) and mediolateral oblique (MLO).
 *
 * <p>Says nothing of tables in which fewer than two of the four occur. Further views (magnification, spot) are no part
 * of the set.
 */
final class MammographyViews {
    private enum View {
        L_CC,
        L_MLO,
        R_CC,
        R_MLO
    }

    private MammographyViews() {}

    /** A remark on incomplete studies; empty where the images are no mammograms of named sides. */
    static Optional<Remark> remark(Table table, ColumnGuess columns, List<CohortImage> images) {
        Optional<Column> views = columns.mapping().column(ColumnRole.VIEW).flatMap(table::find);
        if (views.isEmpty()) {
            return Optional.empty();
        }
        @Nullable
        Column sides = RecordedView.sideColumn(table.names()).map(table::column).orElse(null);
        Map<String, Set<View>> studies = new LinkedHashMap<>();
        EnumMap<View, Integer> found = new EnumMap<>(View.class);
        for (CohortImage image : images) {
            String side = sides == null ? null : sides.get(image.row());
            view(RecordedView.of(views.get().get(image.row()), side)).ifPresent(view -> {
                found.merge(view, 1, Integer::sum);
                studies.computeIfAbsent(image.patient() + '\n' + image.study(), s -> EnumSet.noneOf(View.class))
                        .add(view);
            });
        }
        if (found.size() < 2) {
            return Optional.empty();
        }
        long whole = studies.values().stream()
                .filter(set -> set.size() == View.values().length)
                .count();
        long part = studies.size() - whole;
        return Optional.of(new Remark(
                Remark.Code.INCOMPLETE_MAMMOGRAPHY,
                Sentence.of("Of ")
                        .counted(studies.size(), "mammography study", "mammography studies")
                        .and(", ")
                        .counted(whole, "has", "have")
                        .and(" all four views (left and right, CC and MLO) and ")
                        .counted(part, "lacks", "lack")
                        .and(" some; a study's score is of the views that it has.")));
    }

    private static Optional<View> view(RecordedView recorded) {
        return recorded.isMammogram()
                ? recorded.side()
                        .map(side -> View.valueOf(side.name().charAt(0) + "_"
                                + recorded.projection().orElseThrow()))
                : Optional.empty();
    }
}
