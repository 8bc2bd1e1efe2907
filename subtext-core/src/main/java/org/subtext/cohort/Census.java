package org.subtext.cohort;

import java.util.List;
import org.subtext.problems.Remark;
import org.subtext.tables.Table;

/**
 * Everybody of a table who has an image, whatever is recorded of them.
 *
 * @param patients of every row of the table
 * @param images the label of each is 0 and says nothing
 * @param conflicts one class a patient, by the plan's policy
 */
public record Census(
        CohortPlan plan,
        Table table,
        ColumnGuess columns,
        List<String> patients,
        List<CohortImage> images,
        Flow flow,
        List<Remark> remarks,
        ConflictResolution conflicts) {
    public Census {
        patients = List.copyOf(patients);
        images = List.copyOf(images);
        remarks = List.copyOf(remarks);
    }
}
