package org.subtext.audit.cases;

import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import org.subtext.predictions.PredictionFiles.ScoreRow;
import org.subtext.predictions.PredictionTable;

/** Scores of all cases, in their order; of some there may be none. */
final class ScoresUnder {
    private static final float NONE = Float.NaN;

    private final float[][] scores;

    private ScoresUnder(float[][] scores) {
        this.scores = scores;
    }

    /** Those of the cases themselves. */
    static ScoresUnder of(PredictionTable cases) {
        float[][] scores = none(cases);
        for (int k = 0; k < scores.length; k++) {
            for (int i = 0; i < cases.size(); i++) {
                scores[k][i] = (float) cases.score(k, i);
            }
        }
        return new ScoresUnder(scores);
    }

    private static float[][] none(PredictionTable cases) {
        float[][] scores = new float[cases.classes().size()][cases.size()];
        for (float[] ofClass : scores) {
            Arrays.fill(ofClass, NONE);
        }
        return scores;
    }

    /** Takes scores of a table row by row, told by division and image; rows of no case are passed over. */
    static final class Taker implements ScoreRow {
        private final PredictionTable cases;
        private final int[] from;
        private final float[][] scores;
        private Map<String, Integer> places = Map.of();
        private int next;

        /**
         * Takes nothing yet.
         *
         * @param cases the table whose rows are the cases
         * @param classes in the order of the scores that are taken
         */
        Taker(PredictionTable cases, List<String> classes) {
            this.cases = cases;
            this.from = cases.classes().stream().mapToInt(classes::indexOf).toArray();
            this.scores = none(cases);
        }

        @Override
        public void take(String run, String image, double[] values) {
            int place = isAt(next, run, image) ? next : placeOf(run, image);
            for (int k = 0; k < from.length && place >= 0; k++) {
                scores[k][place] = from[k] < 0 ? NONE : (float) values[from[k]];
            }
            next = place + 1;
        }

        /** Most tables stand in the order of the cases: nothing needs to be looked for. */
        private boolean isAt(int i, String run, String image) {
            return i < cases.size()
                    && cases.image(i).equals(image)
                    && cases.run(i).equals(run);
        }

        private int placeOf(String run, String image) {
            if (places.isEmpty()) {
                places = new HashMap<>();
                for (int i = 0; i < cases.size(); i++) {
                    places.put(key(cases.run(i), cases.image(i)), i);
                }
            }
            return places.getOrDefault(key(run, image), -1);
        }

        private static String key(String run, String image) {
            return run + "\n" + image;
        }

        ScoresUnder taken() {
            return new ScoresUnder(scores);
        }
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
