package org.subtext.report;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.subtext.perturbation.contract.Role;
import org.subtext.perturbation.contract.Tile;
import org.subtext.report.charts.Markup;
import org.subtext.report.charts.ModeMark;
import org.subtext.report.charts.NumberText;
import org.subtext.report.charts.Svg;
import org.subtext.routes.contract.RouteFindings;
import org.subtext.routes.contract.SettingResult;
import org.subtext.routes.contract.Subject;
import org.subtext.statistics.Estimate;

/** A grid of tiles as it lies on the image, with the AUC when each is kept, or the change when each is taken away. */
final class TileChart {
    private static final double SIDE = 300;
    private static final double WIDTH = 360;

    /** A tile and what was found of it. */
    private record Cell(Tile tile, SettingResult result) {}

    private TileChart() {}

    /** One figure a mode and size of grid; none for routes without tiles. */
    static List<Page.Figure> figures(RouteFindings route, double alpha) {
        Map<List<Object>, List<Cell>> grids = new LinkedHashMap<>();
        boolean isRemoval = false;
        for (SettingResult one : route.settings()) {
            Role role = one.setting().subject().role();
            Optional<Tile> tile = isOfTheStudy(one) ? Optional.empty() : tile(role);
            if (tile.isPresent()) {
                isRemoval = role instanceof Role.Removes;
                grids.computeIfAbsent(
                                List.of(
                                        ModeMark.of(one.setting().mode()),
                                        tile.get().grid()),
                                key -> new ArrayList<>())
                        .add(new Cell(tile.get(), one));
            }
        }
        List<Page.Figure> figures = new ArrayList<>();
        for (List<Cell> grid : grids.values()) {
            String mode = ModeMark.of(grid.get(0).result().setting().mode()).words();
            String what = isRemoval
                    ? "Change of the AUC when one tile is taken away, " + mode
                    : "AUC when one tile is kept, " + mode;
            figures.add(new Page.Figure(
                    draw(what, grid, isRemoval, alpha),
                    what + ", as tiles lie on the image. In brackets the interval; bold: "
                            + (isRemoval
                                    ? "the fall is shown after correction."
                                    : "reveals the attribute after correction."),
                    table(grid, isRemoval)));
        }
        return figures;
    }

    private static Table table(List<Cell> grid, boolean isRemoval) {
        Table table = new Table(
                "The tiles of the figure, rows and columns counted from the upper left corner.",
                List.of("Tile", isRemoval ? "Change (interval)" : "AUC (interval)"));
        for (Cell one : grid) {
            Estimate shown = isRemoval ? one.result().change() : one.result().macroAuc();
            table.row(
                    "row " + (one.tile().row() + 1) + ", column " + (one.tile().column() + 1), NumberText.cell(shown));
        }
        return table;
    }

    /** What a setting keeps or removes, where that is a tile. */
    private static Optional<Tile> tile(Role role) {
        if (role instanceof Role.Keeps keeps && keeps.part() instanceof Tile kept) {
            return Optional.of(kept);
        }
        return role instanceof Role.Removes removes && removes.part() instanceof Tile removed
                ? Optional.of(removed)
                : Optional.empty();
    }

    /** The study's code moved its tiles, so that they do not lie on the image as drawn. */
    private static boolean isOfTheStudy(SettingResult one) {
        return one.setting().subject() instanceof Subject.Perturbed perturbed
                && perturbed.steps().stream().anyMatch(Subject.Perturbed.Step::asCoded);
    }

    private static Markup draw(String title, List<Cell> grid, boolean isRemoval, double alpha) {
        double cell = SIDE / grid.get(0).tile().grid();
        double left = (WIDTH - SIDE) / 2;
        List<Markup> marks = new ArrayList<>();
        for (Cell one : grid) {
            double x = left + one.tile().column() * cell;
            double y = 6 + one.tile().row() * cell;
            Estimate shown = isRemoval ? one.result().change() : one.result().macroAuc();
            double share = isRemoval ? -2 * shown.valueOr(0) : 1.6 * (shown.valueOr(0.5) - 0.5);
            marks.add(Svg.rectangle(x, y, cell, cell, Svg.tint(0.75 * Math.min(1, Math.max(0, share))))
                    .with("stroke", Svg.RULE)
                    .with("stroke-width", 1));
            boolean isShown =
                    isRemoval ? one.result().fell(alpha) : one.result().reveals();
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
