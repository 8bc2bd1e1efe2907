package org.subtext.provenance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Instant;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class UnfinishedTest {
    /** No system gives a process so high a number. */
    private static final long NOBODY = 4_000_000_000L;

    @TempDir
    Path folder;

    @Test
    void whatAKilledProcessLeftGoesWithTheNextFileWrittenThere() throws IOException {
        Path left = Files.writeString(folder.resolve(Unfinished.name(NOBODY, "table.csv")), "half");
        Path tree = Files.createDirectory(folder.resolve(Unfinished.name(NOBODY, "cohort")));
        Files.writeString(tree.resolve("a.png"), "half");

        AtomicFiles.writeString(folder.resolve("other.csv"), "whole");

        assertThat(left).doesNotExist();
        assertThat(tree).doesNotExist();
        assertThat(folder.resolve("other.csv")).hasContent("whole");
    }

    @Test
    void whatOnlyLooksLikeOneIsLeftAlone() throws IOException {
        Path essay = Files.writeString(folder.resolve(".writing-2024-essay.txt"), "mine");
        Path wrongCheck = Files.writeString(folder.resolve(".writing-4000000000-0123abcd-essay.txt"), "mine");
        Path renamed = Files.writeString(folder.resolve(Unfinished.name(NOBODY, "a.csv") + ".bak"), "mine");

        AtomicFiles.writeString(folder.resolve("other.csv"), "whole");

        assertThat(Stream.of(essay, wrongCheck, renamed)).allMatch(Files::exists);
    }

    @Test
    void whatALivingProcessWritesIsLeftAlone() throws IOException {
        Path own = Files.writeString(
                folder.resolve(Unfinished.name(ProcessHandle.current().pid(), "a.csv")), "half");
        Path locked = folder.resolve(Unfinished.name(NOBODY, "b.csv"));
        try (FileChannel channel = FileChannel.open(locked, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
                FileLock lock = channel.lock()) {
            AtomicFiles.writeString(folder.resolve("other.csv"), "whole");

            assertThat(own).exists();
            assertThat(lock.isValid() && Files.exists(locked)).isTrue();
        }
    }

    @Test
    void aNumberThatAProcessGotAfterwardsDoesNotKeepAFileAlive() throws IOException {
        Path left = Files.writeString(
                folder.resolve(Unfinished.name(ProcessHandle.current().pid(), "a.csv")), "half");
        Files.setLastModifiedTime(left, FileTime.from(Instant.parse("2020-01-01T00:00:00Z")));

        AtomicFiles.writeString(folder.resolve("other.csv"), "whole");

        assertThat(left).doesNotExist();
    }

    @Test
    void belowALockedFolderAlsoWhatFormerVersionsLeftGoes() throws IOException {
        Path models = Files.createDirectories(folder.resolve("models"));
        Path former = Files.writeString(models.resolve(".writing-4000000000-model.safetensors"), "half");
        Path kept = Files.writeString(models.resolve("model.safetensors"), "whole");

        Unfinished.removeBelow(folder);

        assertThat(former).doesNotExist();
        assertThat(kept).exists();
    }

    @Test
    void aLongNameStillGetsAnUnfinishedNeighbour() throws IOException {
        Path target = folder.resolve("x".repeat(240) + ".csv");

        AtomicFiles.writeString(target, "whole");

        assertThat(target).hasContent("whole");
        assertThat(Unfinished.isOne(Path.of(Unfinished.name(7, "x".repeat(240) + ".csv"))))
                .isTrue();
    }

    @Test
    void aDeviceIsWrittenIntoAndItsFailureTold() throws IOException {
        Path full = Path.of("/dev/full");
        assumeTrue(Files.exists(full));

        assertThatThrownBy(() -> AtomicFiles.writeString(full, "lost")).isInstanceOf(IOException.class);
        AtomicFiles.writeString(Path.of("/dev/null"), "nothing");

        assertThat(Files.isRegularFile(Path.of("/dev/null"))).isFalse();
        assertThat(Files.isRegularFile(full)).isFalse();
    }

    @Test
    void whatLiesInAFolderOfItsOwnersIsItsOwnersToo() throws IOException {
        assumeTrue(folder.getFileSystem().supportedFileAttributeViews().contains("posix"));
        Path own = OwnerOnly.folder(folder.resolve("runs").resolve("race"));
        AtomicFiles.writeString(own.resolve("models").resolve("card.json"), "{}");
        AtomicFiles.replace(own.resolve("table.csv"), path -> Files.writeString(path, "a"));
        AtomicFiles.writeString(folder.resolve("shared.csv"), "a");

        assertThat(permissions(own)).isEqualTo("rwx------");
        assertThat(permissions(own.resolve("models"))).isEqualTo("rwx------");
        assertThat(permissions(own.resolve("models/card.json"))).isEqualTo("rw-------");
        assertThat(permissions(own.resolve("table.csv"))).isEqualTo("rw-------");
        assertThat(permissions(folder.resolve("shared.csv")))
                .isEqualTo(permissions(Files.writeString(folder.resolve("any.csv"), "a")));
    }

    private static String permissions(Path path) throws IOException {
        return PosixFilePermissions.toString(Files.getPosixFilePermissions(path));
    }
}
