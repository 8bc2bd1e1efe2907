package org.subtext.learn.engine;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.bytedeco.javacpp.Loader;
import org.bytedeco.javacpp.PointerScope;
import org.bytedeco.openblas.global.openblas;
import org.bytedeco.pytorch.global.torch;
import org.jspecify.annotations.Nullable;
import org.subtext.problems.Action;
import org.subtext.problems.Sentence;
import org.subtext.problems.UnavailableException;

/**
 * Loads libtorch, once a process and one process at a time.
 *
 * <p>On the first use on a machine 435 MB of libraries are unpacked to the native cache ({@code ~/.javacpp}); two
 * processes that do so together crash, hence the file lock. One operation uses one thread from then on: barriers
 * between torch's threads collapse when a core is shared, and workers of one thread each are faster. Thread-safe.
 */
public final class Natives {
    private static final String LOCK = ".subtext.lock";
    private static final String LOGGER_PROPERTY = "org.bytedeco.javacpp.logger";

    private Natives() {}

    /** The holder idiom: the class initialiser runs once, and what went wrong is kept for every later caller. */
    private static final class Holder {
        static final @Nullable Throwable FAILURE = tryLoad();
    }

    /** Returns when libtorch is loaded; quick after the first time. */
    public static void load() {
        Throwable failure = Holder.FAILURE;
        if (failure != null) {
            throw new UnavailableException(explain(failure), failure);
        }
    }

    /** Sets how many threads one operation of this process may use; 1 after loading. */
    public static void setThreads(int threads) {
        if (threads < 1) {
            throw new IllegalArgumentException("threads of an operation must be at least 1, not " + threads);
        }
        load();
        torch.set_num_threads(threads);
        openblas.blas_set_num_threads(threads);
    }

    /** What was found on this machine. */
    public static EngineInfo info() {
        load();
        try (PointerScope scope = new PointerScope()) {
            return new EngineInfo(
                    libtorchVersion(),
                    Loader.getVersion(),
                    Loader.getCacheDir().toString(),
                    torch.get_cpu_capability().getString(),
                    processorFlags().contains("avx512_bf16"),
                    torch.get_num_threads(),
                    cudaDevices());
        } catch (IOException e) {
            throw new UnavailableException("The native cache cannot be read: " + e.getMessage(), e);
        }
    }

    private static String libtorchVersion() throws IOException {
        String artifact = Loader.getVersion("org.bytedeco", "pytorch"); // libtorch's version, a dash, javacpp's
        return artifact.substring(0, artifact.indexOf('-'));
    }

    /** libtorch's Java bridge does not tell a device's name; the driver does where it is Linux's. */
    private static List<String> cudaDevices() {
        if (!torch.cuda_is_available()) {
            return List.of();
        }
        List<String> models = driverModels();
        List<String> names = new ArrayList<>();
        for (int i = 0; i < torch.cuda_device_count(); i++) {
            names.add(i < models.size() ? models.get(i) : "CUDA device " + i);
        }
        return names;
    }

    private static List<String> driverModels() {
        List<String> models = new ArrayList<>();
        try (Stream<Path> gpus = Files.list(Path.of("/proc/driver/nvidia/gpus"))) {
            for (Path gpu : gpus.sorted().toList()) {
                for (String line : Files.readAllLines(gpu.resolve("information"))) {
                    if (line.startsWith("Model:")) {
                        models.add(line.substring("Model:".length()).strip());
                    }
                }
            }
        } catch (IOException e) {
            return List.of();
        }
        return models;
    }

    private static List<String> processorFlags() {
        try (Stream<String> lines = Files.lines(Path.of("/proc/cpuinfo"))) {
            return lines.filter(line -> line.startsWith("flags"))
                    .findFirst()
                    .map(line -> List.of(line.split("\\s+")))
                    .orElse(List.of());
        } catch (IOException e) {
            return List.of(); // not Linux: nothing is known of the processor, so nothing is promised
        }
    }

    private static @Nullable Throwable tryLoad() {
        // javacpp warns about the versions of openblas, knowingly mixed, on stderr; its slf4j logger can be told not
        // to.
        if (System.getProperty(LOGGER_PROPERTY) == null) {
            System.setProperty(LOGGER_PROPERTY, "slf4j");
        }
        try {
            Path cache = Loader.getCacheDir().toPath();
            try (FileChannel channel =
                            FileChannel.open(cache.resolve(LOCK), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
                    FileLock lock = channel.lock()) {
                Loader.load(openblas.class);
                Loader.load(torch.class);
            }
            torch.set_num_threads(1);
            openblas.blas_set_num_threads(1); // OpenBLAS does not hear torch's setting
            return null;
        } catch (IOException | LinkageError | RuntimeException e) {
            return e;
        }
    }

    private static Sentence explain(Throwable failure) {
        String found = failure.getMessage() == null ? failure.getClass().getSimpleName() : firstLine(failure);
        return Sentence.of("libtorch could not be loaded (" + found + "). It needs 64-bit Linux with glibc, Windows or"
                        + " macOS on Apple silicon, 500 MB free in the native"
                        + " cache (~/.javacpp, or"
                        + " -Dorg.bytedeco.javacpp.cachedir=DIR), and a"
                        + " folder whose programs may run (no noexec)."
                        + " Without it works: ")
                .and(Action.ASSESS_SCORES)
                .and(".");
    }

    private static String firstLine(Throwable failure) {
        return String.valueOf(failure.getMessage()).lines().findFirst().orElse("no message");
    }
}
