package org.subtext.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.Base64;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.subtext.problems.InvalidInputException;
import org.subtext.web.pages.Pages;

/** The one page that is sent to others: it needs nothing, runs nothing, and tells what the report tells. */
class BundleTest {
    private final Path runs = ExampleRuns.Shared.FOLDER;
    private final Pages pages = new Pages(new ExampleRuns(runs).door());

    @Test
    void itNeedsNothingBesideItself() throws Exception {
        for (String run : List.of(ExampleRuns.IMAGES, ExampleRuns.HARM, ExampleRuns.SMALL, ExampleRuns.HOSTILE)) {
            String page = pages.bundle(run);
            assertThat(page)
                    .as(run)
                    .startsWith("<!DOCTYPE html>")
                    .doesNotContain("<script", "<img", "<link", "<form", "<iframe", " style=", "onerror=\"", "url(")
                    .doesNotContain("Save as", "\u202E", runs.toString(), runs.getFileName() + "/")
                    .contains("An audit, not a diagnosis");
            assertThat(page.replace("http://www.w3.org/2000/svg", "")).as(run).doesNotContain("http:", "https:", "//");
            Matcher link = Pattern.compile("(?:href|src)=\"([^\"]*)\"").matcher(page);
            while (link.find()) {
                assertThat(link.group(1)).as(run).startsWith("#");
                assertThat(page).contains("id=\"" + link.group(1).substring(1) + "\"");
            }
            String style = page.substring(page.indexOf("<style>") + 7, page.indexOf("</style>"));
            byte[] sum = MessageDigest.getInstance("SHA-256").digest(style.getBytes(StandardCharsets.UTF_8));
            assertThat(page)
                    .as(run)
                    .contains("default-src 'none'; style-src 'sha256-"
                            + Base64.getEncoder().encodeToString(sum) + "'; base-uri 'none'; form-action 'none'");
        }
    }

    @Test
    void itTellsWhatThePagesTell() {
        assertThat(pages.bundle(ExampleRuns.IMAGES))
                .contains("<h1>Do the images reveal recorded group?</h1>", "id=\"verdict\"", "id=\"places\"")
                .contains("Table of this chart", "estimates.json /experiments/0/levels/1/macro_auc");
        assertThat(pages.bundle(ExampleRuns.HARM)).contains("<h1>Is a group of recorded", "Family of gaps (SHA-256)");
        assertThat(pages.bundle(ExampleRuns.SMALL)).contains(">hidden<");
        assertThat(pages.bundle(ExampleRuns.HOSTILE)).contains("&lt;img src=x onerror=document.title='taken'&gt;");
    }

    @Test
    void whatIsNoFinishedRunIsRefused() {
        assertThatThrownBy(() -> pages.bundle("tables"))
                .isInstanceOf(InvalidInputException.class)
                .hasMessageContaining("There is no run \"tables\"");
    }
}
