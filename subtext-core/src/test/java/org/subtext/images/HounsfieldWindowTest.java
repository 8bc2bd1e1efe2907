package org.subtext.images;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.OutputStream;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.subtext.address.ImageAddress;
import org.subtext.dicom.DataSet;
import org.subtext.dicom.DicomWriter;
import org.subtext.dicom.Element;
import org.subtext.dicom.Tag;
import org.subtext.dicom.Tags;
import org.subtext.dicom.TransferSyntax;
import org.subtext.dicom.Vr;
import org.subtext.provenance.ContentHash;
import org.subtext.testing.SharedData;

/** A path of a DICOM file may name a window in Hounsfield units. */
class HounsfieldWindowTest {
    private static final int SIDE = 64;
    private static final String TESTS = "data/dicom/pydicom/src/pydicom/data/test_files/";
    private static final String MORE = "data/dicom/pydicom-data/data_store/data/";

    @TempDir
    Path folder;

    /**
     * SHA-256 (first 16 digits) of the shown 16-bit values, high byte first, and their sum: pydicom 3.0.2 and numpy
     * 2.4.6, PS3.3 section C.11.2.1.2.1 in fractions, rounded to the nearest, by {@code
     * validation/volumes/ct_windows.py}.
     */
    @ParameterizedTest
    @CsvSource({
        TESTS + "CT_small.dcm, lung, 861326690, 3a05f2d15f2821bb",
        TESTS + "CT_small.dcm, mediastinum, 427470173, cf09f2324d0bb547",
        TESTS + "CT_small.dcm, -600_1500.5, 861248409, 77016aca13b5f062",
        MORE + "693_UNCR.dcm, lung, 7240027858, 415aa8d4526b65dd",
        MORE + "693_UNCR.dcm, mediastinum, 3133208071, 08dcae2fe951a634",
        TESTS + "dicomdirtests/77654033/CT2/17136, lung, 16730969, dd300966825b0335",
        TESTS + "dicomdirtests/77654033/CT2/17136, mediastinum, 15965906, ec80431129496924",
    })
    void realSlicesAreThoseOfAnotherProgram(String file, String window, long sum, String hash) throws IOException {
        short[] shown = shown(SharedData.find(file) + "@" + window);

        ByteBuffer bytes = ByteBuffer.allocate(2 * shown.length);
        long found = 0;
        for (short value : shown) {
            bytes.putShort(value);
            found += value & 0xFFFF;
        }
        assertThat(found).isEqualTo(sum);
        assertThat(ContentHash.ofBytes(bytes.array()).hex()).startsWith(hash);
    }

    /** Perfusion maps, stored as a CT of two frames whose Rescale Type is US (pydicom 3.0.2). */
    @Test
    void mapsThatAreStoredAsCtAreRefused() throws IOException {
        Path maps = SharedData.find(MORE + "eCT_Supplemental.dcm");

        assertThatThrownBy(() -> shown(maps + "#2@lung"))
                .isInstanceOf(UnreadableImageException.class)
                .hasMessageContaining("Rescale Type (0028,1054) is not HU");
        assertThat(shown(maps + "#2")).as("without a window").hasSize(512 * 512);
    }

    @Test
    void aMagneticResonanceImageIsRefused() {
        Path mr = SharedData.find(TESTS + "MR_small.dcm");

        assertThatThrownBy(() -> shown(mr + "@brain"))
                .isInstanceOf(UnreadableImageException.class)
                .hasMessageContaining("Modality (0008,0060) is not CT");
    }

    /** Every Hounsfield unit from −1024 to 3071 under the formula of the standard, in decimal arithmetic. */
    @ParameterizedTest
    @CsvSource({"lung, -600, 1500", "mediastinum, 40, 400", "bone, 400, 1800", "brain, 40, 80", "7_1, 7, 1"})
    void everyValueIsShownAsTheStandardSays(String window, int centre, int width) throws IOException {
        Path file = write(ct(frame(0)));

        short[] shown = shown(file + "@" + window);

        for (int i = 0; i < shown.length; i++) {
            assertThat(shown[i] & 0xFFFF).as("%d HU", i - 1024).isEqualTo(expected(i - 1024, centre, width));
        }
    }

    private static int expected(int value, int centre, int width) {
        double middle = centre - 0.5;
        double half = (width - 1) / 2.0;
        if (value <= middle - half) {
            return 0;
        }
        if (value > middle + half) {
            return 65535;
        }
        return BigDecimal.valueOf(value - middle)
                .multiply(BigDecimal.valueOf(65535))
                .divide(BigDecimal.valueOf(width - 1), 30, RoundingMode.HALF_UP)
                .add(BigDecimal.valueOf(32767.5))
                .setScale(0, RoundingMode.HALF_UP)
                .intValueExact();
    }

    @Test
    void aWindowOfThePathTakesThePlaceOfTheFilesOwn() throws IOException {
        DataSet plain = ct(frame(0));
        Path own = write(plain.with(Element.text(Tags.WINDOW_CENTER, Vr.DS, "40"))
                .with(Element.text(Tags.WINDOW_WIDTH, Vr.DS, "400")));

        assertThat(shown(own + "@40_400")).isEqualTo(shown(own.toString()));
        assertThat(shown(own + "@lung")).isNotEqualTo(shown(own.toString())).isEqualTo(shown(write(plain) + "@lung"));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "MR | HU | 1 | @lung | Modality (0008,0060) is not CT",
                "CT | HU_MOD | 1 | @lung | Rescale Type (0028,1054) is not HU",
                "CT | US | 1 | #1@lung | Rescale Type (0028,1054) is not HU",
                "CT | HU | | @lung | Rescale Slope (0028,1053)",
                "CT | HU | 1 | @lungs | an unknown window; lung",
                "CT | HU | 1 | @40_0.5 | an unknown window",
            })
    void otherValuesAndUnknownWindowsAreRefused(
            String modality, String type, @org.jspecify.annotations.Nullable String slope, String path, String message)
            throws IOException {
        DataSet data = ct(frame(0))
                .with(Element.text(Tags.MODALITY, Vr.CS, modality))
                .with(Element.text(Tags.RESCALE_TYPE, Vr.LO, type));
        Path file = write(
                slope == null
                        ? data.without(Tags.RESCALE_SLOPE)
                        : data.with(Element.text(Tags.RESCALE_SLOPE, Vr.DS, slope)));

        assertThatThrownBy(() -> shown(file + path))
                .isInstanceOf(UnreadableImageException.class)
                .hasMessageContaining(message);
    }

    @Test
    void aWindowOfAPictureIsRefused() throws IOException {
        Path picture = Files.write(
                folder.resolve("a.png"),
                TestImages.write(
                        new java.awt.image.BufferedImage(4, 4, java.awt.image.BufferedImage.TYPE_BYTE_GRAY), "png"));

        assertThatThrownBy(() -> shown(picture + "@lung"))
                .isInstanceOf(UnreadableImageException.class)
                .hasMessageContaining("no DICOM object; leave out @lung");
    }

    /** A Modality LUT says with its type what it leads to (PS3.3 section C.11.1.1). */
    @Test
    void aModalityTableOfHounsfieldUnitsIsTaken() throws IOException {
        int[] toAir = new int[4096];
        DataSet table = DataSet.of(List.of(
                Element.shorts(Tags.LUT_DESCRIPTOR, 4096, 0, 16),
                Element.text(Tag.of(0x00283004), Vr.LO, "HU"),
                Element.shorts(Tags.LUT_DATA, toAir)));
        DataSet data = ct(frame(0)).without(Tags.RESCALE_SLOPE).without(Tags.RESCALE_INTERCEPT);

        assertThat(shown(write(data.with(Element.sequence(Tags.MODALITY_LUT_SEQUENCE, List.of(table)))) + "@0_3"))
                .containsOnly((short) expected(0, 0, 3));
        DataSet density = table.with(Element.text(Tag.of(0x00283004), Vr.LO, "OD"));
        Path optical = write(data.with(Element.sequence(Tags.MODALITY_LUT_SEQUENCE, List.of(density))));
        assertThatThrownBy(() -> shown(optical + "@lung")).hasMessageContaining("Modality LUT Type (0028,3004)");
    }

    /**
     * The file is made unreadable after its first frame, which only somebody who reads it again would notice. Two
     * frames are in two blocks of rows.
     */
    @Test
    void anObjectOfSeveralFramesIsReadOnce() throws IOException {
        Path file = write(ct(frame(0), frame(700)).with(Element.text(Tags.NUMBER_OF_FRAMES, Vr.IS, "2")));
        short[] second = shown(file + "#2@lung");
        ImageDecoder decoder = new ImageDecoder();

        short[] first = decoder.read(ImageAddress.parse(Path.of(file + "#1@lung")))
                .decode()
                .words();
        FileTime changed = Files.getLastModifiedTime(file);
        Files.writeString(file, "no image any more");
        Files.setLastModifiedTime(file, changed);

        assertThat(decoder.read(ImageAddress.parse(Path.of(file + "#2@lung")))
                        .decode()
                        .words())
                .isEqualTo(second)
                .isNotEqualTo(first);
        assertThatThrownBy(() -> decoder.read(ImageAddress.ofFile(file)).decode())
                .isInstanceOf(UnreadableImageException.class);
    }

    private static short[] shown(String path) throws IOException {
        DecodedImage image =
                new ImageDecoder().read(ImageAddress.parse(Path.of(path))).decode();
        assertThat(image.bits()).isEqualTo(16);
        return image.words();
    }

    /** Stored values 0 to 4095, from a first one on, so that Hounsfield units are −1024 to 3071. */
    private static short[] frame(int first) {
        short[] values = new short[SIDE * SIDE];
        for (int i = 0; i < values.length; i++) {
            values[i] = (short) ((first + i) % 4096);
        }
        return values;
    }

    private static DataSet ct(short[]... frames) {
        ByteBuffer pixels = ByteBuffer.allocate(2 * SIDE * SIDE * frames.length).order(ByteOrder.LITTLE_ENDIAN);
        for (short[] frame : frames) {
            for (short value : frame) {
                pixels.putShort(value);
            }
        }
        List<Element> elements = new ArrayList<>(List.of(
                Element.text(Tags.SOP_CLASS, Vr.UI, "1.2.840.10008.5.1.4.1.1.2"),
                Element.text(Tags.SOP_INSTANCE, Vr.UI, "1.2.3"),
                Element.text(Tags.MODALITY, Vr.CS, "CT"),
                Element.shorts(Tags.SAMPLES_PER_PIXEL, 1),
                Element.text(Tags.PHOTOMETRIC_INTERPRETATION, Vr.CS, "MONOCHROME2"),
                Element.shorts(Tags.ROWS, SIDE),
                Element.shorts(Tags.COLUMNS, SIDE),
                Element.shorts(Tags.BITS_ALLOCATED, 16),
                Element.shorts(Tags.BITS_STORED, 12),
                Element.shorts(Tags.HIGH_BIT, 11),
                Element.shorts(Tags.PIXEL_REPRESENTATION, 0),
                Element.text(Tags.RESCALE_INTERCEPT, Vr.DS, "-1024"),
                Element.text(Tags.RESCALE_SLOPE, Vr.DS, "1"),
                Element.of(Tags.PIXEL_DATA, Vr.OW, pixels.flip())));
        return DataSet.of(elements);
    }

    private Path write(DataSet data) throws IOException {
        Path file = Files.createTempFile(folder, "ct", ".dcm");
        try (OutputStream out = Files.newOutputStream(file)) {
            DicomWriter.write(data, TransferSyntax.EXPLICIT_LITTLE_ENDIAN, out);
        }
        return file;
    }
}
