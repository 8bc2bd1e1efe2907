package org.subtext.routes.embeddings;

import java.util.ArrayList;
import java.util.List;
import org.subtext.assessment.VerdictRule;
import org.subtext.routes.contract.PlannedAuc;
import org.subtext.statistics.Estimate;

/**
 * What probes on a network and on its untrained control say together, in sentences that say no more than the intervals.
 */
final class EncodingReading {
    private EncodingReading() {}

    /**
     * Of one probe on one layer.
     *
     * @param probe "linear probe"
     * @param difference finished less control, on the same patients
     */
    static List<String> of(
            String attribute,
            String probe,
            ProbedNetwork control,
            Estimate finished,
            Estimate untrained,
            Estimate difference) {
        List<String> sentences = new ArrayList<>();
        sentences.add("A " + probe + " tells recorded " + attribute + " from the finished network's embedding with AUC "
                + PlannedAuc.words(finished) + "; from a network of " + control.words() + " with AUC "
                + PlannedAuc.words(untrained) + ".");
        if (control == ProbedNetwork.RANDOM && PlannedAuc.above(untrained, VerdictRule.CHANCE)) {
            sentences.add(
                    "A network that nobody trained lets the probe read it too, so a probe by itself shows only that"
                            + " the images hold the attribute; what the training did is the difference.");
        }
        sentences.add(change(control, difference));
        return sentences;
    }

    private static String change(ProbedNetwork control, Estimate difference) {
        String against = "against " + control.words() + ": " + PlannedAuc.words(difference) + " of AUC";
        if (PlannedAuc.above(difference, 0)) {
            return "The training made it easier to read (" + against + ").";
        }
        if (PlannedAuc.below(difference, 0)) {
            return "The training made it harder to read (" + against + ").";
        }
        return "These patients do not show that the training changed how well it can be read (" + against + ").";
    }
}
