package org.subtext.cohort;

import java.util.EnumMap;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.subtext.tables.Column;
import org.subtext.tables.Table;

/**
 * Counts mammograms without all four standard views: left and right, craniocaudal (CC) and mediolateral oblique (MLO).
 *
 * <p>Says nothing of tables in which fewer than two of the four occur. The side is read from a laterality column or from the view
 * itself ("RMLO", "L-CC"). Further views (magnification, spot) are no part of the set.
 */
final class MammographyViews {
    private static final Pattern VIEW = Pattern.compile("(L|R|LEFT|RIGHT)?(CC|MLO)");
    private static final Set<String> SIDE_COLUMNS =
            Set.of("laterality", "imagelaterality", "imagelateralityfinal", "side");

    private enum View {
        L_CC,
        L_MLO,
        R_CC,
        R_MLO
    }

    private MammographyViews() {}

    /** A sentence on incomplete studies; empty where the images are no mammograms of named sides. */
    static Optional<String> note(Table table, ColumnGuess columns, List<CohortImage> images) {
        Optional<Column> views = columns.mapping().column(ColumnRole.VIEW).flatMap(table::find);
        if (views.isEmpty()) {
            return Optional.empty();
        }
        @Nullable Column sides = table.names().stream()
                .filter(name ->
                        SIDE_COLUMNS.contains(name.toLowerCase(Locale.ROOT).replaceAll("[^a-z]", "")))
                .findFirst()
                .map(table::column)
                .orElse(null);
        Map<String, Set<View>> studies = new LinkedHashMap<>();
        EnumMap<View, Integer> found = new EnumMap<>(View.class);
        for (CohortImage image : images) {
            String side = sides == null ? "" : plain(sides.get(image.row()));
            view(side, plain(views.get().get(image.row()))).ifPresent(view -> {
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
        return Optional.of("Of " + studies.size() + " mammography studies, " + whole
                + " have all four views (left and right, CC and MLO) and " + part
                + (part == 1 ? " lacks" : " lack") + " some; a study's score is of the views that it has.");
    }

    private static Optional<View> view(String side, String view) {
        Matcher matcher = VIEW.matcher(view);
        if (!matcher.matches()) {
            return Optional.empty();
        }
        String own = matcher.group(1);
        String letter = own != null ? own : side;
        if (!letter.startsWith("L") && !letter.startsWith("R")) {
            return Optional.empty();
        }
        return Optional.of(View.valueOf(letter.charAt(0) + "_" + matcher.group(2)));
    }

    private static String plain(@Nullable String cell) {
        return cell == null ? "" : cell.toUpperCase(Locale.ROOT).replaceAll("[^A-Z]", "");
    }
}
