package org.subtext.deidentification.streams;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
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
import org.subtext.testing.Seeds;

class NativePixelsTest {
    private static final Tag PIXELS = Tag.of(0x7FE00010);

    /** Whatever bits a cell has, its value stays, and what comes out is the same whatever the other bits were. */
    @Seeds(150)
    void valuesStayAndUnusedBitsSayNothing(SplittableRandom random) throws IOException {
        int allocated = new int[] {8, 16, 32}[random.nextInt(3)];
        int stored = 1 + random.nextInt(allocated);
        int high = stored - 1 + random.nextInt(allocated - stored + 1);
        boolean signed = random.nextBoolean();
        PixelShape shape = new PixelShape(3, 5, 1, allocated, stored, high, signed, false, 2);
        byte[] cells = new byte[30 * allocated / 8];
        random.nextBytes(cells);
        byte[] more = Arrays.copyOf(cells, cells.length + 1 + random.nextInt(40));
        Arrays.fill(more, cells.length, more.length, (byte) 'T');
        DicomFile before = file(shape, 2, allocated == 8 ? Vr.OB : Vr.OW, more);
        CleanedPixels clean = Sample.cleaned(before);
        DicomFile after = Sample.file(clean.dataSet(), TransferSyntax.EXPLICIT_LITTLE_ENDIAN);

        for (int frame = 0; frame < 2; frame++) {
            assertThat(DicomPixels.of(after).values(frame))
                    .isEqualTo(DicomPixels.of(before).values(frame));
        }
        byte[] bytes = bytes(clean);
        assertThat(bytes).hasSize(cells.length);
        assertThat(clean.cuts().bytes()).containsKey(PixelCut.BEHIND_PIXELS);
        byte[] noise = cells.clone();
        long used = (-1L >>> (64 - stored)) << (high - stored + 1);
        for (int i = 0; i < noise.length; i++) {
            int mask = (int) (used >>> 8 * (i % (allocated / 8))) & 0xFF;
            noise[i] = (byte) (noise[i] & mask | random.nextInt(256) & ~mask);
        }
        if (stored < allocated) {
            assertThat(bytes(Sample.cleaned(file(shape, 2, Vr.OW, noise)))).isEqualTo(bytes);
        }
    }

    /** A check that a sign repeated in the unused bits is left: many readers take cells for values. */
    @Test
    void signsThatAreRepeatedStay() throws IOException {
        PixelShape shape = new PixelShape(1, 3, 1, 16, 12, 11, true, false, 1);
        byte[] cells = words(-5, 7, -2048);

        CleanedPixels clean = Sample.cleaned(file(shape, 1, Vr.OW, cells));

        assertThat(bytes(clean)).isEqualTo(cells);
        assertThat(clean.cuts().bytes()).isEmpty();
    }

    @Test
    void anOverlayInUnusedBitsIsCleared() throws IOException {
        PixelShape shape = new PixelShape(1, 3, 1, 16, 12, 11, false, false, 1);

        CleanedPixels clean = Sample.cleaned(file(shape, 1, Vr.OW, words(0x8005, 0x0FFF, 0x7ABC)));

        assertThat(bytes(clean)).isEqualTo(words(5, 0xFFF, 0xABC));
        assertThat(clean.cuts().bytes()).isEqualTo(Map.of(PixelCut.UNUSED_BITS, 2L));
    }

    @ParameterizedTest
    @CsvSource({"OB,8", "OW,8", "OW,16", "OW,32", "OW,1", "OB,1"})
    void bigEndianFilesShowTheSame(Vr vr, int bits) throws IOException {
        PixelShape shape = new PixelShape(4, 6, 1, bits, bits, bits - 1, false, false, 1);
        byte[] cells = new byte[(24 * bits + 15) / 16 * 2];
        new SplittableRandom(3).nextBytes(cells);
        if (bits == 1) {
            Arrays.fill(cells, 3, 4, (byte) 0);
        }
        DicomFile before = bigEndian(shape, vr, cells);
        DicomFile after = Sample.file(Sample.cleaned(before).dataSet(), TransferSyntax.EXPLICIT_LITTLE_ENDIAN);

        assertThat(before.bigEndian()).isTrue();
        assertThat(DicomPixels.of(after).values(0))
                .isEqualTo(DicomPixels.of(before).values(0));
    }

    @Test
    void bitsBehindTheLastOfOneBitSamplesAreCleared() throws IOException {
        PixelShape shape = new PixelShape(3, 3, 1, 1, 1, 0, false, false, 2);

        assertThat(bytes(Sample.cleaned(file(shape, 2, Vr.OB, new byte[] {-1, -1, -1, 'X'}))))
                .containsExactly(-1, -1, 3);
    }

    @Test
    void floatingPointPixelsAreCutToTheirNumber() throws IOException {
        PixelShape shape = new PixelShape(2, 2, 1, 32, 32, 31, false, false, 1);
        DataSet data = Sample.attributes(shape, 1)
                .with(Element.of(Tag.of(0x7FE00008), Vr.OF, ByteBuffer.wrap(new byte[16 + 24])));

        CleanedPixels clean = Sample.cleaned(Sample.file(data, TransferSyntax.EXPLICIT_LITTLE_ENDIAN));

        assertThat(clean.dataSet().find(Tag.of(0x7FE00008)).orElseThrow().length())
                .isEqualTo(16);
        assertThat(clean.cuts().total()).isEqualTo(24);
    }

    @Test
    void palettesAndTablesKeepWhatTheirDescriptorsCallFor() throws IOException {
        PixelShape shape = new PixelShape(1, 2, 1, 8, 8, 7, false, false, 1);
        DataSet table = DataSet.of(List.of(
                Element.shorts(Tag.of(0x00283002), 4, 0, 16),
                Element.of(Tag.of(0x00283006), Vr.OW, ByteBuffer.wrap(new byte[8 + 30]))));
        DataSet data = Sample.attributes(shape, 1)
                .with(Element.text(Tag.of(0x00280004), Vr.CS, "PALETTE COLOR"))
                .with(Element.of(PIXELS, Vr.OB, ByteBuffer.wrap(new byte[2])))
                .with(Element.sequence(Tag.of(0x00283010), List.of(table)));
        // A palette of two entries, and one in segments: two values, then a line of two more.
        byte[] segments = words(0, 2, 7, 9, 1, 2, 11, 0x4142, 0x4344);
        for (int c = 0; c < 3; c++) {
            data = data.with(Element.shorts(Tag.of(0x00281101 + c), c == 0 ? 2 : 4, 0, 16))
                    .with(Element.of(
                            Tag.of(c == 0 ? 0x00281201 : 0x00281221 + c),
                            Vr.OW,
                            little(c == 0 ? new byte[20] : segments)));
        }
        DataSet clean = Sample.cleaned(Sample.file(data, TransferSyntax.EXPLICIT_LITTLE_ENDIAN))
                .dataSet();

        assertThat(clean.find(Tag.of(0x00281201)).orElseThrow().length()).isEqualTo(4);
        assertThat(clean.find(Tag.of(0x00281222)).orElseThrow().length()).isEqualTo(14);
        assertThat(clean.items(Tag.of(0x00283010))
                        .get(0)
                        .find(Tag.of(0x00283006))
                        .orElseThrow()
                        .length())
                .isEqualTo(8);
        DataSet grey = data.with(Element.text(Tag.of(0x00280004), Vr.CS, "MONOCHROME2"));
        assertThat(Sample.cleaned(Sample.file(grey, TransferSyntax.EXPLICIT_LITTLE_ENDIAN))
                        .dataSet()
                        .has(Tag.of(0x00281201)))
                .isFalse();
    }

    @Test
    void videoIsLeftOutUnlessItIsAskedFor() throws IOException {
        DataSet data = Sample.attributes(Sample.shape(16, 16, 3, 8, 8), 30)
                .with(Element.fragments(PIXELS, List.of(new byte[0], new byte[64])));
        DicomFile video = Sample.file(data, TransferSyntax.of("1.2.840.10008.1.2.4.102"));

        assertThatThrownBy(() -> PixelCleaner.clean(video, video.dataSet(), VideoPolicy.EXCLUDE))
                .isInstanceOf(NotCleanedException.class)
                .hasMessageContainingAll("video", "single frames");
        assertThat(PixelCleaner.clean(video, video.dataSet(), VideoPolicy.KEEP)
                        .cuts()
                        .lookedInto())
                .isFalse();
    }

    private static DicomFile file(PixelShape shape, int frames, Vr vr, byte[] cells) throws IOException {
        DataSet data = Sample.attributes(shape, frames).with(Element.of(PIXELS, vr, little(cells)));
        return Sample.file(data, TransferSyntax.EXPLICIT_LITTLE_ENDIAN);
    }

    /** Elements in order, most significant bytes first; ours are written little-endian. */
    private static DicomFile bigEndian(PixelShape shape, Vr vr, byte[] cells) throws IOException {
        java.io.ByteArrayOutputStream out = new java.io.ByteArrayOutputStream();
        DicomWriter.begin("1.2", "1.3", TransferSyntax.EXPLICIT_BIG_ENDIAN.uid(), out);
        for (Element element : Sample.attributes(shape, 1).with(Element.of(PIXELS, vr, ByteBuffer.wrap(cells)))) {
            ByteBuffer value = element.value();
            byte[] bytes = new byte[value.remaining() + (value.remaining() & 1)];
            value.get(bytes, 0, value.remaining());
            if (element.vr() == Vr.US) {
                bytes = new byte[] {bytes[1], bytes[0]};
            }
            ByteBuffer header = ByteBuffer.allocate(12).order(ByteOrder.BIG_ENDIAN);
            header.putShort((short) element.tag().group())
                    .putShort((short) element.tag().element());
            header.put(element.vr().name().getBytes(java.nio.charset.StandardCharsets.US_ASCII));
            if (element.vr().hasLongLength()) {
                header.putShort((short) 0).putInt(bytes.length);
            } else {
                header.putShort((short) bytes.length);
            }
            out.write(header.array(), 0, header.position());
            out.write(bytes);
        }
        return DicomFile.read(out.toByteArray(), ReadLimits.defaults());
    }

    private static ByteBuffer little(byte[] bytes) {
        return ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
    }

    private static byte[] words(int... values) {
        ByteBuffer bytes = ByteBuffer.allocate(2 * values.length).order(ByteOrder.LITTLE_ENDIAN);
        for (int value : values) {
            bytes.putShort((short) value);
        }
        return bytes.array();
    }

    private static byte[] bytes(CleanedPixels clean) {
        ByteBuffer value = clean.dataSet().find(PIXELS).orElseThrow().value();
        byte[] bytes = new byte[value.remaining()];
        value.get(bytes);
        return bytes;
    }
}
