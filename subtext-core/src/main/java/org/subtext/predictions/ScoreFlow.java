package org.subtext.predictions;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;
import org.subtext.cohort.Flow;

/**
 * Who was scored and who of them is left out, in images and in patients; a patient leaves with the last image. Rows of
 * nobody known, such as those that a joined table should have told of, are not in it: a remark counts them. Not
 * thread-safe.
 */
final class ScoreFlow {
    /** How far an image or a patient comes. */
    private enum Stage {
        WITHOUT_TRUTH,
        WITHOUT_SCORE,
        ASSESSED
    }

    private final Furthest images = new Furthest();
    private final Furthest patients = new Furthest();

    /** How far each of many comes. */
    private static final class Furthest {
        private final Coded.Builder<String> ids = new Coded.Builder<>();
        private byte[] stages = new byte[64];

        void met(String id, Stage stage) {
            int code = ids.codeOf(id);
            if (code == stages.length) {
                stages = Arrays.copyOf(stages, 2 * code);
            }
            stages[code] = (byte) Math.max(stages[code], stage.ordinal());
        }

        int count() {
            return ids.known();
        }

        int at(Stage stage) {
            int count = 0;
            for (int code = 0; code < ids.known(); code++) {
                count += stages[code] == stage.ordinal() ? 1 : 0;
            }
            return count;
        }
    }

    /** A row of the table. */
    void met(String image, @Nullable String patient, boolean hasTruth, boolean hasScores) {
        if (patient == null) {
            return;
        }
        Stage stage = !hasTruth ? Stage.WITHOUT_TRUTH : hasScores ? Stage.ASSESSED : Stage.WITHOUT_SCORE;
        images.met(image, stage);
        patients.met(patient, stage);
    }

    Flow flow(String truth, boolean isJoined) {
        Flow flow = Flow.found(
                isJoined ? "Scored by the model, and joined" : "Scored by the model", images.count(), patients.count());
        flow = without(
                flow,
                Stage.WITHOUT_TRUTH,
                "No recorded " + truth,
                "Without a truth there is nothing to compare scores with.");
        return without(flow, Stage.WITHOUT_SCORE, "A score is missing", "Scores are compared on the same images.");
    }

    private Flow without(Flow flow, Stage stage, String label, String reason) {
        int lost = images.at(stage);
        return lost == 0 ? flow : flow.excluding(label, lost, patients.at(stage), reason);
    }
}
