package org.subtext.cohort;

import java.util.LinkedHashSet;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.subtext.tables.ConflictPolicy;

/**
 * Which column of a table is for what; null where the table has none, or where it is to be guessed.
 *
 * @param image path of the image file, relative to the image folder or absolute
 * @param imageId a short unique id; the image path where there is none
 * @param patient patient id, the unit of splits and intervals
 * @param study study id; the image id where there is none
 * @param split a split that came with the table
 * @param view view or projection
 * @param date date or order number, needed by {@link ConflictPolicy#LATEST}
 */
public record ColumnMapping(
        @Nullable String image,
        @Nullable String imageId,
        @Nullable String patient,
        @Nullable String study,
        @Nullable String split,
        @Nullable String view,
        @Nullable String date) {
    /** Nothing is named: everything is guessed. */
    public static final ColumnMapping GUESS_ALL = new ColumnMapping(null, null, null, null, null, null, null);

    /** The column for a role, if one is named. */
    public Optional<String> column(ColumnRole role) {
        return Optional.ofNullable(
                switch (role) {
                    case IMAGE -> image;
                    case IMAGE_ID -> imageId;
                    case PATIENT -> patient;
                    case STUDY -> study;
                    case SPLIT -> split;
                    case VIEW -> view;
                    case DATE -> date;
                });
    }

    /** The same mapping with one role named. */
    public ColumnMapping with(ColumnRole role, String column) {
        return new ColumnMapping(
                role == ColumnRole.IMAGE ? column : image,
                role == ColumnRole.IMAGE_ID ? column : imageId,
                role == ColumnRole.PATIENT ? column : patient,
                role == ColumnRole.STUDY ? column : study,
                role == ColumnRole.SPLIT ? column : split,
                role == ColumnRole.VIEW ? column : view,
                role == ColumnRole.DATE ? column : date);
    }

    /** The columns that have a role. */
    public Set<String> columns() {
        Set<String> columns = new LinkedHashSet<>();
        for (ColumnRole role : ColumnRole.values()) {
            column(role).ifPresent(columns::add);
        }
        return columns;
    }
}
