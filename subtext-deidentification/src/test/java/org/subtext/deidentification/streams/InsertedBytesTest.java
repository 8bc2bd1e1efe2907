package org.subtext.deidentification.streams;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.subtext.dicom.DicomFile;
import org.subtext.dicom.Element;
import org.subtext.dicom.Tag;
import org.subtext.testing.Seeds;

/** A text of chance, put into any stream at any place between its parts, is not in what comes out. */
class InsertedBytesTest {
    private static final List<Sample> SAMPLES = Sample.all();
    private static final Tag PIXELS = Tag.of(0x7FE00010);

    @Seeds(600)
    void nothingThatWasPutInComesOut(SplittableRandom random) throws IOException {
        Sample sample = SAMPLES.get(random.nextInt(SAMPLES.size()));
        byte[] text = text(random, 8 + random.nextInt(40));
        byte[] planted = planted(sample, text, random);
        DicomFile file = random.nextInt(8) == 0
                ? sample.file(1, offsets(text), StreamsTest.even(planted), StreamsTest.even(text))
                : split(sample, planted, random);
        CleanedPixels clean;
        try {
            clean = Sample.cleaned(file);
        } catch (NotCleanedException e) {
            assertThat(e.reason()).isNotBlank();
            return;
        }
        Element pixels = clean.dataSet().find(PIXELS).orElseThrow();
        for (byte[] part : pixels.fragments()) {
            assertThat(StreamsTest.indexOf(part, text)).as(sample.name()).isNegative();
        }
    }

    /** The property would be empty if all such files were refused. */
    @Test
    void mostAreCleanedToWhatTheyWere() throws IOException {
        SplittableRandom random = new SplittableRandom(5);
        int same = 0;
        int refused = 0;
        for (int i = 0; i < 360; i++) {
            Sample sample = SAMPLES.get(i % 18);
            byte[] plain =
                    Sample.frames(sample.file(1, new byte[0], sample.stream())).get(0);
            byte[] planted = planted(sample, text(random, 20), random);
            try {
                byte[] clean =
                        Sample.frames(sample.file(1, new byte[0], planted)).get(0);
                same += StreamsTest.indexOf(clean, plain) == 0 ? 1 : 0;
            } catch (NotCleanedException e) {
                refused++;
            }
        }
        assertThat(same).as(refused + " refused").isGreaterThan(290);
    }

    private static DicomFile split(Sample sample, byte[] stream, SplittableRandom random) throws IOException {
        byte[] even = StreamsTest.even(stream);
        int at = 2 * random.nextInt(even.length / 2);
        return at == 0 || random.nextBoolean()
                ? sample.file(1, new byte[0], even)
                : sample.file(1, new byte[0], Arrays.copyOf(even, at), Arrays.copyOfRange(even, at, even.length));
    }

    /** Letters that no encoder writes. */
    private static byte[] text(SplittableRandom random, int length) {
        StringBuilder text = new StringBuilder();
        for (int i = 0; i < length; i++) {
            text.append((char) ('A' + random.nextInt(26)));
        }
        return text.toString().getBytes(StandardCharsets.US_ASCII);
    }

    private static byte[] offsets(byte[] text) {
        return Arrays.copyOf(text, text.length / 4 * 4);
    }

    private static byte[] planted(Sample sample, byte[] text, SplittableRandom random) {
        byte[] stream = sample.stream();
        return switch (sample.kind()) {
            case JPEG, JPEG_LS -> at(stream, places(stream), text, random);
            case JPEG_2000 -> jpeg2000(stream, text, random);
            case RLE, DEFLATED ->
                new StreamWriter(stream.length).put(stream).put(text).toBytes();
        };
    }

    private static byte[] at(byte[] stream, List<Integer> places, byte[] text, SplittableRandom random) {
        int at = places.get(random.nextInt(places.size()));
        byte[] put = at == stream.length || random.nextInt(3) == 0 ? text : segment(text, random, false);
        return new StreamWriter(stream.length)
                .put(stream, 0, at)
                .put(put)
                .put(stream, at, stream.length - at)
                .toBytes();
    }

    private static byte[] segment(byte[] text, SplittableRandom random, boolean jpeg2000) {
        int[] codes = jpeg2000
                ? new int[] {0x64, 0x63, 0x57, 0x58, 0x6F, 0x55}
                : new int[] {0xFE, 0xE0, 0xE1, 0xE8, 0xEE, 0xED, 0xF0, 0xFD};
        return new StreamWriter(64)
                .segment(codes[random.nextInt(codes.length)], text)
                .toBytes();
    }

    /** Into the main header, or into the header or behind the packets of the last tile-part, whose length grows. */
    private static byte[] jpeg2000(byte[] stream, byte[] text, SplittableRandom random) {
        int tile = lastIndexOf(stream, 0x90);
        int data = lastIndexOf(stream, 0x93);
        int[] places = {StreamsTest.indexOf(stream, new byte[] {-1, 0x52}), data, stream.length - 2, stream.length};
        int which = random.nextInt(places.length);
        byte[] put = which < 2 ? segment(text, random, true) : text;
        byte[] planted = new StreamWriter(stream.length)
                .put(stream, 0, places[which])
                .put(put)
                .put(stream, places[which], stream.length - places[which])
                .toBytes();
        if (which == 1 || which == 2) {
            int length = ((stream[tile + 8] & 0xFF) << 8 | stream[tile + 9] & 0xFF) + put.length;
            planted[tile + 8] = (byte) (length >> 8);
            planted[tile + 9] = (byte) length;
        }
        return planted;
    }

    private static int lastIndexOf(byte[] stream, int code) {
        int at = stream.length - 2;
        while (stream[at] != -1 || (stream[at + 1] & 0xFF) != code) {
            at--;
        }
        return at;
    }

    /** Before every marker but the first, restart markers included, and behind the end. */
    private static List<Integer> places(byte[] stream) {
        List<Integer> places = new ArrayList<>(List.of(stream.length));
        int at = 2;
        while (at + 1 < stream.length) {
            int code = stream[at + 1] & 0xFF;
            if (stream[at] != -1 || code < 0xC0) {
                at++;
                continue;
            }
            places.add(at);
            boolean bare = code >= 0xD0 && code <= 0xD9;
            at += bare ? 2 : 2 + ((stream[at + 2] & 0xFF) << 8 | stream[at + 3] & 0xFF);
        }
        return places;
    }
}
