package org.subtext.routes.contract;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The values of a plan while one of them is changed. */
final class RoutesPlanDraft {
    List<String> routes;
    List<String> settings;
    List<Mode> modes;

    @Nullable String budget;

    boolean studyFaithful;
    boolean warmStart;
    int folds;
    int epochs;
    List<String> columns;
    Map<String, String> masks;

    @Nullable String initialWeights;

    RoutesPlanDraft(RoutesPlan plan) {
        routes = plan.routes();
        settings = plan.settings();
        modes = plan.modes();
        budget = plan.budget();
        studyFaithful = plan.studyFaithful();
        warmStart = plan.warmStart();
        folds = plan.folds();
        epochs = plan.epochs();
        columns = plan.columns();
        masks = plan.masks();
        initialWeights = plan.initialWeights();
    }

    RoutesPlan plan() {
        return new RoutesPlan(
                routes,
                settings,
                modes,
                budget,
                studyFaithful,
                warmStart,
                folds,
                epochs,
                columns,
                masks,
                initialWeights);
    }
}
