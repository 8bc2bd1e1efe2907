package org.subtext.routes;

import java.util.ArrayList;
import java.util.List;
import org.subtext.confounding.BoostedTrees;
import org.subtext.confounding.LabelledRows;
import org.subtext.perturbation.Perturbations;
import org.subtext.perturbation.contract.PerturbationKind;
import org.subtext.provenance.Seed;
import org.subtext.routes.contract.Route;
import org.subtext.routes.controls.ControlRoute;
import org.subtext.routes.embeddings.EncodingRoute;
import org.subtext.routes.embeddings.FeatureInspectionRoute;
import org.subtext.routes.injection.InjectionRoute;
import org.subtext.routes.injection.NetworkInjectionRoute;
import org.subtext.routes.maps.AttackRoute;
import org.subtext.routes.maps.SaliencyRoute;
import org.subtext.routes.maps.SlidingOcclusionRoute;
import org.subtext.routes.masks.GreyLevelRoute;
import org.subtext.routes.masks.MaskRoute;
import org.subtext.routes.perturbed.PerturbationRoute;
import org.subtext.routes.table.AddedValueRoute;
import org.subtext.routes.table.BalancedRoute;
import org.subtext.routes.table.ConfounderFromImageRoute;
import org.subtext.routes.table.ShuffledAttributeRoute;
import org.subtext.routes.table.SliceRoute;
import org.subtext.routes.table.StrataRoute;
import org.subtext.routes.table.TableRoute;
import org.subtext.routes.table.ViewRoute;

/** All routes there are, in the order of the report. */
public final class Routes {
    /** Of the classifier of grey levels, whose 256 numbers an image need no search. */
    private static final int TREES = 100;

    private static final int DEPTH = 3;

    private Routes() {}

    /** Every route of this version. */
    public static List<Route> all() {
        List<Route> routes = new ArrayList<>();
        for (PerturbationKind kind : Perturbations.KINDS) {
            routes.add(new PerturbationRoute(kind));
        }
        routes.add(new MaskRoute());
        routes.add(new GreyLevelRoute(Routes::boostedTrees, "boosted trees"));
        routes.add(new TableRoute());
        routes.add(new AddedValueRoute());
        routes.add(new StrataRoute());
        routes.add(new BalancedRoute());
        routes.add(new ConfounderFromImageRoute());
        routes.add(new ControlRoute());
        routes.add(new ShuffledAttributeRoute());
        routes.add(new InjectionRoute());
        routes.add(new NetworkInjectionRoute());
        routes.add(new SlidingOcclusionRoute());
        routes.add(new SaliencyRoute());
        routes.addAll(AttackRoute.all());
        routes.add(EncodingRoute.ofDefaults());
        routes.add(new FeatureInspectionRoute());
        routes.add(new SliceRoute());
        routes.add(new ViewRoute());
        return List.copyOf(routes);
    }

    private static double[][] boostedTrees(double[][] train, int[] labels, int classes, double[][] test, Seed seed) {
        return new BoostedTrees(TREES, DEPTH)
                .fit(LabelledRows.ungrouped(train, labels, classes), seed)
                .probabilities(test);
    }
}
