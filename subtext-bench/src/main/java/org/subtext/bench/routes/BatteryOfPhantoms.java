package org.subtext.bench.routes;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.subtext.audit.Audit;
import org.subtext.audit.AuditPlan;
import org.subtext.routes.Mode;
import org.subtext.routes.Pointer;
import org.subtext.routes.RoutesPlan;

/** How the battery is asked on a phantom, and how its answer is read: the only class here that knows the routes. */
final class BatteryOfPhantoms {
    private static final List<String> ROUTES = List.of(
            "low-pass",
            "high-pass",
            "band-pass",
            "notch",
            "keep-tile",
            "remove-tile",
            "keep-range",
            "remove-range",
            "resolution",
            "table",
            "strata");

    private static final String RECORDED = "recorded ";

    private BatteryOfPhantoms() {}

    /** The plan with the battery that every phantom gets, whatever was planted in it. */
    static AuditPlan asked(AuditPlan plan) {
        return plan.withRoutes(RoutesPlan.NONE.withRoutes(ROUTES).withModes(List.of(Mode.TESTED_UNDER)));
    }

    /** What the battery of a finished audit points at, the strongest first. */
    static List<Pointed> answer(Audit.Result result) {
        return Optional.ofNullable(result.content().routes()).orElseThrow().pointers().stream()
                .map(BatteryOfPhantoms::pointed)
                .toList();
    }

    private static Pointed pointed(Pointer pointer) {
        return switch (pointer.kind()) {
            case BAND -> new Pointed(Pointed.Kind.BAND, pointer.what(), pointer.numbers());
            case TILE -> new Pointed(Pointed.Kind.TILE, pointer.what(), place(pointer.numbers()));
            case INTENSITY_RANGE -> new Pointed(Pointed.Kind.GREY_RANGE, pointer.what(), pointer.numbers());
            case REGION -> new Pointed(Pointed.Kind.REGION, pointer.what(), List.of());
            case CONFOUNDER ->
                new Pointed(
                        Pointed.Kind.COLUMN,
                        pointer.what().replace(RECORDED, "").toLowerCase(Locale.ROOT),
                        List.of());
        };
    }

    /** From tiles along an edge and a tile's number, row by row, to its row and column. */
    private static List<Double> place(List<Double> tile) {
        double count = tile.get(0);
        return List.of(count, Math.floor(tile.get(1) / count), tile.get(1) % count);
    }
}
