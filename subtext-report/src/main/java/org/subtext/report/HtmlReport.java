package org.subtext.report;

import java.util.List;

/**
 * The report as one HTML file: no script, no request besides itself, well-formed XML, equal bytes for equal content.
 *
 * <p>The same text feeds {@link PdfReport}.
 */
public final class HtmlReport {
    /** What a report says, a part at a time. */
    public enum Part {
        VERDICT,
        COHORT,
        REVEALS,
        LADDER,
        ROUTES,
        QUALITY,
        GROUPS,
        LIMITS,
        METHODS,
        CHECKLIST,
        NUMBERS
    }

    private HtmlReport() {}

    /** The whole document, as anybody may read it. */
    public static String render(ReportContent whole) {
        return render(whole, Audience.ANYBODY);
    }

    /** The whole document. */
    public static String render(ReportContent whole, Audience audience) {
        Told told = Told.of(whole, audience);
        ReportContent content = told.content();
        Page page = new Page();
        for (Part part : Part.values()) {
            write(part, page, told);
        }
        return new HtmlDocument(
                        content.title(),
                        "Audit of recorded " + content.assessment().attribute(),
                        "Subtext audit of recorded " + content.assessment().attribute() + ": "
                                + String.join(", ", content.assessment().classes()),
                        told.isInternal())
                .of(page);
    }

    /** Parts of it as anybody may read them, in the same words and numbers, for a page on a screen. */
    public static Page onScreen(ReportContent whole, List<Part> parts) {
        Told told = Told.of(whole, Audience.ANYBODY);
        Page page = Page.forScreen();
        parts.forEach(part -> write(part, page, told));
        return page;
    }

    private static void write(Part part, Page page, Told told) {
        ReportContent content = told.content();
        switch (part) {
            case VERDICT -> VerdictSection.write(page, told);
            case COHORT -> CohortSection.write(page, told);
            case REVEALS -> RevealsSection.write(page, told);
            case LADDER -> LadderSection.write(page, content);
            case ROUTES -> RoutesSection.write(page, content);
            case QUALITY -> QualitySection.write(page, told);
            case GROUPS -> SubgroupSection.write(page, told);
            case LIMITS -> LimitsSection.write(page, content);
            case METHODS -> MethodsSection.write(page, content);
            case CHECKLIST -> ChecklistSection.write(page, content);
            case NUMBERS -> NumbersSection.write(page, told);
        }
    }
}
