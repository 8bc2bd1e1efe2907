package org.subtext.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Somebody's embeddings, asked for an attribute that was planted in them. */
class ProbeCommandTest {
    private static final int PATIENTS = 60;

    @TempDir
    Path folder;

    /** Two images a patient, the class on the first coordinate. */
    private Path embeddings(String name, double signal) throws IOException {
        SplittableRandom random = new SplittableRandom(4);
        List<String> lines = new ArrayList<>(List.of("image,e0,e1,e2"));
        for (int i = 0; i < 2 * PATIENTS; i++) {
            double first = random.nextGaussian() + (i / 2 % 2 == 0 ? signal : -signal);
            lines.add(String.format(
                    Locale.ROOT, "i%d,%.4f,%.4f,%.4f", i, first, random.nextGaussian(), random.nextGaussian()));
        }
        return Files.write(folder.resolve(name), lines);
    }

    private Path table() throws IOException {
        List<String> lines = new ArrayList<>(List.of("image,subject_id,race"));
        for (int i = 0; i < 2 * PATIENTS; i++) {
            lines.add("i" + i + ",SECRET" + i / 2 + "," + (i / 2 % 2 == 0 ? "Black" : "White"));
        }
        return Files.write(folder.resolve("patients.csv"), lines);
    }

    private Terminal probe(Object... more) {
        List<Object> words = new ArrayList<>(List.of("probe"));
        words.addAll(List.of(more));
        words.addAll(List.of("--replicates", 100, "--out", folder.resolve("out")));
        return Terminal.run(words.toArray());
    }

    @Test
    void whatIsPlantedIsFoundBeyondTheControl() throws IOException {
        Terminal found = probe(
                embeddings("e.csv", 1.5),
                "--table",
                table(),
                "--attribute",
                "race",
                "--patient",
                "subject_id",
                "--control",
                embeddings("control.csv", 0));

        assertThat(found.exit()).as(found.err()).isZero();
        assertThat(found.out())
                .contains("the network holds more of it than the control does", "bits a patient")
                .doesNotContain("SECRET");
        assertThat(Files.readString(folder.resolve("out/report.html")))
                .contains("linear probe, control", "MLP probe")
                .doesNotContain("SECRET");
    }

    @Test
    void aControlThatHoldsAsMuchIsNotExceeded() throws IOException {
        Path file = embeddings("e.csv", 1.5);
        Terminal found =
                probe(file, "--table", table(), "--attribute", "race", "--patient", "subject_id", "--control", file);

        assertThat(found.exit()).as(found.err()).isZero();
        assertThat(found.out()).contains("do not show that the network holds more");
    }

    @Test
    void equalCallsWriteEqualEstimates() throws IOException {
        Path file = embeddings("e.csv", 1);
        Terminal first = probe(file, "--table", table(), "--attribute", "race", "--patient", "subject_id", "--json");
        String bits = Files.readString(folder.resolve("out/probe.json"));
        Terminal second = probe(file, "--table", table(), "--attribute", "race", "--patient", "subject_id", "--json");

        assertThat(first.exit()).isZero();
        assertThat(second.out()).isEqualTo(first.out()).startsWith("{");
        assertThat(Files.readString(folder.resolve("out/probe.json"))).isEqualTo(bits);
    }

    @Test
    void badInputIsExit2AndNoReport() throws IOException {
        Path file = embeddings("e.csv", 1);
        for (Terminal refused : List.of(
                probe(folder.resolve("absent.npy"), "--attribute", "race"),
                probe(file, "--attribute", "race"),
                probe(file, "--table", table(), "--attribute", "rcae", "--patient", "subject_id"),
                probe(file, "--table", table(), "--attribute", "race", "--patient", "subject"),
                probe(file, "--table", table(), "--attribute", "race", "--on", "img"),
                probe(file, "--table", table(), "--attribute", "race", "--classes", "Black,Whit"),
                probe(file, "--table", table(), "--attribute", "race", "--margin", "0.7"),
                probe(table(), "--attribute", "race"))) {
            assertThat(refused.exit()).as(refused.all()).isEqualTo(2);
            assertThat(refused.all()).doesNotContain("Exception", "SECRET");
        }
        assertThat(folder.resolve("out/report.html")).doesNotExist();
    }
}
