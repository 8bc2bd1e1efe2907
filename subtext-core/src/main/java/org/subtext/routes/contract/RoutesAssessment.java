package org.subtext.routes.contract;

import java.util.List;

/**
 * All routes of a run together, ready to be stored as routes.json and rendered.
 *
 * @param classes class names in score order
 * @param baseline the finished network on unchanged images
 * @param routes in the order of the report
 * @param pointers what the battery points at, the strongest first; empty where it points at nothing
 * @param reading the short answer to "by what route?", sentences over all routes
 * @param multiplicity how p-values were corrected, and over how many settings
 * @param notes what a reader of all routes should know: study-faithful defects, budget, sentences
 */
public record RoutesAssessment(
        List<String> classes,
        SettingResult baseline,
        List<RouteFindings> routes,
        List<Pointer> pointers,
        List<String> reading,
        String multiplicity,
        List<String> notes) {
    public RoutesAssessment {
        classes = List.copyOf(classes);
        routes = List.copyOf(routes);
        pointers = List.copyOf(pointers);
        reading = List.copyOf(reading);
        notes = List.copyOf(notes);
    }

    /** Settings with scores, over all routes. */
    public int settingCount() {
        return routes.stream().mapToInt(route -> route.settings().size()).sum();
    }

    /** How faint a signal would have been found, over all routes. */
    public List<Recovery> recoveries() {
        return routes.stream().flatMap(route -> route.recoveries().stream()).toList();
    }

    /** What was not run, over all routes. */
    public List<NotRun> notRun() {
        return routes.stream().flatMap(route -> route.notRun().stream()).toList();
    }
}
