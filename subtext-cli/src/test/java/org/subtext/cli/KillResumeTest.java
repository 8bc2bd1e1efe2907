package org.subtext.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A killed process loses nothing: see validation/resume/kill_resume.sh for the other stages. */
@Tag("slow")
class KillResumeTest {
    private static final long LIMIT_SECONDS = 300;

    @TempDir
    Path folder;

    @Test
    void anAuditKilledInTrainingContinuesToTheBytesOfAnUninterruptedOne() throws Exception {
        Terminal phantom = Terminal.run("phantom", folder.resolve("phantom"), "--patients", 60, "--side", 32);
        assertThat(phantom.exit()).as(phantom.err()).isZero();

        Process killed = start("killed");
        waitForCheckpoint(killed);
        killed.destroyForcibly().waitFor();
        assertThat(run("killed").resolve("estimates.json")).doesNotExist();

        assertThat(finish(start("killed", "--resume"))).isZero();
        assertThat(finish(start("whole"))).isZero();
        assertThat(run("killed").resolve("estimates.json"))
                .hasSameBinaryContentAs(run("whole").resolve("estimates.json"));
        assertThat(run("killed").resolve("predictions.csv"))
                .hasSameBinaryContentAs(run("whole").resolve("predictions.csv"));
    }

    @Test
    void aBatteryKilledInTrainingContinuesToTheBytesOfAnUninterruptedOne() throws Exception {
        Terminal phantom = Terminal.run("phantom", folder.resolve("phantom"), "--patients", 60, "--side", 32);
        assertThat(phantom.exit()).as(phantom.err()).isZero();
        assertThat(finish(start("killed"))).isZero();
        assertThat(finish(start("whole"))).isZero();
        Path routes = run("killed").resolve("routes");

        Process killed = explain("killed", "first");
        while (killed.isAlive() && !(holds(routes, ".parquet") && holds(routes, ".checkpoint"))) {
            Thread.sleep(10);
        }
        assertThat(killed.isAlive()).as("killed before it ended").isTrue();
        killed.destroyForcibly().waitFor();
        assertThat(run("killed").resolve("routes.json")).doesNotExist();

        assertThat(finish(explain("killed", "again"))).isZero();
        assertThat(Files.readString(folder.resolve("killed-again.log")))
                .contains("1 setting to run")
                .contains("1 run before");
        assertThat(finish(explain("whole", "once"))).isZero();
        assertThat(run("killed").resolve("routes.json"))
                .hasSameTextualContentAs(run("whole").resolve("routes.json"));
    }

    private Process explain(String runs, String log) throws IOException {
        List<String> words = program();
        words.addAll(List.of("explain", run(runs).toString(), "--route", "inversion", "--device", "cpu"));
        return new ProcessBuilder(words)
                .redirectErrorStream(true)
                .redirectOutput(folder.resolve(runs + "-" + log + ".log").toFile())
                .start();
    }

    private static boolean holds(Path folder, String ending) throws IOException {
        if (!Files.isDirectory(folder)) {
            return false;
        }
        try (Stream<Path> files = Files.list(folder)) {
            return files.anyMatch(file -> file.toString().endsWith(ending));
        }
    }

    private Path run(String runs) {
        return folder.resolve(runs).resolve("audit");
    }

    private void waitForCheckpoint(Process process) throws IOException, InterruptedException {
        Path models = run("killed").resolve("models");
        while (process.isAlive() && !holds(models, ".checkpoint")) {
            Thread.sleep(10);
        }
        assertThat(process.isAlive()).as("killed before it ended").isTrue();
    }

    private static int finish(Process process) throws InterruptedException {
        assertThat(process.waitFor(LIMIT_SECONDS, TimeUnit.SECONDS)).isTrue();
        return process.exitValue();
    }

    private static List<String> program() {
        return new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Dorg.bytedeco.javacpp.maxPhysicalBytes=0",
                "-cp",
                System.getProperty("java.class.path"),
                "org.subtext.cli.Subtext"));
    }

    private Process start(String runs, String... more) throws IOException {
        List<String> words = program();
        words.addAll(List.of(
                "audit",
                "--table",
                folder.resolve("phantom/metadata.csv").toString(),
                "--attribute",
                "group",
                "--runs",
                folder.resolve(runs).toString()));
        words.addAll(List.of("--name", "audit", "--split", "fractions", "--side", "32", "--epochs", "5"));
        words.addAll(List.of("--workers", "1", "--replicates", "100", "--device", "cpu"));
        words.addAll(List.of(more));
        File log = folder.resolve(runs + more.length + ".log").toFile();
        return new ProcessBuilder(words)
                .redirectErrorStream(true)
                .redirectOutput(log)
                .start();
    }
}
