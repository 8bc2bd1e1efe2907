package org.subtext.routes.table;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.subtext.confounding.ColumnTopic;
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

/**
 * The positive control of a confounder: can it be read from the image at all? What goes with the attribute and can be
 * read from the image may be part of the route; what cannot be read there is none.
 */
public final class ConfounderFromImageRoute implements Route {
    /** Columns that are trained on unless the plan names them: each is a whole training. */
    private static final int MOST_COLUMNS = 6;

    @Override
    public String name() {
        return "confounder-from-image";
    }

    @Override
    public String family() {
        return "confounders";
    }

    @Override
    public String question() {
        return "Which recorded columns can themselves be read from the image?";
    }

    @Override
    public Optional<String> axis() {
        return Optional.empty();
    }

    @Override
    public List<Experiment> experiments(FinishedAudit audit, RoutesPlan plan) throws NotRunException {
        requireTraining(plan);
        RecordedConfounders confounders = RecordedConfounders.of(audit, plan);
        List<Experiment> experiments = new ArrayList<>(confounders.missing(name(), Mode.NEWLY_TRAINED));
        List<RecordedColumn> ordered = confounders.required().stream()
                .sorted(Comparator.comparingInt(column -> rank(column, confounders)))
                .toList();
        boolean all = !plan.columns().isEmpty();
        List<String> notTried = new ArrayList<>();
        int taken = 0;
        for (RecordedColumn column : ordered) {
            Optional<ConfounderClasses> classes = ConfounderClasses.of(column, audit);
            if (classes.isEmpty()) {
                if (all) {
                    experiments.add(new CannotRun(
                            setting(new Subject.ColumnFromImage(column.name())),
                            "The column " + column.name() + " does not make two to five classes of enough patients.",
                            "Add a column that groups its values."));
                }
            } else if (all || taken < MOST_COLUMNS) {
                experiments.add(ReadFromImage.of(
                        setting(new Subject.ColumnFromImage(column.name())), column, classes.get(), audit, plan));
                taken++;
            } else {
                notTried.add(column.name());
            }
        }
        if (!notTried.isEmpty()) {
            experiments.add(new CannotRun(
                    setting(new Subject.Named("further columns from the image")),
                    "Each column is a training of its own; not tried: " + String.join(", ", notTried) + ".",
                    "Name the columns that matter in columns: of the plan."));
        }
        return experiments;
    }

    /** Refuses a plan without newly trained networks. */
    static void requireTraining(RoutesPlan plan) throws NotRunException {
        if (!plan.modes().contains(Mode.NEWLY_TRAINED)) {
            throw new NotRunException(
                    "The plan asks for no newly trained networks, and this control is one.",
                    "Add newly-trained to the modes of the plan.");
        }
    }

    private static int rank(RecordedColumn column, RecordedConfounders confounders) {
        return column.name().equals(confounders.view())
                ? -1
                : switch (ColumnTopic.of(column.name())) {
                    case DEMOGRAPHICS -> 0;
                    case DISEASE -> 1;
                    case SITE -> 2;
                    case ACQUISITION -> 3;
                    case OTHER -> 4;
                };
    }

    private Setting setting(Subject subject) {
        return new Setting(name(), subject, Mode.NEWLY_TRAINED);
    }
}
