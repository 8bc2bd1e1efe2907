package org.subtext.routes.contract;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a route found.
 *
 * @param route its name
 * @param family the routes it stands with in the report
 * @param question it asks
 * @param axis of its curve; null where it has none
 * @param settings in the order of the axis
 * @param reading generated sentences that say no more than the intervals
 * @param recoveries how faint a signal would have been found; none of most routes, and of runs of older versions
 * @param notRun what could not be run, or did not fit the budget
 */
public record RouteFindings(
        String route,
        String family,
        String question,
        @Nullable String axis,
        List<SettingResult> settings,
        List<EvidenceTable> tables,
        List<Picture> pictures,
        List<String> reading,
        @Nullable List<Recovery> recoveries,
        List<NotRun> notRun) {
    public RouteFindings {
        settings = List.copyOf(settings);
        tables = List.copyOf(tables);
        pictures = List.copyOf(pictures);
        reading = List.copyOf(reading);
        recoveries = recoveries == null ? List.of() : List.copyOf(recoveries);
        notRun = List.copyOf(notRun);
    }

    @Override
    public List<Recovery> recoveries() {
        return recoveries == null ? List.of() : recoveries;
    }
}
