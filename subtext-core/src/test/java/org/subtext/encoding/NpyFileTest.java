package org.subtext.encoding;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.subtext.problems.InvalidInputException;

class NpyFileTest {
    // numpy 2.4.6: numpy.save of numpy.arange(12).reshape(4, 3) / 7; validation/encoding/reference.py FOLDER.
    private static final String DOUBLES =
            "k05VTVBZAQB2AHsnZGVzY3InOiAnPGY4JywgJ2ZvcnRyYW5fb3JkZXInOiBGYWxzZSwgJ3NoYXBlJzogKDQsIDMpLC"
                    + "B9ICAgICAgICAgICAgICAgICAgICAgICAgICAgICAgICAgICAgICAgICAgICAgICAgICAgICAgICAgIAoAAAAAAAAA"
                    + "AJIkSZIkScI/kiRJkiRJ0j/btm3btm3bP5IkSZIkSeI/t23btm3b5j/btm3btm3rPwAAAAAAAPA/kiRJkiRJ8j8lSZ"
                    + "IkSZL0P7dt27Zt2/Y/SZIkSZIk+T8=";
    private static final String FLOATS =
            "k05VTVBZAQB2AHsnZGVzY3InOiAnPGY0JywgJ2ZvcnRyYW5fb3JkZXInOiBGYWxzZSwgJ3NoYXBlJzogKDQsIDMpLC"
                    + "B9ICAgICAgICAgICAgICAgICAgICAgICAgICAgICAgICAgICAgICAgICAgICAgICAgICAgICAgICAgIAoAAAAAJUkS"
                    + "PiVJkj63bds+JUkSP27bNj+3bVs/AACAPyVJkj9JkqQ/btu2P5IkyT8=";
    private static final String VERSION_2 =
            "k05VTVBZAgB0AAAAeydkZXNjcic6ICc8ZjgnLCAnZm9ydHJhbl9vcmRlcic6IEZhbHNlLCAnc2hhcGUnOiAoNCwgMy"
                    + "ksIH0gICAgICAgICAgICAgICAgICAgICAgICAgICAgICAgICAgICAgICAgICAgICAgICAgICAgICAgIAoAAAAAAAAA"
                    + "AJIkSZIkScI/kiRJkiRJ0j/btm3btm3bP5IkSZIkSeI/t23btm3b5j/btm3btm3rPwAAAAAAAPA/kiRJkiRJ8j8lSZ"
                    + "IkSZL0P7dt27Zt2/Y/SZIkSZIk+T8=";

    @TempDir
    Path folder;

    private Path file(byte[] bytes) throws IOException {
        return Files.write(folder.resolve("a.npy"), bytes);
    }

    private Path file(String header, int dataBytes) throws IOException {
        byte[] text = header.getBytes(StandardCharsets.US_ASCII);
        byte[] bytes = new byte[10 + text.length + dataBytes];
        System.arraycopy(new byte[] {(byte) 0x93, 'N', 'U', 'M', 'P', 'Y', 1, 0}, 0, bytes, 0, 8);
        bytes[8] = (byte) text.length;
        bytes[9] = (byte) (text.length >> 8);
        System.arraycopy(text, 0, bytes, 10, text.length);
        return file(bytes);
    }

    @ParameterizedTest
    @ValueSource(strings = {DOUBLES, FLOATS, VERSION_2})
    void readsWhatNumPyWrites(String base64) throws IOException {
        float[][] rows = NpyFile.read(file(Base64.getDecoder().decode(base64)));

        assertThat(rows).hasDimensions(4, 3);
        for (int i = 0; i < 12; i++) {
            assertThat(rows[i / 3][i % 3]).isEqualTo((float) (i / 7.0));
        }
    }

    @Test
    void writesWhatNumPyWrites() throws IOException {
        float[][] rows = new float[4][3];
        for (int i = 0; i < 12; i++) {
            rows[i / 3][i % 3] = (float) (i / 7.0);
        }
        NpyFile.write(folder.resolve("b.npy"), rows);

        assertThat(Files.readAllBytes(folder.resolve("b.npy")))
                .isEqualTo(Base64.getDecoder().decode(FLOATS));
    }

    @Test
    void whatIsWrittenIsReadToTheLastBit() throws IOException {
        float[][] rows =
                ClosedForm.gaussian(new SplittableRandom(1), 101, 1, 17, 0).vectors();
        NpyFile.write(folder.resolve("c.npy"), rows);

        assertThat(NpyFile.read(folder.resolve("c.npy"))).isDeepEqualTo(rows);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{'descr': '<f4', 'fortran_order': False, 'shape': (2000000000, 2000000000), }",
                "{'descr': '<f8', 'fortran_order': False, 'shape': (1000000000, 1), }",
                "{'descr': '<f8', 'fortran_order': False, 'shape': (99999999999999, 1), }",
                "{'descr': '<f4', 'fortran_order': True, 'shape': (4, 3), }",
                "{'descr': '<i8', 'fortran_order': False, 'shape': (4, 3), }",
                "{'descr': '|O', 'fortran_order': False, 'shape': (4, 3), }",
                "{'descr': '<f4', 'fortran_order': False, 'shape': (48,), }",
                "{'descr': '<f4', 'fortran_order': False, 'shape': (0, 3), }",
                "{'descr': '<f4', 'fortran_order': False, 'shape': (4, 3), 'more': 1}",
                "__import__('os')"
            })
    void headersThatPromiseMoreOrElseAreRefused(String header) throws IOException {
        Path file = file(header, 48);

        assertThatThrownBy(() -> NpyFile.read(file))
                .isInstanceOf(InvalidInputException.class)
                .hasMessageContaining("cannot be read as embeddings")
                .hasMessageContaining("numpy.save");
    }

    @Test
    void aFileCutShortIsRefused() throws IOException {
        byte[] whole = Base64.getDecoder().decode(DOUBLES);
        for (int length : new int[] {0, 5, 7, 9, 60, whole.length - 1}) {
            Path file = file(java.util.Arrays.copyOf(whole, length));
            assertThatThrownBy(() -> NpyFile.read(file)).isInstanceOf(InvalidInputException.class);
        }
    }
}
