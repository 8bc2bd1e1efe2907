package org.subtext.cli;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.Locale;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import org.subtext.audit.harm.HarmExport;
import org.subtext.problems.Argument;
import org.subtext.problems.InvalidInputException;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Writes a finished run of harm in somebody else's form. */
@Command(
        name = "export",
        mixinStandardHelpOptions = true,
        sortOptions = false,
        description = {
            "Writes what a finished run of harm found in somebody else's form. It may be shared: no small count is told.",
            "What a run cannot know is said to be \"not provided\", for you to fill in.",
            ""
        },
        footer = {
            "",
            "Forms:",
            "  chai-xml        applied model card of the Coalition for Health AI; default RUN/model-card.xml",
            "  subgroup-table  CSV: finding, model, rate, group, n, estimate, interval, gap, verdict; default"
                    + " RUN/subgroups.csv",
            "",
            "Examples:",
            "  subtext export runs/harm-preds --as chai-xml",
            "  subtext export runs/harm-preds --as subgroup-table --out submission/subgroups.csv"
        })
final class ExportCommand implements Callable<Integer> {
    @Parameters(index = "0", paramLabel = "RUN", description = "Folder of a finished run of harm.")
    @Turns(argument = Argument.RUN)
    private Path run = Path.of("");

    @Option(names = "--as", required = true, paramLabel = "FORM", description = "chai-xml or subgroup-table.")
    private String form = "";

    @Option(names = "--out", paramLabel = "FILE", description = "Where it goes; default: in the run's folder.")
    @Turns(argument = Argument.OUT)
    private @Nullable Path out;

    @Option(names = "--force", description = "Replace a file that is there.")
    @Turns(argument = Argument.REPLACE)
    private boolean replaces;

    @Spec
    private CommandSpec spec;

    @Override
    public Integer call() throws IOException {
        Path written = export(form).write(run, out, replaces);
        PrintWriter standard = spec.commandLine().getOut();
        standard.println("Written         " + written);
        standard.flush();
        return 0;
    }

    private static HarmExport export(String form) {
        return switch (form.toLowerCase(Locale.ROOT)) {
            case "chai-xml" -> HarmExport.CHAI_XML;
            case "subgroup-table" -> HarmExport.SUBGROUP_TABLE;
            default ->
                throw new InvalidInputException("--as " + form
                        + ": known are chai-xml (an applied model card) and subgroup-table (a CSV)."
                        + " For instance: --as subgroup-table.");
        };
    }
}
