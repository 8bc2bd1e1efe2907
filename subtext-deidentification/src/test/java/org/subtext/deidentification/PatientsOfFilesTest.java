package org.subtext.deidentification;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.subtext.deidentification.streams.VideoPolicy;
import org.subtext.identities.IdRule;
import org.subtext.progress.Progress;

/** A call that goes on meets the table with the patients that the first one met it with. */
class PatientsOfFilesTest {
    private static final int BURNED_IN = 0x00280301;

    @TempDir
    private Path folder;

    private Path in;

    @BeforeEach
    void salt() throws IOException {
        in = Files.createDirectories(folder.resolve("in"));
        Path salt = Files.writeString(folder.resolve("salt"), "000102030405060708090a0b0c0d0e0f");
        Files.setPosixFilePermissions(salt, PosixFilePermissions.fromString("rw-------"));
        Files.writeString(
                folder.resolve("table.csv"), "patient_id,race\nPAT-5001,A\nPAT-5002,B\nPAT-5003,A\nPAT-5004,B\n");
    }

    @Test
    void aPatientWhoseOnlyFileIsLeftOutCountsInEachCall() throws IOException {
        for (int i = 1; i <= 4; i++) {
            RawDicom file = RawDicom.radiograph(i);
            Files.write(in.resolve(i + ".dcm"), (i == 1 ? file.text(BURNED_IN, "CS", "YES") : file).file());
        }

        List<String> first = deidentify().sentences();

        assertThat(first).anyMatch(sentence -> sentence.startsWith("Table "));
        assertThat(deidentify().sentences()).isEqualTo(first);
    }

    @Test
    void whereAllAreLeftOutTheSecondCallFindsThePatientsOfTheTableToo() throws IOException {
        for (int i = 1; i <= 4; i++) {
            Files.write(
                    in.resolve(i + ".dcm"),
                    RawDicom.radiograph(i).text(BURNED_IN, "CS", "YES").file());
        }

        List<String> first = deidentify().sentences();

        assertThat(first).anyMatch(sentence -> sentence.startsWith("Table "));
        assertThat(deidentify().sentences()).isEqualTo(first);
    }

    private DeidentificationSummary deidentify() throws IOException {
        return Deidentification.run(
                new DeidentificationPlan(
                        in,
                        folder.resolve("out"),
                        folder.resolve("salt"),
                        Set.of(),
                        BurnedInPolicy.EXCLUDE,
                        VideoPolicy.EXCLUDE,
                        Optional.of(folder.resolve("table.csv")),
                        List.of(),
                        IdRule.ASK),
                Progress.SILENT);
    }
}
