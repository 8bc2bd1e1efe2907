package org.subtext.report;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.subtext.routes.RouteFindings;
import org.subtext.routes.SettingResult;
import org.subtext.statistics.Estimate;

/** A grid of tiles as it lies on the image, with the AUC when each is kept, or the change when each is taken away. */
final class TileChart {
    private static final double SIDE = 300;
    private static final double WIDTH = 360;
    private static final Pattern LABEL = Pattern.compile("(keep|remove)-tile (\\d+) (\\d+)");

    /** A tile's setting and its place. */
    private record Tile(int count, int row, int column, SettingResult result) {}

    private TileChart() {}

    /** One figure a mode and size of grid; none for routes without tiles. */
    static List<Page.Figure> figures(RouteFindings route, double alpha) {
        Map<String, List<Tile>> grids = new LinkedHashMap<>();
        boolean isRemoval = false;
        for (SettingResult one : route.settings()) {
            Matcher label = LABEL.matcher(one.setting().label());
            if (label.matches()) {
                isRemoval = label.group(1).equals("remove");
                int count = number(label, 2);
                int ordinal = number(label, 3);
                Tile tile = new Tile(count, ordinal / count, ordinal % count, one);
                grids.computeIfAbsent(
                                ModeMark.of(one.setting().mode()).words() + tile.count(), key -> new ArrayList<>())
                        .add(tile);
            }
        }
        List<Page.Figure> figures = new ArrayList<>();
        for (List<Tile> grid : grids.values()) {
            String mode = ModeMark.of(grid.get(0).result().setting().mode()).words();
            String what = isRemoval
                    ? "Change of the AUC when one tile is taken away, " + mode
                    : "AUC when one tile is kept, " + mode;
            figures.add(new Page.Figure(
                    draw(what, grid, isRemoval, alpha),
                    what + ", as tiles lie on the image. In brackets the interval; bold: "
                            + (isRemoval
                                    ? "the fall is shown after correction."
                                    : "reveals the attribute after correction.")));
        }
        return figures;
    }

    private static int number(Matcher label, int group) {
        return Integer.parseInt(label.group(group));
    }

    private static Markup draw(String title, List<Tile> grid, boolean isRemoval, double alpha) {
        double cell = SIDE / grid.get(0).count();
        double left = (WIDTH - SIDE) / 2;
        List<Markup> marks = new ArrayList<>();
        for (Tile tile : grid) {
            double x = left + tile.column() * cell;
            double y = 6 + tile.row() * cell;
            Estimate shown = isRemoval ? tile.result().change() : tile.result().macroAuc();
            double share = isRemoval ? -2 * shown.valueOr(0) : 1.6 * (shown.valueOr(0.5) - 0.5);
            marks.add(Svg.rectangle(x, y, cell, cell, Svg.tint(0.75 * Math.min(1, Math.max(0, share))))
                    .with("stroke", Svg.RULE)
                    .with("stroke-width", 1));
            boolean isShown =
                    isRemoval ? tile.result().fell(alpha) : tile.result().reveals();
            Markup value = Svg.centred(x + cell / 2, y + cell / 2, NumberText.value(shown))
                    .with("font-size", 14);
            marks.add(isShown ? value.with("font-weight", "bold") : value);
            if (cell > 80 && shown instanceof Estimate.Known) {
                marks.add(Svg.centred(x + cell / 2, y + cell / 2 + 16, "(" + NumberText.bounds(shown) + ")")
                        .with("font-size", 9.5));
            }
        }
        return Svg.drawing(WIDTH, SIDE + 12, title, marks);
    }
}
