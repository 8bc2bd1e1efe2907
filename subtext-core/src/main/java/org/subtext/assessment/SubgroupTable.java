package org.subtext.assessment;

import java.util.List;
import org.subtext.statistics.Estimate;

/**
 * AUC within the groups of one column at the primary unit.
 *
 * @param column the column's name
 * @param rows groups in order of size, largest first
 */
public record SubgroupTable(String column, List<Row> rows) {
    public SubgroupTable {
        rows = List.copyOf(rows);
    }

    /** The class that sensitivity and specificity are of, by position: the last, of two classes the positive one. */
    public static int classInQuestion(int classes) {
        return classes - 1;
    }

    /**
     * One group.
     *
     * @param value the group's name as recorded
     * @param cases at the primary unit
     * @param patients in the group
     * @param macroAuc within the group
     * @param sensitivity at the overall threshold, of {@link #classInQuestion}
     * @param specificity likewise
     * @param classPatients patients with a case of each class, in score order; empty in results of earlier versions
     * @param classCases cases of each class, likewise
     */
    public record Row(
            String value,
            int cases,
            int patients,
            Estimate macroAuc,
            Estimate sensitivity,
            Estimate specificity,
            List<Integer> classPatients,
            List<Integer> classCases) {
        public Row {
            classPatients = List.copyOf(classPatients);
            classCases = List.copyOf(classCases);
        }
    }
}
