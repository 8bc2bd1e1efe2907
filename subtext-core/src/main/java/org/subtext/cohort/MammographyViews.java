package org.subtext.cohort;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.subtext.problems.PlanKey;
import org.subtext.problems.Remark;
import org.subtext.problems.Sentence;
import org.subtext.tables.Column;
import org.subtext.tables.Table;

/**
 * Counts mammograms without all four standard views, left and right, craniocaudal (CC) and mediolateral oblique (MLO),
 * and views that a modifier takes out of these: implant displaced, magnified, spot compression and so on.
 *
 * <p>Says nothing of tables in which fewer than two of the four occur.
 */
final class MammographyViews {
    private enum View {
        L_CC,
        L_MLO,
        R_CC,
        R_MLO
    }

    /** As the table of DICOM files calls the modifiers of a view, and what it writes where there are none. */
    private static final Set<String> MODIFIER_COLUMNS = Set.of("viewmodifiers", "viewmodifier");

    private static final String UNMODIFIED = "none";

    /** Two cells: a table has few of them, and millions of rows. */
    private record Recorded(@Nullable String view, @Nullable String side) {}

    private MammographyViews() {}

    /** Remarks on modified views and on incomplete studies; none where the images are no mammograms of named sides. */
    static List<Remark> remarks(Table table, ColumnGuess columns, List<CohortImage> images) {
        Optional<Column> views = columns.mapping().column(ColumnRole.VIEW).flatMap(table::find);
        if (views.isEmpty()) {
            return List.of();
        }
        @Nullable Column sides = RecordedView.sideColumn(table.names()).map(table::column).orElse(null);
        Optional<String> modifierColumn = table.names().stream()
                .filter(name ->
                        MODIFIER_COLUMNS.contains(name.toLowerCase(Locale.ROOT).replaceAll("[^a-z]", "")))
                .findFirst();
        @Nullable Column modifiers = modifierColumn.map(table::column).orElse(null);
        Map<String, Set<View>> studies = new LinkedHashMap<>();
        EnumMap<View, Integer> found = new EnumMap<>(View.class);
        Map<Recorded, Optional<View>> viewsOfCells = new HashMap<>();
        Map<String, Integer> modified = new TreeMap<>();
        int modifiedImages = 0;
        for (CohortImage image : images) {
            String side = sides == null ? null : sides.get(image.row());
            Optional<View> view = viewsOfCells.computeIfAbsent(
                    new Recorded(views.get().get(image.row()), side),
                    cells -> view(RecordedView.of(cells.view(), cells.side())));
            List<String> own = modifiers == null ? List.of() : modifiers(modifiers.get(image.row()));
            own.forEach(modifier -> modified.merge(modifier, 1, Integer::sum));
            modifiedImages += own.isEmpty() ? 0 : 1;
            if (view.isPresent()) {
                found.merge(view.get(), 1, Integer::sum);
                Set<View> ofStudy = studies.computeIfAbsent(
                        image.patient() + '\n' + image.study(), s -> EnumSet.noneOf(View.class));
                if (own.isEmpty()) {
                    ofStudy.add(view.get());
                }
            }
        }
        if (found.size() < 2) {
            return List.of();
        }
        List<Remark> remarks = new ArrayList<>();
        if (modifiedImages > 0) {
            remarks.add(modified(modifierColumn.orElseThrow(), modifiedImages, modified));
        }
        remarks.add(incomplete(studies));
        return remarks;
    }

    private static Remark modified(String column, int images, Map<String, Integer> modified) {
        Sentence sentence = Sentence.EMPTY
                .counted(images, "mammogram is a modified view", "mammograms are modified views")
                .and(" and none of the four (");
        String part = "";
        for (Map.Entry<String, Integer> one : modified.entrySet()) {
            sentence = sentence.and(part + one.getKey() + ": ").counted(one.getValue(), "image", "images");
            part = ", ";
        }
        return new Remark(
                Remark.Code.MODIFIED_MAMMOGRAMS,
                sentence.and("). Leave them out with ")
                        .set(PlanKey.COHORT_ONLY, Map.of(column, UNMODIFIED))
                        .and(" if only screening views are meant."));
    }

    private static Remark incomplete(Map<String, Set<View>> studies) {
        long whole = studies.values().stream()
                .filter(set -> set.size() == View.values().length)
                .count();
        long part = studies.size() - whole;
        return new Remark(
                Remark.Code.INCOMPLETE_MAMMOGRAPHY,
                Sentence.of("Of ")
                        .counted(studies.size(), "mammography study", "mammography studies")
                        .and(", ")
                        .counted(whole, "has", "have")
                        .and(" all four views (left and right, CC and MLO) and ")
                        .counted(part, "lacks", "lack")
                        .and(" some; a study's score is of the views that it has."));
    }

    private static List<String> modifiers(@Nullable String cell) {
        return cell == null || cell.isBlank() || cell.strip().equalsIgnoreCase(UNMODIFIED)
                ? List.of()
                : Arrays.stream(cell.split(";")).map(String::strip).toList();
    }

    private static Optional<View> view(RecordedView recorded) {
        return recorded.isMammogram()
                ? recorded.side()
                        .map(side -> View.valueOf(side.name().charAt(0) + "_"
                                + recorded.projection().orElseThrow()))
                : Optional.empty();
    }
}
