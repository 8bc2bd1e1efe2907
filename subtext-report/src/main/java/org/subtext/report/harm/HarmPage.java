package org.subtext.report.harm;

import java.util.List;
import org.subtext.report.Audience;
import org.subtext.report.HtmlDocument;
import org.subtext.report.Page;
import org.subtext.wording.Digits;

/** The page <i>With what harm</i>: one page for a committee first, then what it rests on. */
public final class HarmPage {
    private HarmPage() {}

    /** The whole document, which the PDF is made of too. */
    public static String render(HarmContent content, Audience audience) {
        HarmShown shown = HarmShown.of(content, audience);
        Page page = new Page();
        SummarySection.write(page, shown);
        page.endFront();
        GapSection.write(page, shown);
        if (!shown.drawn().isEmpty()) {
            CurveSection.write(page, shown);
            CalibrationSection.write(page, shown);
            MatchSection.write(page, shown);
            CrossSection.write(page, shown);
        }
        limits(page, shown);
        HarmContent.Sizes sizes = content.sizes();
        return new HtmlDocument(
                        "With what harm?",
                        "Whether a diagnostic model serves a group of recorded " + shown.attribute() + " worse",
                        "Subtext, recorded " + shown.attribute() + " against " + shown.reference() + ": "
                                + Digits.counted(content.assessment().findings().size(), "finding", "findings")
                                + (shown.isWholeTold()
                                        ? ", " + Digits.counted(sizes.judgedImages(), "image", "images") + " of "
                                                + Digits.counted(sizes.judgedPatients(), "patient", "patients")
                                        : ""),
                        shown.told().isInternal())
                .of(page);
    }

    private static void limits(Page page, HarmShown shown) {
        page.section("limits", "What this does not say");
        page.list(List.of(
                "The recorded " + shown.attribute() + " is what the source wrote down. It was not adjudicated.",
                "Who is imaged at all, and who never reaches the scanner, is corrected by nothing here: all rates are of"
                        + " images that were made.",
                "Labels are taken as recorded. The label error that would explain a gap stands beside it; whether it is"
                        + " there, only adjudicated cases can tell.",
                "A gap does not say that the model uses the recorded attribute, nor that images reveal it, nor that a"
                        + " remedy helps. Each of these needs evidence of its own.",
                "Matching takes away what the named columns explain. What remains may still be the case mix of columns"
                        + " that nobody recorded.",
                "Intervals beside the gaps hold one by one; only the gaps themselves are corrected for how many there"
                        + " are.",
                "Intersections count images as independent, and their spread as known. Nothing is ranked by them."));
        page.section("method", "How it was computed");
        page.list(methods(shown));
    }

    private static List<String> methods(HarmShown shown) {
        HarmContent content = shown.content();
        String roles = switch (content.roles()) {
            case BY_COLUMN -> "Thresholds were chosen on other patients, whom a column of the table names.";
            case CROSS_FITTED ->
                "Patients were dealt into parts; each part is judged at thresholds that were chosen on all"
                        + " others.";
            case FROM_ELSEWHERE -> "Thresholds come from elsewhere; no image here had a say in them.";
        };
        return List.of(
                roles + " All groups have one threshold a finding.",
                "Gaps: each group less " + shown.reference()
                        + ", with limits of both rates joined (MOVER) and images of"
                        + " a patient counted together; p by exchanging groups among patients, "
                        + Digits.count(content.plan().draws()) + " times, the largest of the whole family each time.",
                "Beside the gaps: " + Digits.count(content.plan().draws())
                        + " draws of patients with replacement, the same for all groups, findings and gaps; weights of"
                        + " matched cases are made anew in each draw.",
                "Expected calibration error over ten bins of equal width, beside what perfect probabilities would have"
                        + " in as many images.",
                "Family of gaps (SHA-256): " + content.assessment().familyHash().hex() + ".");
    }
}
