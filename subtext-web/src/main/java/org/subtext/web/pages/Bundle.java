package org.subtext.web.pages;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import java.util.List;
import org.subtext.report.charts.Markup;

/**
 * One page that holds everything that may be shared of a run, to be sent to whoever has no explorer: no script, no
 * pictures, nothing that is loaded from anywhere. Its own policy allows the one style sheet in it and nothing else.
 */
final class Bundle {
    private static final String STYLE = "/org/subtext/web/explorer.css";

    private Bundle() {}

    static String of(String title, Markup main) {
        String style = style();
        String policy =
                "default-src 'none'; style-src 'sha256-" + hash(style) + "'; base-uri 'none'; form-action 'none'";
        Markup facts = Markup.fragment(List.of(
                Markup.tag("meta").with("charset", "utf-8"),
                Markup.tag("meta").with("http-equiv", "Content-Security-Policy").with("content", policy),
                Markup.tag("meta").with("name", "viewport").with("content", "width=device-width, initial-scale=1"),
                Markup.tag("meta").with("name", "referrer").with("content", "no-referrer"),
                Markup.text("title", LongWords.shortened(title))));
        Markup body = Markup.tag("body")
                .add(Markup.tag("main").add(Markup.text("h1", title)).add(main))
                .add(Markup.tag("footer")
                        .add(Markup.text(
                                "p",
                                "An audit, not a diagnosis: its numbers say something about a set of images, not about a"
                                        + " person. Small groups are told of as in the report. This page loads nothing"
                                        + " and runs nothing.")));
        // the text of a style element is not escaped in HTML
        return "<!DOCTYPE html>\n<html lang=\"en\"><head>" + facts + "<style>" + style + "</style></head>"
                + LongWords.shortened(body)
                + "</html>\n";
    }

    private static String style() {
        try (InputStream in = Bundle.class.getResourceAsStream(STYLE)) {
            if (in == null) {
                throw new IllegalStateException(STYLE + " is missing from the jar");
            }
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String hash(String text) {
        try {
            byte[] sum = MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
            return Base64.getEncoder().encodeToString(sum);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e); // every Java has it
        }
    }
}
