package org.subtext.cohort;

import java.util.Arrays;
import java.util.List;
import java.util.function.IntPredicate;
import java.util.stream.IntStream;
import org.subtext.statistics.Clusters;

/** Keeps count of rows and patients while rows are left out one reason after the other. Not thread-safe. */
final class FlowCounter {
    private final int[] patientOfRow;
    private final int[] rowsOfPatient;
    private final boolean[] kept;
    private Flow flow;

    /** Starts with all rows of a table; one patient id a row. */
    FlowCounter(String label, List<String> patients) {
        patientOfRow = Clusters.dense(patients);
        rowsOfPatient = new int[Clusters.count(patientOfRow)];
        for (int patient : patientOfRow) {
            rowsOfPatient[patient]++;
        }
        kept = new boolean[patientOfRow.length];
        Arrays.fill(kept, true);
        flow = Flow.found(label, kept.length, rowsOfPatient.length);
    }

    /** Leaves out the rows still kept for which the condition holds; a box is drawn only when there are any. */
    void exclude(String label, String reason, IntPredicate condition) {
        int images = 0;
        int patients = 0;
        for (int row = 0; row < kept.length; row++) {
            if (kept[row] && condition.test(row)) {
                kept[row] = false;
                images++;
                patients += --rowsOfPatient[patientOfRow[row]] == 0 ? 1 : 0;
            }
        }
        if (images > 0) {
            flow = flow.excluding(label, images, patients, reason);
        }
    }

    /** Rows still kept, ascending. */
    int[] kept() {
        return IntStream.range(0, kept.length).filter(row -> kept[row]).toArray();
    }

    Flow flow() {
        return flow;
    }
}
