package org.subtext.routes;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Which routes a run looks at, and how much it may spend on them.
 *
 * @param routes names or families of routes, or "all"; empty (the default) for none
 * @param settings further settings in the words of {@code Perturbations.parse}: "low-pass 12"
 * @param modes in which settings are run; both by default
 * @param budget longest time, "2h", "45m"; null (the default) for no limit
 * @param studyFaithful whether images are made as the study's code made them, with its defects, instead of as the words
 *     say; each defect is named in the report
 * @param warmStart whether newly trained networks begin with the finished one's weights; results are labelled so
 * @param folds in how many of the audit's folds newly trained settings are trained, from the first; 1 by default
 * @param epochs passes of newly trained settings; 0 (the default) for as many as the audit's own
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
        boolean warmStart,
        int folds,
        int epochs,
        List<String> columns,
        Map<String, String> masks,
        @Nullable String initialWeights) {
    /** No routes. */
    public static final RoutesPlan NONE = new RoutesPlan(
            List.of(),
            List.of(),
            List.of(Mode.TESTED_UNDER, Mode.NEWLY_TRAINED),
            null,
            false,
            false,
            1,
            0,
            List.of(),
            Map.of(),
            null);

    public RoutesPlan {
        routes = List.copyOf(routes);
        settings = List.copyOf(settings);
        modes = List.copyOf(modes);
        columns = List.copyOf(columns);
        masks = java.util.Collections.unmodifiableMap(new java.util.LinkedHashMap<>(masks));
        if (folds < 1 || epochs < 0) {
            throw new IllegalArgumentException("folds must be at least 1 and epochs not negative");
        }
    }
}
