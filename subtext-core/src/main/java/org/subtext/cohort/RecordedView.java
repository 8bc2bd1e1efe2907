package org.subtext.cohort;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The view of an image as a table records it, parted into projection and side: View Position (0018,5101) and Image
 * Laterality (0020,0062).
 *
 * <p>The side is read from a mammogram's view ("RMLO", "L-CC"), which then is CC or MLO, else from a column of the
 * laterality. Other views stay as recorded.
 *
 * @param projection empty where no view is recorded
 * @param side empty where none is recorded, or both
 */
public record RecordedView(Optional<String> projection, Optional<Side> side) {
    /** Of the body. */
    public enum Side {
        LEFT,
        RIGHT
    }

    private static final Pattern MAMMOGRAM = Pattern.compile("(L|R|LEFT|RIGHT)?(CC|MLO)");
    private static final Set<String> SIDE_COLUMNS =
            Set.of("laterality", "imagelaterality", "imagelateralityfinal", "side");

    /**
     * A view of two cells.
     *
     * @param laterality null where there is no such column
     */
    public static RecordedView of(@Nullable String view, @Nullable String laterality) {
        Matcher mammogram = MAMMOGRAM.matcher(letters(view));
        if (!mammogram.matches()) {
            Optional<String> projection = Optional.ofNullable(view).map(String::strip);
            return new RecordedView(projection.filter(text -> !text.isEmpty()), side(letters(laterality)));
        }
        String own = mammogram.group(1);
        return new RecordedView(Optional.of(mammogram.group(2)), side(own == null ? letters(laterality) : own));
    }

    /** Whether it is one of a mammography's standard views, craniocaudal or mediolateral oblique. */
    boolean isMammogram() {
        return projection.isPresent() && MAMMOGRAM.matcher(projection.get()).matches();
    }

    /** The column of the side, by the names that data sets give it. */
    public static Optional<String> sideColumn(List<String> names) {
        return names.stream()
                .filter(name ->
                        SIDE_COLUMNS.contains(name.toLowerCase(Locale.ROOT).replaceAll("[^a-z]", "")))
                .findFirst();
    }

    private static Optional<Side> side(String letters) {
        return switch (letters) {
            case "L", "LEFT" -> Optional.of(Side.LEFT);
            case "R", "RIGHT" -> Optional.of(Side.RIGHT);
            default -> Optional.empty();
        };
    }

    private static String letters(@Nullable String cell) {
        return cell == null ? "" : cell.toUpperCase(Locale.ROOT).replaceAll("[^A-Z]", "");
    }
}
