package org.subtext.deidentification.streams;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.subtext.dicom.DataSet;
import org.subtext.dicom.Element;
import org.subtext.dicom.Tag;
import org.subtext.dicom.TransferSyntax;
import org.subtext.dicom.Vr;

/** Bits of tables and of samples that no decoder reads, in which text may lie. */
class HiddenBitsTest {
    private static final Tag DESCRIPTOR = Tag.of(0x00283002);
    private static final Tag DATA = Tag.of(0x00283006);

    @ParameterizedTest
    @CsvSource({"8,0x41FF,0x00FF", "12,0x4FFF,0x0FFF", "10,0x0401,0x0001", "16,0x4142,0x4142", "0,0x4142,0x4142"})
    void bitsBeyondTheDescriptorAreCleared(int bits, String entry, String kept) throws NotCleanedException {
        CutTally tally = new CutTally();

        DataSet cut = LookupTables.cut(table(bits, Integer.decode(entry), 1, 0, 2), tally);

        assertThat(words(item(cut))).containsExactly(Integer.decode(kept), 1, 0, 2);
        assertThat(tally.cuts().bytes()).isEqualTo(entry.equals(kept) ? Map.of() : Map.of(PixelCut.UNUSED_BITS, 1L));
    }

    @Test
    void entriesOfAByteStayTwoAWord() throws NotCleanedException {
        CutTally tally = new CutTally();
        DataSet packed = nested(Element.shorts(DESCRIPTOR, 3, 0, 8), Element.shorts(DATA, 0x0201, 0x5803));

        assertThat(words(item(LookupTables.cut(packed, tally)))).containsExactly(0x0201, 0x0003);
        assertThat(tally.cuts().bytes()).isEqualTo(Map.of(PixelCut.UNUSED_BITS, 1L));
    }

    @Test
    void aTableAllOfWhoseEntriesLieOutsideIsLeftOut() {
        assertThatThrownBy(() -> LookupTables.cut(table(8, 0x0100, 0x0200, 0, 0x0300), new CutTally()))
                .isInstanceOf(NotCleanedException.class)
                .hasMessageContaining("Correct the descriptor");
    }

    @ParameterizedTest
    @CsvSource({"128,128", "130,128", "190,128"})
    void twoPixelsThatShareChrominanceTakeFourBytes(int found, int kept) throws IOException {
        CleanedPixels clean = Sample.cleaned(Sample.file(colour(found), TransferSyntax.EXPLICIT_LITTLE_ENDIAN));

        assertThat(clean.dataSet().find(Tag.of(0x7FE00010)).orElseThrow().length())
                .isEqualTo(kept);
    }

    @ParameterizedTest
    @CsvSource({"192", "200"})
    void threeBytesForEachOfThemAreNotTakenForSamples(int found) {
        assertThatThrownBy(() -> Sample.cleaned(Sample.file(colour(found), TransferSyntax.EXPLICIT_LITTLE_ENDIAN)))
                .isInstanceOf(NotCleanedException.class)
                .hasMessageContaining("YBR_FULL_422");
    }

    @Test
    void samplesThatAreNoNumberSayNothing() {
        CutTally tally = new CutTally();
        ByteBuffer floats = ByteBuffer.allocate(20).order(ByteOrder.LITTLE_ENDIAN);
        floats.putInt(0x7FD8594A)
                .putInt(0xFFC00001)
                .putInt(0x7FC00000)
                .putFloat(-1.5f)
                .putInt(0xFF800000);

        ByteBuffer clean = NotANumber.canonical(floats.flip(), false, tally);

        assertThat(clean.getInt(0)).isEqualTo(0x7FC00000);
        assertThat(clean.getInt(4)).isEqualTo(0x7FC00000);
        assertThat(clean.getInt(8)).isEqualTo(0x7FC00000);
        assertThat(clean.getFloat(12)).isEqualTo(-1.5f);
        assertThat(clean.getInt(16)).as("infinity is a number here").isEqualTo(0xFF800000);
        assertThat(tally.cuts().bytes()).isEqualTo(Map.of(PixelCut.UNUSED_BITS, 2L));
        ByteBuffer doubles = ByteBuffer.allocate(8).order(ByteOrder.LITTLE_ENDIAN);
        doubles.putLong(0, 0x7FF85A515758L << 16 | 0x4A56);
        assertThat(NotANumber.canonical(doubles, true, tally).getLong(0)).isEqualTo(0x7FF8000000000000L);
    }

    private static DataSet table(int bits, int... entries) {
        return nested(Element.shorts(DESCRIPTOR, entries.length, 0, bits), Element.shorts(DATA, entries));
    }

    private static DataSet nested(Element... elements) {
        return DataSet.of(List.of(Element.sequence(Tag.of(0x00283010), List.of(DataSet.of(List.of(elements))))));
    }

    private static DataSet item(DataSet data) {
        return data.find(Tag.of(0x00283010)).orElseThrow().items().get(0);
    }

    private static List<Integer> words(DataSet item) {
        ByteBuffer value = item.find(DATA).orElseThrow().value();
        List<Integer> words = new ArrayList<>();
        while (value.remaining() >= 2) {
            words.add(value.getShort() & 0xFFFF);
        }
        return words;
    }

    private static DataSet colour(int bytes) {
        byte[] pixels = new byte[bytes + (bytes & 1)];
        Arrays.fill(pixels, (byte) 'T');
        return DataSet.of(List.of(
                Element.shorts(Tag.of(0x00280002), 3),
                Element.text(Tag.of(0x00280004), Vr.CS, "YBR_FULL_422"),
                Element.shorts(Tag.of(0x00280006), 0),
                Element.shorts(Tag.of(0x00280010), 8),
                Element.shorts(Tag.of(0x00280011), 8),
                Element.shorts(Tag.of(0x00280100), 8),
                Element.shorts(Tag.of(0x00280101), 8),
                Element.shorts(Tag.of(0x00280102), 7),
                Element.shorts(Tag.of(0x00280103), 0),
                Element.of(Tag.of(0x7FE00010), Vr.OB, ByteBuffer.wrap(pixels))));
    }
}
