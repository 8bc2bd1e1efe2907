package org.subtext.cli;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import org.subtext.cli.terminal.SlicesPrinter;
import org.subtext.cli.terminal.TerminalProgress;
import org.subtext.problems.Argument;
import org.subtext.problems.InvalidInputException;
import org.subtext.problems.PlanKey;
import org.subtext.problems.Problems;
import org.subtext.sources.slices.SliceListing;
import org.subtext.sources.slices.SliceReport;
import org.subtext.sources.slices.SliceSelection;
import org.subtext.volumes.Plane;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Lists the slices of volumes as a table. */
@Command(
        name = "slices",
        mixinStandardHelpOptions = true,
        sortOptions = false,
        description = {
            "Lists the slices of CT series and NIfTI volumes, in order by where they lie, as a table to audit.",
            "Add the attribute to the table by patient_id (of a NIfTI volume the file's name).",
            ""
        },
        footer = {
            "",
            "Examples:",
            "  subtext slices ct/ --out slices.csv --window lung --every 5 --range 0.2-0.8",
            "  subtext slices scans/*.nii.gz --out slices.csv --window lung",
            "Then, with the attribute added:",
            "  subtext audit --table slices.csv --attribute race --routes slice-position"
        })
final class SlicesCommand implements Callable<Integer> {
    private static final String NUMBER = "(\\d+\\.?\\d*|\\.\\d+)";

    @Parameters(arity = "1..*", paramLabel = "SOURCE", description = "DICOM folders or files, NIfTI files.")
    @Turns(key = PlanKey.COHORT_SOURCE_VOLUMES)
    private List<Path> sources = List.of();

    @Option(names = "--out", required = true, paramLabel = "TABLE", description = "The table to write (CSV).")
    @Turns(argument = Argument.OUT)
    private Path out = Path.of("");

    @Option(names = "--every", paramLabel = "N", defaultValue = "1", description = "Every n-th slice; default all.")
    @Turns(key = PlanKey.COHORT_SOURCE_EVERY)
    private int every;

    @Option(
            names = "--range",
            paramLabel = "FROM-TO",
            defaultValue = "0-1",
            description = "Relative positions, 0 the lowest slice and 1 the highest; default ${DEFAULT-VALUE}.")
    @Turns(key = {PlanKey.COHORT_SOURCE_LOWEST, PlanKey.COHORT_SOURCE_HIGHEST})
    private String range = "0-1";

    @Option(
            names = "--window",
            paramLabel = "NAME",
            description =
                    "lung, mediastinum, bone, brain, or CENTRE_WIDTH, as in -600_1500: of DICOM in Hounsfield units"
                            + " (images that have none are left out), of NIfTI in the volume's units; default as the file"
                            + " asks.")
    @Turns(key = PlanKey.COHORT_SOURCE_WINDOW)
    private @Nullable String window;

    @Option(
            names = "--plane",
            paramLabel = "PLANE",
            defaultValue = "AXIAL",
            description = "Of NIfTI volumes: ${COMPLETION-CANDIDATES}; default axial.")
    @Turns(key = PlanKey.COHORT_SOURCE_PLANE)
    private Plane plane = Plane.AXIAL;

    @Spec
    private CommandSpec spec;

    @Override
    public Integer call() throws IOException {
        Problems problems = new Problems();
        if (!range.matches(NUMBER + "-" + NUMBER)) {
            problems.add("--range takes two relative positions: --range 0.2-0.8, found \"" + range + "\".");
        }
        problems.throwIfAny();
        SliceListing listing = listing();
        SliceReport report = listing.write(sources, TerminalProgress.ofConsole());
        SlicesPrinter.counts(report, out, spec.commandLine().getOut());
        if (report.rows() == 0) {
            problems.add("No slice was found. CT series (DICOM with position and orientation) or NIfTI volumes were"
                    + " expected; widen --range, or give another folder"
                    + (report.notHounsfield() > 0 ? ", or leave out --window for images that are no CT." : "."));
        }
        problems.throwIfAny();
        return 0;
    }

    private SliceListing listing() {
        String[] limits = range.split("-");
        try {
            SliceSelection selection =
                    new SliceSelection(every, Double.parseDouble(limits[0]), Double.parseDouble(limits[1]));
            return new SliceListing(out, plane, selection, window);
        } catch (IllegalArgumentException e) {
            throw new InvalidInputException("The slices cannot be listed so: " + e.getMessage() + ".");
        }
    }
}
