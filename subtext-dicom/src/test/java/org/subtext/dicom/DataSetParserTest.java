package org.subtext.dicom;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.util.List;
import org.junit.jupiter.api.Test;

class DataSetParserTest {
    private static final String IMPLICIT = "1.2.840.10008.1.2";
    private static final String EXPLICIT = "1.2.840.10008.1.2.1";
    private static final int VIEW_CODE = 0x00540220;
    private static final Tag PRIVATE = Tag.of(0x00091001);

    private static DataSet read(String syntax, DicomBytes data) throws DicomException {
        return DicomFile.read(DicomBytes.file(syntax, data), new ReadLimits(1 << 20, 1 << 20, 60, 4))
                .dataSet();
    }

    private static void assertRefused(DicomBytes data, String... words) {
        assertThatExceptionOfType(DicomException.class)
                .isThrownBy(() -> read(EXPLICIT, data))
                .satisfies(refused -> assertThat(refused.getMessage()).contains(words));
    }

    private static DicomBytes code(DicomBytes bytes) {
        return bytes.text(0x00080100, "SH", "R-1020").text(0x00080104, "LO", "cranio");
    }

    @Test
    void sequencesOfDefinedAndUndefinedLengthAreTheSame() throws Exception {
        byte[] item = code(DicomBytes.explicitLittle()).bytes();
        DicomBytes defined = DicomBytes.explicitLittle()
                .header(VIEW_CODE, "SQ", item.length + 8)
                .item(item.length)
                .raw(item);
        DicomBytes undefined = DicomBytes.explicitLittle()
                .header(VIEW_CODE, "SQ", DicomBytes.UNDEFINED)
                .item(DicomBytes.UNDEFINED)
                .raw(item)
                .itemEnd()
                .sequenceEnd();
        assertThat(read(EXPLICIT, defined)).isEqualTo(read(EXPLICIT, undefined));
        List<DataSet> items = read(EXPLICIT, defined).items(Tags.VIEW_CODE_SEQUENCE);
        assertThat(items).hasSize(1);
        assertThat(items.get(0).string(Tags.CODE_MEANING)).contains("cranio");
    }

    @Test
    void unknownSequencesAreFoundByTheirItems() throws Exception {
        byte[] item = code(DicomBytes.implicitLittle()).bytes();
        DicomBytes known = DicomBytes.implicitLittle()
                .text(0x00080060, "CS", "DX")
                .header(0x00091001, "", item.length + 8)
                .item(item.length)
                .raw(item);
        assertThat(read(IMPLICIT, known).items(PRIVATE)).hasSize(1);
        DicomBytes unknown = DicomBytes.explicitLittle()
                .text(0x00080060, "CS", "DX")
                .header(0x00091001, "UN", DicomBytes.UNDEFINED)
                .item(item.length)
                .raw(item)
                .sequenceEnd();
        assertThat(read(EXPLICIT, unknown).items(PRIVATE).get(0).string(Tags.CODE_VALUE))
                .contains("R-1020");
    }

    @Test
    void whatOnlyBeginsLikeItemsStaysBytes() throws Exception {
        DicomBytes data = DicomBytes.explicitLittle()
                .text(0x00080060, "CS", "DX")
                .value(
                        0x00091001,
                        "UN",
                        DicomBytes.explicitLittle().item(4).raw(new byte[4]).bytes());
        DataSet read = read(EXPLICIT, data);
        assertThat(read.items(PRIVATE)).isEmpty();
        assertThat(read.find(PRIVATE).orElseThrow().length()).isEqualTo(12);
    }

    @Test
    void valuesPassedOnAsUnknownGetTheirRepresentationBack() throws Exception {
        DataSet read = read(
                EXPLICIT,
                DicomBytes.explicitLittle().text(0x00080060, "CS", "DX").value(0x00280010, "UN", new byte[] {0, 2}));
        assertThat(read.integer(Tags.ROWS)).hasValue(512);
    }

    @Test
    void theSignOfPixelsDecidesAmbiguousRepresentations() throws Exception {
        DicomBytes data = DicomBytes.implicitLittle().text(0x00080060, "CS", "CT");
        data.number(0x00280103, 1).number(0x00280120, -2000);
        assertThat(read(IMPLICIT, data).integer(Tags.PIXEL_PADDING_VALUE)).hasValue(-2000);
        DicomBytes unsigned = DicomBytes.implicitLittle().text(0x00080060, "CS", "CT");
        unsigned.number(0x00280103, 0).number(0x00280120, -2000);
        assertThat(read(IMPLICIT, unsigned).integer(Tags.PIXEL_PADDING_VALUE)).hasValue(63536);
    }

    @Test
    void lengthsAreHeldAgainstWhatIsLeft() {
        assertRefused(
                DicomBytes.explicitLittle().header(0x00091001, "UN", 0x7FFFFFF0L), "(0009,1001)", "2147483632", "left");
        assertRefused(
                DicomBytes.explicitLittle()
                        .header(VIEW_CODE, "SQ", 16)
                        .item(0xFFFFFF00L)
                        .item(0),
                "(0054,0220)",
                "an item of 4294967040 bytes");
        assertRefused(
                DicomBytes.explicitLittle()
                        .header(VIEW_CODE, "SQ", DicomBytes.UNDEFINED)
                        .item(0),
                "(0054,0220)",
                "(FFFE,E0DD)");
        assertRefused(
                DicomBytes.explicitLittle()
                        .header(VIEW_CODE, "SQ", 8)
                        .tag(0x00080060)
                        .raw(new byte[4]),
                "tag (0008,0060)",
                "an item");
        assertRefused(
                DicomBytes.explicitLittle().text(0x00080060, "CS", "DX").header(0x00104000, "UT", 0xFFFFFFFFL),
                "undefined length of a UT");
    }

    @Test
    void depthAndNumberAreBounded() {
        DicomBytes deep = DicomBytes.explicitLittle();
        for (int i = 0; i < 5; i++) {
            deep.header(VIEW_CODE, "SQ", DicomBytes.UNDEFINED).item(DicomBytes.UNDEFINED);
        }
        assertRefused(deep, "5 deep", "4 at most");
        DicomBytes many = DicomBytes.explicitLittle();
        for (int i = 0; i < 61; i++) {
            many.text(0x00080060 + i, "CS", "");
        }
        assertRefused(many, "more than 60 elements");
    }

    @Test
    void oddLengthsAndRepeatedTagsAreTaken() throws Exception {
        DataSet read = read(
                EXPLICIT,
                DicomBytes.explicitLittle()
                        .text(0x00080060, "CS", "MR ")
                        .text(0x00080060, "CS", "CT")
                        .text(0x00080070, "LO", "A"));
        assertThat(read.size()).isEqualTo(2);
        assertThat(read.string(Tags.MODALITY)).contains("MR");
        assertThat(read.string(Tags.MANUFACTURER)).contains("A");
    }

    @Test
    void elementsWithoutRepresentationAmongOthersAreRead() throws Exception {
        DicomBytes data = DicomBytes.explicitLittle().text(0x00080060, "CS", "MR");
        data.raw(DicomBytes.implicitLittle().number(0x00280010, 7).bytes()).number(0x00280011, 9);
        assertThat(read(EXPLICIT, data).integer(Tags.ROWS)).hasValue(7);
        assertThat(read(EXPLICIT, data).integer(Tags.COLUMNS)).hasValue(9);
        // A representation of a later standard has the long form.
        DicomBytes future = DicomBytes.explicitLittle().text(0x00080060, "CS", "MR");
        future.tag(0x00091001)
                .raw(new byte[] {'Z', 'Z', 0, 0, 2, 0, 0, 0, 1, 2})
                .number(0x00280011, 9);
        assertThat(read(EXPLICIT, future).integer(Tags.COLUMNS)).hasValue(9);
        assertRefused(
                DicomBytes.explicitLittle()
                        .text(0x00080060, "CS", "MR")
                        .tag(0x00280010)
                        .raw(new byte[] {1, 2, -1, -1, 0, 0}),
                "(0028,0010)",
                "bytes 01 02");
    }

    @Test
    void numbersAreReadFromTextAndBytes() throws Exception {
        DataSet read = read(
                EXPLICIT,
                DicomBytes.explicitLittle()
                        .text(0x00180060, "DS", " 120 ")
                        .text(0x00281050, "DS", "40\\-600.5\\x")
                        .text(0x00280008, "IS", "3 ")
                        .text(0x00281053, "DS", "0x10")
                        .text(0x00281052, "DS", ""));
        assertThat(read.decimal(Tags.KVP)).contains(120.0);
        assertThat(read.decimals(Tags.WINDOW_CENTER)).containsExactly(40, -600.5, Double.NaN);
        assertThat(read.integer(Tags.NUMBER_OF_FRAMES)).hasValue(3);
        assertThat(read.decimal(Tags.RESCALE_SLOPE)).isEmpty();
        assertThat(read.decimal(Tags.RESCALE_INTERCEPT)).isEmpty();
    }
}
