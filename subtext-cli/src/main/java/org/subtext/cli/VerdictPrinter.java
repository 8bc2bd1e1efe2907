package org.subtext.cli;

import java.io.PrintWriter;
import java.nio.file.Path;
import org.subtext.assessment.Verdict;
import org.subtext.audit.AuditReport;
import org.subtext.audit.RunJson;
import org.subtext.report.Audience;
import org.subtext.report.ReportContent;
import org.subtext.report.TerminalSummary;
import org.subtext.routes.contract.RuledOut;

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
            offer(out, content, folder);
        }
        out.flush();
    }

    /** How faint a signal would have been found, wherever nothing was and nobody asked. */
    private static void offer(PrintWriter out, ReportContent content, Path folder) {
        Verdict verdict = content.assessment().verdict();
        if (verdict != null && RuledOut.isMissing(verdict, content.routes(), content.training() != null)) {
            String command = "subtext explain " + folder + " --route injection";
            out.println("What it would have found: " + command + " (what that costs: with --price)");
        }
    }
}
