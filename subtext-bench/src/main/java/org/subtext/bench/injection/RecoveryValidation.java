package org.subtext.bench.injection;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.stream.IntStream;
import org.subtext.progress.Progress;
import org.subtext.provenance.Seed;
import org.subtext.routes.contract.FinishedAudit;
import org.subtext.routes.injection.FaintSignal;
import org.subtext.routes.injection.InjectedAudit;
import org.subtext.routes.injection.InjectionRoute;
import org.subtext.routes.injection.PlainReader;
import org.subtext.routes.injection.SignalSearch;

/**
 * Asks how often a signal of the strength that a search states is found in halves that the search has not seen, each
 * image with a signal of its own, and how often halves without any are.
 *
 * <p>Arguments: a table of square grey images, the column by which its folds are balanced, a folder for {@code
 * searches.csv} and {@code recoveries.csv} (what stands there is not tried again), the number of fresh halves a signal,
 * the number of halves without one, a seed, and optionally words of the signals to be tried, with commas; all without.
 */
public final class RecoveryValidation {
    /** Of halves that hold no signal. */
    private static final String WITHOUT = "none";

    private final InjectedAudit injected;
    private final Searches searches;
    private final RecoveryRows rows;
    private final Seed seed;
    private final PrintStream out;

    private RecoveryValidation(
            InjectedAudit injected, Searches searches, RecoveryRows rows, Seed seed, PrintStream out) {
        this.injected = injected;
        this.searches = searches;
        this.rows = rows;
        this.seed = seed;
        this.out = out;
    }

    /** See the class. */
    public static void main(String[] arguments) throws IOException {
        PrintStream out = new PrintStream(System.out, true, StandardCharsets.UTF_8);
        Path folder = Path.of(arguments[2]);
        long number = Long.parseLong(arguments[5]);
        FinishedAudit audit = FolderAudit.of(Path.of(arguments[0]), arguments[1], number, folder.resolve("audit"));
        InjectedAudit injected = new InjectedAudit(audit);
        RecoveryValidation validation = new RecoveryValidation(
                injected,
                new Searches(folder.resolve("searches.csv")),
                new RecoveryRows(folder.resolve("recoveries.csv")),
                new Seed(number).child("recovery validation"),
                out);
        List<String> wanted = arguments.length > 6 ? List.of(arguments[6].split(",")) : List.of("");
        Set<PlainReader> asked = EnumSet.noneOf(PlainReader.class);
        for (FaintSignal signal : InjectionRoute.signals(audit)) {
            if (wanted.stream().anyMatch(signal.name()::contains)) {
                validation.recover(signal, Integer.parseInt(arguments[3]));
                if (asked.add(signal.reader())) {
                    validation.without(signal, Integer.parseInt(arguments[4]));
                }
            }
        }
    }

    private void recover(FaintSignal signal, int halves) throws IOException {
        Optional<Double> strength = stated(signal);
        if (strength.isEmpty()) {
            return;
        }
        for (int half = 0; half < halves; half++) {
            ask(signal.name(), signal, strength.get(), half);
        }
        tell(signal.name() + " at " + strength.get() + " %", signal.name());
    }

    private void without(FaintSignal signal, int halves) throws IOException {
        String name = WITHOUT + " by " + signal.reader().name().toLowerCase(Locale.ROOT);
        List<Integer> open = IntStream.range(0, halves)
                .filter(half -> !rows.holds(name, half))
                .boxed()
                .toList();
        List<Boolean> found = open.isEmpty()
                ? List.of()
                : injected.findsWithout(
                        signal,
                        open.stream().map(half -> seed.child(WITHOUT, half)).toList());
        for (int i = 0; i < open.size(); i++) {
            rows.add(new RecoveryRows.Row(name, 0, open.get(i), found.get(i)));
        }
        tell("without a signal", name);
    }

    /** As the route states it; empty where it states that none is found. */
    private Optional<Double> stated(FaintSignal signal) throws IOException {
        if (!searches.holds(signal.name())) {
            searches.add(new SignalSearch(injected, signal, seed.child("search " + signal.name()), Progress.SILENT)
                    .run()
                    .recovery());
            out.println(searches.row(signal.name()));
        }
        return searches.strength(signal.name());
    }

    private void ask(String name, FaintSignal signal, double strength, int half) throws IOException {
        if (!rows.holds(name, half)) {
            boolean isFound = injected.finds(signal, strength, seed.child(name, half));
            rows.add(new RecoveryRows.Row(name, strength, half, isFound));
        }
    }

    private void tell(String words, String name) {
        out.printf(Locale.ROOT, "%s: found in %d of %d halves%n", words, rows.found(name), rows.count(name));
    }
}
