package org.subtext.assessment;

import org.subtext.predictions.PredictionTable;
import org.subtext.statistics.MulticlassScores;

/** Turns rows into the arrays that statistics take. */
final class Columns {
    private Columns() {}

    static MulticlassScores of(PredictionTable table) {
        double[][] scores = new double[table.classes().size()][];
        for (int k = 0; k < scores.length; k++) {
            scores[k] = table.scores(k);
        }
        return MulticlassScores.of(table.classes(), scores, table.truths(), table.patients());
    }
}
