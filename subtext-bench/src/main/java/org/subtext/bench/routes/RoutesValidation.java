package org.subtext.bench.routes;

import java.io.IOException;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.subtext.provenance.AtomicFiles;
import tools.jackson.databind.json.JsonMapper;

/**
 * Audits every phantom with its battery and writes the table of hits and false alarms.
 *
 * <p>Arguments: a folder, how many phantoms side by side (2), the first seed (1001), and a budget: with one, two
 * phantoms of each of five kinds are asked for all routes that it pays for. What is in the folder is not
 * done again: rows of finished phantoms, and within an unfinished one its images, network and evidence. Without the
 * folder {@code outcomes} the networks and evidence that are there are assessed and judged anew.
 */
public final class RoutesValidation {
    private static final JsonMapper JSON = JsonMapper.builder().build();

    private final Path folder;
    private final BatteryOfPhantoms battery;
    private final PrintStream out;

    RoutesValidation(Path folder, BatteryOfPhantoms battery, PrintStream out) {
        this.folder = folder;
        this.battery = battery;
        this.out = out;
    }

    /** See the class. */
    public static void main(String[] arguments) throws IOException {
        Path folder = Path.of(arguments[0]);
        int sideBySide = arguments.length > 1 ? Integer.parseInt(arguments[1]) : 2;
        long firstSeed = arguments.length > 2 ? Long.parseLong(arguments[2]) : Phantom.FIRST_SEED;
        Optional<String> budget = arguments.length > 3 ? Optional.of(arguments[3]) : Optional.empty();
        new RoutesValidation(
                        folder,
                        new BatteryOfPhantoms(budget),
                        new PrintStream(System.out, true, StandardCharsets.UTF_8))
                .run(budget.isPresent() ? Phantom.twoOfEachKind(firstSeed) : Phantom.all(firstSeed), sideBySide);
    }

    void run(List<Phantom> phantoms, int sideBySide) throws IOException {
        ExecutorService pool = Executors.newFixedThreadPool(sideBySide);
        List<Outcome> outcomes = new ArrayList<>();
        try {
            List<Future<Outcome>> running = phantoms.stream()
                    .map(phantom -> pool.submit(() -> outcomeOf(phantom)))
                    .toList();
            for (Future<Outcome> one : running) {
                outcomes.add(one.get());
            }
        } catch (ExecutionException e) {
            throw new IllegalStateException("a phantom failed; the others are kept", e.getCause());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("the validation was interrupted", e);
        } finally {
            pool.shutdownNow();
        }
        write(outcomes);
    }

    private Outcome outcomeOf(Phantom phantom) throws IOException {
        Path file = folder.resolve("outcomes").resolve(phantom.name() + ".json");
        if (Files.exists(file)) {
            return JSON.readValue(Files.readString(file), Outcome.class);
        }
        Outcome outcome = new PhantomAudit(folder, battery).of(phantom);
        AtomicFiles.writeString(file, JSON.writeValueAsString(outcome));
        out.println(outcome.csv());
        return outcome;
    }

    private void write(List<Outcome> outcomes) {
        List<String> csv = new ArrayList<>(List.of(Outcome.csvHeader()));
        List<String> markdown = new ArrayList<>(List.of(Outcome.markdownHeader()));
        outcomes.forEach(outcome -> csv.add(outcome.csv()));
        outcomes.forEach(outcome -> markdown.add(outcome.markdown()));
        markdown.add("");
        markdown.add(summary(outcomes));
        try {
            AtomicFiles.writeString(folder.resolve("results.csv"), String.join("\n", csv) + "\n");
            AtomicFiles.writeString(folder.resolve("results.md"), String.join("\n", markdown) + "\n");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        out.println(summary(outcomes));
    }

    /** Hits of planted phantoms, silence of empty ones, pointers at what was not planted. */
    static String summary(List<Outcome> outcomes) {
        long empty = count(outcomes, Outcome.SILENT) + count(outcomes, Outcome.FALSE_ALARM);
        return String.format(
                Locale.ROOT,
                "%d of %d planted routes were pointed at; of %d phantoms with nothing planted %d were silent. Pointers"
                        + " at what was not planted: %d, in %d of %d phantoms.",
                count(outcomes, Outcome.HIT),
                outcomes.size() - empty,
                empty,
                count(outcomes, Outcome.SILENT),
                outcomes.stream().mapToLong(Outcome::falseAlarms).sum(),
                outcomes.stream().filter(one -> one.falseAlarms() > 0).count(),
                outcomes.size());
    }

    private static long count(List<Outcome> outcomes, String result) {
        return outcomes.stream().filter(one -> one.result().equals(result)).count();
    }
}
