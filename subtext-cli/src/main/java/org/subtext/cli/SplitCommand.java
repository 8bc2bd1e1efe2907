package org.subtext.cli;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import org.subtext.audit.AuditPlan;
import org.subtext.cli.terminal.SourcePrinter;
import org.subtext.cli.terminal.TerminalProgress;
import org.subtext.cohort.Cohort;
import org.subtext.cohort.SourcedCohort;
import org.subtext.findings.Findings;
import org.subtext.problems.Argument;
import org.subtext.problems.InvalidInputException;
import org.subtext.problems.PlanKey;
import org.subtext.provenance.Seed;
import org.subtext.split.Fractions;
import org.subtext.split.PatientFolds;
import org.subtext.split.PatientSplit;
import org.subtext.split.SplitFile;
import org.subtext.split.Strata;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Splits a cohort by patient. */
@Command(
        name = "split",
        mixinStandardHelpOptions = true,
        sortOptions = false,
        description = {
            "Divides the patients of a table at random, stratified by class, and writes who is in which part.",
            "No patient can be in two parts. An audit makes its own split; this is for other programs.",
            ""
        },
        footer = {
            "",
            "Examples:",
            "  subtext split --table patients.csv --attribute race --out split.csv",
            "  subtext split --table patients.csv --target effusion,edema --out split.csv"
        })
final class SplitCommand implements Callable<Integer> {
    @ArgGroup(exclusive = false)
    private CohortOptions cohort = new CohortOptions();

    @ArgGroup(exclusive = false, heading = "%nFindings of which each part gets its share, too%n")
    private TargetOptions targets = new TargetOptions();

    @Option(names = "--folds", paramLabel = "K", description = "Folds for cross-validation instead of 60/10/30.")
    @Turns(key = PlanKey.SPLIT_FOLDS)
    private @Nullable Integer folds;

    @Option(names = "--seed", paramLabel = "N", description = "Seed; default 2022.")
    @Turns(key = PlanKey.SEED)
    private long seed = AuditPlan.DEFAULT_SEED;

    @Option(
            names = "--out",
            required = true,
            paramLabel = "FILE",
            description = "CSV of patient and part, to be written.")
    @Turns(argument = Argument.OUT)
    private Path out = Path.of("");

    @Spec
    private CommandSpec spec;

    @Override
    public Integer call() throws IOException {
        if (Files.exists(out)) {
            throw new InvalidInputException(out + " exists already. Name another file with --out.");
        }
        Dealt dealt = Dealt.of(SourcedCohort.read(
                        PlanOptions.mendable(() -> cohort.plan(targets.targets())),
                        SourcePrinter.ofConsole(),
                        TerminalProgress.ofConsole())
                .cohort());
        PrintWriter terminal = spec.commandLine().getOut();
        Seed root = new Seed(seed).child("split");
        Integer count = folds;
        if (count == null) {
            PatientSplit split = PatientSplit.stratified(dealt.strata(), Fractions.STUDY, root);
            SplitFile.write(split, out);
            split.patients().forEach((part, n) -> terminal.printf("%-12s %,8d patients%n", part.label(), n));
        } else {
            SplitFile.write(
                    PlanOptions.mendable(() -> PatientFolds.stratified(dealt.cohort(), dealt.strata(), count, root)),
                    out);
            terminal.printf(
                    "%d folds of %,d patients%n",
                    count, dealt.cohort().patients().size());
        }
        terminal.println("Written: " + out);
        terminal.flush();
        return 0;
    }

    /** Who is dealt, and of what each part gets its share: as an audit of the same cohort does it. */
    private record Dealt(Cohort cohort, Strata strata) {
        static Dealt of(Cohort read) {
            if (read.plan().targets().areNone()) {
                return new Dealt(read, Strata.of(read));
            }
            Findings findings = Findings.of(read);
            Cohort known = findings.known(read);
            return new Dealt(known, Strata.of(known, findings.strata(known)));
        }
    }
}
