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
import org.subtext.deidentification.BurnedInPolicy;
import org.subtext.deidentification.Deidentification;
import org.subtext.deidentification.DeidentificationPlan;
import org.subtext.deidentification.DeidentificationSummary;
import org.subtext.deidentification.RetainOption;
import org.subtext.deidentification.streams.VideoPolicy;
import org.subtext.problems.Argument;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
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
            "Editing elements does not remove text from pixels: look at the files flagged in import-log/files.csv."
        })
final class DeidentifyCommand implements Callable<Integer> {
    @Parameters(index = "0", paramLabel = "FOLDER", description = "Folder of DICOM files, found by content.")
    private Path input = Path.of("");

    @Option(names = "--out", required = true, paramLabel = "FOLDER", description = "Folder for the copies and the log.")
    @Turns(argument = Argument.OUT)
    private Path out = Path.of("");

    @Option(
            names = "--salt",
            required = true,
            paramLabel = "FILE",
            description = "Secret from which ids are made; made if absent, kept outside --out, readable by you only.")
    @Turns(argument = Argument.SALT)
    private Path salt = Path.of("");

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

    @Spec
    private @Nullable CommandSpec spec;

    @Override
    public Integer call() throws IOException {
        DeidentificationSummary summary = Deidentification.run(
                new DeidentificationPlan(
                        input,
                        out,
                        salt,
                        retained,
                        burnedIn,
                        video,
                        Optional.ofNullable(table),
                        keptColumns,
                        ids.rule()),
                TerminalProgress.ofConsole());
        if (spec != null) {
            print(summary, spec.commandLine().getOut());
        }
        return 0;
    }

    private void print(DeidentificationSummary summary, PrintWriter terminal) {
        terminal.printf(
                "Written     %,8d files of %,d patients, below %s%n", summary.written(), summary.patients(), out);
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
        terminal.println("Log         " + out.resolve("import-log"));
        terminal.flush();
    }
}
