package org.subtext.report.harm;

import java.util.List;
import org.subtext.wording.Digits;

/** How a run of harm was computed, and what it does not say, in sentences that tell of no group. */
public final class HarmMethods {
    private HarmMethods() {}

    /** What it does not say. */
    public static List<String> limits(HarmContent content) {
        String recorded =
                "The recorded " + content.plan().about() + " is what the source wrote down. It was not adjudicated.";
        String imaged =
                "Who is imaged at all, and who never reaches the scanner, is corrected by nothing here: all rates"
                        + " are of images that were made.";
        if (!content.plan().comparison().hasGroups()) {
            return List.of(
                    recorded,
                    imaged,
                    "Labels are taken as recorded, and cases as they come: severity and views may go along with the number.",
                    "A difference along a number does not say that the model uses it, nor that images reveal it, nor that"
                            + " a remedy helps. Each of these needs evidence of its own.",
                    "Nothing is said of groups: a group may be served worse at every number.");
        }
        return List.of(
                recorded,
                imaged,
                "Labels are taken as recorded. The label error that would explain a gap stands beside it; whether it is"
                        + " there, only adjudicated cases can tell.",
                "A gap does not say that the model uses the recorded attribute, nor that images reveal it, nor that a"
                        + " remedy helps. Each of these needs evidence of its own.",
                "Matching takes away what the named columns explain. What remains may still be the case mix of columns"
                        + " that nobody recorded.",
                "Intervals beside the gaps hold one by one; only the gaps themselves are corrected for how many there"
                        + " are.",
                "Intersections are drawn towards their margins and nothing is ranked by them. Their intervals hold on the"
                        + " average of cells and not for a cell that is unlike all others.");
    }

    /** How it was computed. */
    public static List<String> methods(HarmContent content) {
        String roles = switch (content.roles()) {
            case BY_COLUMN -> "Thresholds were chosen on other patients, whom a column of the table names.";
            case CROSS_FITTED ->
                "Patients were dealt into parts; each part is judged at thresholds that were chosen on all"
                        + " others.";
            case FROM_ELSEWHERE -> "Thresholds come from elsewhere; no image here had a say in them.";
        };
        String calibration =
                "Expected calibration error over ten bins of equal width, beside what perfect probabilities"
                        + " would have in as many images.";
        if (!content.plan().comparison().hasGroups()) {
            return List.of(
                    roles + " A finding has one threshold for all patients.",
                    "p of slopes by exchanging numbers among patients, "
                            + Digits.count(content.plan().draws()) + " times, the largest of all slopes each time.",
                    calibration,
                    "Family of differences and slopes (SHA-256): "
                            + content.along().familyHash().hex() + ".");
        }
        return List.of(
                roles + " All groups have one threshold a finding.",
                "Gaps: each group less " + content.plan().comparison().reference()
                        + ", with limits of both rates joined (MOVER) and images of"
                        + " a patient counted together; p by exchanging groups among patients, "
                        + Digits.count(content.plan().draws()) + " times, the largest of the whole family each time.",
                "Beside the gaps: " + Digits.count(content.plan().draws())
                        + " draws of patients with replacement, the same for all groups, findings and gaps; weights of"
                        + " matched cases are made anew in each draw.",
                calibration,
                "Family of gaps (SHA-256): " + content.assessment().familyHash().hex() + ".");
    }
}
