package org.subtext.cli;

import java.io.PrintWriter;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.subtext.assessment.Verdict;
import org.subtext.audit.RunJson;
import org.subtext.audit.door.LocalDoor;
import org.subtext.learn.TorchTrainer;
import org.subtext.looks.Look;
import org.subtext.problems.Argument;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Lists the ledger of looks. */
@Command(
        name = "looks",
        mixinStandardHelpOptions = true,
        sortOptions = false,
        description = {
            "Lists every look at patients that is noted beside the runs, also of runs that are gone, and which of them"
                    + " were at the same patients.",
            "The list holds counts of patients; it is not for sharing.",
            ""
        },
        footer = {"", "Example:", "  subtext looks --runs runs"})
final class LooksCommand implements Callable<Integer> {
    @Option(
            names = "--runs",
            paramLabel = "FOLDER",
            defaultValue = "runs",
            description = "Folder of all runs; default: ${DEFAULT-VALUE}.")
    @Turns(argument = Argument.RUNS_FOLDER)
    private Path runs = Path.of("runs");

    @Option(names = "--json", description = "Print the looks as JSON.")
    private boolean json;

    @Spec
    private CommandSpec spec;

    /**
     * One look in the list.
     *
     * @param verdict null where there is no answer, or several models were compared
     * @param samePatientsAs numbers of the looks before it at the same patients
     */
    private record Line(
            int look,
            Instant when,
            String run,
            String attribute,
            int patients,
            boolean answered,
            boolean surveyed,
            Verdict.@Nullable Kind verdict,
            Look.@Nullable OfHarm harm,
            List<Integer> samePatientsAs) {
        private String answer() {
            if (!answered) {
                return "no answer";
            }
            if (surveyed) {
                return "survey";
            }
            if (harm != null) {
                return harm.words();
            }
            return verdict == null ? "several models" : verdict.words();
        }
    }

    @Override
    public Integer call() {
        List<Look> looks = new LocalDoor(runs, () -> new TorchTrainer(RunOptions.deviceOf(null))).looks();
        List<Line> lines = looks.stream().map(look -> line(look, looks)).toList();
        PrintWriter out = spec.commandLine().getOut();
        if (json) {
            out.print(RunJson.text(lines));
        } else if (lines.isEmpty()) {
            out.println("No look at patients is noted in " + runs + ".");
        } else {
            lines.forEach(line -> print(line, out));
        }
        out.flush();
        return 0;
    }

    private static Line line(Look look, List<Look> all) {
        Look.Answer answer = look.answer();
        List<Integer> same = all.subList(0, all.indexOf(look)).stream()
                .filter(look::isAtThePatientsOf)
                .map(Look::number)
                .toList();
        return new Line(
                look.number(),
                look.when(),
                look.asked().run(),
                look.asked().attribute(),
                look.patients().count(),
                answer != null,
                answer != null && answer.surveyed() != null,
                answer == null ? null : answer.verdict(),
                answer == null ? null : answer.harm(),
                same);
    }

    private static void print(Line line, PrintWriter out) {
        String same = line.samePatientsAs().stream().map(String::valueOf).collect(Collectors.joining(", "));
        out.printf(
                "%4d  %s  %-24s %-16s %,7d patients  %s%s%n",
                line.look(),
                line.when(),
                line.run(),
                line.attribute(),
                line.patients(),
                line.answer(),
                same.isEmpty() ? "" : "; same patients as " + same);
    }
}
