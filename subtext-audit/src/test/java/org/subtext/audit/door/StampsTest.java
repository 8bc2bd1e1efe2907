package org.subtext.audit.door;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class StampsTest {
    @TempDir
    private Path folder;

    @Test
    void whatAnswersComeFromIsKnownAsAnotherOneAndNotesAreNot() throws IOException {
        Path answers = Files.writeString(folder.resolve("estimates.json"), "one");
        Stamps before = Stamps.of(folder);
        Files.writeString(folder.resolve("log.txt"), "a step");
        Files.writeString(folder.resolve(".lock"), "");
        Files.createDirectory(folder.resolve("models"));
        assertThat(Stamps.of(folder)).isEqualTo(before).hasSameHashCodeAs(before);

        Files.writeString(answers, "other");
        assertThat(Stamps.of(folder)).isNotEqualTo(before);
        Stamps other = Stamps.of(folder);
        Files.writeString(folder.resolve("routes.json"), "");
        assertThat(Stamps.of(folder)).isNotEqualTo(other);
    }

    @Test
    void aFileThatWasMadeToLookOldIsAnotherOne() throws IOException {
        assumeTrue(FileSystems.getDefault().supportedFileAttributeViews().contains("unix"));
        Path answers = Files.writeString(folder.resolve("estimates.json"), "one");
        FileTime when = FileTime.fromMillis(1_700_000_000_000L);
        Files.setLastModifiedTime(answers, when);
        Stamps before = Stamps.of(folder);
        FileTime changed = changed(answers);
        do {
            Files.writeString(answers, "two");
            Files.setLastModifiedTime(answers, when);
        } while (changed(answers).equals(changed)); // the clock of the file system may be a coarse one
        assertThat(Stamps.of(folder)).isNotEqualTo(before);
    }

    private static FileTime changed(Path file) throws IOException {
        return (FileTime) Files.getAttribute(file, "unix:ctime");
    }
}
