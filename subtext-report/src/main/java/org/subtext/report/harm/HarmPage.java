package org.subtext.report.harm;

import java.util.Optional;
import org.subtext.report.Audience;
import org.subtext.report.HtmlDocument;
import org.subtext.report.Page;

/** The page <i>With what harm</i>: one page for a committee first, then what it rests on. */
public final class HarmPage {
    private HarmPage() {}

    /** The whole document, which the PDF is made of too. */
    public static String render(HarmContent content, Audience audience) {
        HarmShown shown = HarmShown.of(content, audience);
        Page page = new Page();
        SummarySection.write(page, shown);
        page.endFront();
        writeEvidence(page, shown);
        return new HtmlDocument(
                        "With what harm?",
                        shown.hasGroups()
                                ? "Whether a diagnostic model serves a group of recorded " + shown.attribute()
                                        + " worse"
                                : "Whether a diagnostic model serves patients worse along recorded "
                                        + shown.attribute(),
                        "Subtext, recorded " + shown.attribute()
                                + (shown.hasGroups() ? " against " + shown.reference() : "") + ": "
                                + HarmSentences.scope(content.assessment())
                                + sizes(shown).map(told -> ", " + told).orElse(""),
                        shown.told().isInternal())
                .of(page);
    }

    /** All of it as anybody may read it, in the same words and numbers, for a page on a screen. */
    public static Page onScreen(HarmContent content) {
        HarmShown shown = HarmShown.of(content, Audience.ANYBODY);
        Page page = Page.forScreen();
        SummarySection.write(page, shown);
        writeEvidence(page, shown);
        return page;
    }

    /** How many were judged, in words, as anybody may be told; empty where that is hidden. */
    public static Optional<String> sizes(HarmContent content) {
        return sizes(HarmShown.of(content, Audience.ANYBODY));
    }

    private static Optional<String> sizes(HarmShown shown) {
        return shown.told().total();
    }

    private static void writeEvidence(Page page, HarmShown shown) {
        if (shown.hasGroups()) {
            GapSection.write(page, shown);
        }
        ModelSection.write(page, shown);
        AlongSection.write(page, shown);
        if (!shown.drawn().isEmpty()) {
            CurveSection.write(page, shown);
            CalibrationSection.write(page, shown);
            if (shown.hasGroups()) {
                MatchSection.write(page, shown);
                CrossSection.write(page, shown);
            }
        }
        limits(page, shown);
    }

    private static void limits(Page page, HarmShown shown) {
        page.section("limits", "What this does not say");
        page.list(HarmMethods.limits(shown.content()));
        page.section("method", "How it was computed");
        page.list(HarmMethods.methods(shown.content()));
    }
}
