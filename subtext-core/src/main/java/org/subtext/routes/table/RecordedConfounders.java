package org.subtext.routes.table;

import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.subtext.cohort.Cohort;
import org.subtext.cohort.ColumnRole;
import org.subtext.confounding.ColumnChoice;
import org.subtext.confounding.RecordedColumn;
import org.subtext.problems.NearestName;
import org.subtext.routes.contract.CannotRun;
import org.subtext.routes.contract.Experiment;
import org.subtext.routes.contract.FinishedAudit;
import org.subtext.routes.contract.Mode;
import org.subtext.routes.contract.NotRunException;
import org.subtext.routes.contract.RoutesPlan;
import org.subtext.routes.contract.Setting;
import org.subtext.routes.contract.Subject;
import org.subtext.tables.Wordings;

/**
 * The columns of a cohort's table that may be confounders, one cell an image.
 *
 * @param choice what is used, and what is left out and why
 * @param missing columns that the plan names and the table does not have, with what to do
 * @param view name of the column of views; null where the table has none
 */
public record RecordedConfounders(
        ColumnChoice choice,
        List<Missing> missing,
        @Nullable String view) {
    /** A column that the plan names and the table does not have. */
    public record Missing(String name, String reason, String mend) {}

    /** Columns of these roles say who or where an image is, or which part it is in, and nothing about it. */
    private static final Set<ColumnRole> NO_CONFOUNDERS = EnumSet.of(
            ColumnRole.IMAGE,
            ColumnRole.IMAGE_ID,
            ColumnRole.PATIENT,
            ColumnRole.STUDY,
            ColumnRole.SPLIT,
            ColumnRole.DATE);

    /** Those that the plan names, or all that may serve. */
    public static RecordedConfounders of(FinishedAudit audit, RoutesPlan plan) {
        Cohort cohort = audit.cohort();
        Set<String> excluded = new HashSet<>();
        excluded.add(cohort.attribute());
        NO_CONFOUNDERS.forEach(role -> cohort.columns().mapping().column(role).ifPresent(excluded::add));
        List<String> names = plan.columns().isEmpty() ? cohort.columnNames() : plan.columns();
        List<RecordedColumn> columns = new ArrayList<>();
        List<Missing> missing = new ArrayList<>();
        for (String name : names) {
            Optional<List<@Nullable String>> cells = cohort.column(name);
            if (cells.isEmpty()) {
                missing.add(new Missing(
                        name,
                        "The table has no column \"" + name + "\"." + NearestName.hint(name, cohort.columnNames()),
                        "Correct columns: in the plan. Columns: " + String.join(", ", cohort.columnNames()) + "."));
            } else if (!excluded.contains(name)) {
                Wordings values = Wordings.of(cells.get(), cohort.plan().notRecorded(name));
                columns.add(RecordedColumn.of(
                        name, cells.get().stream().map(values::name).toList()));
            }
        }
        ColumnChoice choice = ColumnChoice.among(columns, cohort.labels(), new HashSet<>(plan.columns()));
        return new RecordedConfounders(
                choice,
                missing,
                cohort.columns().mapping().column(ColumnRole.VIEW).orElse(null));
    }

    /** What may explain something. */
    public List<RecordedColumn> used() {
        return choice.used();
    }

    /** @throws NotRunException where there are none */
    public List<RecordedColumn> required() throws NotRunException {
        if (choice.used().isEmpty() && missing.isEmpty()) {
            throw new NotRunException(
                    "The table has no column besides ids and the attribute that could explain anything" + leftOut()
                            + ".",
                    "Add columns such as age, view or site to the table, or name them in columns: of the plan.");
        }
        return choice.used();
    }

    private String leftOut() {
        return choice.leftOut().isEmpty()
                ? ""
                : " ("
                        + String.join(
                                "; ",
                                choice.leftOut().stream()
                                        .map(one -> one.name() + ": " + one.reason())
                                        .toList())
                        + ")";
    }

    /** Columns that the plan names and the table lacks, as experiments that say so. */
    public List<Experiment> missing(String route, Mode mode) {
        return missing.stream()
                .<Experiment>map(one -> new CannotRun(
                        new Setting(route, new Subject.MissingColumn(route, one.name()), mode),
                        one.reason(),
                        one.mend()))
                .toList();
    }
}
