package org.subtext.report;

/**
 * The report as one HTML file: no script, no request besides itself, well-formed XML, equal bytes for equal content.
 *
 * <p>The same text feeds {@link PdfReport}.
 */
public final class HtmlReport {
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
        VerdictSection.write(page, told);
        CohortSection.write(page, told);
        RevealsSection.write(page, told);
        LadderSection.write(page, content);
        RoutesSection.write(page, content);
        QualitySection.write(page, told);
        SubgroupSection.write(page, told);
        LimitsSection.write(page, content);
        MethodsSection.write(page, content);
        ChecklistSection.write(page, content);
        NumbersSection.write(page, told);
        return new HtmlDocument(
                        content.title(),
                        "Audit of recorded " + content.assessment().attribute(),
                        "Subtext audit of recorded " + content.assessment().attribute() + ": "
                                + String.join(", ", content.assessment().classes()),
                        told.isInternal())
                .of(page);
    }
}
