package org.subtext.deidentification;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.subtext.deidentification.streams.VideoPolicy;
import org.subtext.identities.IdRule;
import org.subtext.problems.InvalidInputException;
import org.subtext.progress.Progress;

/** A folder in which there is nothing to de-identify. */
class NoDicomTest {
    @TempDir
    private Path folder;

    private void run(Path input) throws IOException {
        Deidentification.run(
                new DeidentificationPlan(
                        input,
                        folder.resolve("out"),
                        folder.resolve("salt"),
                        Set.of(),
                        BurnedInPolicy.FLAG,
                        VideoPolicy.EXCLUDE,
                        Optional.empty(),
                        List.of(),
                        IdRule.ASK),
                Progress.SILENT);
    }

    @Test
    void anEmptyFolderIsNoSuccess() throws IOException {
        Path input = Files.createDirectories(folder.resolve("in"));

        assertThatThrownBy(() -> run(input))
                .isInstanceOf(InvalidInputException.class)
                .hasMessageContaining("There is no file below");
    }

    @Test
    void filesOfWhichNoneIsDicomAreCounted() throws IOException {
        Path input = Files.createDirectories(folder.resolve("in"));
        Files.writeString(input.resolve("a.txt"), "no image");
        Files.writeString(input.resolve("b.dcm"), "no image either");

        assertThatThrownBy(() -> run(input))
                .isInstanceOf(InvalidInputException.class)
                .hasMessageContaining("No DICOM: none of the 2 files")
                .hasMessageNotContaining("b.dcm");
        assertThat(folder.resolve("out/import-log/journal.jsonl")).doesNotExist();
        assertThat(folder.resolve("salt.unreadable.txt")).content().contains("a.txt", "b.dcm");
    }
}
