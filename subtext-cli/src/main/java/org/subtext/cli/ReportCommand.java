package org.subtext.cli;

import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import org.subtext.audit.AuditReport;
import org.subtext.problems.Argument;
import org.subtext.report.Audience;
import org.subtext.report.ReportContent;
import org.subtext.report.TerminalSummary;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Renders a finished run's report again. */
@Command(
        name = "report",
        mixinStandardHelpOptions = true,
        description = {"Writes report.html and report.pdf of a finished run again, from its stored estimates.", ""},
        footer = {"", "Examples:", "  subtext report runs/demo", "  subtext report runs/demo --rule old"})
final class ReportCommand implements Callable<Integer> {
    @Parameters(index = "0", paramLabel = "RUN", description = "Folder of a finished run.")
    @Turns(argument = Argument.RUN)
    private Path run = Path.of("");

    @Mixin
    private InternalOption internal = new InternalOption();

    /** The rules of verdicts that there were. */
    enum Rule {
        PRESENT,
        OLD
    }

    @Option(
            names = "--rule",
            paramLabel = "RULE",
            description = "old: say also what the former rule says of the same estimates.")
    @Turns(argument = Argument.VERDICT_RULE)
    private Rule rule = Rule.PRESENT;

    @Spec
    private CommandSpec spec;

    @Override
    public Integer call() {
        ReportContent content = AuditReport.rewrite(run);
        PrintWriter out = spec.commandLine().getOut();
        VerdictPrinter.print(out, content, run, false, internal);
        if (rule == Rule.OLD) {
            out.print(TerminalSummary.ofFormerRule(content, internal.isWanted ? Audience.INTERNAL : Audience.ANYBODY));
            out.flush();
        }
        return 0;
    }
}
