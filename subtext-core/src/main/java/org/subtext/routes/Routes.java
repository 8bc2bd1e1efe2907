package org.subtext.routes;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.subtext.perturbation.PerturbationKind;
import org.subtext.perturbation.Perturbations;
import org.subtext.problems.NearestName;
import org.subtext.problems.Problems;

/** All routes there are, in the order of the report. */
public final class Routes {
    private Routes() {}

    /** Every route of this version. */
    public static List<Route> all() {
        List<Route> routes = new ArrayList<>();
        for (PerturbationKind kind : Perturbations.KINDS) {
            routes.add(new PerturbationRoute(kind));
        }
        routes.add(EncodingRoute.ofDefaults());
        routes.add(new FeatureInspectionRoute());
        routes.add(new SliceRoute());
        routes.add(new ViewRoute());
        return List.copyOf(routes);
    }

    /**
     * Routes by name or family; "all" stands for every one.
     *
     * @throws org.subtext.problems.InvalidInputException naming every unknown name at once
     */
    static List<Route> named(List<Route> routes, RoutesPlan plan) {
        List<String> names = new ArrayList<>(plan.routes());
        plan.settings()
                .forEach(
                        setting -> names.add(Perturbations.parse(setting).name().split(" ")[0]));
        List<String> known = Stream.concat(
                        Stream.of("all"), routes.stream().flatMap(route -> Stream.of(route.family(), route.name())))
                .distinct()
                .toList();
        Problems problems = new Problems();
        names.stream()
                .filter(name -> !known.contains(name))
                .forEach(name -> problems.add("There is no route \"" + name + "\"." + NearestName.hint(name, known)
                        + " Known are " + known.stream().collect(Collectors.joining(", ")) + "."));
        problems.throwIfAny();
        return routes.stream()
                .filter(route ->
                        names.contains("all") || names.contains(route.name()) || names.contains(route.family()))
                .toList();
    }
}
