package org.subtext.report;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Objects;
import org.subtext.report.charts.Markup;

/**
 * The report as one HTML file: no script, no request besides itself, well-formed XML, equal bytes for equal content.
 *
 * <p>The same text feeds {@link PdfReport}.
 */
public final class HtmlReport {
    /** Forbids every request, also by markup that might slip in with a name from a table. */
    private static final String POLICY = "default-src 'none'; style-src 'unsafe-inline'; img-src data:";

    /** The mark on every printed page. */
    private static final String INTERNAL_PAGES = "@page { @top-center { content: \"" + Audience.MARK
            + "\"; font: bold 9pt 'Subtext Sans', sans-serif; color: #b00020 } }\n"
            + ".internal { position: sticky; top: 0; background: #b00020; color: #ffffff; font-weight: bold;"
            + " text-align: center; padding: 4px 8px }\n";

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
        RoutesSection.write(page, content);
        QualitySection.write(page, told);
        SubgroupSection.write(page, told);
        LimitsSection.write(page, content);
        MethodsSection.write(page, content);
        ChecklistSection.write(page, content);
        NumbersSection.write(page, told);
        Markup head = Markup.tag("head")
                .add(Markup.tag("meta").with("charset", "utf-8"))
                .add(Markup.tag("meta")
                        .with("http-equiv", "Content-Security-Policy")
                        .with("content", POLICY))
                .add(Markup.tag("meta").with("name", "viewport").with("content", "width=device-width, initial-scale=1"))
                .add(Markup.tag("meta")
                        .with("name", "subject")
                        .with(
                                "content",
                                "Audit of recorded " + content.assessment().attribute()))
                .add(Markup.text("title", content.title()))
                .add(Markup.text("style", told.isInternal() ? css() + INTERNAL_PAGES : css()));
        Markup header = Markup.tag("header")
                .add(Markup.text("h1", content.title()))
                .add(Markup.text(
                                "p",
                                "Subtext audit of recorded "
                                        + content.assessment().attribute() + ": "
                                        + String.join(", ", content.assessment().classes()))
                        .with("class", "small"));
        Markup mark =
                Markup.text("p", Audience.MARK + ": small groups are told of.").with("class", "internal");
        Markup body = (told.isInternal() ? Markup.tag("body").add(mark) : Markup.tag("body"))
                .add(header)
                .add(page.contents())
                .add(Markup.tag("main").add(page.body()));
        return "<!DOCTYPE html>\n"
                + Markup.tag("html")
                        .with("lang", "en")
                        .with("xml:lang", "en")
                        .with("xmlns", "http://www.w3.org/1999/xhtml")
                        .add(head)
                        .add(body)
                + "\n";
    }

    private static String css() {
        try (InputStream in = Objects.requireNonNull(
                HtmlReport.class.getResourceAsStream("report.css"), "report.css is missing from the jar")) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
