package org.subtext.cli;

import java.nio.file.Path;
import java.util.concurrent.Callable;
import org.subtext.audit.AuditReport;
import org.subtext.problems.Argument;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Renders a finished run's report again. */
@Command(
        name = "report",
        mixinStandardHelpOptions = true,
        description = {"Writes report.html and report.pdf of a finished run again, from its stored estimates.", ""},
        footer = {"", "Example:", "  subtext report runs/demo"})
final class ReportCommand implements Callable<Integer> {
    @Parameters(index = "0", paramLabel = "RUN", description = "Folder of a finished run.")
    @Turns(argument = Argument.RUN)
    private Path run = Path.of("");

    @Mixin
    private InternalOption internal = new InternalOption();

    @Spec
    private CommandSpec spec;

    @Override
    public Integer call() {
        VerdictPrinter.print(spec.commandLine().getOut(), AuditReport.rewrite(run), run, false, internal);
        return 0;
    }
}
