package org.subtext.routes.table;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import org.subtext.cohort.RecordedView;
import org.subtext.cohort.RecordedView.Side;
import org.subtext.routes.contract.Experiment;
import org.subtext.routes.contract.FinishedAudit;
import org.subtext.routes.contract.Mode;
import org.subtext.routes.contract.NotRunException;
import org.subtext.routes.contract.Route;
import org.subtext.routes.contract.RoutesPlan;
import org.subtext.routes.contract.Setting;
import org.subtext.routes.contract.Subject;

/**
 * The finished network's scores view by view (the frontal images, the lateral ones; CC, MLO) and, where both sides of
 * the body are recorded, side by side.
 */
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
        return "Is it seen in every view, and on both sides?";
    }

    @Override
    public Optional<String> axis() {
        return Optional.empty();
    }

    @Override
    public List<Experiment> experiments(FinishedAudit audit, RoutesPlan plan) throws NotRunException {
        Optional<ImageColumn> views = ImageColumn.ofViews(audit.cohort());
        Optional<ImageColumn> sides = ImageColumn.ofSides(audit.cohort());
        Map<String, Set<String>> byView = new TreeMap<>();
        Map<Side, Set<String>> bySide = new EnumMap<>(Side.class);
        for (int i = 0; i < audit.cohort().size(); i++) {
            RecordedView recorded = RecordedView.of(cell(views, i), cell(sides, i));
            String image = audit.cohort().images().get(i).id();
            recorded.projection()
                    .ifPresent(view ->
                            byView.computeIfAbsent(view, v -> new TreeSet<>()).add(image));
            recorded.side()
                    .ifPresent(side ->
                            bySide.computeIfAbsent(side, s -> new TreeSet<>()).add(image));
        }
        List<Experiment> experiments = new ArrayList<>();
        if (byView.size() >= 2 && byView.size() <= MOST_VIEWS) {
            byView.forEach((view, images) -> experiments.add(subset(new Subject.View(view), images)));
        }
        if (bySide.size() == 2) {
            bySide.forEach((side, images) ->
                    experiments.add(subset(new Subject.BodySide(side.name().toLowerCase(Locale.ROOT)), images)));
        }
        if (experiments.isEmpty()) {
            throw refusal(views, byView.size());
        }
        return experiments;
    }

    private Experiment subset(Subject subject, Set<String> images) {
        return new StoredSubset(new Setting(name(), subject, Mode.SUBSET), images, CURVE_POINT);
    }

    private static @Nullable String cell(Optional<ImageColumn> column, int position) {
        return column.isPresent() ? column.get().cells().get(position) : null;
    }

    private static NotRunException refusal(Optional<ImageColumn> column, int views) {
        if (column.isEmpty()) {
            return new NotRunException("The table has no column of the view.", "Name it: cohort.columns.view.");
        }
        return new NotRunException(
                "Column " + column.get().name() + " holds " + views + (views == 1 ? " view." : " views."),
                views < 2
                        ? "Nothing is to be compared; add images of another view."
                        : "Bring views together to at most " + MOST_VIEWS + ", or name another column of the view.");
    }
}
