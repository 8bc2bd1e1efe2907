package org.subtext.bench.routes;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.subtext.bench.routes.PlantedRoute.Confounder.Column;
import org.subtext.sources.phantom.ClassShare;
import org.subtext.sources.phantom.ConfounderCorrelations;
import org.subtext.sources.phantom.PhantomPlan;
import org.subtext.sources.phantom.PlantedSignal;

/** One phantom of the validation: what is planted, and the seed of everything random in it and its audit. */
record Phantom(PlantedRoute route, long seed) {
    private static final int PATIENTS = 500;
    private static final int SIDE = 64;

    /** Of the list that was fixed before the battery was first run. */
    static final long FIRST_SEED = 1001;

    private static final int EMPTY = 6;
    private static final int REPEATS = 2;

    /** Edges lie beside those of the battery's own bands on purpose. */
    private static final List<PlantedRoute> BANDS = List.of(
            new PlantedRoute.Band(2.5, 5, 2),
            new PlantedRoute.Band(5, 9, 2),
            new PlantedRoute.Band(9, 14, 1.5),
            new PlantedRoute.Band(15, 22, 1.5),
            new PlantedRoute.Band(22, 30, 3));

    private static final List<PlantedRoute> GREY_RANGES = List.of(
            new PlantedRoute.GreyRange(0, 0.3, 4),
            new PlantedRoute.GreyRange(0.3, 0.6, 4),
            new PlantedRoute.GreyRange(0.6, 1, 3));

    private static final List<PlantedRoute> CONFOUNDERS = List.of(
            new PlantedRoute.Confounder(Column.VIEW, 0.9),
            new PlantedRoute.Confounder(Column.SCANNER, 0.7),
            new PlantedRoute.Confounder(Column.SEX, 0.7),
            new PlantedRoute.Confounder(Column.BMI, 0.7));

    /** Corners above the shoulders hold no body to plant anything in. */
    private static final List<PlantedRoute> TILES = List.of(
            new PlantedRoute.Tile(0, 1, 6),
            new PlantedRoute.Tile(1, 0, 8),
            new PlantedRoute.Tile(1, 1, 8),
            new PlantedRoute.Tile(1, 2, 8),
            new PlantedRoute.Tile(2, 0, 8),
            new PlantedRoute.Tile(2, 1, 8),
            new PlantedRoute.Tile(2, 2, 8));

    String name() {
        return route.name() + "-" + seed;
    }

    /** Two classes of half the patients each, one image a patient. */
    PhantomPlan plan() {
        PhantomPlan silent = new PhantomPlan(
                PATIENTS,
                1,
                1,
                SIDE,
                List.of(new ClassShare("A", 0.5), new ClassShare("B", 0.5)),
                new PlantedSignal.None(),
                ConfounderCorrelations.NONE,
                seed,
                8);
        return route.in(silent);
    }

    /** All of them; seeds count up, so that no two phantoms share their patients. */
    static List<Phantom> all(long firstSeed) {
        List<PlantedRoute> routes = new ArrayList<>(Collections.nCopies(EMPTY, new PlantedRoute.Nothing()));
        for (int repeat = 0; repeat < REPEATS; repeat++) {
            routes.addAll(BANDS);
            routes.addAll(GREY_RANGES);
            routes.addAll(CONFOUNDERS);
        }
        routes.addAll(TILES);
        return of(routes, firstSeed);
    }

    /** Two with nothing planted, and two each of bands, ranges of grey values, columns and tiles. */
    static List<Phantom> twoOfEachKind(long firstSeed) {
        List<PlantedRoute> routes = new ArrayList<>(Collections.nCopies(2, new PlantedRoute.Nothing()));
        List.of(BANDS, GREY_RANGES, CONFOUNDERS, TILES).forEach(kind -> routes.addAll(kind.subList(1, 3)));
        return of(routes, firstSeed);
    }

    private static List<Phantom> of(List<PlantedRoute> routes, long firstSeed) {
        List<Phantom> phantoms = new ArrayList<>();
        for (PlantedRoute route : routes) {
            phantoms.add(new Phantom(route, firstSeed + phantoms.size()));
        }
        return List.copyOf(phantoms);
    }
}
