package org.subtext.learn.weights;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.subtext.problems.InvalidInputException;

class SafetensorsTest {
    @TempDir
    Path folder;

    @Test
    void whatIsWrittenIsReadAgain() throws IOException {
        Path path = folder.resolve("weights.safetensors");
        ByteBuffer counter =
                ByteBuffer.allocate(Long.BYTES).order(ByteOrder.LITTLE_ENDIAN).putLong(0, 42);
        SafetensorsWriter.write(
                path,
                List.of(
                        TestFiles.source("odd", List.of(3L), 1, 2, 3),
                        new SafetensorsWriter.Source(
                                "counter", new TensorInfo(ElementType.I64, List.of()), counter::duplicate),
                        TestFiles.source("grid", List.of(2L, 1L), -4, 5)),
                Map.of("card", "{\"größe\":1}"));
        try (SafetensorsFile file = SafetensorsFile.open(path)) {
            assertThat(file.metadata()).containsExactly(Map.entry("card", "{\"größe\":1}"));
            // Eight-byte elements first, so that each tensor is aligned; otherwise in the order given.
            assertThat(file.tensors().keySet()).containsExactly("counter", "odd", "grid");
            assertThat(TestFiles.values(file, "odd")).containsExactly(1, 2, 3);
            assertThat(TestFiles.values(file, "grid")).containsExactly(-4, 5);
            assertThat(file.read("counter").getLong()).isEqualTo(42);
        }
    }

    @Test
    void equalContentGivesEqualBytes() throws IOException {
        List<SafetensorsWriter.Source> tensors = List.of(TestFiles.source("a", List.of(1L), 1));
        SafetensorsWriter.write(folder.resolve("one"), tensors, Map.of("k", "v"));
        SafetensorsWriter.write(folder.resolve("two"), tensors, Map.of("k", "v"));
        assertThat(folder.resolve("one")).hasSameBinaryContentAs(folder.resolve("two"));
        assertThat(Files.size(folder.resolve("one")) % 4).isZero();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            {"a":{"dtype":"F32","shape":[2],"data_offsets":[0,4]}}  | 4 | of 8 bytes has the data offsets 0 to 4
            {"a":{"dtype":"F32","shape":[1],"data_offsets":[4,8]}}  | 8 | begins at byte 4
            {"a":{"dtype":"F32","shape":[1],"data_offsets":[0,4]}}  | 8 | describes 4 bytes of data, but 8 follow
            {"a":{"dtype":"F32","shape":[2],"data_offsets":[0,8]}}  | 4 | describes 8 bytes of data, but 4 follow
            {"a":{"dtype":"F32","shape":[-1],"data_offsets":[0,4]}} | 4 | which cannot be read
            {"a":{"dtype":"F32","shape":[1.5],"data_offsets":[0,4]}}| 4 | which cannot be read
            {"a":{"dtype":"F8_E4M3","shape":[1],"data_offsets":[0,1]}} | 1 | "F8_E4M3"
            {"a":{"dtype":"F32","shape":[4294967296,4294967296],"data_offsets":[0,0]}} | 0 | which cannot be read
            {"a":{"dtype":"F64","shape":[2305843009213693952],"data_offsets":[0,0]}} | 0 | which cannot be read
            {"a":{"dtype":"F32","shape":[1],"data_offsets":[-4,0]}} | 0 | data offsets -4 to 0
            {"a":{"dtype":"F32","shape":[1],"data_offsets":[4]}}    | 4 | not a begin and an end
            {"a":{"dtype":"F32","shape":[1]}}                       | 4 | not a begin and an end
            {"a":{"dtype":"F32","shape":[1],"data_offsets":[0,4]},"b":{"dtype":"F32","shape":[1],"data_offsets":[0,4]}} | 4 | begins at byte 0 of the data, but the one before it ends at 4
            {"a":{"dtype":"U8","shape":[1],"data_offsets":[0,1]},"a":{"dtype":"U8","shape":[1],"data_offsets":[0,1]}} | 1 | no valid JSON
            {"__metadata__":{"k":1}}                                | 0 | is no text
            [1,2]                                                   | 0 | no JSON object
            {"a":                                                   | 0 | no valid JSON
            """)
    void headerThatDoesNotFitIsRefused(String header, int dataBytes, String message) throws IOException {
        Path path = TestFiles.safetensors(folder, header, dataBytes);
        assertThatThrownBy(() -> SafetensorsFile.open(path))
                .isInstanceOf(InvalidInputException.class)
                .hasMessageContaining(message)
                .hasMessageContaining("Store it again");
    }

    @ParameterizedTest
    @CsvSource({"-1", "1", "9223372036854775807", "99999999"})
    void headerLengthBeyondTheFileIsRefused(long length) throws IOException {
        ByteBuffer bytes =
                ByteBuffer.allocate(16).order(ByteOrder.LITTLE_ENDIAN).putLong(length);
        Path path = Files.write(folder.resolve("long.safetensors"), bytes.array());
        assertThatThrownBy(() -> SafetensorsFile.open(path))
                .isInstanceOf(InvalidInputException.class)
                .hasMessageContaining("no header length that fits the file's 16 bytes");
    }
}
