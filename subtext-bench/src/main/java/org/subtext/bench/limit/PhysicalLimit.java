package org.subtext.bench.limit;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.IntToDoubleFunction;
import org.subtext.provenance.AtomicFiles;
import org.subtext.provenance.Seed;
import org.subtext.sources.phantom.PlantedSignal;

/**
 * Reads one planted texture by observers who know the phantoms and by the rungs of an audit, each taught with cohorts
 * of several sizes, and asks all of them about the same patients.
 *
 * <p>Arguments: a folder for {@code readings.csv} (what stands there is not read again), the strengths for observers,
 * the strengths for rungs, the sizes of cohorts and how often each is drawn for the linear reader and for the network
 * (0 for not at all); lists with commas.
 */
public final class PhysicalLimit {
    private static final int HALF_TAUGHT = PlantedTask.TEACHING / 2;

    private final Path file;
    private final List<Reading> readings;
    private final PrintStream out;

    private PhysicalLimit(Path folder, PrintStream out) throws IOException {
        Files.createDirectories(folder);
        this.file = folder.resolve("readings.csv");
        this.out = out;
        this.readings = new ArrayList<>();
        if (Files.exists(file)) {
            Files.readAllLines(file).stream().skip(1).map(Reading::parse).forEach(readings::add);
        }
    }

    /** See the class. */
    public static void main(String[] arguments) throws IOException {
        PrintStream out = new PrintStream(System.out, true, StandardCharsets.UTF_8);
        PhysicalLimit limit = new PhysicalLimit(Path.of(arguments[0]), out);
        for (double strength : numbers(arguments[1])) {
            limit.observers(PlantedTask.of(strength));
        }
        int[] sizes = Arrays.stream(numbers(arguments[3]))
                .mapToInt(size -> (int) size)
                .toArray();
        for (double strength : numbers(arguments[2])) {
            PlantedTask task = PlantedTask.of(strength);
            for (int size : sizes) {
                limit.rungs(
                        new TaughtRungs(task, size), Integer.parseInt(arguments[4]), Integer.parseInt(arguments[5]));
            }
        }
    }

    private void observers(PlantedTask task) throws IOException {
        read(task, "known background", 0, 0, () -> {
            KnownBackgroundObserver observer = new KnownBackgroundObserver(0, PlantedSignal.MOST_EXPRESSION);
            Seed seed = new Seed(7).child("known background");
            return patient -> observer.score(
                    task.phantoms().known(patient),
                    task.phantoms().group(patient),
                    seed.child("image", patient).random());
        });
        for (int taught : new int[] {HALF_TAUGHT, PlantedTask.TEACHING}) {
            read(task, "Hotelling", taught, 0, () -> {
                HotellingObserver observer =
                        HotellingObserver.taught(taught, task.phantoms()::grey, task.phantoms()::group);
                return patient -> observer.score(task.phantoms().grey(patient));
            });
        }
    }

    private void rungs(TaughtRungs rungs, int linear, int network) throws IOException {
        for (int repeat = 0; repeat < linear; repeat++) {
            int drawn = repeat;
            read(rungs.task(), "linear reader", rungs.patients(), repeat, () -> rungs.linear(drawn));
            read(rungs.task(), "linear reader of bands", rungs.patients(), repeat, () -> rungs.bands(drawn));
        }
        for (int repeat = 0; repeat < network; repeat++) {
            int drawn = repeat;
            read(rungs.task(), "network", rungs.patients(), repeat, () -> rungs.network(drawn));
        }
    }

    private interface Teaching {
        IntToDoubleFunction teach() throws IOException;
    }

    private void read(PlantedTask task, String reader, int taught, int repeat, Teaching teaching) throws IOException {
        if (readings.stream().anyMatch(one -> one.isOf(task.strength(), reader, taught, repeat))) {
            return;
        }
        Reading reading = Reading.of(task, reader, taught, repeat, teaching.teach());
        readings.add(reading);
        StringBuilder all = new StringBuilder(Reading.HEADER);
        readings.forEach(one -> all.append(one.csv()));
        AtomicFiles.writeString(file, all.toString());
        out.print(reading.csv());
    }

    private static double[] numbers(String list) {
        return Arrays.stream(list.split(","))
                .filter(one -> !one.isBlank())
                .mapToDouble(Double::parseDouble)
                .toArray();
    }
}
