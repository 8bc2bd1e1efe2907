package org.subtext.routes;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/** The finished network's scores view by view: the frontal images, the lateral ones. */
public final class ViewRoute implements Route {
    private static final int CURVE_POINT = 2;
    private static final int MOST_VIEWS = 20;

    @Override
    public String name() {
        return "view";
    }

    @Override
    public String family() {
        return "studies";
    }

    @Override
    public String question() {
        return "Is it seen in every view?";
    }

    @Override
    public Optional<String> axis() {
        return Optional.empty();
    }

    @Override
    public List<Experiment> experiments(FinishedAudit audit, RoutesPlan plan) throws NotRunException {
        ImageColumn column = ImageColumn.ofViews(audit.cohort())
                .orElseThrow(() -> new NotRunException(
                        "The table has no column of the view.", "Name it in the plan (columns: view) or with --view."));
        Map<String, Set<String>> byView = new TreeMap<>();
        for (int i = 0; i < column.cells().size(); i++) {
            String view = column.cells().get(i);
            if (view != null && !view.isBlank()) {
                byView.computeIfAbsent(view.strip(), v -> new TreeSet<>())
                        .add(audit.cohort().images().get(i).id());
            }
        }
        if (byView.size() < 2 || byView.size() > MOST_VIEWS) {
            throw new NotRunException(
                    "Column " + column.name() + " holds " + byView.size() + (byView.size() == 1 ? " view." : " views."),
                    byView.size() < 2
                            ? "Nothing is to be compared; add images of another view."
                            : "Bring views together to at most " + MOST_VIEWS
                                    + ", or name another column with --view.");
        }
        List<Experiment> experiments = new ArrayList<>();
        byView.forEach((view, images) -> experiments.add(
                new StoredSubset(new Setting(name(), "view " + view, Mode.SUBSET, null), images, CURVE_POINT)));
        return experiments;
    }
}
