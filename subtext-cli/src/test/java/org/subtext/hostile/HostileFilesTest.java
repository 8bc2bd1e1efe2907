package org.subtext.hostile;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.subtext.dicom.DicomContent;
import org.subtext.testing.SharedData;

/**
 * Files of every format that is read here, changed where the format keeps its sizes, counts, offsets, types and
 * lengths, with checksums and compression put right afterwards: each is read or refused with a reason, in bounded time
 * and memory.
 *
 * <p>Some hundreds in each build; 30,000 at a heap of 512 MiB with {@code mvn -pl subtext-cli -am test -Pslow
 * -Dtest=HostileFilesTest -Dsurefire.failIfNoSpecifiedTests=false}, figures in {@code subtext-cli/target/figures}.
 */
class HostileFilesTest {
    private static final long SEED = 20261130;
    private static final int SOME = 15;
    private static final int MANY = 30_000;
    private static final long LONGEST_NANOS = 10_000_000_000L;
    private static final long LARGEST_SEED_FILE = 60_000;

    /** A file that took long on a busy machine is read again: what takes long by itself does so each time. */
    private static final int TRIES = 3;

    @TempDir
    Path folder;

    @Test
    void someOfEachFormatAreReadOrRefused() throws Exception {
        List<Format> formats = formats(folder);

        Map<String, Long> slowest = readOrRefuse(formats, SOME, folder, SEED);

        assertThat(slowest).hasSameSizeAs(formats);
    }

    @Test
    @Tag("slow")
    void manyOfEachFormatAreReadOrRefusedInASmallHeap() throws Exception {
        // A process of its own, as its heap is part of the claim.
        Process process = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-Xmx512m",
                        "-Djava.awt.headless=true",
                        "-cp",
                        System.getProperty("java.class.path"),
                        HostileFilesTest.class.getName(),
                        folder.toString())
                .inheritIO()
                .start();
        assertThat(process.waitFor()).isZero();
    }

    /** @param arguments a folder for the files; how many, and the seed, where they are not the usual ones */
    public static void main(String[] arguments) throws Exception {
        Path folder = Files.createDirectories(Path.of(arguments[0]));
        int files = arguments.length > 1 ? Integer.parseInt(arguments[1]) : MANY;
        long seed = arguments.length > 2 ? Long.parseLong(arguments[2]) : SEED;
        List<Format> formats = new ArrayList<>(formats(folder));
        List<byte[]> others = others();
        if (!others.isEmpty()) {
            formats.add(Dicom.of(others));
        }
        readOrRefuse(formats, (files + formats.size() - 1) / formats.size(), folder, seed);
        System.exit(0); // processes that decode JPEG 2000 wait for more
    }

    private static List<Format> formats(Path folder) throws IOException {
        List<Format> formats = new ArrayList<>(Images.formats());
        formats.addAll(Volumes.formats());
        formats.addAll(Dicom.formats());
        formats.addAll(Tables.formats(folder));
        formats.addAll(Weights.formats());
        return formats;
    }

    /** DICOM files of other programs, where they are at hand: other transfer syntaxes than are written here. */
    static List<byte[]> others() throws IOException {
        List<byte[]> files = new ArrayList<>();
        Path shared;
        try {
            shared = SharedData.find("data/dicom");
        } catch (org.opentest4j.TestAbortedException e) {
            return files;
        }
        try (Stream<Path> found = Files.walk(shared)) {
            for (Path file : found.filter(Files::isRegularFile).sorted().toList()) {
                if (Files.size(file) <= LARGEST_SEED_FILE && DicomContent.isDicom(file)) {
                    files.add(Files.readAllBytes(file));
                }
            }
        }
        return files;
    }

    /** Nanoseconds of the slowest file of each format. */
    private static Map<String, Long> readOrRefuse(List<Format> formats, int ofEach, Path folder, long seed)
            throws IOException {
        Map<String, Long> slowest = new TreeMap<>();
        List<String> failures = new ArrayList<>();
        for (Format format : formats) {
            long longest = 0;
            for (int i = 0; i < ofEach; i++) {
                Path file = folder.resolve("mutant" + format.suffix());
                Files.write(file, new Mutator(seed + i).mutant(format));
                long nanos = nanos(format, file, failures);
                longest = Math.max(longest, nanos);
            }
            slowest.put(format.name(), longest);
            told(String.format(
                    Locale.ROOT,
                    "%s: %d files, slowest %.0f ms, heap %d MiB%n",
                    format.name(),
                    ofEach,
                    longest / 1e6,
                    Runtime.getRuntime().maxMemory() >> 20));
        }
        assertThat(failures).isEmpty();
        return slowest;
    }

    private static long nanos(Format format, Path file, List<String> failures) throws IOException {
        long shortest = Long.MAX_VALUE;
        for (int i = 0; i < TRIES && shortest > LONGEST_NANOS; i++) {
            long start = System.nanoTime();
            try {
                format.read(file);
            } catch (Exception | Error e) {
                StringWriter trace = new StringWriter();
                e.printStackTrace(new PrintWriter(trace));
                failures.add(kept(file, failures) + ": " + trace);
            }
            shortest = Math.min(shortest, System.nanoTime() - start);
        }
        if (shortest > LONGEST_NANOS) {
            failures.add(kept(file, failures) + " takes " + shortest / 1_000_000 + " ms");
        }
        return shortest;
    }

    private static Path kept(Path file, List<String> failures) throws IOException {
        Path place = Files.createDirectories(Path.of("target/figures"))
                .resolve("failed-" + failures.size() + "-" + file.getFileName());
        Files.write(place, Files.readAllBytes(file));
        return place;
    }

    private static void told(String line) throws IOException {
        Files.writeString(
                Files.createDirectories(Path.of("target/figures")).resolve("hostile-files.txt"),
                line,
                StandardOpenOption.CREATE,
                StandardOpenOption.APPEND);
    }
}
