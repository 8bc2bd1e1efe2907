package org.subtext.cli;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import org.subtext.cli.terminal.ImportPrinter;
import org.subtext.cli.terminal.TerminalProgress;
import org.subtext.problems.Argument;
import org.subtext.problems.InvalidInputException;
import org.subtext.sources.dicom.DicomImport;
import org.subtext.sources.dicom.DicomPlace;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Makes a table of DICOM files. */
@Command(
        name = "import",
        mixinStandardHelpOptions = true,
        sortOptions = false,
        description = {
            "Finds DICOM files by their content and makes a table of them: one row an image, one column a fact of its"
                    + " header.",
            "What a header does not hold (race, most often) comes from a table of yours, joined by patient, study or"
                    + " image.",
            ""
        },
        footer = {
            "",
            "The table holds patient ids and dates as the files do; keep it where the images may be kept.",
            "",
            "Example:",
            "  subtext import images --out images.csv --side-table patients.csv --join patient",
            "  subtext audit --table images.csv --attribute race"
        })
final class ImportCommand implements Callable<Integer> {
    @Parameters(index = "0", paramLabel = "PLACE", description = "A folder, a zip file or a DICOMDIR.")
    private Path place = Path.of("");

    @Option(names = "--out", required = true, paramLabel = "FILE", description = "CSV table, to be written.")
    @Turns(argument = Argument.OUT)
    private Path out = Path.of("");

    @Mixin
    private SideTableOptions side = new SideTableOptions();

    @Option(names = "--force", description = "Replace a table that is there.")
    private boolean force;

    @Spec
    private CommandSpec spec;

    @Override
    public Integer call() throws IOException {
        if (Files.exists(out) && !force) {
            throw new InvalidInputException(out + " exists already. Name another file with --out, or say --force.");
        }
        DicomImport.Summary summary =
                DicomPlace.makeTable(place, side.read(), out, Argument.OUT, TerminalProgress.ofConsole());
        PrintWriter terminal = spec.commandLine().getOut();
        ImportPrinter.printCounts(summary, out, terminal);
        ImportPrinter.printColumns(summary, terminal);
        return 0;
    }
}
