package org.subtext.cli;

import java.io.PrintWriter;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import org.subtext.audit.RunJson;
import org.subtext.report.ReportContent;
import org.subtext.report.TerminalSummary;
import org.subtext.routes.RoutesAssessment;

/** Prints an audit for a person, or for a script. */
final class VerdictPrinter {
    private static final int MOST_NOT_RUN = 5;

    private VerdictPrinter() {}

    static void print(PrintWriter out, ReportContent content, Path folder, boolean json) {
        if (json) {
            out.print(RunJson.text(content.assessment()));
        } else {
            out.print(TerminalSummary.of(content, folder.resolve("report.html").toString(), false));
            print(out, content.routes());
        }
        out.flush();
    }

    /** The short answer to "by what route?", below the verdict. */
    private static void print(PrintWriter out, @Nullable RoutesAssessment routes) {
        if (routes == null) {
            return;
        }
        out.println();
        out.println("By what route:");
        routes.reading().forEach(sentence -> out.println("  " + sentence));
        routes.routes().stream()
                .flatMap(route -> route.notRun().stream())
                .map(notRun -> notRun.what() + ": " + notRun.reason())
                .limit(MOST_NOT_RUN)
                .forEach(line -> out.println("  Not run: " + line));
        int notRun = routes.routes().stream()
                .mapToInt(route -> route.notRun().size())
                .sum();
        if (notRun > MOST_NOT_RUN) {
            out.println("  … and " + (notRun - MOST_NOT_RUN) + " more not run, in the report");
        }
    }
}
