package org.subtext.routes.controls;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.subtext.confounding.RecordedColumn;
import org.subtext.routes.contract.CannotRun;
import org.subtext.routes.contract.Experiment;
import org.subtext.routes.contract.FinishedAudit;
import org.subtext.routes.contract.Mode;
import org.subtext.routes.contract.NotRunException;
import org.subtext.routes.contract.Route;
import org.subtext.routes.contract.RoutesPlan;
import org.subtext.routes.contract.Setting;
import org.subtext.routes.contract.Subject;
import org.subtext.routes.contract.Subject.Control.Sort;
import org.subtext.routes.contract.Work;
import org.subtext.routes.table.ConfounderClasses;
import org.subtext.routes.table.RecordedConfounders;

/**
 * The scale of a finding: what the same pipeline reads of other recorded columns and of one that no image can hold, and
 * how much of the finding goes with what is recorded.
 *
 * <p>Every control is read by the linear reader in the audit's folds, and so is the attribute, as their measure.
 * Networks are newly trained only for what no other route trains them for: the day of the week, and the column that no
 * image can hold. Those of recorded columns are the confounders' own.
 */
public final class ControlRoute implements Route {
    /** Columns that are read unless the plan names them. */
    private static final int MOST_COLUMNS = 12;

    private static final int NAMES_THE_ROUTE = 3;
    private static final int DRAWS_THE_SCALE = 2;

    /** Rough, on two cores; of measuring one image at 64 pixels a side. */
    private static final double SECONDS_AN_IMAGE = 5e-3;

    /**
     * Of one product among those of all pairs of features: for each image, and to solve for a third of their number.
     */
    private static final double SECONDS_A_PRODUCT = 5e-10;

    /** Of a logistic regression with its draws, one case. */
    private static final double SECONDS_EXPLAINED = 5e-3;

    @Override
    public String name() {
        return "controls";
    }

    @Override
    public String family() {
        return "controls";
    }

    @Override
    public String question() {
        return "What else do these images tell as well, and how much of the finding goes with what is recorded?";
    }

    @Override
    public Optional<String> axis() {
        return Optional.empty();
    }

    @Override
    public List<Experiment> experiments(FinishedAudit audit, RoutesPlan plan) throws NotRunException {
        audit.requireTraining();
        RecordedConfounders confounders = RecordedConfounders.of(audit, plan);
        ControlColumns columns = ControlColumns.of(audit, plan, confounders);
        ImageReadings readings = new ImageReadings();
        Work taught = taught(audit);
        Work measured = Work.seconds(SECONDS_AN_IMAGE * audit.cohort().size());
        String attribute = audit.cohort().attribute();
        List<Experiment> experiments = new ArrayList<>(confounders.missing(name(), Mode.FROM_FEATURES));
        experiments.add(new LinearControl(
                linear(attribute, Sort.ATTRIBUTE),
                new LinearScores(audit.cohort().classNames(), audit.cohort().labels()),
                readings,
                taught.plus(measured),
                NAMES_THE_ROUTE));
        // all of them are taught at once, on one factorisation
        experiments.add(new ImplausibleControl(linear(ImplausibleColumn.NAME, Sort.IMPLAUSIBLE), readings, taught));
        List<RecordedColumn> read = new ArrayList<>(columns.weekdays());
        boolean isNamed = !plan.columns().isEmpty();
        int most = isNamed ? columns.recorded().size() : MOST_COLUMNS;
        read.addAll(columns.recorded().stream().limit(most).toList());
        for (RecordedColumn column : read) {
            experiments.add(linear(column, audit, readings, taught));
        }
        List<String> notTried =
                columns.recorded().stream().skip(most).map(RecordedColumn::name).toList();
        if (!notTried.isEmpty()) {
            experiments.add(new CannotRun(
                    linear("further columns", Sort.RECORDED),
                    "The first " + MOST_COLUMNS + " columns set a scale; not read: " + String.join(", ", notTried)
                            + ".",
                    "Name the columns that matter in columns: of the plan."));
        }
        if (!columns.recorded().isEmpty()) {
            experiments.add(new ExplainedByColumns(
                    new Setting(name(), new Subject.Named("share of recorded columns"), Mode.SUBSET),
                    columns.recorded(),
                    Work.seconds(SECONDS_EXPLAINED * audit.predictions().size())));
        }
        if (plan.modes().contains(Mode.NEWLY_TRAINED)) {
            experiments.addAll(trained(columns, audit, plan));
        }
        return experiments;
    }

    /** One column in all folds. */
    private static Work taught(FinishedAudit audit) {
        double width = Arrays.stream(ImageReadings.blocks(audit.pixels())).sum();
        double products = width * width * (audit.cohort().size() + width / 3);
        return Work.seconds(0.1 + SECONDS_A_PRODUCT * products * audit.folds().size());
    }

    private Experiment linear(RecordedColumn column, FinishedAudit audit, ImageReadings readings, Work work) {
        Setting setting = linear(column.name(), Sort.RECORDED);
        return ConfounderClasses.ofLargest(column, audit)
                .<Experiment>map(classes -> new LinearControl(
                        setting, new LinearScores(classes.names(), classes.labels()), readings, work, DRAWS_THE_SCALE))
                .orElseGet(() -> new CannotRun(
                        setting,
                        "The column " + column.name() + " does not make two classes of enough patients.",
                        "Add a column that groups its values."));
    }

    private List<Experiment> trained(ControlColumns columns, FinishedAudit audit, RoutesPlan plan) {
        List<Experiment> experiments = new ArrayList<>();
        for (RecordedColumn weekday : columns.weekdays()) {
            ConfounderClasses.ofLargest(weekday, audit)
                    .ifPresent(classes -> experiments.add(NetworkControl.of(
                            trained(weekday.name(), Sort.RECORDED),
                            new LinearScores(classes.names(), classes.labels()),
                            audit,
                            plan)));
        }
        experiments.add(NetworkControl.of(
                trained(ImplausibleColumn.NAME, Sort.IMPLAUSIBLE), ImplausibleColumn.of(audit, 0), audit, plan));
        return experiments;
    }

    private Setting linear(String column, Sort sort) {
        return new Setting(name(), new Subject.Control(column, sort), Mode.FROM_FEATURES);
    }

    private Setting trained(String column, Sort sort) {
        return new Setting(name(), new Subject.Control(column, sort), Mode.NEWLY_TRAINED);
    }
}
