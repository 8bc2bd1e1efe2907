package org.subtext.routes.table;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.subtext.confounding.ColumnTopic;
import org.subtext.confounding.RecordedColumn;
import org.subtext.routes.contract.Experiment;
import org.subtext.routes.contract.FinishedAudit;
import org.subtext.routes.contract.Mode;
import org.subtext.routes.contract.NotRunException;
import org.subtext.routes.contract.Route;
import org.subtext.routes.contract.RoutesPlan;
import org.subtext.routes.contract.Setting;
import org.subtext.routes.contract.Subject;

/**
 * The audit's own scores with images weighted so that classes match in recorded columns: each column by itself, then
 * several together, beside the study's resampling.
 */
public final class BalancedRoute implements Route {
    /** Columns matched together unless the plan names more. */
    private static final int TOGETHER = 4;

    @Override
    public String name() {
        return "reweighting";
    }

    @Override
    public String family() {
        return "confounders";
    }

    @Override
    public String question() {
        return "Does it hold when the classes match in what is recorded?";
    }

    @Override
    public Optional<String> axis() {
        return Optional.empty();
    }

    @Override
    public List<Experiment> experiments(FinishedAudit audit, RoutesPlan plan) throws NotRunException {
        RecordedConfounders confounders = RecordedConfounders.of(audit, plan);
        List<RecordedColumn> columns = confounders.required();
        List<Experiment> experiments = new ArrayList<>(confounders.missing(name(), Mode.SUBSET));
        for (RecordedColumn column : columns) {
            experiments.add(Balanced.of(setting(List.of(column)), List.of(column), audit, 2));
        }
        List<RecordedColumn> together = plan.columns().isEmpty() ? together(confounders) : columns;
        if (together.size() > 1) {
            experiments.add(Balanced.of(setting(together), together, audit, 3));
        }
        return experiments;
    }

    /** The view, then one column each of demographics, disease, acquisition and site, as far as they go. */
    private static List<RecordedColumn> together(RecordedConfounders confounders) {
        List<RecordedColumn> together = new ArrayList<>();
        confounders.used().stream()
                .filter(column -> column.name().equals(confounders.view()))
                .forEach(together::add);
        List<ColumnTopic> order =
                List.of(ColumnTopic.DEMOGRAPHICS, ColumnTopic.DISEASE, ColumnTopic.ACQUISITION, ColumnTopic.SITE);
        confounders.used().stream()
                .filter(column -> !together.contains(column)
                        && order.contains(ColumnTopic.of(column.name()))
                        && confounders.used().stream()
                                .filter(other -> ColumnTopic.of(other.name()) == ColumnTopic.of(column.name()))
                                .findFirst()
                                .filter(column::equals)
                                .isPresent())
                .sorted(Comparator.comparingInt(column -> order.indexOf(ColumnTopic.of(column.name()))))
                .limit((long) TOGETHER - together.size())
                .forEach(together::add);
        return together;
    }

    private Setting setting(List<RecordedColumn> columns) {
        List<String> names = columns.stream().map(RecordedColumn::name).toList();
        return new Setting(name(), new Subject.Matched(names), Mode.SUBSET);
    }
}
