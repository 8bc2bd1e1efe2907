package org.subtext.cli.process;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SurroundingsTest {
    @TempDir
    Path folder;

    @Test
    void outputThatIsLostIsNoSuccess() throws Exception {
        Path full = Path.of("/dev/full");
        assumeTrue(Files.exists(full));

        Process process = program("plan", "--table", "t.csv", "--attribute", "sex")
                .redirectOutput(full.toFile())
                .redirectError(folder.resolve("err").toFile())
                .start();

        assertThat(process.waitFor(60, TimeUnit.SECONDS)).isTrue();
        assertThat(process.exitValue()).isEqualTo(2);
        assertThat(folder.resolve("err")).content().contains("could not be written");
    }

    @Test
    void aSignalEndsWithOneSentenceAndLeavesNothingUnfinished() throws Exception {
        assumeTrue(Files.isDirectory(Path.of("/proc/self")));
        Process process = program("phantom", folder.resolve("cohort").toString(), "--patients", "20000", "--side", "64")
                .redirectErrorStream(true)
                .redirectOutput(folder.resolve("said").toFile())
                .start();
        while (process.isAlive() && names().stream().noneMatch(name -> name.startsWith(".writing-"))) {
            Thread.sleep(10);
        }
        process.destroy(); // TERM

        assertThat(process.waitFor(60, TimeUnit.SECONDS)).isTrue();
        assertThat(process.exitValue()).isEqualTo(143);
        assertThat(folder.resolve("said"))
                .content()
                .contains("Ended by a signal. ")
                .doesNotContain("\tat ");
        assertThat(names()).containsExactly("said");
    }

    @Test
    void whatWasUnpackedForAnImportThatASignalEndsGoesToo() throws Exception {
        assumeTrue(Files.isDirectory(Path.of("/proc/self")));
        Path zip = folder.resolve("images.zip");
        byte[] image = new byte[20_000_000];
        System.arraycopy("DICM".getBytes(StandardCharsets.US_ASCII), 0, image, 128, 4);
        try (ZipOutputStream out = new ZipOutputStream(Files.newOutputStream(zip))) {
            out.setLevel(1);
            for (int i = 0; i < 20; i++) {
                out.putNextEntry(new ZipEntry(i + ".dcm"));
                out.write(image);
            }
        }
        Process process = program(
                        "import",
                        zip.toString(),
                        "--out",
                        folder.resolve("t.csv").toString())
                .redirectErrorStream(true)
                .redirectOutput(folder.resolve("said").toFile())
                .start();
        while (process.isAlive() && !Files.exists(folder.resolve("t.csv-files/000001.dcm"))) {
            Thread.sleep(1);
        }
        process.destroy(); // TERM

        assertThat(process.waitFor(60, TimeUnit.SECONDS)).isTrue();
        assertThat(process.exitValue()).isEqualTo(143);
        assertThat(names()).containsExactlyInAnyOrder("images.zip", "said");
    }

    /** A program with an error that nobody catches. */
    static final class Falling {
        public static void main(String[] arguments) {
            Surroundings.of(parsed -> 0, strategy -> {
                throw new StackOverflowError("deep");
            });
        }
    }

    @Test
    void anErrorThatNobodyCatchesIsNoSignal() throws Exception {
        Process process = java(Falling.class.getName(), List.of())
                .redirectErrorStream(true)
                .redirectOutput(folder.resolve("said").toFile())
                .start();

        assertThat(process.waitFor(60, TimeUnit.SECONDS)).isTrue();
        assertThat(process.exitValue()).isEqualTo(1);
        assertThat(folder.resolve("said"))
                .content()
                .contains("StackOverflowError: deep")
                .doesNotContain("signal");
    }

    @Test
    void aDiskThatIsFullIsNoBug() {
        Exception full = new UncheckedIOException(new IOException("No space left on device"));

        assertThat(LostFile.sentence(full)).contains("No space left on device");
        assertThat(LostFile.sentence(new IllegalStateException("No space left in this array")))
                .isNull();
    }

    private List<String> names() {
        return List.of(folder.toFile().list());
    }

    private static ProcessBuilder program(String... arguments) {
        return java("org.subtext.cli.Subtext", List.of(arguments));
    }

    private static ProcessBuilder java(String main, List<String> arguments) {
        List<String> words = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:TieredStopAtLevel=1",
                "-cp",
                System.getProperty("java.class.path"),
                main));
        words.addAll(arguments);
        return new ProcessBuilder(words);
    }
}
