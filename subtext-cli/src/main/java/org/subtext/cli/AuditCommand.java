package org.subtext.cli;

import java.io.IOException;
import java.io.PrintWriter;
import java.util.concurrent.Callable;
import org.subtext.audit.AuditPlan;
import org.subtext.audit.Diagnosis;
import org.subtext.audit.RunJson;
import org.subtext.audit.diagnosis.DiagnosisFolder;
import org.subtext.audit.door.Answers;
import org.subtext.cli.terminal.TerminalFollower;
import org.subtext.report.Audience;
import org.subtext.report.findings.DiagnosisSummary;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** The main job. */
@Command(
        name = "audit",
        mixinStandardHelpOptions = true,
        sortOptions = false,
        description = {
            "Assesses whether the images of a table reveal a recorded attribute; with --target, teaches a diagnostic model"
                    + " of findings instead, of which subtext harm asks whether it serves a group worse.",
            ""
        },
        footer = {
            "",
            "Examples:",
            "  subtext audit --table patients.csv --images png --attribute race --only view=PA,AP",
            "  subtext audit --table patients.csv --images png --target effusion,edema --uncertain positive"
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
        if (!plan.cohort().targets().areNone()) {
            return diagnose(plan);
        }
        Answers answers = runOptions
                .door()
                .audit(plan, runOptions.resume, TerminalFollower.ofConsole())
                .await();
        VerdictPrinter.print(
                spec.commandLine().getOut(), answers.content(), answers.folder(), runOptions.json, internal);
        return 0;
    }

    private int diagnose(AuditPlan plan) throws IOException, InterruptedException {
        Diagnosis.Result result = runOptions
                .door()
                .diagnose(plan, runOptions.resume, TerminalFollower.ofConsole())
                .await();
        if (internal.isWanted) {
            DiagnosisFolder.writeInternal(result.folder(), result.content());
        }
        PrintWriter out = spec.commandLine().getOut();
        if (runOptions.json) {
            out.print(RunJson.unsharedText(result.content()));
        } else {
            out.print(DiagnosisSummary.of(
                    result.content(),
                    result.folder().toString(),
                    internal.isWanted ? Audience.INTERNAL : Audience.ANYBODY));
            out.println("Is a group served worse: subtext harm " + result.folder()
                    + " --attribute COLUMN --reference GROUP");
        }
        out.flush();
        return 0;
    }
}
