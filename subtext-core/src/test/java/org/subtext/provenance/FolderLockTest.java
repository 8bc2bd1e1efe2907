package org.subtext.provenance;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FolderLockTest {
    @TempDir
    private Path folder;

    private Path file;

    @BeforeEach
    void name() {
        file = folder.resolve(".lock");
    }

    @Test
    void aLockIsHeldUntilItIsClosed() throws IOException {
        FolderLock held = FolderLock.take(file).orElseThrow();
        assertThat(FolderLock.isHeld(file)).isTrue();
        assertThat(FolderLock.take(folder.resolve("./.lock"))).isEmpty();
        held.close();

        assertThat(FolderLock.isHeld(file)).isFalse();
        Optional<FolderLock> again = FolderLock.take(file);
        assertThat(again).isPresent();
        again.orElseThrow().close();
    }

    @Test
    void whoAsksMakesNothing() throws IOException {
        assertThat(FolderLock.isHeld(folder.resolve("missing/.lock"))).isFalse();
        assertThat(FolderLock.isHeld(file)).isFalse();
        assertThat(folder).isEmptyDirectory();
    }

    /** Closing a second channel of the file would give the lock up for the whole process. */
    @Test
    void aSecondTryDoesNotGiveTheLockUpToOtherProcesses() throws Exception {
        FolderLock held = FolderLock.take(file).orElseThrow();
        assertThat(FolderLock.take(file)).isEmpty();
        assertThat(FolderLock.isHeld(file)).isTrue();
        assertThat(exitOfAnotherProcess()).isEqualTo(Another.REFUSED);
        held.close();

        assertThat(exitOfAnotherProcess()).isEqualTo(Another.TAKEN);
    }

    private int exitOfAnotherProcess() throws IOException, InterruptedException {
        Path java = Path.of(System.getProperty("java.home"), "bin", "java");
        String classes = System.getProperty("java.class.path");
        Process process = new ProcessBuilder(java.toString(), "-cp", classes, Another.class.getName(), file.toString())
                .inheritIO()
                .start();
        assertThat(process.waitFor(1, TimeUnit.MINUTES)).isTrue();
        return process.exitValue();
    }

    /** Another process that wants the lock. */
    static final class Another {
        static final int TAKEN = 3;
        static final int REFUSED = 4;

        private Another() {}

        public static void main(String[] arguments) throws IOException {
            try (FileChannel channel = FileChannel.open(Path.of(arguments[0]), StandardOpenOption.WRITE)) {
                System.exit(channel.tryLock() == null ? REFUSED : TAKEN);
            }
        }
    }
}
