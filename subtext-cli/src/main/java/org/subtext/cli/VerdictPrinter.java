package org.subtext.cli;

import java.io.PrintWriter;
import java.nio.file.Path;
import org.subtext.audit.AuditReport;
import org.subtext.audit.RunJson;
import org.subtext.report.Audience;
import org.subtext.report.ReportContent;
import org.subtext.report.TerminalSummary;

/** Prints an audit for a person, or for a script. */
final class VerdictPrinter {
    private VerdictPrinter() {}

    static void print(PrintWriter out, ReportContent content, Path folder, boolean json) {
        print(out, content, folder, json, new InternalOption());
    }

    /** The same, with a full report written first where one is wanted. */
    static void print(PrintWriter out, ReportContent content, Path folder, boolean json, InternalOption internal) {
        Path page = internal.isWanted ? AuditReport.writeInternal(folder) : folder.resolve("report.html");
        Audience audience = internal.isWanted ? Audience.INTERNAL : Audience.ANYBODY;
        if (json) {
            out.print(RunJson.unsharedText(content.assessment(), content.remarks()));
        } else {
            out.print(TerminalSummary.of(content, page.toString(), false, audience));
        }
        out.flush();
    }
}
