package org.subtext.routes.controls;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.subtext.cohort.Cohort;
import org.subtext.cohort.ColumnRole;
import org.subtext.confounding.ColumnTopic;
import org.subtext.confounding.RecordedColumn;
import org.subtext.routes.contract.FinishedAudit;
import org.subtext.routes.contract.RoutesPlan;
import org.subtext.routes.table.RecordedConfounders;
import org.subtext.tables.DateParts;
import org.subtext.tables.NotRecorded;

/**
 * The recorded columns that set the scale: what is known of where and how the image was taken first, then who the
 * patient is, and the day of the week of every date.
 *
 * @param recorded in the order in which they are read
 * @param weekdays of the dates of the table
 */
record ControlColumns(List<RecordedColumn> recorded, List<RecordedColumn> weekdays) {
    static ControlColumns of(FinishedAudit audit, RoutesPlan plan, RecordedConfounders confounders) {
        List<RecordedColumn> recorded = confounders.used().stream()
                .filter(column -> DateParts.of(column.cells()).isEmpty())
                .sorted(Comparator.comparingInt(column -> rank(column, confounders.view())))
                .toList();
        Cohort cohort = audit.cohort();
        List<RecordedColumn> weekdays = new ArrayList<>();
        for (String name : cohort.columnNames()) {
            boolean isWanted = plan.columns().isEmpty() || plan.columns().contains(name);
            boolean isBirth = ColumnTopic.of(name) == ColumnTopic.DEMOGRAPHICS;
            if (isWanted && !isBirth && !name.equals(cohort.attribute()) && !isName(cohort, name)) {
                cohort.column(name).flatMap(cells -> weekday(name, cells)).ifPresent(weekdays::add);
            }
        }
        return new ControlColumns(recorded, weekdays);
    }

    private static boolean isName(Cohort cohort, String name) {
        return List.of(ColumnRole.IMAGE, ColumnRole.IMAGE_ID, ColumnRole.PATIENT, ColumnRole.STUDY).stream()
                .anyMatch(role -> cohort.columns()
                        .mapping()
                        .column(role)
                        .filter(name::equals)
                        .isPresent());
    }

    private static Optional<RecordedColumn> weekday(String name, List<@Nullable String> cells) {
        List<@Nullable String> recorded = new ArrayList<>();
        for (String cell : cells) {
            recorded.add(cell == null || NotRecorded.is(cell) ? null : cell);
        }
        return DateParts.of(recorded)
                .flatMap(dates -> dates.parts().stream()
                        .filter(part -> part.name().equals(DateParts.WEEKDAY))
                        .findFirst()
                        .map(part -> RecordedColumn.of(part.name() + " of " + name, part.cells())));
    }

    private static int rank(RecordedColumn column, @Nullable String view) {
        return column.name().equals(view)
                ? -1
                : switch (ColumnTopic.of(column.name())) {
                    case SITE -> 0;
                    case ACQUISITION -> 1;
                    case DEMOGRAPHICS -> 2;
                    case DISEASE -> 3;
                    case OTHER -> 4;
                };
    }
}
