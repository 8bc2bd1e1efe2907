package org.subtext.dicom;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.nio.ByteOrder;
import java.util.List;
import org.junit.jupiter.api.Test;

class DicomWriterTest {
    private static DicomFile again(DicomFile file) throws Exception {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        DicomWriter.write(file, out);
        return DicomFile.read(out.toByteArray(), ReadLimits.defaults());
    }

    @Test
    void valuesSequencesAndFragmentsSurvive() throws Exception {
        DataSet item = DataSet.of(List.of(Element.text(Tags.CODE_VALUE, Vr.SH, "R-1020")));
        DataSet dataSet = DataSet.of(List.of(
                Element.text(Tags.SOP_CLASS, Vr.UI, "1.2.3"),
                Element.text(Tags.SOP_INSTANCE, Vr.UI, "1.2.3.4"),
                Element.shorts(Tags.ROWS, 512),
                Element.sequence(Tags.VIEW_CODE_SEQUENCE, List.of(item, item)),
                Element.fragments(Tags.PIXEL_DATA, List.of(new byte[0], new byte[] {1, 2}, new byte[] {3, 4, 5}))));
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        DicomWriter.write(dataSet, TransferSyntax.of("1.2.840.10008.1.2.5"), out);
        DicomFile read = DicomFile.read(out.toByteArray(), ReadLimits.defaults());
        assertThat(read.transferSyntax().name()).isEqualTo("RLE Lossless");
        assertThat(read.notes()).isEmpty();
        assertThat(read.meta().string(Tags.MEDIA_STORAGE_SOP_INSTANCE)).contains("1.2.3.4");
        assertThat(read.dataSet().items(Tags.VIEW_CODE_SEQUENCE)).hasSize(2);
        assertThat(read.dataSet().integer(Tags.ROWS)).hasValue(512);
        assertThat(read.pixelData().orElseThrow().fragments())
                .containsExactly(new byte[] {1, 2}, new byte[] {3, 4, 5, 0});
        assertThat(again(read).dataSet()).isEqualTo(read.dataSet());
    }

    @Test
    void bigEndianValuesAreTurned() throws Exception {
        DicomBytes data = new DicomBytes(true, ByteOrder.BIG_ENDIAN)
                .text(0x00080060, "CS", "CT")
                .value(0x00089459, "FL", new byte[] {0x3F, (byte) 0x80, 0, 0})
                .value(0x00280009, "AT", new byte[] {0x00, 0x18, 0x10, 0x63})
                .number(0x00280010, 0x0102)
                .value(0x7FE00010, "OW", new byte[] {1, 2, 3, 4});
        DicomFile big = DicomFile.read(DicomBytes.file("1.2.840.10008.1.2.2", data), ReadLimits.defaults());
        assertThat(big.dataSet().decimal(Tag.of(0x00089459))).contains(1.0);
        DicomFile little = again(big);
        assertThat(little.bigEndian()).isFalse();
        for (Tag tag : List.of(Tags.ROWS, Tag.of(0x00089459), Tag.of(0x00280009))) {
            assertThat(little.dataSet().decimals(tag))
                    .isEqualTo(big.dataSet().decimals(tag))
                    .hasSize(1);
        }
        assertThat(little.dataSet().decimals(Tag.of(0x00280009))[0]).isEqualTo(0x00181063);
        byte[] pixels = new byte[4];
        little.pixelData().orElseThrow().bytes().get(pixels);
        assertThat(pixels).containsExactly(2, 1, 4, 3);
    }

    /** Whoever receives a data set by network writes the same file as whoever writes one from elements. */
    @Test
    void whatArrivesEncodedIsWrittenAsWhatIsEncodedHere() throws Exception {
        DataSet dataSet = DataSet.of(List.of(
                Element.text(Tags.SOP_CLASS, Vr.UI, "1.2.3"), Element.text(Tags.SOP_INSTANCE, Vr.UI, "1.2.3.44")));
        ByteArrayOutputStream whole = new ByteArrayOutputStream();
        DicomWriter.write(dataSet, TransferSyntax.EXPLICIT_LITTLE_ENDIAN, whole);
        DicomBytes encoded =
                DicomBytes.explicitLittle().text(0x00080016, "UI", "1.2.3\0").text(0x00080018, "UI", "1.2.3.44");
        ByteArrayOutputStream received = new ByteArrayOutputStream();
        DicomWriter.begin("1.2.3", "1.2.3.44", TransferSyntax.EXPLICIT_LITTLE_ENDIAN.uid(), received);
        received.write(encoded.bytes());
        assertThat(received.toByteArray()).isEqualTo(whole.toByteArray());
        DicomFile read = DicomFile.read(received.toByteArray(), ReadLimits.defaults());
        assertThat(read.meta().integer(Tags.FILE_META_GROUP_LENGTH))
                .hasValue(received.size() - 128 - 4 - 12 - encoded.bytes().length);
    }
}
