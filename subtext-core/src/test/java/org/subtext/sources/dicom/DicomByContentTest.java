package org.subtext.sources.dicom;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.FloatBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.subtext.address.ImageAddress;
import org.subtext.dicom.DicomBytes;
import org.subtext.images.DecodedFiles;
import org.subtext.images.ImageFolder;
import org.subtext.images.Outcome;
import org.subtext.images.PixelLayout;
import org.subtext.images.Resize;
import org.subtext.problems.InvalidInputException;
import org.subtext.progress.Progress;
import org.subtext.tables.TableReader;

/** Import, decoder and the search of a folder decide alike what is a DICOM image, and the decoder can show it. */
class DicomByContentTest {
    private static final int PREAMBLE = 128;
    private static final PixelLayout LAYOUT = new PixelLayout(4, 1, Resize.AREA_AVERAGE);

    @TempDir
    private Path temporary;

    static List<Map.Entry<String, byte[]>> images() {
        byte[] file = DicomBytes.file("1.2.840.10008.1.2.1", image());
        byte[] longer = DicomBytes.file("1.2.840.10008.1.2.1", image());
        Arrays.fill(longer, 0, PREAMBLE, (byte) 'x');
        return List.of(
                Map.entry("preamble", file),
                Map.entry("preamble-with-text", longer),
                Map.entry("prefix-at-byte-0", Arrays.copyOfRange(file, PREAMBLE, file.length)),
                Map.entry("meta-information-first", Arrays.copyOfRange(file, PREAMBLE + 4, file.length)),
                Map.entry("data-set-alone", image().bytes()));
    }

    static List<Map.Entry<String, byte[]>> others() {
        byte[] zeros = new byte[200];
        byte[] number = {8, 0, 1, 0, 'T', 'h', 'e', ' ', 'e', 'n', 'd', '.', '.'};
        return List.of(
                Map.entry("text", "DICOM, said the file".getBytes(StandardCharsets.UTF_8)),
                Map.entry("zeros", zeros),
                Map.entry("looks-like-a-group", number));
    }

    @ParameterizedTest
    @MethodSource("images")
    void anImageIsOneEverywhere(Map.Entry<String, byte[]> one) throws Exception {
        Path file = Files.write(folder().resolve(one.getKey()), one.getValue());

        DicomImport.write(folder(), 0, null, temporary.resolve("table.csv"), Progress.SILENT);

        assertThat(TableReader.read(temporary.resolve("table.csv")).rows()).isEqualTo(1);
        assertThat(ImageFolder.list(folder(), Progress.SILENT)).containsExactly(file);
        assertThat(decoded(ImageAddress.ofFile(file))).isInstanceOf(Outcome.Decoded.class);
        assertThat(decoded(ImageAddress.ofFile(file).numbered(1, ""))).isInstanceOf(Outcome.Decoded.class);
    }

    @ParameterizedTest
    @MethodSource("others")
    void whatIsNoneIsNoneAnywhere(Map.Entry<String, byte[]> one) throws Exception {
        Path file = Files.write(folder().resolve(one.getKey()), one.getValue());

        assertThat(refused(() -> DicomImport.write(folder(), 0, null, temporary.resolve("table.csv"), Progress.SILENT)))
                .isTrue();
        assertThat(refused(() -> ImageFolder.list(folder(), Progress.SILENT))).isTrue();
        assertThat(decoded(ImageAddress.ofFile(file)))
                .isInstanceOfSatisfying(
                        Outcome.Unreadable.class,
                        bad -> assertThat(bad.reason()).startsWith("not an image"));
    }

    private Path folder() throws Exception {
        return Files.createDirectories(temporary.resolve("images"));
    }

    private static Outcome decoded(ImageAddress address) {
        return new DecodedFiles(List.of(address), LAYOUT).tryRead(0, FloatBuffer.allocate(LAYOUT.valuesPerImage()));
    }

    private interface Work {
        Object run() throws Exception;
    }

    private static boolean refused(Work work) throws Exception {
        try {
            work.run();
            return false;
        } catch (InvalidInputException e) {
            return true;
        }
    }

    private static DicomBytes image() {
        return DicomBytes.explicitLittle()
                .text(0x00080016, "UI", "1.2.840.10008.5.1.4.1.1.1")
                .text(0x00080018, "UI", "1.2.3")
                .text(0x00080060, "CS", "DX")
                .text(0x00100020, "LO", "P1")
                .text(0x0020000D, "UI", "1.2")
                .number(0x00280002, 1)
                .text(0x00280004, "CS", "MONOCHROME2")
                .number(0x00280010, 2)
                .number(0x00280011, 2)
                .number(0x00280100, 16)
                .number(0x00280101, 16)
                .number(0x00280102, 15)
                .number(0x00280103, 0)
                .value(0x7FE00010, "OW", new byte[] {0, 0, 1, 0, 2, 0, 3, 0});
    }
}
