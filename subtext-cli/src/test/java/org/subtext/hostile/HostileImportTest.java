package org.subtext.hostile;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.subtext.cli.Subtext;

/**
 * A folder of DICOM files that were changed where they keep sizes, counts, offsets, types and lengths is de-identified
 * to its end in a heap of 512 MiB: each file is written, or left out with a reason.
 *
 * <p>40 files in each build; 3,000 with {@code mvn -pl subtext-cli -am test -Pslow -Dtest=HostileImportTest
 * -Dsurefire.failIfNoSpecifiedTests=false}.
 */
class HostileImportTest {
    private static final long SEED = 20261201;
    private static final int SOME = 40;
    private static final int MANY = 3_000;

    @TempDir
    Path folder;

    @Test
    void someMutantsAreWrittenOrLeftOut() throws Exception {
        assertThat(deidentify(folder, SOME, SEED)).isEqualTo(SOME);
    }

    @Test
    @Tag("slow")
    void manyMutantsAreWrittenOrLeftOut() throws Exception {
        assertThat(deidentify(folder, MANY, SEED + 1)).isEqualTo(MANY);
    }

    /** @param arguments a folder for the files, how many, and the seed */
    public static void main(String[] arguments) throws Exception {
        Path folder = Files.createDirectories(Path.of(arguments[0]));
        int files = Integer.parseInt(arguments[1]);
        long start = System.nanoTime();
        int listed = deidentify(folder, files, Long.parseLong(arguments[2]));
        System.out.printf(
                Locale.ROOT, "%d of %d files in the log, %.0f s%n", listed, files, (System.nanoTime() - start) / 1e9);
    }

    /** How many files the log lists; the process must end with 0. */
    private static int deidentify(Path folder, int files, long seed) throws IOException, InterruptedException {
        List<Format> formats = new ArrayList<>(Dicom.formats());
        List<byte[]> others = HostileFilesTest.others();
        if (!others.isEmpty()) {
            formats.add(Dicom.of(others));
        }
        Path in = Files.createDirectories(folder.resolve("in"));
        for (int i = 0; i < files; i++) {
            Files.write(in.resolve(i + ".dcm"), new Mutator(seed + i).mutant(formats.get(i % formats.size())));
        }
        Path said = folder.resolve("said.txt");
        Process process = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-Xmx512m",
                        "-XX:TieredStopAtLevel=1",
                        "-Djava.awt.headless=true",
                        "-cp",
                        System.getProperty("java.class.path"),
                        Subtext.class.getName(),
                        "deidentify",
                        in.toString(),
                        "--out",
                        folder.resolve("out").toString(),
                        "--salt",
                        folder.resolve("salt").toString(),
                        "--ids",
                        "different")
                .redirectErrorStream(true)
                .redirectOutput(said.toFile())
                .start();
        boolean ended = process.waitFor(2, TimeUnit.HOURS);
        String text = Files.readString(said, StandardCharsets.UTF_8);
        assertThat(ended).isTrue();
        assertThat(process.exitValue()).as(text).isZero();
        assertThat(text).doesNotContain("\tat ").doesNotContain("Error");
        return Files.readAllLines(folder.resolve("out/import-log/files.csv")).size() - 1;
    }
}
