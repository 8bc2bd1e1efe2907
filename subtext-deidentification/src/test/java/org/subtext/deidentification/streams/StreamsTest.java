package org.subtext.deidentification.streams;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.subtext.dicom.DicomFile;
import org.subtext.dicom.codec.CodeStream;
import org.subtext.dicom.codec.FrameShape;
import org.subtext.dicom.codec.PixelDataException;
import org.subtext.dicom.codec.Samples;

class StreamsTest {
    private static final byte[] NO_OFFSETS = new byte[0];

    static List<Sample> samples() {
        return Sample.all();
    }

    static Stream<Sample> decoded() {
        return Sample.all().stream().filter(one -> one.kind() != CodeStream.Kind.JPEG_2000);
    }

    @ParameterizedTest
    @MethodSource("decoded")
    void samplesStayAsTheyWere(Sample sample) throws IOException {
        byte[] clean = frame(sample);

        assertThat(decode(clean, sample)).isEqualTo(decode(sample.stream(), sample));
    }

    /** JPEG 2000 is decoded where its decoder is; here every byte that stays is known. */
    @Test
    void packetsOfJpeg2000StayToTheLastByte() throws IOException {
        for (Sample sample : samples()) {
            if (sample.kind() != CodeStream.Kind.JPEG_2000 || sample.name().equals("precincts")) {
                continue;
            }
            byte[] comment = "Created by OpenJPEG version 2.5.4".getBytes(StandardCharsets.US_ASCII);
            byte[] stream = sample.stream();
            int at = indexOf(stream, comment) - 6;
            byte[] expected = new StreamWriter(stream.length)
                    .put(stream, 0, at)
                    .put(stream, at + 6 + comment.length, stream.length - at - 6 - comment.length)
                    .toBytes();

            assertThat(frame(sample)).as(sample.name()).isEqualTo(expected);
        }
    }

    /** Packet lengths go, and the tile's length is told anew in its own header and in that of the image. */
    @Test
    void lengthsOfTilePartsAreComputedAnew() throws IOException {
        byte[] clean = frame(Sample.named("precincts"));

        int tile = indexOf(clean, new byte[] {-1, (byte) 0x90});
        int lengths = indexOf(clean, new byte[] {-1, 0x55});
        byte[] length = Arrays.copyOfRange(clean, tile + 6, tile + 10);
        assertThat(length)
                .isEqualTo(new StreamWriter(4).u32(clean.length - 2 - tile).toBytes());
        assertThat(Arrays.copyOfRange(clean, lengths + 8, lengths + 12)).isEqualTo(length);
        assertThat(indexOf(clean, new byte[] {-1, 0x58})).isNegative();
    }

    @ParameterizedTest
    @MethodSource("samples")
    void whatIsCleanStaysToTheLastByte(Sample sample) throws IOException {
        byte[] clean = frame(sample);
        DicomFile again = sample.file(1, NO_OFFSETS, clean);

        assertThat(Sample.cleaned(again).cuts().bytes()).isEmpty();
        assertThat(Sample.frames(again)).containsExactly(clean);
    }

    @ParameterizedTest
    @MethodSource("samples")
    void framesInSeveralFragmentsAreJoinedAndOthersAreCut(Sample sample) throws IOException {
        byte[] clean = frame(sample);
        byte[] stream = even(sample.stream());
        byte[] first = Arrays.copyOf(stream, stream.length / 4 * 2);
        byte[] rest = Arrays.copyOfRange(stream, first.length, stream.length);
        byte[] offsets = {0, 0, 0, 0, 0, 0, 0, 0, 'S', 'E', 'C', 'R'};
        int second = stream.length + 16;
        offsets[4] = (byte) second;
        offsets[5] = (byte) (second >> 8);
        byte[] two = Arrays.copyOf(offsets, 8);

        assertThat(Sample.frames(sample.file(1, NO_OFFSETS, first, rest))).containsExactly(clean);
        assertThat(Sample.frames(sample.file(2, two, first, rest, stream))).containsExactly(clean, clean);
        if (sample.kind() != CodeStream.Kind.RLE && sample.kind() != CodeStream.Kind.DEFLATED) {
            byte[] text = "a fragment of text".getBytes(StandardCharsets.US_ASCII);
            CleanedPixels cut = Sample.cleaned(sample.file(2, offsets, stream, stream, stream, text));
            assertThat(cut.cuts().bytes().keySet()).contains(PixelCut.OFFSET_TABLE, PixelCut.FRAGMENTS);
            assertThat(Sample.frames(sample.file(2, offsets, stream, stream, stream, text)))
                    .containsExactly(clean, clean);
        }
    }

    @Test
    void aHeightThatIsToldBehindTheScanIsToldBefore() throws IOException {
        Sample grey = Sample.named("grey");
        byte[] stream = grey.stream().clone();
        int frame = indexOf(stream, new byte[] {-1, (byte) 0xC0});
        stream[frame + 5] = 0;
        stream[frame + 6] = 0;
        byte[] late = new StreamWriter(stream.length + 6)
                .put(stream, 0, stream.length - 2)
                .put((byte) -1, (byte) 0xDC, (byte) 0, (byte) 4, (byte) 0, (byte) 24)
                .put((byte) -1, (byte) 0xD9)
                .toBytes();

        assertThat(Sample.frames(grey.file(1, NO_OFFSETS, late))).containsExactly(frame(grey));
    }

    @Test
    void streamsThatCannotBeParsedAreRefusedWithWhatToDo() throws IOException {
        Sample grey = Sample.named("grey");
        byte[] half = Arrays.copyOf(grey.stream(), grey.stream().length - 60);
        byte[] arithmetic = grey.stream().clone();
        arithmetic[indexOf(arithmetic, new byte[] {-1, (byte) 0xC0}) + 1] = (byte) 0xC9;
        Sample tiles = Sample.named("tiles with markers");
        int second = indexOf(tiles.stream(), new byte[] {-1, (byte) 0x90, 0, 10, 0, 1});
        byte[] missing = new StreamWriter(second)
                .put(tiles.stream(), 0, second)
                .put((byte) -1, (byte) 0xD9)
                .toBytes();

        refused(grey.file(1, NO_OFFSETS, half), "bits left", "Get the file anew");
        refused(grey.file(1, NO_OFFSETS, arithmetic), "arithmetic", "Convert");
        refused(grey.file(3, NO_OFFSETS, grey.stream(), grey.stream()), "Number of Frames", "Correct");
        refused(tiles.file(1, NO_OFFSETS, missing), "1 of 4 tiles", "truncated");
    }

    private static void refused(DicomFile file, String... words) {
        assertThatThrownBy(() -> Sample.cleaned(file))
                .isInstanceOf(NotCleanedException.class)
                .hasMessageContainingAll(words);
    }

    private static byte[] frame(Sample sample) throws IOException {
        return Sample.frames(sample.file(1, NO_OFFSETS, sample.stream())).get(0);
    }

    private static int[] decode(byte[] stream, Sample sample) throws PixelDataException {
        PixelShape shape = sample.shape();
        Samples samples = CodeStream.decode(
                stream,
                new FrameShape(shape.columns(), shape.rows(), shape.samples(), shape.bitsAllocated()),
                sample.kind());
        int[] values = new int[samples.count()];
        Arrays.setAll(values, samples::get);
        return values;
    }

    static byte[] even(byte[] stream) {
        return Arrays.copyOf(stream, stream.length + (stream.length & 1));
    }

    static int indexOf(byte[] bytes, byte[] part) {
        for (int i = 0; i + part.length <= bytes.length; i++) {
            if (Arrays.equals(bytes, i, i + part.length, part, 0, part.length)) {
                return i;
            }
        }
        return -1;
    }
}
