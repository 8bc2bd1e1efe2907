package org.subtext.cli;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import org.subtext.archive.Pull;
import org.subtext.archive.PullPlan;
import org.subtext.archive.PullSummary;
import org.subtext.archive.StudyQuery;
import org.subtext.cli.process.AfterSignal;
import org.subtext.cli.terminal.TerminalProgress;
import org.subtext.problems.Argument;
import org.subtext.tables.TableReader;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Studies from an archive into a folder. */
@AfterSignal(AfterSignal.SAME_AGAIN)
@Command(
        name = "pull",
        mixinStandardHelpOptions = true,
        sortOptions = false,
        description = {
            "Pulls studies from an archive by DICOMweb (QIDO-RS, WADO-RS) into a folder, in the encoding the archive"
                    + " has.",
            "Whatever ended an earlier pull into the same folder, this one continues it: nothing is missing or twice.",
            ""
        },
        footer = {
            "",
            "Exit 0: all complete. Exit 2: some are not; the same command tries them again.",
            "",
            "Examples:",
            "  subtext archive pull https://pacs.example.org/dicom-web --out images --token-file token.txt",
            "      --study-date 20200101-20201231 --modality DX,CR --body-part CHEST",
            "  subtext archive pull https://pacs.example.org/dicom-web --out images --user audit --password-file pw",
            "      --patients cohort.csv --column patient_id --ca hospital.pem"
        })
final class ArchivePullCommand implements Callable<Integer> {
    private static final int INCOMPLETE = 2;
    private static final int SHOWN = 3;

    @Parameters(index = "0", paramLabel = "URL", description = "Base of the DICOMweb service.")
    private String url = "";

    @Option(names = "--out", required = true, paramLabel = "FOLDER", description = "Where the files go.")
    @Turns(argument = Argument.OUT)
    private Path out = Path.of("");

    @Option(
            names = "--study-date",
            paramLabel = "RANGE",
            description = "yyyymmdd or yyyymmdd-yyyymmdd; an end may be open.")
    private @Nullable String studyDate;

    @Option(
            names = "--modality",
            split = ",",
            paramLabel = "CODE",
            description = "Only series of these: DX, CR, MG, CT ...")
    private List<String> modalities = new ArrayList<>();

    @Option(
            names = "--body-part",
            split = ",",
            paramLabel = "TERM",
            description = "Only series of these: CHEST, HAND ...")
    private List<String> bodyParts = new ArrayList<>();

    @Option(names = "--patients", paramLabel = "TABLE", description = "Only patients whose ids are in this table.")
    private @Nullable Path patients;

    @Option(names = "--column", paramLabel = "NAME", description = "Its column of patient ids; default patient_id.")
    @Turns(argument = Argument.PATIENT_COLUMN)
    private String column = "patient_id";

    @Option(names = "--parallel", paramLabel = "N", description = "Studies retrieved side by side, 1 to 32; default 4.")
    @Turns(argument = Argument.PARALLEL)
    private int parallel = PullPlan.PARALLEL;

    @Mixin
    private PeerOptions peerOptions = new PeerOptions();

    @Spec
    private CommandSpec spec;

    @Override
    public Integer call() throws IOException {
        List<String> ids = patients == null ? List.of() : StudyQuery.patients(TableReader.read(patients), column);
        StudyQuery query = new StudyQuery(studyDate, modalities, bodyParts, ids);
        PullPlan plan = new PullPlan(peerOptions.peer(url), query, out, parallel);
        PullSummary summary = new Pull(plan, TerminalProgress.ofConsole()).run();
        print(summary);
        return summary.failed().isEmpty() ? 0 : INCOMPLETE;
    }

    private void print(PullSummary summary) {
        PrintWriter printer = spec.commandLine().getOut();
        String noun = modalities.isEmpty() && bodyParts.isEmpty() ? "studies" : "series";
        printer.printf(
                Locale.ROOT,
                "%,d %s match; %,d are complete in %s.%n",
                summary.found(),
                noun,
                summary.pulled() + summary.thereBefore(),
                out);
        if (summary.found() == 0) {
            printer.println("Nothing matches. Widen the date, modality, body part or patients.");
        }
        if (summary.unasked() > 0) {
            printer.printf(
                    Locale.ROOT, "%,d instances came that were not asked for, and were not kept.%n", summary.unasked());
        }
        Map<String, List<String>> byReason = new TreeMap<>();
        summary.failed()
                .forEach(failure -> byReason.computeIfAbsent(failure.reason(), reason -> new ArrayList<>())
                        .add(failure.reference()));
        byReason.forEach((reason, references) -> printer.printf(
                Locale.ROOT,
                "Not complete, %,d (%s%s): %s.%n",
                references.size(),
                String.join(", ", references.subList(0, Math.min(SHOWN, references.size()))),
                references.size() > SHOWN ? ", ..." : "",
                reason));
        if (!byReason.isEmpty()) {
            printer.println("The same command tries these again and leaves alone what is complete.");
        }
        printer.flush();
    }
}
