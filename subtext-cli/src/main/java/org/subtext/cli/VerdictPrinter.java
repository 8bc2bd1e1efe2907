package org.subtext.cli;

import java.io.PrintWriter;
import java.nio.file.Path;
import org.subtext.audit.RunJson;
import org.subtext.report.ReportContent;
import org.subtext.report.TerminalSummary;

/** Prints an audit for a person, or for a script. */
final class VerdictPrinter {
    private VerdictPrinter() {}

    static void print(PrintWriter out, ReportContent content, Path folder, boolean json) {
        if (json) {
            out.print(RunJson.text(content.assessment()));
        } else {
            out.print(TerminalSummary.of(content, folder.resolve("report.html").toString(), false));
        }
        out.flush();
    }
}
