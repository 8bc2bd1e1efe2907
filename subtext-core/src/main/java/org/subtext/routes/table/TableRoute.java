package org.subtext.routes.table;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.subtext.confounding.BoostedTrees;
import org.subtext.confounding.ColumnTopic;
import org.subtext.confounding.RecordedColumn;
import org.subtext.confounding.Tuned;
import org.subtext.routes.contract.CannotRun;
import org.subtext.routes.contract.Experiment;
import org.subtext.routes.contract.FinishedAudit;
import org.subtext.routes.contract.Mode;
import org.subtext.routes.contract.NotRunException;
import org.subtext.routes.contract.Route;
import org.subtext.routes.contract.RoutesPlan;
import org.subtext.routes.contract.Setting;
import org.subtext.routes.contract.Subject;

/**
 * What the table tells without any image: all columns together by three kinds of models, each topic (acquisition, site,
 * disease, demographics) by two, each column by itself.
 */
public final class TableRoute implements Route {
    private static final int NAMES_THE_ROUTE = 3;
    private static final int REFINEMENT = 2;
    private static final String BOOSTED = "boosted trees";

    @Override
    public String name() {
        return "table";
    }

    @Override
    public String family() {
        return "confounders";
    }

    @Override
    public String question() {
        return "How far do the recorded columns go without any image?";
    }

    @Override
    public Optional<String> axis() {
        return Optional.empty();
    }

    @Override
    public List<Experiment> experiments(FinishedAudit audit, RoutesPlan plan) throws NotRunException {
        RecordedConfounders confounders = RecordedConfounders.of(audit, plan);
        List<RecordedColumn> columns = confounders.required();
        List<Experiment> experiments = new ArrayList<>(confounders.missing(name(), Mode.FROM_TABLE));
        if (columns.isEmpty()) {
            return experiments;
        }
        experiments.add(FromTable.of(
                        setting(new Subject.AllColumns("logistic regression")),
                        columns,
                        Tuned.logisticRegression(),
                        audit,
                        NAMES_THE_ROUTE)
                .with(FromTable.taken(confounders, audit)));
        experiments.add(FromTable.of(
                setting(new Subject.AllColumns("random forest")), columns, Tuned.randomForest(), audit, REFINEMENT));
        experiments.add(boosted(new Subject.AllColumns(BOOSTED), columns, audit, NAMES_THE_ROUTE));
        for (ColumnTopic topic : ColumnTopic.values()) {
            List<RecordedColumn> about = columns.stream()
                    .filter(column -> ColumnTopic.of(column.name()) == topic)
                    .toList();
            if (topic != ColumnTopic.OTHER && !about.isEmpty()) {
                experiments.add(FromTable.of(
                        setting(new Subject.TopicColumns(topic.words(), "logistic regression")),
                        about,
                        Tuned.logisticRegression(),
                        audit,
                        NAMES_THE_ROUTE));
                experiments.add(boosted(new Subject.TopicColumns(topic.words(), BOOSTED), about, audit, REFINEMENT));
            }
        }
        for (RecordedColumn column : columns) {
            experiments.add(FromTable.of(
                    setting(new Subject.OneColumn(column.name())),
                    List.of(column),
                    Tuned.logisticRegression(),
                    audit,
                    REFINEMENT));
        }
        return experiments;
    }

    private static Experiment boosted(
            Subject subject, List<RecordedColumn> columns, FinishedAudit audit, int information) {
        Setting setting = setting(subject);
        return BoostedTrees.obstacle()
                .<Experiment>map(reason -> new CannotRun(
                        setting,
                        "Boosted trees cannot be fitted: " + reason + ".",
                        "Run on Linux, macOS or Windows with an x86-64 processor; the other models stand in."))
                .orElseGet(() -> FromTable.of(setting, columns, Tuned.boostedTrees(), audit, information));
    }

    private static Setting setting(Subject subject) {
        return new Setting("table", subject, Mode.FROM_TABLE);
    }
}
