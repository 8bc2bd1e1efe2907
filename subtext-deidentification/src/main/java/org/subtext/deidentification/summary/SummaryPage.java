package org.subtext.deidentification.summary;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;

/** The page as HTML that stands alone and prints on one sheet of A4; the same facts make the same bytes. */
public final class SummaryPage {
    private final StringBuilder html = new StringBuilder();

    private SummaryPage() {}

    public static String of(SummaryFacts facts) {
        SummaryPage page = new SummaryPage();
        page.head();
        page.html.append("<h1>De-identification summary</h1>\n");
        page.paragraph(
                "small",
                "Written by Subtext " + facts.software() + ". For a privacy office: counts only, nothing of"
                        + " any patient.");
        page.html.append("<div class=\"columns\"><section>");
        page.heading("What went in and what came out");
        page.table(facts.wentIn());
        page.text("Copies are of " + number(facts.patients()) + (facts.patients() == 1 ? " patient" : " patients")
                + ", under ids made by a keyed hash"
                + " (HMAC-SHA-256); whoever has no key cannot undo or guess them."
                + (facts.table() ? " A table went along: ids as in the copies, columns nobody knows dropped." : ""));
        page.html.append("</section><section>");
        page.heading("What was kept, and why");
        page.options(facts.options());
        page.html.append("</section></div>\n<div class=\"columns\"><section>");
        page.heading("What was done to elements");
        page.table(facts.elements());
        page.html.append("</section><section>");
        page.heading("What was cut from pixel data, in bytes");
        page.orNothing(facts.pixelBytes(), "Nothing.");
        page.heading("What a person should look at");
        page.looks(facts);
        page.html.append("</section></div>\n");
        page.notLookedAt(facts);
        page.method();
        page.verify(facts);
        page.html.append("</body></html>\n");
        return page.html.toString();
    }

    private void head() {
        html.append("<!DOCTYPE html>\n<html lang=\"en\"><head><meta charset=\"utf-8\"/>")
                .append("<meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; style-src")
                .append(" 'unsafe-inline'\"/><title>De-identification summary</title><style>\n")
                .append(css())
                .append("</style></head><body>\n");
    }

    private static String css() {
        try (InputStream in = SummaryPage.class.getResourceAsStream("summary.css")) {
            if (in == null) {
                throw new IllegalStateException("the build lacks summary.css");
            }
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void options(List<SummaryFacts.Option> options) {
        html.append("<table>");
        for (SummaryFacts.Option option : options) {
            html.append("<tr><td>")
                    .append(escaped(option.name()))
                    .append(" (")
                    .append(escaped(option.code()))
                    .append(")</td><td>")
                    .append(escaped(option.keeps()))
                    .append("</td></tr>");
        }
        html.append("</table>\n");
        text(
                "Beside these only attributes of a list stay that the image and its acquisition need (pixels, geometry, exposure,"
                        + " view, manufacturer), if the value is of its kind and repeats no identifier of its file.");
    }

    private void looks(SummaryFacts facts) {
        orNothing(facts.reasonsToLook(), "No image gave a reason.");
        if (facts.flagged() > 0) {
            String done = facts.burnedIn().equals("flag")
                    ? "They were written, and files.csv names them: look at them before anybody else does."
                    : "They were not written.";
            text(number(facts.flagged()) + " images gave such a reason. " + done);
        }
    }

    private void notLookedAt(SummaryFacts facts) {
        heading("What was not looked at");
        html.append("<ul>");
        item("Text was looked for in " + number(facts.framesLookedAt()) + " of " + number(facts.frames())
                + " frames: in each up to the first with text, in long series in an even sample. The detector misses about one"
                + " line in seven, handwriting and slanted text; what it does not flag is not thereby clean.");
        item("Faces and other features by which a person could be known from the pixels themselves.");
        item("Reports, directories and other files without pixels, and what cannot be read: none of them was copied.");
        html.append("</ul>\n");
    }

    private void method() {
        heading("Method");
        text(
                "DICOM PS3.15 annex E (edition 2026d), Basic Application Level Confidentiality Profile with the options above, each"
                        + " attribute by its action in table E.1-1; stricter than that, whatever is not on a list of what may stay is"
                        + " removed, private elements, overlays and curves among it. Pixel data are written anew by their structure with"
                        + " only what a decoder needs (PS3.5 section 8 and annex A); samples are unchanged. Each copy says so itself:"
                        + " (0012,0062), (0012,0063), (0012,0064), (0028,0303). Attributes that an object type requires may be missing:"
                        + " the copies are for analysis, and claim no conformance of their objects.");
    }

    private void verify(SummaryFacts facts) {
        heading("How to verify it again");
        text(
                "The log beside this page says for each copy what was cut: files.csv, cuts.csv, pixels.csv and tags.csv, all of it in"
                        + " log.json with the SHA-256 of every other file. The verification of Subtext reads every byte of the copies"
                        + " without the program that wrote them, needs no key, and with the folder that went in searches for all that"
                        + " identified there and compares samples and attributes. It ends with 0 only if all of it is proven.");
        html.append("<p>SHA-256 of log.json: <code>")
                .append(escaped(facts.logSha256()))
                .append("</code></p>\n");
    }

    private void heading(String text) {
        html.append("<h2>").append(escaped(text)).append("</h2>\n");
    }

    private void text(String text) {
        html.append("<p>").append(escaped(text)).append("</p>\n");
    }

    private void paragraph(String kind, String text) {
        html.append("<p class=\"")
                .append(kind)
                .append("\">")
                .append(escaped(text))
                .append("</p>\n");
    }

    private void item(String text) {
        html.append("<li>").append(escaped(text)).append("</li>");
    }

    private void orNothing(List<SummaryFacts.Line> lines, String nothing) {
        if (lines.isEmpty()) {
            text(nothing);
        } else {
            table(lines);
        }
    }

    private void table(List<SummaryFacts.Line> lines) {
        html.append("<table>");
        for (SummaryFacts.Line line : lines) {
            html.append("<tr><td>")
                    .append(escaped(line.what()))
                    .append("</td><td class=\"n\">")
                    .append(number(line.count()))
                    .append("</td></tr>");
        }
        html.append("</table>\n");
    }

    private static String number(long count) {
        return String.format(Locale.ROOT, "%,d", count);
    }

    private static String escaped(String text) {
        return text.replace("&", "&amp;")
                .replace("<", "&lt;")
                .replace(">", "&gt;")
                .replace("\"", "&quot;");
    }
}
