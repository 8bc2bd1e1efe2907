package org.subtext.deidentification.verification;

import static java.nio.ByteOrder.LITTLE_ENDIAN;
import static org.assertj.core.api.Assertions.assertThat;

import com.sun.management.ThreadMXBean;
import java.io.ByteArrayOutputStream;
import java.lang.management.ManagementFactory;
import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.zip.Deflater;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.subtext.dicom.DataSet;
import org.subtext.dicom.DicomFile;
import org.subtext.dicom.DicomWriter;
import org.subtext.dicom.Element;
import org.subtext.dicom.ReadLimits;
import org.subtext.dicom.Tag;
import org.subtext.dicom.TransferSyntax;
import org.subtext.dicom.Vr;
import org.subtext.dicom.pixels.DicomPixels;

/** What the cleaner lawfully keeps is no finding of the proof. */
class HonestOutputTest {
    @ParameterizedTest
    @CsvSource({
        "HU,true",
        "Identity,true",
        "FOR PRESENTATION,true",
        "GE MEDICAL SYSTEMS,true",
        "Quackenbush,false",
        "HU Quackenbush,false"
    })
    void valuesThatEverybodyUsesAreTerms(String value, boolean term) {
        assertThat(Terms.ofBuild().has(value)).isEqualTo(term);
    }

    @ParameterizedTest
    @CsvSource({
        "1000,1.2.840.10008.5.1.4.1.1.2,false",
        "771234,1.2.840.10008.5.771234,true",
        "7712345,1.2.840.10008.5.77.12345,true"
    })
    void idsWithinAClassOfTheStandardAreChanceWhereShort(String id, String uid, boolean found) {
        DataSet source = DataSet.of(List.of(Element.text(Tag.of(0x00100020), Vr.LO, id)));

        assertThat(IdentifiersOfFile.of(source, AllowList.under(Set.of())).isIn(uid, Vr.UI, false))
                .isEqualTo(found);
    }

    @ParameterizedTest
    @CsvSource({
        "unit Wo1kenstein,true",
        "Wоlkеnstein,true",
        "see MRN77319O4,true",
        "V29sa2Vuc3RlaW4=,true",
        "id V29sa2Vuc3RlaW4,true",
        "576f6c6b656e737465696e,true",
        "57 6F 6C 6B 65 6E 73 74 65 69 6E,true",
        "VwBvAGwAawBlAG4AcwB0AGUAaQBuAA==,true",
        "Wolkenburg 5.0.1,false",
        "VB42A_HF03 SL15P112,false",
        "M2N773l9O4,false",
        "deadbeef00c0ffee,false",
        "A,false"
    })
    void whatIsDisguisedInTextIsAnIdentifier(String value, boolean found) {
        DataSet source = DataSet.of(List.of(
                Element.text(Tag.of(0x00100010), Vr.PN, "Wolkenstein^Oda"),
                Element.text(Tag.of(0x00100020), Vr.LO, "MRN7731904")));
        IdentifiersOfFile own = IdentifiersOfFile.of(source, AllowList.under(Set.of()));

        assertThat(own.isIn(value, Vr.LO, false)).isEqualTo(found);
        assertThat(own.isIn(value, Vr.CS, true)).isFalse();
    }

    @ParameterizedTest
    @CsvSource({"unit Siemens,false", "unit Siemensk,true", "iksnemeiS unit,true", "Siemens unit,false"})
    void aTermAtTheEndIsNoNameCutOff(String value, boolean found) {
        DataSet source = DataSet.of(List.of(Element.text(Tag.of(0x00100010), Vr.PN, "Siemenski^Oda")));
        IdentifiersOfFile own = IdentifiersOfFile.of(source, AllowList.under(Set.of()));

        assertThat(own.isIn(value, Vr.LO, false)).isEqualTo(found);
    }

    @Test
    void uncompressedFramesInFragmentsAreCompared() throws Exception {
        byte[] frame = new byte[64];
        frame[5] = 7;
        byte[] longer = Arrays.copyOf(frame, 72);
        longer[70] = 1;
        byte[] other = frame.clone();
        other[5] = 8;

        assertThat(digest(frame)).isNotEmpty().isEqualTo(digest(longer)).isNotEqualTo(digest(other));
    }

    /** Of every kind that is told piece by piece the digest is that of a decoder's samples. */
    @ParameterizedTest
    @CsvSource({"8,1", "16,1", "16,2", "32,1", "8,3"})
    void framesToldPieceByPieceHaveTheDigestOfTheDecodedOnes(int allocated, int framesOrSamples) throws Exception {
        int samples = framesOrSamples == 3 ? 3 : 1;
        int frames = framesOrSamples == 3 ? 1 : framesOrSamples;
        byte[] cells = new byte[300 * 300 * samples * frames * allocated / 8];
        new Random(allocated).nextBytes(cells);
        DataSet data = image(300, allocated, samples, frames);
        DicomFile open = written(
                data.with(Element.of(
                        Tag.of(0x7FE00010), Vr.OW, ByteBuffer.wrap(cells).order(LITTLE_ENDIAN))),
                "1.2.1");
        List<byte[]> fragments = new ArrayList<>(List.of(new byte[0]));
        for (int frame = 0; frame < frames; frame++) {
            int size = cells.length / frames;
            fragments.add(deflated(Arrays.copyOfRange(cells, frame * size, (frame + 1) * size)));
        }
        DicomFile deflated = written(data.with(Element.fragments(Tag.of(0x7FE00010), fragments)), "1.2.8.1");
        MessageDigest decoded = MessageDigest.getInstance("SHA-256");
        for (int frame = 0; frame < frames; frame++) {
            SampleDigest.add(
                    DicomPixels.of(open).stored(frame), DicomPixels.of(open).attributes(), decoded);
        }

        assertThat(SampleDigest.of(open))
                .hasValue(HexFormat.of().formatHex(decoded.digest()))
                .isEqualTo(SampleDigest.of(deflated));
    }

    /** A frame of 8192 by 8192 is 128 MiB of samples, and as many again for its decoder. */
    @Test
    void aDeflatedFrameThatNoDecoderHasMemoryForIsComparedAllTheSame() throws Exception {
        byte[] stream = deflated(new byte[8192 * 8192]);
        DataSet data = image(8192, 8, 1, 1);
        DicomFile whole =
                written(data.with(Element.fragments(Tag.of(0x7FE00010), List.of(new byte[0], stream))), "1.2.8.1");
        byte[] cut = Arrays.copyOf(stream, stream.length / 2 * 2 - 64);
        DicomFile truncated =
                written(data.with(Element.fragments(Tag.of(0x7FE00010), List.of(new byte[0], cut))), "1.2.8.1");
        assertThat(SampleDigest.of(whole)).isNotEmpty(); // loading classes takes memory too
        long before = allocated();

        assertThat(SampleDigest.of(whole)).isNotEmpty();
        assertThat(allocated() - before).isLessThan(8L << 20);
        assertThat(SampleDigest.of(truncated)).isEmpty();
    }

    private static long allocated() {
        return ((ThreadMXBean) ManagementFactory.getThreadMXBean()).getCurrentThreadAllocatedBytes();
    }

    private static byte[] deflated(byte[] bytes) {
        Deflater deflater = new Deflater(1, true);
        deflater.setInput(bytes);
        deflater.finish();
        byte[] out = new byte[bytes.length + (bytes.length >> 8) + 64];
        int length = deflater.deflate(out);
        deflater.end();
        return Arrays.copyOf(out, length + (length & 1));
    }

    private static DataSet image(int side, int allocated, int samples, int frames) {
        return DataSet.of(List.of(
                Element.text(Tag.of(0x00080016), Vr.UI, "1.2.840.10008.5.1.4.1.1.1.1"),
                Element.text(Tag.of(0x00080018), Vr.UI, "2.25.1"),
                Element.shorts(Tag.of(0x00280002), samples),
                Element.text(Tag.of(0x00280004), Vr.CS, samples == 1 ? "MONOCHROME2" : "RGB"),
                Element.shorts(Tag.of(0x00280006), 0),
                Element.text(Tag.of(0x00280008), Vr.IS, Integer.toString(frames)),
                Element.shorts(Tag.of(0x00280010), side),
                Element.shorts(Tag.of(0x00280011), side),
                Element.shorts(Tag.of(0x00280100), allocated),
                Element.shorts(Tag.of(0x00280101), allocated == 8 ? 8 : allocated - 4),
                Element.shorts(Tag.of(0x00280102), allocated == 8 ? 7 : allocated - 3),
                Element.shorts(Tag.of(0x00280103), 0)));
    }

    private static DicomFile written(DataSet data, String syntax) throws Exception {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        DicomWriter.write(data, TransferSyntax.of("1.2.840.10008." + syntax), out);
        return DicomFile.read(out.toByteArray(), ReadLimits.defaults());
    }

    private static String digest(byte[] frame) throws Exception {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        DataSet data = DataSet.of(List.of(
                Element.text(Tag.of(0x00080016), Vr.UI, "1.2.840.10008.5.1.4.1.1.1.1"),
                Element.text(Tag.of(0x00080018), Vr.UI, "2.25.1"),
                Element.shorts(Tag.of(0x00280002), 1),
                Element.text(Tag.of(0x00280004), Vr.CS, "MONOCHROME2"),
                Element.shorts(Tag.of(0x00280010), 8),
                Element.shorts(Tag.of(0x00280011), 8),
                Element.shorts(Tag.of(0x00280100), 8),
                Element.shorts(Tag.of(0x00280101), 8),
                Element.shorts(Tag.of(0x00280102), 7),
                Element.shorts(Tag.of(0x00280103), 0),
                Element.fragments(Tag.of(0x7FE00010), List.of(new byte[0], frame))));
        DicomWriter.write(data, TransferSyntax.of("1.2.840.10008.1.2.1.98"), out);
        return SampleDigest.of(DicomFile.read(out.toByteArray(), ReadLimits.defaults()))
                .orElse("");
    }
}
