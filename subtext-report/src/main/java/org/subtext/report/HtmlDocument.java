package org.subtext.report;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Objects;
import org.subtext.report.charts.Markup;

/**
 * A page as one HTML file: no script, no request besides itself, well-formed XML, equal bytes for equal content.
 *
 * @param title heading of the page and name of its window
 * @param subject what it is about, for programs
 * @param beneath a line beneath the title
 * @param isInternal whether every printed page says that it is for those inside only
 */
public record HtmlDocument(String title, String subject, String beneath, boolean isInternal) {
    /** Forbids every request, also by markup that might slip in with a name from a table. */
    private static final String POLICY = "default-src 'none'; style-src 'unsafe-inline'; img-src data:";

    /** The mark on every printed page. */
    private static final String INTERNAL_PAGES = "@page { @top-center { content: \"" + Audience.MARK
            + "\"; font: bold 9pt 'Subtext Sans', sans-serif; color: #b00020 } }\n"
            + ".internal { position: sticky; top: 0; background: #b00020; color: #ffffff; font-weight: bold;"
            + " text-align: center; padding: 4px 8px }\n";

    /** The whole document. */
    public String of(Page page) {
        Markup head = Markup.tag("head")
                .add(Markup.tag("meta").with("charset", "utf-8"))
                .add(Markup.tag("meta")
                        .with("http-equiv", "Content-Security-Policy")
                        .with("content", POLICY))
                .add(Markup.tag("meta").with("name", "viewport").with("content", "width=device-width, initial-scale=1"))
                .add(Markup.tag("meta").with("name", "subject").with("content", subject))
                .add(Markup.text("title", title))
                .add(Markup.text("style", isInternal ? css() + INTERNAL_PAGES : css()));
        Markup header = Markup.tag("header")
                .add(Markup.text("h1", title))
                .add(Markup.text("p", beneath).with("class", "small"));
        Markup mark =
                Markup.text("p", Audience.MARK + ": small groups are told of.").with("class", "internal");
        Markup body = (isInternal ? Markup.tag("body").add(mark) : Markup.tag("body"))
                .add(header)
                .add(page.front())
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
