package org.subtext.report.findings;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.subtext.cohort.SmallestGroups;
import org.subtext.report.Audience;
import org.subtext.report.HtmlDocument;
import org.subtext.report.Page;
import org.subtext.report.Table;
import org.subtext.report.charts.NumberText;
import org.subtext.wording.Digits;

/** The page of a run that taught a diagnostic model: what it was taught, how well it does, and what that is not. */
public final class DiagnosisPage {
    private DiagnosisPage() {}

    /** The whole document, which the PDF is made of too. */
    public static String render(DiagnosisContent content, Audience audience) {
        Page page = new Page();
        write(page, content, audience);
        return new HtmlDocument(
                        "A diagnostic model",
                        "What it was taught, and how well it does",
                        "Subtext, a model of "
                                + Digits.counted(content.findings().size(), "finding", "findings") + ", "
                                + Digits.counted(content.images(), "image", "images") + " of "
                                + Digits.counted(content.patients(), "patient", "patients"),
                        audience == Audience.INTERNAL)
                .of(page);
    }

    /** What anybody may read of it, within a page of somebody else's. */
    public static Page onScreen(DiagnosisContent content) {
        Page page = Page.forScreen();
        write(page, content, Audience.ANYBODY);
        return page;
    }

    private static void write(Page page, DiagnosisContent content, Audience audience) {
        DiagnosisTold told = new DiagnosisTold(content, audience);
        page.section("findings", "What the model tells, and how well");
        page.paragraph(told.who());
        Table table = new Table(
                "Each finding by itself: images in which it is recorded as there and as not there, and the AUC of its"
                        + " scores with " + NumberText.level(content.level()) + " intervals by patient."
                        + (told.hidesAnything()
                                ? " Hidden: what would tell of fewer than " + SmallestGroups.TOLD
                                        + " images or patients."
                                : ""),
                List.of("Finding", "There", "Not there", "Uncertain", "AUC"),
                Set.of(0));
        content.findings()
                .forEach(finding -> table.row(
                        finding.name(),
                        told.present(finding),
                        told.absent(finding),
                        told.uncertain(finding),
                        told.auc(finding)));
        page.table(table);
        told.remarks().forEach(page::small);
        limits(page, content);
    }

    private static void limits(Page page, DiagnosisContent content) {
        page.section("limits", "What this does not say");
        List<String> limits = new ArrayList<>(List.of(
                "Whether a group is served worse: nothing here was looked at by group. The scores and truths lie in"
                        + " the run's folder, and that question is asked of them.",
                "That the model is fit for patients. It was made to be assessed.",
                "Labels are taken as recorded; of an image whose truth nobody recorded, the finding's head learnt"
                        + " nothing."));
        if (content.inFolds()) {
            limits.add("Scores of several networks are ranked together. Intervals hold for patients, and not for what"
                    + " networks of other patients would have scored.");
        }
        page.list(limits);
        page.section("method", "How it was made");
        page.list(List.of(
                "Network " + content.network() + ", recipe " + content.recipe()
                        + ", one head a finding (sigmoid, binary cross-entropy; unknown truths count nothing).",
                "Patients, not images, were dealt; a patient whose images differ stays whole. Parts have their share of"
                        + " each finding.",
                "Intervals: score intervals with variance clustered by patient."));
    }
}
