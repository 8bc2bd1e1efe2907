package org.subtext.report;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

class RenderedRoutes {
    @Test
    void write() throws IOException {
        Path folder = Files.createDirectories(Path.of("target", "rendered"));
        for (boolean two : new boolean[] {true, false}) {
            ReportContent content = two ? ReportFixtures.routesOfTwoClasses() : ReportFixtures.routesOfThreeClasses();
            String html = HtmlReport.render(content);
            Files.writeString(folder.resolve("routes" + two + ".html"), html);
            PdfReport.write(html, folder.resolve("routes" + two + ".pdf"));
            Files.writeString(folder.resolve("routes" + two + ".txt"), TerminalSummary.of(content, "x", false));
        }
    }
}
