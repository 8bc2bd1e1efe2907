package org.subtext.cli;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import org.subtext.audit.RunJson;
import org.subtext.cohort.ColumnGuess;
import org.subtext.cohort.ColumnMapping;
import org.subtext.problems.Argument;
import org.subtext.problems.PlanKey;
import org.subtext.split.SplitAudit;
import org.subtext.split.SplitAuditor;
import org.subtext.tables.TableReader;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Proves that a split keeps patients apart, or counts the leak. */
@Command(
        name = "audit-split",
        mixinStandardHelpOptions = true,
        description = {
            "Proves of anybody's split that no patient is in two parts, counts the leak, or says why nothing is"
                    + " proven.",
            "Exits with 0 when proven, with 2 when it leaks or when ids could not have shown a leak.",
            ""
        },
        footer = {"", "Example:", "  subtext audit-split metadata.csv --patient patient_id --split-column split"})
final class AuditSplitCommand implements Callable<Integer> {
    private static final int NOT_PROVEN = 2;

    @Parameters(
            index = "0",
            paramLabel = "TABLE",
            description = "CSV, CSV.gz, TSV, Parquet or XLSX with a split column.")
    private Path table = Path.of("");

    @Option(
            names = "--sheet",
            paramLabel = "NAME",
            description = "Sheet of a workbook; default: the first that a person sees.")
    @Turns(key = PlanKey.COHORT_SHEET)
    private @Nullable String sheet;

    @Option(names = "--patient", paramLabel = "COLUMN", description = "Patient id; guessed when not named.")
    @Turns(key = PlanKey.COHORT_COLUMNS_PATIENT)
    private @Nullable String patient;

    @Option(names = "--split-column", paramLabel = "COLUMN", description = "The split; guessed when not named.")
    @Turns(key = PlanKey.COHORT_COLUMNS_SPLIT)
    private @Nullable String split;

    @Option(names = "--image-id", paramLabel = "COLUMN", description = "Image id; guessed when not named.")
    @Turns(key = PlanKey.COHORT_COLUMNS_IMAGE_ID)
    private @Nullable String imageId;

    @Mixin
    private IdOptions ids = new IdOptions();

    @Option(
            names = "--one-image-each",
            description = "Each patient has one image, so an id that occurs once tells a patient.")
    @Turns(argument = Argument.ONE_IMAGE_EACH)
    private boolean oneImageEach;

    @Option(names = "--json", description = "Print the counts as JSON.")
    private boolean json;

    @Spec
    private CommandSpec spec;

    @Override
    public Integer call() throws IOException {
        ColumnMapping named = new ColumnMapping(null, imageId, patient, null, split, null, null);
        SplitAuditor.Audited audited =
                SplitAuditor.audit(TableReader.read(table, sheet), named, ids.rule(), oneImageEach);
        SplitAudit audit = audited.audit();
        PrintWriter out = spec.commandLine().getOut();
        if (json) {
            out.print(RunJson.text(audit));
        } else {
            audited.columns().reasons().stream()
                    .map(ColumnGuess.Reason::sentence)
                    .forEach(out::println);
            out.println(audit.text(CommandLineWords.ofRun(spec.commandLine())));
        }
        out.flush();
        return audit.isProven() ? 0 : NOT_PROVEN;
    }
}
