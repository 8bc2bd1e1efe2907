package org.subtext.learn.weights;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.Assertions;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.subtext.problems.InvalidInputException;

/** Checkpoints that are small and cost without end; pickles are written by opcode (Python's pickletools names them). */
@Timeout(20)
class HostileCheckpointTest {
    @TempDir
    Path folder;

    private final ByteArrayOutputStream pickle = new ByteArrayOutputStream();

    @BeforeEach
    void protocolTwo() {
        op(0x80, 2);
    }

    /** Each list holds the one before twice, so that its hash walks through 2 to the 60th. */
    @Test
    void aKeyOfListsWithinListsIsRefusedWithoutHashingIt() throws IOException {
        op('}', ']', 'q', 0);
        for (int i = 1; i <= 60; i++) {
            op('0', ']', 'q', i, '(', 'h', i - 1, 'h', i - 1, 'e');
        }
        op('0', '}', 'h', 60, 'N', 's', '.');

        assertRefused("it has a list, a dictionary, a set or a tensor for a key");
    }

    @Test
    void aKeyThatHoldsItselfIsRefused() throws IOException {
        op('}', ']', 'q', 0, 'h', 0, 'a', 'N', 's', '.');

        assertRefused("for a key");
    }

    @Test
    void aSetOfListsIsRefused() throws IOException {
        op('}', 0x8f, '(', ']', 0x90, '.');

        assertRefused("for a key");
    }

    /** Each dictionary holds the one below ten times, and so on eight deep. */
    @Test
    void dictionariesThatLieInEachOtherManyTimesAreRefused() throws IOException {
        op('}', 'q', 0);
        for (int i = 1; i <= 8; i++) {
            op('0', '}', 'q', i, '(');
            for (int k = 0; k < 10; k++) {
                op('K', k, 'h', i - 1);
            }
            op('u');
        }
        op('.');

        assertRefused("of more than 1000000 entries in all");
    }

    @Test
    void aNumberOfAMillionDigitsIsRefused() throws IOException {
        op('}', 'U', 1, 'n', 'L');
        pickle.writeBytes("9".repeat(1_000_000).getBytes(StandardCharsets.US_ASCII));
        op('\n', 's', '.');

        assertRefused("a number of more than 400 digits");
    }

    @Test
    void aPickleOfMoreThanItsShareOfTheHeapIsNotRead() throws IOException {
        op('}');
        pickle.writeBytes(new byte[65 << 20]);

        assertRefused("more than the");
    }

    @Test
    void aTensorThatRepeatsOneValueWithoutEndIsRefusedWhenItIsRead() throws IOException {
        tensor(1L << 33, 0);

        try (TensorFile file = PythonCheckpoint.open(written(4))) {
            assertThatExceptionOfType(InvalidInputException.class)
                    .isThrownBy(() -> file.read("w"))
                    .withMessageContaining("the tensor \"w\" takes more than 2 GiB");
        }
    }

    @Test
    void aTensorThatRepeatsOneValueIsLawful() throws IOException {
        tensor(5, 0);

        try (TensorFile file = PythonCheckpoint.open(written(4))) {
            assertThat(file.read("w").remaining()).isEqualTo(20);
        }
    }

    @Test
    void aHeaderOfSafetensorsIsHeldAgainstTheHeapBeforeItIsRead() throws IOException {
        long length = 99_000_000;
        ByteBuffer start =
                ByteBuffer.allocate(10).order(ByteOrder.LITTLE_ENDIAN).putLong(length);
        start.put((byte) '{').put((byte) ' ');
        Path file = folder.resolve("large.safetensors");
        Files.write(file, start.array());
        try (RandomAccessFile sparse = new RandomAccessFile(file.toFile(), "rw")) {
            sparse.setLength(length + 100);
        }

        assertThatExceptionOfType(InvalidInputException.class)
                .isThrownBy(() -> TensorFile.open(file))
                .withMessageContaining("no readable safetensors file");
    }

    private void assertRefused(String said) throws IOException {
        Path file = written(0);
        Assertions.assertTimeoutPreemptively(
                Duration.ofSeconds(10),
                () -> assertThatExceptionOfType(InvalidInputException.class)
                        .isThrownBy(() -> TensorFile.open(file))
                        .withMessageContaining(said));
    }

    /** {"w": _rebuild_tensor_v2(storage "0" of one float, 0, (length,), (stride,))}. */
    private void tensor(long length, int stride) {
        op('}', 'U', 1, 'w', 'c');
        text("torch._utils\n_rebuild_tensor_v2\n");
        op('(', '(', 'U', 7);
        text("storage");
        op('c');
        text("torch\nFloatStorage\n");
        op('U', 1, '0', 'U', 3);
        text("cpu");
        op('K', 1, 't', 'Q', 'K', 0, 0x8a, 8);
        pickle.writeBytes(ByteBuffer.allocate(8)
                .order(ByteOrder.LITTLE_ENDIAN)
                .putLong(length)
                .array());
        op(0x85, 'K', stride, 0x85, 0x89, '}', 't', 'R', 's', '.');
    }

    private void op(int... bytes) {
        for (int one : bytes) {
            pickle.write(one);
        }
    }

    private void text(String ascii) {
        pickle.writeBytes(ascii.getBytes(StandardCharsets.US_ASCII));
    }

    private Path written(int storageBytes) throws IOException {
        Path file = folder.resolve("hostile.pt");
        try (ZipOutputStream zip = new ZipOutputStream(Files.newOutputStream(file))) {
            zip.putNextEntry(new ZipEntry("archive/data.pkl"));
            zip.write(pickle.toByteArray());
            zip.putNextEntry(new ZipEntry("archive/data/0"));
            zip.write(new byte[storageBytes]);
        }
        return file;
    }
}
