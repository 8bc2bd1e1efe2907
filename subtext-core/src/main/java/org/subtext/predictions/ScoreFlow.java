package org.subtext.predictions;

import java.util.LinkedHashMap;
import java.util.Map;
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

    private final Map<String, Stage> images = new LinkedHashMap<>();
    private final Map<String, Stage> patients = new LinkedHashMap<>();

    /** A row of the table. */
    void met(String image, @Nullable String patient, boolean hasTruth, boolean hasScores) {
        if (patient == null) {
            return;
        }
        Stage stage = !hasTruth ? Stage.WITHOUT_TRUTH : hasScores ? Stage.ASSESSED : Stage.WITHOUT_SCORE;
        images.merge(image, stage, ScoreFlow::later);
        patients.merge(patient, stage, ScoreFlow::later);
    }

    Flow flow(String truth, boolean isJoined) {
        Flow flow = Flow.found(
                isJoined ? "Scored by the model, and joined" : "Scored by the model", images.size(), patients.size());
        flow = without(
                flow,
                Stage.WITHOUT_TRUTH,
                "No recorded " + truth,
                "Without a truth there is nothing to compare scores with.");
        return without(flow, Stage.WITHOUT_SCORE, "A score is missing", "Scores are compared on the same images.");
    }

    private Flow without(Flow flow, Stage stage, String label, String reason) {
        int lost = count(images, stage);
        return lost == 0 ? flow : flow.excluding(label, lost, count(patients, stage), reason);
    }

    private static int count(Map<String, Stage> stages, Stage stage) {
        return (int) stages.values().stream().filter(stage::equals).count();
    }

    private static Stage later(Stage one, Stage other) {
        return one.compareTo(other) >= 0 ? one : other;
    }
}
