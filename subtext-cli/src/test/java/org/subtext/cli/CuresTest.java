package org.subtext.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A refusal names what mends it in the words of the command, and who does so gets on. */
class CuresTest {
    @TempDir
    private Path folder;

    @Test
    void aPerCentWhereAShareIsExpected() throws IOException {
        CohortFolder cohort = new CohortFolder(Files.createDirectory(folder.resolve("cohort")));
        cohort.table();
        String plan = "cohort: {table: table.csv, attribute: race, minimum_patients: 1}\nassessment: {level: 95}\n";
        Path file = cohort.write("plan.yaml", plan);

        Refusal.of("cohort", file)
                .saying("assessment.level is a share", "got 95", "is written 0.95")
                .curedIn(file, plan.replace("95", "0.95"));
    }

    @Test
    void aNameThatLeadsElsewhere() throws IOException {
        CohortFolder cohort = new CohortFolder(Files.createDirectory(folder.resolve("cohort")));
        Path table = cohort.table();
        Path plan = cohort.write("plan.yaml", "cohort: {table: table.csv, attribute: race}\n");

        Refusal.of("audit", plan, "--name", "../x").saying("--name must be letters", "\"../x\"");
        Refusal.of("plan", "--table", table, "--attribute", "race", "--name", "../x")
                .saying("--name must be letters", "\"../x\"")
                .curedBy("../x", "x");
    }

    @Test
    void aMarginThatIsNone() throws IOException {
        Path table = Files.writeString(folder.resolve("s.csv"), "patient,truth,score\nP1,a,0.1\nP2,b,0.9\n");
        Terminal refused = Terminal.run(
                "scores",
                table,
                "--patient",
                "patient",
                "--truth",
                "truth",
                "--positive",
                "b",
                "--score",
                "score",
                "--margin",
                "0.7");

        assertThat(refused.exit()).isEqualTo(2);
        assertThat(refused.err()).contains("--margin must be above 0 and at most 0.2");
    }

    @Test
    void theHelpOfCohortSaysWhatIsMade() {
        assertThat(Terminal.run("cohort", "--help").out().replaceAll("\\s+", " "))
                .contains("What its source makes is made", "the images of a phantom");
    }

    @Test
    void weightsOfWhichLittleFits() throws IOException {
        CohortFolder cohort = new CohortFolder(Files.createDirectory(folder.resolve("cohort")));
        Path weights = folder.resolve("other.safetensors");
        String tensor = "{\"dtype\":\"F32\",\"shape\":[32],\"data_offsets\":[%d,%d]}";
        String header = "{\"bn1.weight\":" + tensor.formatted(0, 128) + ",\"layer1.0.layers.bn1.weight\":"
                + tensor.formatted(128, 256) + "}";
        ByteBuffer file = ByteBuffer.allocate(8 + header.length() + 256).order(ByteOrder.LITTLE_ENDIAN);
        file.putLong(header.length()).put(header.getBytes(StandardCharsets.US_ASCII));
        Files.write(weights, file.array());

        Refusal refusal = Refusal.of(
                "audit",
                "--table",
                cohort.table(),
                "--attribute",
                "race",
                "--folds",
                "2",
                "--epochs",
                "1",
                "--side",
                "32",
                "--replicates",
                "100",
                "--batch",
                "8",
                "--device",
                "cpu",
                "--runs",
                folder.resolve("runs"),
                "--name",
                "part",
                "--weights",
                weights);
        refusal.saying(
                "1 of 122 entries of resnet18_small fit",
                "\"layer1.0.layers.bn1.weight\" in the file looks like layer1.0.bn1.weight");
        assertThat(folder.resolve("runs")).doesNotExist();
        refusal.curedWith("--weights-fit", "part");
        assertThat(folder.resolve("runs/part/manifest.json")).content().contains("Loaded 1 of 122 entries");
        assertThat(folder.resolve("runs/part/report.html"))
                .content()
                .contains("1 of 122 entries from other.safetensors");
    }
}
