package org.subtext.bench.routes;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.subtext.audit.Audit;
import org.subtext.audit.AuditPlan;
import org.subtext.routes.contract.Mode;
import org.subtext.routes.contract.NotRun;
import org.subtext.routes.contract.Pointer;
import org.subtext.routes.contract.RoutesAssessment;
import org.subtext.routes.contract.RoutesPlan;

/**
 * How the battery is asked on a phantom, and how its answer is read: the only class here that knows the routes.
 *
 * @param budget empty for settings finer than the usual ones, all of them; otherwise for every route with what it asks
 *     by itself, as long as that budget pays for it ("2m")
 */
record BatteryOfPhantoms(Optional<String> budget) {
    /** What the table tells alone, and the finished network's scores among patients who are alike in a column. */
    private static final List<String> ROUTES = List.of("table", "strata");

    /**
     * Half octaves to the next whole cycle, up to what 64 pixels hold: the octaves of the usual grid are wider than
     * some planted bands, so that no answer could be a hit.
     */
    private static final int[] EDGES = {1, 2, 3, 4, 6, 8, 11, 16, 23, 32};

    private static final int TILES = 3;

    private static final int FIFTHS = 5;

    private static final String COLUMN = "recorded ";

    /**
     * The plan with the battery that every phantom gets, whatever was planted in it; finished networks only without a
     * budget.
     */
    AuditPlan asked(AuditPlan plan) {
        return plan.withRoutes(budget.map(longest ->
                        RoutesPlan.NONE.withRoutes(List.of(RoutesPlan.ALL)).withBudget(longest))
                .orElseGet(() -> RoutesPlan.NONE
                        .withRoutes(ROUTES)
                        .withSettings(settings())
                        .withModes(List.of(Mode.TESTED_UNDER))));
    }

    /** Each band, tile and range of grey values alone, and all but it. */
    static List<String> settings() {
        List<String> settings = new ArrayList<>();
        for (int octave = 1; octave <= 2; octave++) {
            for (int i = 0; i + octave < EDGES.length; i++) {
                settings.add("band-pass " + EDGES[i] + " " + EDGES[i + octave]);
                settings.add("notch " + EDGES[i] + " " + EDGES[i + octave]);
            }
        }
        for (int tile = 0; tile < TILES * TILES; tile++) {
            settings.add("keep-tile " + TILES + " " + tile);
            settings.add("remove-tile " + TILES + " " + tile);
        }
        for (int width = 1; width <= 2; width++) {
            for (int fifth = 0; fifth + width <= FIFTHS; fifth++) {
                String range = fifth / (double) FIFTHS + " " + (fifth + width) / (double) FIFTHS;
                settings.add("keep-range " + range);
                settings.add("remove-range " + range);
            }
        }
        return settings;
    }

    /** What the battery of a finished audit points at, the strongest first. */
    List<Pointed> answer(Audit.Result result) {
        RoutesAssessment routes = Optional.ofNullable(result.content().routes()).orElseThrow();
        // Strata too small to assess differ from phantom to phantom and stay out; a missing band, tile or range would
        // not do.
        List<NotRun> missing = routes.notRun().stream()
                .filter(one -> settings().stream().anyMatch(one.what()::startsWith))
                .toList();
        if (budget.isEmpty() && !missing.isEmpty()) {
            throw new IllegalStateException("every phantom gets the whole battery; not run: " + missing);
        }
        return routes.pointers().stream().map(BatteryOfPhantoms::pointed).toList();
    }

    private static Pointed pointed(Pointer pointer) {
        return switch (pointer.kind()) {
            case BAND -> new Pointed(Pointed.Kind.BAND, pointer.what(), pointer.numbers());
            case TILE -> new Pointed(Pointed.Kind.TILE, pointer.what(), place(pointer.numbers()));
            case INTENSITY_RANGE -> new Pointed(Pointed.Kind.GREY_RANGE, pointer.what(), pointer.numbers());
            case REGION -> new Pointed(Pointed.Kind.REGION, pointer.what(), List.of());
            case CONFOUNDER -> new Pointed(Pointed.Kind.COLUMN, pointer.what().replace(COLUMN, ""), List.of());
        };
    }

    /** From tiles along an edge and a tile's number, row by row, to its row and column. */
    static List<Double> place(List<Double> tile) {
        double count = tile.get(0);
        return List.of(count, Math.floor(tile.get(1) / count), tile.get(1) % count);
    }
}
