package org.subtext.silo.journal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.subtext.problems.InvalidInputException;
import org.subtext.problems.UnavailableException;

class JournalTest {
    @TempDir
    Path folder;

    private Path file() {
        return folder.resolve("round.journal");
    }

    private List<String> read() throws IOException {
        try (Journal journal = Journal.open(file())) {
            return journal.before().stream()
                    .map(bytes -> new String(bytes, StandardCharsets.UTF_8))
                    .toList();
        }
    }

    private void write(String... records) throws IOException {
        try (Journal journal = Journal.open(file())) {
            for (String record : records) {
                journal.append(record.getBytes(StandardCharsets.UTF_8));
            }
        }
    }

    @Test
    void whatWasAppendedIsReadInOrderAndAddedTo() throws IOException {
        write("keys", "", "shares");
        assertThat(read()).containsExactly("keys", "", "shares");
        write("vector");
        assertThat(read()).containsExactly("keys", "", "shares", "vector");
    }

    /** A page of a browser looks while the service goes on. */
    @Test
    void whoOnlyLooksLocksMakesAndCutsNothing() throws IOException {
        assertThat(Journal.peek(file())).isEmpty();
        assertThat(file()).doesNotExist();
        write("keys");
        try (Journal held = Journal.open(file())) {
            held.append("shares".getBytes(StandardCharsets.UTF_8));
            Files.write(file(), new byte[] {0, 0, 1}, java.nio.file.StandardOpenOption.APPEND);
            byte[] before = Files.readAllBytes(file());
            assertThat(Journal.peek(file()))
                    .extracting(bytes -> new String(bytes, StandardCharsets.UTF_8))
                    .containsExactly("keys", "shares");
            assertThat(Files.readAllBytes(file())).isEqualTo(before);
        }
    }

    @Test
    void aFileCutOffAnywhereHoldsAllRecordsBefore() throws IOException {
        write("keys", "shares");
        byte[] whole = Files.readAllBytes(file());
        int last = 12 + "shares".length();
        for (int cut = whole.length - 1; cut >= 0; cut--) {
            Files.write(file(), Arrays.copyOf(whole, cut));
            List<String> left = read();
            if (cut >= whole.length - last) {
                assertThat(left).as("cut at %d", cut).containsExactly("keys");
            } else {
                assertThat(left).as("cut at %d", cut).isEmpty();
            }
            write("again");
            assertThat(read()).endsWith("again").hasSize(left.size() + 1);
        }
    }

    @Test
    void bytesThatNeverReachedTheDiskAreCutOff() throws IOException {
        write("keys");
        byte[] whole = Files.readAllBytes(file());
        Files.write(file(), Arrays.copyOf(whole, whole.length + 100));
        assertThat(read()).containsExactly("keys");
        assertThat(Files.size(file())).isEqualTo(whole.length);
    }

    @Test
    void aFlippedBitOfAnyByteIsRefusedAndNothingIsForgotten() throws IOException {
        write("keys", "shares");
        byte[] whole = Files.readAllBytes(file());
        for (int i = 0; i < whole.length; i++) {
            byte[] flipped = whole.clone();
            flipped[i] ^= 0x10;
            Files.write(file(), flipped);
            assertThatThrownBy(this::read).as("byte %d", i).isInstanceOf(InvalidInputException.class);
            assertThat(Files.readAllBytes(file())).isEqualTo(flipped);
        }
    }

    @Test
    void oneHolderAtATime() throws IOException {
        try (Journal held = Journal.open(file())) {
            assertThat(held.before()).isEmpty();
            assertThatThrownBy(this::read)
                    .isInstanceOf(UnavailableException.class)
                    .hasMessageContaining("end the other one");
        }
        assertThat(read()).isEmpty();
    }

    @Test
    void nobodyElseReadsIt() throws IOException {
        write("keys");
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file())))
                .isEqualTo("rw-------");
    }
}
