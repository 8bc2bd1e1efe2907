package org.subtext.cli;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import org.subtext.audit.RunJson;
import org.subtext.cohort.ColumnGuess;
import org.subtext.cohort.ColumnMapping;
import org.subtext.cohort.ColumnRole;
import org.subtext.cohort.SmallestGroups;
import org.subtext.cohort.WritingsOfColumn;
import org.subtext.identities.Evidence;
import org.subtext.identities.IdColumn;
import org.subtext.identities.IdFinding;
import org.subtext.identities.IdProblems;
import org.subtext.identities.Identities;
import org.subtext.identities.RowsToMend;
import org.subtext.problems.Argument;
import org.subtext.problems.PlanKey;
import org.subtext.problems.Problem;
import org.subtext.problems.Problems;
import org.subtext.problems.Remark;
import org.subtext.tables.Table;
import org.subtext.tables.TableReader;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Lists the rows of a table whose patient ids must be mended before anything is read from it. */
@Command(
        name = "check",
        mixinStandardHelpOptions = true,
        sortOptions = false,
        description = {
            "Checks who is who in a table: one person in several spellings, several people under one id, rows without"
                    + " one; and in which writings the values of a column stand there.",
            "Exits with 0 when nothing must be mended, with 2 otherwise. Images are not looked at.",
            ""
        },
        footer = {"", "Example:", "  subtext check patients.csv --out rows.csv"})
final class CheckCommand implements Callable<Integer> {
    private static final int TO_MEND = 2;

    @Parameters(index = "0", paramLabel = "TABLE", description = "CSV, CSV.gz, TSV, Parquet or XLSX.")
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

    @Option(
            names = "--attribute",
            paramLabel = "COLUMN",
            description = "A value recorded of people, whose writings are checked and which tells people apart; that"
                    + " columns such as race and sex do is known.")
    @Turns(key = PlanKey.COHORT_ATTRIBUTE)
    private @Nullable String attribute;

    @Mixin
    private IdOptions ids = new IdOptions();

    @Option(
            names = "--out",
            paramLabel = "FILE",
            description = "CSV of all rows to mend: row, column, finding, like_row.")
    @Turns(argument = Argument.OUT)
    private @Nullable Path out;

    @Option(names = "--json", description = "Print what was found as JSON, without ids.")
    private boolean json;

    @Spec
    private CommandSpec spec;

    @Override
    public Integer call() throws IOException {
        Table read = TableReader.read(table, sheet);
        Problems unusable = new Problems();
        ColumnMapping named = new ColumnMapping(null, null, patient, null, null, null, null);
        ColumnGuess columns = ColumnGuess.of(read, named, EnumSet.of(ColumnRole.PATIENT), unusable);
        unusable.throwIfAny();
        String column = columns.mapping().column(ColumnRole.PATIENT).orElseThrow();
        Identities who = Identities.of(IdColumn.of(read, column), ids.rule(), Evidence.of(read, attribute));
        Problems problems = new Problems();
        IdProblems.add(who, PlanKey.COHORT_COLUMNS_PATIENT, problems);
        if (out != null) {
            RowsToMend.write(who, out);
        }
        List<Remark> values = attribute == null ? List.of() : WritingsOfColumn.remarks(read, attribute);
        if (json) {
            spec.commandLine().getOut().print(RunJson.text(Checked.of(who, values, problems)));
            spec.commandLine().getOut().flush();
        } else {
            print(who, values, problems);
        }
        return problems.isEmpty() ? 0 : TO_MEND;
    }

    /** What programs are told: counts, and no id. */
    private record Checked(
            int rows, String patientColumn, List<Found> findings, List<Remark.Stored> values, boolean mustBeMended) {
        static Checked of(Identities who, List<Remark> values, Problems problems) {
            return new Checked(
                    who.column().rows(),
                    who.column().name(),
                    who.findings().stream().map(Found::of).toList(),
                    Remark.stored(values, SmallestGroups.TOLD),
                    !problems.isEmpty());
        }
    }

    /** One finding. */
    private record Found(String code, String words, int rows, int ids, boolean refused) {
        static Found of(IdFinding finding) {
            return new Found(
                    finding.kind().name().toLowerCase(Locale.ROOT).replace('_', '-'),
                    finding.words(),
                    finding.places().size(),
                    finding.ids(),
                    finding.refused());
        }
    }

    private void print(Identities who, List<Remark> values, Problems problems) {
        PrintWriter terminal = spec.commandLine().getOut();
        terminal.printf(
                "%s: %,d rows, patients by column %s%n",
                table, who.column().rows(), who.column().name());
        for (IdFinding finding : who.findings()) {
            terminal.printf("  %,9d rows  %s%n", finding.places().size(), finding.words());
        }
        if (who.findings().isEmpty()) {
            terminal.println("Nothing to mend.");
        }
        CommandLineWords words = CommandLineWords.ofRun(spec.commandLine());
        for (Problem problem : problems.list()) {
            terminal.println(problem.in(words));
        }
        values.forEach(remark -> terminal.println("Note: " + remark.sentence().in(words)));
        if (out != null) {
            terminal.println("Written: " + out);
        }
        terminal.flush();
    }
}
