package org.subtext.cli;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import org.subtext.cli.process.AfterSignal;
import org.subtext.cli.terminal.TerminalProgress;
import org.subtext.cli.terminal.VerificationPrinter;
import org.subtext.deidentification.BurnedInPolicy;
import org.subtext.deidentification.Deidentification;
import org.subtext.deidentification.DeidentificationPlan;
import org.subtext.deidentification.DeidentificationSummary;
import org.subtext.deidentification.RetainOption;
import org.subtext.deidentification.streams.VideoPolicy;
import org.subtext.deidentification.verification.Verification;
import org.subtext.deidentification.verification.VerificationPlan;
import org.subtext.deidentification.verification.VerificationResult;
import org.subtext.problems.Argument;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Copies a folder of DICOM files without what identifies patients. */
@AfterSignal(AfterSignal.SAME_AGAIN)
@Command(
        name = "deidentify",
        mixinStandardHelpOptions = true,
        sortOptions = false,
        description = {
            "Copies DICOM files without what identifies patients (PS3.15 annex E), with a log of every element.",
            "Run it again with the same options to go on after an interruption.",
            ""
        },
        footer = {
            "",
            "Example:",
            "  subtext deidentify pacs-export --out study --salt ~/.subtext/salt --retain device,dates"
                    + " --table patients.csv",
            "",
            "Prove the copies, from their bytes; with the folder that went in also that nothing of it identifies in them:",
            "  subtext deidentify --verify study pacs-export",
            "",
            "Editing elements does not remove text from pixels: look at the files flagged in import-log/files.csv."
        })
final class DeidentifyCommand implements Callable<Integer> {
    @Parameters(
            index = "0",
            arity = "0..1",
            paramLabel = "FOLDER",
            description = "Folder of DICOM files, found by content; may be left out with --verify.")
    private @Nullable Path input;

    @Option(names = "--out", paramLabel = "FOLDER", description = "Folder for the copies and the log; required.")
    @Turns(argument = Argument.OUT)
    private @Nullable Path out;

    @Option(
            names = "--salt",
            paramLabel = "FILE",
            description = {
                "Secret from which ids are made; required; made if absent,",
                "kept outside --out, readable by you only."
            })
    @Turns(argument = Argument.SALT)
    private @Nullable Path salt;

    @Option(
            names = "--retain",
            split = ",",
            paramLabel = "WHAT",
            description = "device, institution, dates (moved); sex, age, size, weight and ethnic group always stay.")
    private Set<RetainOption> retained = Set.of();

    @Option(
            names = "--burned-in",
            paramLabel = "POLICY",
            defaultValue = "flag",
            description = "Files whose pixels may hold text: flag, exclude or refuse; default: ${DEFAULT-VALUE}.")
    @Turns(argument = Argument.BURNED_IN)
    private BurnedInPolicy burnedIn = BurnedInPolicy.FLAG;

    @Option(
            names = "--video",
            paramLabel = "POLICY",
            defaultValue = "exclude",
            description = "Video, whose streams nobody looks into: exclude or keep; default: ${DEFAULT-VALUE}.")
    @Turns(argument = Argument.VIDEO)
    private VideoPolicy video = VideoPolicy.EXCLUDE;

    @Option(names = "--table", paramLabel = "TABLE", description = "Cohort table to de-identify along.")
    private @Nullable Path table;

    @Option(
            names = "--keep-columns",
            split = ",",
            paramLabel = "NAME",
            description = "Columns of the table without identifiers that would be dropped because they are unknown.")
    @Turns(argument = Argument.KEEP_COLUMNS)
    private List<String> keptColumns = List.of();

    @Mixin
    private IdOptions ids = new IdOptions();

    @Option(
            names = "--verify",
            paramLabel = "OUT",
            description = {
                "Write nothing, but read the copies in OUT again and prove them;",
                "exit code 0 only if nothing is found, else 2."
            })
    private @Nullable Path verified;

    @Option(names = "--json", description = "With --verify: print what was found as JSON.")
    private boolean json;

    @Spec
    private CommandSpec spec;

    @Override
    public Integer call() throws IOException {
        PrintWriter terminal = spec.commandLine().getOut();
        if (verified != null) {
            return verify(verified, terminal);
        }
        Path to = required(out, "--out");
        DeidentificationSummary summary = Deidentification.run(
                new DeidentificationPlan(
                        required(input, "FOLDER"),
                        to,
                        required(salt, "--salt"),
                        retained,
                        burnedIn,
                        video,
                        Optional.ofNullable(table),
                        keptColumns,
                        ids.rule()),
                TerminalProgress.ofConsole());
        print(summary, to, terminal);
        return 0;
    }

    private int verify(Path copies, PrintWriter terminal) throws IOException {
        if (out != null || salt != null || table != null) {
            throw new ParameterException(
                    spec.commandLine(),
                    "--verify writes nothing: give it the folder of the copies and, if you have it, the folder that went"
                            + " in, without --out, --salt and --table");
        }
        VerificationResult result = Verification.run(
                new VerificationPlan(copies, Optional.ofNullable(input)), TerminalProgress.ofConsole());
        if (json) {
            terminal.print(VerificationPrinter.json(result));
        } else {
            VerificationPrinter.print(result, terminal);
        }
        terminal.flush();
        return result.isProven() ? 0 : 2;
    }

    private <T> T required(@Nullable T value, String name) {
        if (value == null) {
            throw new ParameterException(
                    spec.commandLine(), "Missing " + name + "; it may be left out with --verify alone");
        }
        return value;
    }

    private void print(DeidentificationSummary summary, Path to, PrintWriter terminal) {
        terminal.printf(
                "Written     %,8d files of %,d patients, below %s%n", summary.written(), summary.patients(), to);
        terminal.printf("Left out    %,8d files for text in their pixels%n", summary.excluded());
        terminal.printf("Flagged     %,8d files whose pixels may hold text%n", summary.flagged());
        if (summary.notCleaned() > 0) {
            terminal.printf(
                    "Not cleaned %,8d files whose pixels are video (--video keep) or cannot be taken apart%n",
                    summary.notCleaned());
        }
        terminal.printf("No pixels   %,8d files (directories, reports), not written%n", summary.withoutPixels());
        terminal.printf("Unreadable  %,8d files%n", summary.unreadable());
        if (summary.unreadable() + summary.notCleaned() > 0) {
            terminal.println("            named in " + summary.unreadableFiles() + ", outside the results");
        }
        summary.sentences().forEach(terminal::println);
        terminal.println("Log         " + to.resolve("import-log"));
        terminal.println("Summary     " + to.resolve("summary.html") + ", one page for a privacy office");
        terminal.flush();
    }
}
