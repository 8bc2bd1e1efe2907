package org.subtext.dicom;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.io.ByteArrayOutputStream;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.zip.Deflater;
import java.util.zip.DeflaterOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DicomFileTest {
    private static final String IMPLICIT = "1.2.840.10008.1.2";
    private static final String EXPLICIT = "1.2.840.10008.1.2.1";
    private static final String DEFLATED = "1.2.840.10008.1.2.1.99";
    private static final String BIG = "1.2.840.10008.1.2.2";
    private static final ReadLimits LIMITS = new ReadLimits(1 << 20, 1 << 20, 1000, 8);

    @TempDir
    private Path folder;

    private static DicomBytes image(DicomBytes bytes) {
        return bytes.text(0x00080060, "CS", "DX")
                .text(0x00101010, "AS", "045Y")
                .number(0x00280010, 2)
                .number(0x00280011, 3)
                .value(0x7FE00010, "OW", new byte[12]);
    }

    private static DicomFile read(byte[] bytes) throws DicomException {
        return DicomFile.read(bytes, LIMITS);
    }

    private static void assertImage(DicomFile file) {
        assertThat(file.dataSet().string(Tags.MODALITY)).contains("DX");
        assertThat(file.dataSet().integer(Tags.ROWS)).hasValue(2);
        assertThat(file.dataSet().integer(Tags.COLUMNS)).hasValue(3);
        assertThat(file.pixelData().orElseThrow().bytes().remaining()).isEqualTo(12);
    }

    private static void assertRefused(byte[] bytes, String... words) {
        assertThatExceptionOfType(DicomException.class)
                .isThrownBy(() -> read(bytes))
                .satisfies(refused -> assertThat(refused.getMessage()).contains(words));
    }

    @Test
    void layoutsAreReadAsDeclared() throws Exception {
        assertImage(read(DicomBytes.file(EXPLICIT, image(DicomBytes.explicitLittle()))));
        assertImage(read(DicomBytes.file(IMPLICIT, image(DicomBytes.implicitLittle()))));
        DicomFile big = read(DicomBytes.file(BIG, image(new DicomBytes(true, ByteOrder.BIG_ENDIAN))));
        assertImage(big);
        assertThat(big.bigEndian()).isTrue();
        assertThat(big.notes()).isEmpty();
    }

    @Test
    void aDeflatedDataSetIsInflatedUpToTheLimit() throws Exception {
        assertImage(read(DicomBytes.file(
                DEFLATED, deflated(image(DicomBytes.explicitLittle()).bytes()))));
        byte[] bomb = deflated(DicomBytes.explicitLittle()
                .value(0x7FE00010, "OB", new byte[1 << 21])
                .bytes());
        assertThat(bomb.length).isLessThan(1 << 12);
        assertRefused(DicomBytes.file(DEFLATED, bomb), "deflated", "1048576");
        byte[] half = deflated(image(DicomBytes.explicitLittle()).bytes());
        assertRefused(DicomBytes.file(DEFLATED, Arrays.copyOf(half, half.length / 2)), "end of the file");
    }

    private DicomFile readUpToAge(byte[] bytes) throws Exception {
        return DicomFile.readUpTo(Tags.PATIENT_AGE, Files.write(folder.resolve("file"), bytes), LIMITS);
    }

    @Test
    void readingUpToATagLooksAtNothingBehindIt() throws Exception {
        byte[] plain = image(DicomBytes.explicitLittle()).bytes();
        byte[] cut = Arrays.copyOf(plain, plain.length - 6);
        byte[] compressed = deflated(image(DicomBytes.explicitLittle())
                .value(0x7FE10010, "OB", new byte[1 << 21])
                .bytes());
        for (byte[] file : new byte[][] {
            DicomBytes.file(EXPLICIT, cut),
            DicomBytes.file(DEFLATED, compressed),
            DicomBytes.file(DEFLATED, Arrays.copyOf(compressed, compressed.length - 100))
        }) {
            DataSet read = readUpToAge(file).dataSet();
            assertThat(read.string(Tags.MODALITY)).contains("DX");
            assertThat(read.string(Tags.PATIENT_AGE)).contains("045Y");
            assertThat(read.size()).isEqualTo(2);
            assertRefused(file, "expected");
        }
        byte[] endless = DicomBytes.explicitLittle()
                .value(0x00090010, "OB", new byte[1 << 21])
                .bytes();
        for (byte[] file :
                new byte[][] {DicomBytes.file(EXPLICIT, endless), DicomBytes.file(DEFLATED, deflated(endless))}) {
            assertThatExceptionOfType(DicomException.class).isThrownBy(() -> readUpToAge(file));
        }
    }

    private static byte[] deflated(byte[] bytes) throws Exception {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try (DeflaterOutputStream deflater = new DeflaterOutputStream(out, new Deflater(9, true))) {
            deflater.write(bytes);
        }
        return out.toByteArray();
    }

    @Test
    void aWrongTransferSyntaxIsSeenAndNoted() throws Exception {
        DicomFile explicit = read(DicomBytes.file(IMPLICIT, image(DicomBytes.explicitLittle())));
        assertImage(explicit);
        assertThat(explicit.transferSyntax().explicitVr()).isTrue();
        assertThat(explicit.notes()).singleElement().asString().contains("declared", "explicit VR little");
        DicomFile implicit = read(DicomBytes.file(EXPLICIT, image(DicomBytes.implicitLittle())));
        assertImage(implicit);
        assertThat(implicit.transferSyntax().explicitVr()).isFalse();
        assertImage(read(DicomBytes.file(EXPLICIT, image(new DicomBytes(true, ByteOrder.BIG_ENDIAN)))));
    }

    @Test
    void preambleAndMetaInformationMayBeMissing() throws Exception {
        byte[] whole = DicomBytes.file(EXPLICIT, image(DicomBytes.explicitLittle()));
        assertImage(read(Arrays.copyOfRange(whole, 128, whole.length)));
        assertImage(read(Arrays.copyOfRange(whole, 132, whole.length)));
        assertImage(read(image(DicomBytes.explicitLittle()).bytes()));
        assertImage(read(image(DicomBytes.implicitLittle()).bytes()));
        assertImage(read(image(new DicomBytes(true, ByteOrder.BIG_ENDIAN)).bytes()));
    }

    @Test
    void whatIsNoDicomIsRefused() {
        assertRefused(new byte[0], "0 bytes");
        assertRefused("patient,sex,age\n1,F,45\n".getBytes(java.nio.charset.StandardCharsets.UTF_8), "no DICOM");
        assertRefused(new byte[] {(byte) 0x89, 'P', 'N', 'G', 13, 10, 26, 10, 0, 0}, "no DICOM");
    }

    @Test
    void truncationIsRefusedWithTagAndPlace() {
        byte[] whole = DicomBytes.file(EXPLICIT, image(DicomBytes.explicitLittle()));
        byte[] cut = Arrays.copyOf(whole, whole.length - 3);
        assertRefused(cut, "at byte", "(7FE0,0010)", "12 bytes", "9 are left");
    }

    @Test
    void aFileCutOffBetweenItsElementsIsRefusedUnlessItsPixelsAreThere() throws Exception {
        byte[] whole = DicomBytes.file(EXPLICIT, image(DicomBytes.explicitLittle()));
        int meta = whole.length - image(DicomBytes.explicitLittle()).bytes().length;
        assertRefused(Arrays.copyOf(whole, meta), "end of the file after the file meta", "expected a data set");
        assertRefused(Arrays.copyOf(whole, meta + 5), "5 bytes left in the file", "element of at least 8 bytes");

        byte[] longer = Arrays.copyOf(whole, whole.length + 5);
        Arrays.fill(longer, whole.length, longer.length, (byte) 7);
        assertThat(read(longer).notes()).anyMatch(note -> note.contains("5 bytes after the pixel data"));
    }

    @Test
    void fragmentsKeepTheirOffsetTable() throws Exception {
        DicomBytes data = DicomBytes.explicitLittle()
                .header(0x7FE00010, "OB", DicomBytes.UNDEFINED)
                .item(4)
                .raw(new byte[] {10, 0, 0, 0})
                .item(2)
                .raw(new byte[] {1, 2})
                .item(4)
                .raw(new byte[] {3, 4, 5, 6});
        byte[] open = DicomBytes.file("1.2.840.10008.1.2.5", data);
        assertRefused(open, "(7FE0,0010)", "among fragments");
        PixelData pixels = read(DicomBytes.file("1.2.840.10008.1.2.5", data.sequenceEnd()))
                .pixelData()
                .orElseThrow();
        assertThat(pixels.encapsulated()).isTrue();
        assertThat(pixels.offsets()).containsExactly(10L);
        assertThat(pixels.fragments()).containsExactly(new byte[] {1, 2}, new byte[] {3, 4, 5, 6});
    }

    /**
     * Some writers leave the last delimiter out; nothing is lost where the only fragment, or a code stream, is whole.
     */
    @Test
    void fragmentsWithoutTheirDelimiterAreReadWhereTheLastIsWhole() throws Exception {
        DicomBytes one = DicomBytes.explicitLittle()
                .header(0x7FE00010, "OB", DicomBytes.UNDEFINED)
                .item(0)
                .item(2)
                .raw(new byte[] {1, 2});
        DicomBytes several = DicomBytes.explicitLittle()
                .header(0x7FE00010, "OB", DicomBytes.UNDEFINED)
                .item(0)
                .item(2)
                .raw(new byte[] {1, 2})
                .item(4)
                .raw(new byte[] {3, (byte) 0xFF, (byte) 0xD9, 0});
        for (DicomBytes data : new DicomBytes[] {one, several}) {
            byte[] file = DicomBytes.file("1.2.840.10008.1.2.4.50", data);
            assertThat(read(file).pixelData().orElseThrow().fragments()).contains(new byte[] {1, 2});
            assertThat(read(file).notes()).anyMatch(note -> note.contains("end of the fragments"));
            Path path = Files.write(folder.resolve("open.dcm"), file);
            assertThat(DicomFile.readHeader(path).notes()).anyMatch(note -> note.contains("end of the fragments"));
            assertRefused(Arrays.copyOf(file, file.length - 1), "(7FE0,0010)", "a length of");
        }
    }

    /** The letters that mark a preamble may stand in a value of a data set that has none. */
    @Test
    void fourLettersWithinAValueAreNoPrefix() throws Exception {
        String text = "x".repeat(110) + "DICM" + "y".repeat(20);
        DicomBytes bare =
                DicomBytes.implicitLittle().text(0x00080008, "CS", "A ").text(0x00080050, "SH", text);
        byte[] file = image(bare).bytes();

        assertThat(new String(file, 128, 4, StandardCharsets.US_ASCII)).isEqualTo("DICM");
        assertImage(read(file));
        assertThat(DicomContent.isDicom(file)).isTrue();
    }

    @Test
    void trailingBytesAndStrayDelimitersAreNoted() throws Exception {
        DicomBytes data = DicomBytes.explicitLittle().text(0x00080060, "CS", "DX");
        data.itemEnd().number(0x00280010, 2).number(0x00280011, 3).value(0x7FE00010, "OW", new byte[12]);
        data.raw(new byte[] {'x', 'y', 'z', '!', 1, 2, 3, 4, 5, 6, 7, 8, 9});
        DicomFile file = read(DicomBytes.file(EXPLICIT, data));
        assertImage(file);
        assertThat(file.notes()).hasSize(2);
        assertRefused(
                DicomBytes.file(EXPLICIT, DicomBytes.explicitLittle().item(0)), "(FFFE,E000)", "outside a sequence");
    }

    @Test
    void headersAreReadWithoutPixels() throws Exception {
        byte[] whole = DicomBytes.file(EXPLICIT, image(DicomBytes.explicitLittle()));
        Path file = Files.write(folder.resolve("no extension"), whole);
        DicomFile header = DicomFile.readHeader(file);
        assertThat(header.dataSet().integer(Tags.COLUMNS)).hasValue(3);
        assertThat(header.pixelData()).isEmpty();
        assertThat(DicomContent.isDicom(file)).isTrue();
    }

    @Test
    void filesBeyondTheLimitAreNotRead() throws Exception {
        Path file = Files.write(folder.resolve("a"), new byte[1001]);
        assertThatExceptionOfType(DicomException.class)
                .isThrownBy(() -> DicomFile.read(file, new ReadLimits(1000, 1, 1, 1)))
                .withMessageContaining("1001 bytes");
    }
}
