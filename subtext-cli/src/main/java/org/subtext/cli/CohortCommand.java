package org.subtext.cli;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import org.subtext.assessment.AssessmentPlan;
import org.subtext.audit.AuditPlan;
import org.subtext.audit.RunJson;
import org.subtext.audit.SplitPlan;
import org.subtext.cli.terminal.DatasetPrinter;
import org.subtext.cli.terminal.FindingsPrinter;
import org.subtext.cli.terminal.SizesPrinter;
import org.subtext.cli.terminal.SourcePrinter;
import org.subtext.cli.terminal.TerminalProgress;
import org.subtext.cohort.Cohort;
import org.subtext.cohort.CohortPlan;
import org.subtext.cohort.CohortReader;
import org.subtext.cohort.ColumnGuess;
import org.subtext.cohort.FlowStep;
import org.subtext.cohort.RecordedClass;
import org.subtext.cohort.SmallestGroups;
import org.subtext.cohort.SourcedCohort;
import org.subtext.cohort.Targets;
import org.subtext.findings.Findings;
import org.subtext.problems.Argument;
import org.subtext.problems.Remark;
import org.subtext.provenance.FolderTree;
import org.subtext.sources.KnownDataSet;
import org.subtext.sources.dataset.DatasetRecord;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Checks a cohort without auditing it. */
@Command(
        name = "cohort",
        mixinStandardHelpOptions = true,
        sortOptions = false,
        description = {"Reads and checks a table: columns, classes, and who is left out and why. Decodes no image.", ""
        },
        footer = {
            "",
            "Example:",
            "  subtext cohort --table patients.csv --images png --attribute race",
            "  subtext cohort --dataset chexpert --root CheXpert-v1.0-small --attribute race",
            "  subtext cohort --table patients.csv --images png --target effusion,edema"
        })
final class CohortCommand implements Callable<Integer> {
    @Parameters(
            index = "0",
            arity = "0..1",
            paramLabel = "PLAN",
            description =
                    "A plan file (YAML, see: subtext plan), of which the cohort is read. What its source makes is made:"
                            + " tables, and the images of a phantom that is not there yet.")
    @Turns(argument = Argument.PLAN_FILE)
    private @Nullable Path planFile;

    @ArgGroup(exclusive = false)
    private CohortOptions cohort = new CohortOptions();

    @ArgGroup(exclusive = false, heading = "%nFindings, beside an attribute or in its place%n")
    private TargetOptions targets = new TargetOptions();

    @Option(names = "--json", description = "Print the flow as JSON.")
    private boolean json;

    @Spec
    private CommandSpec spec;

    @Override
    public Integer call() throws IOException {
        if (planFile == null && cohort.source().isPresent() && cohort.dataset != null) {
            return lookAtDataset();
        }
        Path file = planFile;
        if (file == null) {
            look(
                    PlanOptions.mendable(() -> cohort.plan(targets.targets())),
                    AssessmentPlan.ofDefaults(0),
                    SplitPlan.DEFAULT);
        } else {
            PlanOptions.refuseOptionsBeside(file, spec);
            AuditPlan plan = PlanOptions.read(file, spec);
            look(plan.cohort(), plan.assessment(), plan.split());
        }
        return 0;
    }

    private void look(CohortPlan plan, AssessmentPlan assessment, SplitPlan split) throws IOException {
        Taught read = Taught.of(SourcedCohort.read(plan, SourcePrinter.ofConsole(), TerminalProgress.ofConsole())
                .cohort());
        PrintWriter out = spec.commandLine().getOut();
        if (json) {
            out.print(RunJson.text(WhoIsAudited.of(read)));
        } else {
            print(read, assessment, split);
        }
        out.flush();
    }

    /**
     * A cohort as an audit takes it.
     *
     * @param cohort without images of which no finding is known, where findings are asked about
     * @param findings none where an attribute is asked about
     */
    private record Taught(Cohort cohort, List<FindingsPrinter.OfFinding> findings) {
        static Taught of(Cohort read) {
            if (read.plan().targets().areNone()) {
                return new Taught(read, List.of());
            }
            Findings findings = Findings.of(read);
            return new Taught(findings.known(read).saying(findings.remarks()), FindingsPrinter.count(findings, read));
        }
    }

    private void print(Taught read, AssessmentPlan assessment, SplitPlan split) {
        PrintWriter out = spec.commandLine().getOut();
        print(read, CommandLineWords.ofRun(spec.commandLine()), out);
        if (read.findings().isEmpty()) {
            SizesPrinter.print(read.cohort(), assessment, split, out);
        }
    }

    /** The data set's table is made in a folder that is gone afterwards: to look leaves nothing behind. */
    private int lookAtDataset() throws IOException {
        PrintWriter out = spec.commandLine().getOut();
        Path folder = Files.createTempDirectory("subtext-cohort");
        KnownDataSet source = cohort.dataSet(folder).from(Path.of("").toAbsolutePath());
        try {
            DatasetRecord record = source.write(cohort.conflicts(), TerminalProgress.ofConsole());
            if (!json) {
                // Before the cohort is read: where it is refused, the cause may stand in what was found of the data
                // set.
                DatasetPrinter.whole(record, out);
                out.flush();
            }
            Targets findings = targets.targets();
            Taught read = cohort.attribute == null && findings.areNone()
                    ? null
                    : Taught.of(CohortReader.read(
                                    PlanOptions.mendable(() -> cohort.plan(source, findings)),
                                    TerminalProgress.ofConsole())
                            .saying(record.remarks()));
            if (json) {
                out.print(RunJson.text(new Look(record, read == null ? null : WhoIsAudited.of(read))));
            } else if (read != null) {
                print(read, AssessmentPlan.ofDefaults(0), SplitPlan.DEFAULT);
            }
        } finally {
            FolderTree.delete(folder);
        }
        out.flush();
        return 0;
    }

    /** A data set and, where an attribute or a finding is named, who would be audited. */
    private record Look(DatasetRecord dataset, @Nullable WhoIsAudited flow) {}

    /** The flow, what is recorded of findings, and what was found of the table. */
    private record WhoIsAudited(
            List<FlowStep> steps, List<FindingsPrinter.OfFinding> findings, List<Remark.Stored> remarks) {
        static WhoIsAudited of(Taught read) {
            Cohort cohort = read.cohort();
            return new WhoIsAudited(
                    cohort.flow().steps(), read.findings(), Remark.stored(cohort.remarks(), SmallestGroups.TOLD));
        }
    }

    private static void print(Taught read, CommandLineWords words, PrintWriter out) {
        Cohort cohort = read.cohort();
        cohort.sheet().ifPresent(sheet -> out.println("Sheet \"" + sheet + "\""));
        out.println("Columns");
        cohort.columns().reasons().stream().map(ColumnGuess.Reason::sentence).forEach(s -> out.println("  " + s));
        if (!cohort.attribute().isEmpty()) {
            printClasses(cohort, out);
        }
        FindingsPrinter.print(read.findings(), out);
        out.println("Flow");
        for (FlowStep step : cohort.flow().steps()) {
            String sign = step.kind() == FlowStep.Kind.EXCLUDED ? "- " : "  ";
            String reason = step.reason().isEmpty() ? "" : "  (" + step.reason() + ")";
            out.printf(
                    "  %s%-26s %,8d images  %,7d patients%s%n",
                    sign, step.label(), step.images(), step.patients(), reason);
        }
        cohort.remarks()
                .forEach(remark -> out.println("Note: " + remark.sentence().in(words)));
    }

    private static void printClasses(Cohort cohort, PrintWriter out) {
        out.println("Classes of " + cohort.attribute());
        for (RecordedClass one : cohort.classes()) {
            String wordings = String.join(
                    ", ",
                    one.wordings().stream().map(w -> "\"" + w.text() + "\"").toList());
            out.printf(
                    "  %-28s %,8d images  %,7d patients  recorded as %s%n",
                    one.name(), one.images(), one.patients(), wordings);
        }
    }
}
