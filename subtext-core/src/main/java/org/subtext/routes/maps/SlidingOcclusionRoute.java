package org.subtext.routes.maps;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.subtext.routes.contract.Experiment;
import org.subtext.routes.contract.FinishedAudit;
import org.subtext.routes.contract.Mode;
import org.subtext.routes.contract.Route;
import org.subtext.routes.contract.RoutesPlan;

/** A tile is hidden in every image, at one place after the other: where does the AUC fall the most? */
public final class SlidingOcclusionRoute implements Route {
    private static final List<Integer> TILES_ACROSS = List.of(4, 8);

    private final List<Integer> tilesAcross;

    /** Tiles of a quarter and of an eighth of the side. */
    public SlidingOcclusionRoute() {
        this(TILES_ACROSS);
    }

    /** @param tilesAcross for each map, how many tiles fit along the side, 2 to 16 */
    public SlidingOcclusionRoute(List<Integer> tilesAcross) {
        this.tilesAcross = List.copyOf(tilesAcross);
        if (!this.tilesAcross.stream().allMatch(n -> n >= 2 && n <= 16)) {
            throw new IllegalArgumentException("tiles along the side must be 2 to 16, got " + tilesAcross);
        }
    }

    @Override
    public String name() {
        return "occlusion";
    }

    @Override
    public String family() {
        return "occlusion";
    }

    @Override
    public String question() {
        return "Where does hiding a small part cost the most?";
    }

    @Override
    public Optional<String> axis() {
        return Optional.empty();
    }

    @Override
    public List<Experiment> experiments(FinishedAudit audit, RoutesPlan plan) {
        List<Experiment> experiments = new ArrayList<>();
        if (plan.modes().contains(Mode.TESTED_UNDER)) {
            tilesAcross.stream()
                    .filter(n -> n <= audit.pixels().layout().side())
                    .forEach(n -> experiments.add(SlidingOcclusion.of(name(), n, audit)));
        }
        return experiments;
    }
}
