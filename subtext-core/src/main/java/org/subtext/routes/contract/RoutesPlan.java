package org.subtext.routes.contract;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;
import org.subtext.perturbation.Perturbations;
import org.subtext.problems.PlanKey;
import org.subtext.problems.RefusedValueException;

/**
 * Which routes a run looks at, and how much it may spend on them.
 *
 * @param routes names or families of routes, or "all"; empty (the default) for none
 * @param settings further settings in the words of {@code Perturbations.parse}: "low-pass 12"; of a route that is not
 *     in {@code routes} only these are run
 * @param modes in which settings are run; both by default
 * @param budget longest time, "2h", "45m"; null (the default) for no limit
 * @param studyFaithful whether images are made as the study's code made them, with its defects, instead of as the words
 *     say; each defect is named in the report
 * @param training how networks are newly trained
 * @param columns columns of the table to look at as confounders; empty (the default) for all that may serve
 * @param masks by name, a folder of mask images with the file names of the images
 * @param initialWeights path of ImageNet weights for the encoding controls; null where there are none
 */
public record RoutesPlan(
        List<String> routes,
        List<String> settings,
        List<Mode> modes,
        @Nullable String budget,
        boolean studyFaithful,
        NewTraining training,
        List<String> columns,
        Map<String, String> masks,
        @Nullable String initialWeights) {
    /** Asks for every route there is. */
    public static final String ALL = "all";

    /** The modes that a plan may choose from. */
    public static final List<Mode> CHOICES = List.of(Mode.TESTED_UNDER, Mode.NEWLY_TRAINED);

    /** No routes. */
    public static final RoutesPlan NONE =
            new RoutesPlan(List.of(), List.of(), CHOICES, null, false, NewTraining.USUAL, List.of(), Map.of(), null);

    public RoutesPlan {
        Objects.requireNonNull(training, "training");
        routes = List.copyOf(routes);
        settings = List.copyOf(settings);
        modes = List.copyOf(modes);
        columns = List.copyOf(columns);
        masks = Collections.unmodifiableMap(new LinkedHashMap<>(masks));
        if (modes.isEmpty() || !CHOICES.containsAll(modes)) {
            throw new RefusedValueException(
                    PlanKey.ROUTES_MODES, "must name tested_under, newly_trained or both, got " + modes);
        }
    }

    /** Whether nothing is asked for. */
    public boolean asksForNothing() {
        return routes.isEmpty() && settings.isEmpty();
    }

    /** Whether the route itself is asked for, by its name, its family or "all": then with all its own settings. */
    public boolean names(Route route) {
        return routes.contains(ALL) || routes.contains(route.name()) || routes.contains(route.family());
    }

    /** Whether the route is named, or one of its settings. */
    public boolean asksFor(Route route) {
        return names(route)
                || settings.stream().anyMatch(setting -> kindOf(setting).equals(route.name()));
    }

    /** The first word of a setting. */
    public static String kindOf(String setting) {
        return Perturbations.kindOf(setting);
    }

    public RoutesPlan withRoutes(List<String> value) {
        return new RoutesPlan(value, settings, modes, budget, studyFaithful, training, columns, masks, initialWeights);
    }

    public RoutesPlan withSettings(List<String> value) {
        return new RoutesPlan(routes, value, modes, budget, studyFaithful, training, columns, masks, initialWeights);
    }

    public RoutesPlan withModes(List<Mode> value) {
        return new RoutesPlan(routes, settings, value, budget, studyFaithful, training, columns, masks, initialWeights);
    }

    public RoutesPlan withBudget(@Nullable String value) {
        return new RoutesPlan(routes, settings, modes, value, studyFaithful, training, columns, masks, initialWeights);
    }

    public RoutesPlan withStudyFaithful(boolean value) {
        return new RoutesPlan(routes, settings, modes, budget, value, training, columns, masks, initialWeights);
    }

    public RoutesPlan withTraining(UnaryOperator<NewTraining> change) {
        return new RoutesPlan(
                routes, settings, modes, budget, studyFaithful, change.apply(training), columns, masks, initialWeights);
    }

    public RoutesPlan withColumns(List<String> value) {
        return new RoutesPlan(routes, settings, modes, budget, studyFaithful, training, value, masks, initialWeights);
    }

    public RoutesPlan withMasks(Map<String, String> value) {
        return new RoutesPlan(routes, settings, modes, budget, studyFaithful, training, columns, value, initialWeights);
    }

    public RoutesPlan withInitialWeights(@Nullable String value) {
        return new RoutesPlan(routes, settings, modes, budget, studyFaithful, training, columns, masks, value);
    }
}
