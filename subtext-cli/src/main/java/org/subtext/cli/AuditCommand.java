package org.subtext.cli;

import java.io.IOException;
import java.util.concurrent.Callable;
import org.subtext.audit.Audit;
import org.subtext.audit.AuditPlan;
import org.subtext.learn.TorchTrainer;
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

    @Spec
    private CommandSpec spec;

    @Override
    public Integer call() throws IOException {
        AuditPlan plan = planOptions.plan(runOptions.name);
        Audit audit = new Audit(
                new TorchTrainer(runOptions.device()), TerminalProgress.ofConsole(), SourcePrinter.ofConsole());
        Audit.Result result = audit.run(plan, runOptions.runs, runOptions.resume);
        VerdictPrinter.print(spec.commandLine().getOut(), result.content(), result.folder(), runOptions.json);
        return 0;
    }
}
