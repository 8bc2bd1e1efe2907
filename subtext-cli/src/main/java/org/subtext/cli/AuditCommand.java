package org.subtext.cli;

import java.io.IOException;
import java.util.concurrent.Callable;
import org.subtext.audit.AuditPlan;
import org.subtext.audit.door.Answers;
import org.subtext.cli.terminal.TerminalFollower;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** The main job. */
@Command(
        name = "audit",
        mixinStandardHelpOptions = true,
        sortOptions = false,
        description = {"Assesses whether the images of a table reveal a recorded attribute.", ""},
        footer = {"", "Example:", "  subtext audit --table patients.csv --images png --attribute race --only view=PA,AP"
        })
final class AuditCommand implements Callable<Integer> {
    @Mixin
    private PlanOptions planOptions = new PlanOptions();

    @Mixin
    private RunOptions runOptions = new RunOptions();

    @Mixin
    private InternalOption internal = new InternalOption();

    @Spec
    private CommandSpec spec;

    @Override
    public Integer call() throws IOException, InterruptedException {
        AuditPlan plan = planOptions.plan(runOptions.name);
        Answers answers = runOptions
                .door()
                .audit(plan, runOptions.resume, TerminalFollower.ofConsole())
                .await();
        VerdictPrinter.print(
                spec.commandLine().getOut(), answers.content(), answers.folder(), runOptions.json, internal);
        return 0;
    }
}
