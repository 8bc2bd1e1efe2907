package org.subtext.audit.cases;

import java.util.HashMap;
import java.util.Map;
import java.util.OptionalDouble;
import org.subtext.predictions.PredictionTable;

/** Scores of all cases, in their order; of some there may be none. */
final class ScoresUnder {
    private static final float NONE = Float.NaN;

    private final float[][] scores;

    private ScoresUnder(float[][] scores) {
        this.scores = scores;
    }

    /**
     * Those of a table, told by division and image.
     *
     * @param cases the table whose rows are the cases
     */
    static ScoresUnder of(PredictionTable table, PredictionTable cases) {
        Map<String, Integer> rows = new HashMap<>();
        for (int row = 0; row < table.size(); row++) {
            rows.put(table.run(row) + "\n" + table.image(row), row);
        }
        float[][] scores = new float[cases.classes().size()][cases.size()];
        for (int k = 0; k < scores.length; k++) {
            int from = table.classes().indexOf(cases.classes().get(k));
            for (int i = 0; i < cases.size(); i++) {
                Integer row = rows.get(cases.run(i) + "\n" + cases.image(i));
                scores[k][i] = row == null || from < 0 ? NONE : (float) table.score(from, row);
            }
        }
        return new ScoresUnder(scores);
    }

    OptionalDouble score(int k, int index) {
        float score = scores[k][index];
        return Float.isNaN(score) ? OptionalDouble.empty() : OptionalDouble.of(score);
    }

    /** By how much the score of a case's recorded class is higher here than there; NaN where one is missing. */
    float change(ScoresUnder before, int label, int index) {
        return scores[label][index] - before.scores[label][index];
    }

    long bytes() {
        return (long) scores.length * (scores.length == 0 ? 0 : scores[0].length) * Float.BYTES;
    }
}
