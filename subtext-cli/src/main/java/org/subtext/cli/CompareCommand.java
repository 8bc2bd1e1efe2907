package org.subtext.cli;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.Locale;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import org.subtext.audit.RunJson;
import org.subtext.audit.compare.Comparison;
import org.subtext.audit.compare.RunComparison;
import org.subtext.wording.Columns;
import org.subtext.wording.Digits;
import org.subtext.wording.PValueText;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Two finished runs beside each other. */
@Command(
        name = "compare",
        mixinStandardHelpOptions = true,
        sortOptions = false,
        description = {
            "Says by how much two finished runs differ, on the patients that both assessed and on shared draws of them; where"
                    + " that cannot be said, why not. What would tell of few patients is hidden.",
            ""
        },
        exitCodeListHeading = "%nExit codes:%n",
        exitCodeList = {"0:compared", "2:a run cannot be read", "3:the runs cannot be compared"},
        footer = {"", "Examples:", "  subtext compare runs/new runs/old", "  subtext compare runs/new runs/old --json"})
final class CompareCommand implements Callable<Integer> {
    private static final int NOT_COMPARABLE = 3;
    private static final int WIDTH = 88;
    private static final int NAME = 34;
    private static final String ROW = "  %-34s %7s %7s  %-24s %s";

    @Parameters(index = "0", paramLabel = "RUN", description = "Folder of a finished audit of images, scores or harm.")
    private Path first = Path.of("");

    @Parameters(index = "1", paramLabel = "RUN", description = "The one whose numbers are taken off.")
    private Path second = Path.of("");

    @Option(names = "--json", description = "Print the differences as JSON.")
    private boolean json;

    @Spec
    private CommandSpec spec;

    @Override
    public Integer call() throws IOException {
        Comparison comparison = RunComparison.of(first, second);
        PrintWriter out = spec.commandLine().getOut();
        if (json) {
            out.print(RunJson.text(comparison));
        } else if (comparison instanceof Comparison.Compared compared) {
            print(compared, out);
        } else if (comparison instanceof Comparison.NotComparable not) {
            wrapped(out, "Not comparable: " + not.first() + " and " + not.second() + ". " + not.reason());
        }
        out.flush();
        return comparison.isComparable() ? 0 : NOT_COMPARABLE;
    }

    private static void print(Comparison.Compared compared, PrintWriter out) {
        wrapped(out, compared.about());
        out.println();
        out.println(String.format(Locale.ROOT, ROW, compared.measure(), "first", "second", "difference", "p, adj."));
        for (Comparison.Difference one : compared.differences()) {
            out.println(String.format(
                            Locale.ROOT,
                            ROW,
                            Columns.fitted(one.of(), NAME),
                            value(compared, one.first()),
                            value(compared, one.second()),
                            one.text(),
                            one.p() == null ? "" : PValueText.cell(one.p()))
                    .stripTrailing());
        }
        out.println();
        compared.methods().ifPresent(how -> wrapped(out, how));
        compared.notes().forEach(note -> wrapped(out, note));
        wrapped(out, compared.limits());
    }

    private static String value(Comparison.Compared compared, @Nullable Double value) {
        return value == null ? "–" : Digits.fixed(value, compared.decimals());
    }

    private static void wrapped(PrintWriter out, String text) {
        Columns.wrapped(text, "", WIDTH).forEach(out::println);
    }
}
